/** When something would be sent, before it is: what a campaign that recurs, or a launch by the clocks of contacts, comes to. */
import type { RecurringDelivery } from "@parley/model"
import { z } from "zod"
import { rows, sql, type Tx } from "../../platform/database/index.ts"
import { fields } from "../../platform/http/index.ts"
import { lateMs } from "./late.ts"
import { type LocalTime, nextOccurrence } from "./occurrences.ts"
import { localTimes } from "./plan-launch.ts"
import { localStart } from "./recurrences.ts"
import { planSlices } from "./slices.ts"

export const occurrencesPreview = z
  .object({
    data: z.array(
      z.object({
        local_time: z.string().describe("What clocks show, such as 2026-12-24T09:00"),
        at: fields.timestamp.describe("When the workspace's clock shows it"),
      }),
    ),
    time_zone: z.string().describe("The workspace's"),
  })
  .meta({ id: "OccurrencesPreview" })

/** The next occurrences, the first one first; fewer where there are no more. */
export async function previewOccurrences(
  tx: Tx,
  delivery: RecurringDelivery,
  count: number,
  now: Date,
): Promise<z.output<typeof occurrencesPreview>> {
  const times: { local: LocalTime }[] = []
  for (let after = await localStart(tx, delivery, now); times.length < count; ) {
    const local = nextOccurrence(delivery, after)
    if (local === null) break
    times.push({ local })
    after = local
  }
  const { rows: data } = await sql<{ local_time: string | null; at: Date; zone: string }>`
    SELECT t.local AS local_time, instant_of(t.local::timestamp, zone) AS at, zone
    FROM (SELECT coalesce(time_zone, 'UTC') AS zone FROM workspaces WHERE id = current_workspace()) AS own
    LEFT JOIN ${rows("t", times, { local: "text" })} ON true ORDER BY t.position`.execute(tx)
  return {
    data: data.flatMap(({ local_time, at }) => (local_time === null ? [] : [{ local_time, at }])),
    time_zone: data[0]?.zone ?? "UTC",
  }
}

export const localTimesPreview = localTimes
  .extend({
    passed_time_zones: z
      .array(z.string())
      .describe("Where it is more than an hour later already, 20 at most: people there would be left out"),
    is_over: z.boolean().describe("It is so everywhere: nobody would get it"),
  })
  .meta({ id: "LocalTimesPreview" })

/** The instants at which the clocks of contacts show a time; of those that have not passed, where there are any. */
export async function previewLocalTimes(
  tx: Tx,
  workspaceId: string,
  at: LocalTime,
  now: Date,
): Promise<z.output<typeof localTimesPreview>> {
  const { zone, slices } = await planSlices(tx, workspaceId, at)
  const passed = slices.filter(({ dueAt }) => dueAt.getTime() < now.getTime() - lateMs)
  const left = slices.slice(passed.length)
  const shown = left.length > 0 ? left : slices
  const own = slices.find(({ isOwn }) => isOwn)?.dueAt ?? now
  return {
    at,
    time_zone: zone,
    first: shown[0]?.dueAt ?? own,
    own,
    last: shown.at(-1)?.dueAt ?? own,
    passed_time_zones: passed.flatMap(({ zones }) => zones).slice(0, 20),
    is_over: left.length === 0,
  }
}
