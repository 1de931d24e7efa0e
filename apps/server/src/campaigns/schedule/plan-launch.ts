/** When a launch begins and ends: at one instant, or by the clock of each contact. */
import { z } from "zod"
import { sql, type Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"
import { lateMs } from "./late.ts"
import type { LocalTime } from "./occurrences.ts"
import { insertSlices, type PlannedSlice, planSlices } from "./slices.ts"

/** A date and a time as clocks show them. */
export const localTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d(:00)?$/, {
    error: "must be a local date and time without an offset, such as 2026-12-24T09:00",
  })
  .refine((text) => isDay(text.slice(0, 10)), { error: "must name a day that there is" })
  .transform((text): LocalTime => text.slice(0, 16))

const isDay = (day: string) => z.iso.date().safeParse(day).success

export const localTimes = z
  .object({
    at: z.string().describe("The local time, such as 2026-12-24T09:00"),
    time_zone: z.string().describe("The workspace's: of contacts without one, or with one that is not known"),
    first: fields.timestamp.describe("When the clocks show it first"),
    own: fields.timestamp.describe("When the workspace's clock shows it"),
    last: fields.timestamp.describe("When the last clocks show it"),
  })
  .meta({ id: "LocalTimes" })

export interface LaunchPlan {
  /** The first instant. */
  starts: Date
  /** When the last people are brought in. */
  lastStart: Date
  /** The workspace's. */
  zone: string
  local: { at: LocalTime; zone: string; own: Date; passed: Date; slices: PlannedSlice[] } | null
}

/**
 * @param when.local by the clock of each contact, in place of `at`
 * @param when.skipsPassed where it is more than an hour later already, people are left out; otherwise that is refused
 * @param when.keepsPassed they are not left out: what is late asks first
 * @throws Problem invalid_request
 */
export async function planLaunch(
  tx: Tx,
  workspaceId: string,
  when: {
    at: Date
    local?: LocalTime | undefined
    skipsPassed: boolean
    keepsPassed?: boolean
    now: Date
  },
): Promise<LaunchPlan> {
  const { at, local, skipsPassed, keepsPassed = false, now } = when
  const starts = new Date(Math.max(at.getTime(), now.getTime()))
  if (local === undefined)
    return { starts, lastStart: starts, zone: await zoneOf(tx, workspaceId), local: null }
  const { zone, slices } = await planSlices(tx, workspaceId, local)
  const passed = new Date(keepsPassed ? 0 : now.getTime() - lateMs)
  const left = slices.filter(({ dueAt }) => dueAt >= passed)
  const [first, last] = [left[0], left.at(-1)]
  const gone = slices.filter(({ dueAt }) => dueAt < passed)
  if (first === undefined || last === undefined || (gone.length > 0 && !skipsPassed)) {
    throw new Problem("invalid_request", `By some clocks it is more than an hour after ${local} already.`, {
      field: "in_local_time",
      help:
        first === undefined
          ? "Choose a later time."
          : "Choose a later time, or say `even_if_incomplete` to leave those people out.",
      extra: { time_zones: gone.flatMap(({ zones }) => zones).slice(0, 20) },
    })
  }
  const own = slices.find(({ isOwn }) => isOwn)?.dueAt ?? last.dueAt
  return {
    starts: first.dueAt,
    lastStart: last.dueAt,
    zone,
    local: { at: local, zone, own, passed, slices },
  }
}

/** The clock of the workspace, and of contacts who have none. */
export async function zoneOf(tx: Tx, workspaceId: string): Promise<string> {
  const { time_zone } = await tx
    .selectFrom("workspaces")
    .select("time_zone")
    .where("id", "=", workspaceId)
    .executeTakeFirstOrThrow()
  return time_zone ?? "UTC"
}

/** Keeps the slices of a launch that is there. */
export async function keepPlan(
  tx: Tx,
  launch: { id: string; workspaceId: string },
  { local }: Pick<LaunchPlan, "local">,
  now: Date,
): Promise<void> {
  if (local) await insertSlices(tx, launch, local.slices, { passed: local.passed, now })
}

/** The instants of a plan, as the API says them. */
export const timesOf = ({ starts, lastStart, local }: LaunchPlan): z.output<typeof localTimes> | null =>
  local && { at: local.at, time_zone: local.zone, first: starts, own: local.own, last: lastStart }

/** Those of a launch; null: it is not by the clocks of contacts. */
export async function readLocalTimes(tx: Tx, launchId: string): Promise<z.output<typeof localTimes> | null> {
  const { rows } = await sql<z.output<typeof localTimes>>`
    SELECT to_char(local_at, 'YYYY-MM-DD"T"HH24:MI') AS at, local_zone AS time_zone,
      coalesce(min(s.due_at) FILTER (WHERE NOT s.is_skipped), min(s.due_at)) AS first,
      coalesce(min(s.due_at) FILTER (WHERE local_zone = ANY(s.zones)), min(s.due_at)) AS own,
      coalesce(max(s.due_at) FILTER (WHERE NOT s.is_skipped), max(s.due_at)) AS last
    FROM launches AS l JOIN launch_slices AS s ON s.launch_id = l.id
    WHERE l.id = ${launchId} GROUP BY l.id`.execute(tx)
  return rows[0] ?? null
}
