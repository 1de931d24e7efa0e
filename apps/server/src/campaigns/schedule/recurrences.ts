/** Campaigns that are launched again and again: each occurrence makes one launch, whatever was down when its time came. */
import type { RecurringDelivery } from "@parley/model"
import { z } from "zod"
import { jsonText, patiently, sql, type Tx, troubleOf } from "../../platform/database/index.ts"
import { found, Problem } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { startLoop } from "../../platform/loop.ts"
import { readCampaign } from "../definition/campaigns.ts"
import { requireReady } from "../definition/ready.ts"
import { makeVersion } from "../definition/versions.ts"
import { createLaunch } from "../launches/launches.ts"
import { asUtc, type LocalTime, nextOccurrence } from "./occurrences.ts"

const hourMs = 60 * 60_000
/** The first clocks are so far ahead of UTC: by then a launch by the clocks of contacts is there. */
const firstClocksMs = 14 * hourMs
const reserveMs = hourMs

export const recurrence = z
  .object({
    campaign_id: fields.id,
    is_started: z.boolean(),
    next_at: z
      .string()
      .nullable()
      .describe("The local time of the next launch; null: it is not started, or there are no more"),
    next_launch_made_at: fields.timestamp
      .nullable()
      .describe(
        "When that launch is made: some hours before, where each contact's clock says when it is sent",
      ),
    problem: z
      .object({ occurrence: z.string(), code: z.string(), message: z.string() })
      .nullable()
      .describe("Why the last occurrence was not launched"),
  })
  .meta({ id: "CampaignRecurrence" })

/** What starting any kind of campaign is told. */
interface Starting {
  campaignId: string
  workspaceId: string
  now: Date
}

/**
 * Has a campaign launched at each of its occurrences from now on; one that is started goes on as it is now.
 * @throws Problem conflict where there is no occurrence any more; what `makeVersion` throws
 */
export async function startRecurrence(tx: Tx, { campaignId, workspaceId, now }: Starting): Promise<void> {
  const { definition } = await makeVersion(tx, { campaignId, now })
  const { delivery } = definition
  if (delivery.kind !== "recurring") throw new Error("a campaign of another kind")
  await requireReady(tx, workspaceId, definition)
  const next = await nextOf(tx, delivery, await localStart(tx, delivery, now))
  if (next === null) {
    throw new Problem("conflict", "The campaign has no day left on which it would be sent.", {
      field: "delivery",
      help: "Let it end later.",
    })
  }
  await sql`
    INSERT INTO campaign_recurrences AS r (campaign_id, workspace_id, started_at, next_local, make_at)
    VALUES (${campaignId}, ${workspaceId}, ${now}, ${next.local}, ${next.makeAt})
    ON CONFLICT (campaign_id) DO UPDATE SET next_local = excluded.next_local, make_at = excluded.make_at, problem = NULL`.execute(
    tx,
  )
}

/** @returns whether it was started */
export async function stopRecurrence(tx: Tx, campaignId: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom("campaign_recurrences")
    .where("campaign_id", "=", campaignId)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

/**
 * Where a started campaign recurs otherwise now, its next occurrence is another one.
 * @throws Problem conflict where it is to be sent in another way
 */
export async function followDelivery(tx: Tx, campaignId: string, now: Date): Promise<void> {
  const row = tx
    .selectFrom("campaign_recurrences")
    .select("campaign_id")
    .where("campaign_id", "=", campaignId)
  if ((await row.forUpdate().executeTakeFirst()) === undefined) return
  const { delivery } = await readCampaign(tx, campaignId)
  if (delivery.kind !== "recurring") {
    throw new Problem("conflict", "The campaign is started: it is sent again and again.", {
      field: "delivery",
      help: "Stop it first, then have it sent in another way.",
    })
  }
  await moveOn(tx, campaignId, await nextOf(tx, delivery, await localStart(tx, delivery, now)), null)
}

/** @throws Problem not_found */
export async function readRecurrence(tx: Tx, campaignId: string): Promise<z.output<typeof recurrence>> {
  const { rows } = await sql<z.output<typeof recurrence>>`
    SELECT c.id AS campaign_id, r.campaign_id IS NOT NULL AS is_started, ${localText("next_local")} AS next_at,
      make_at AS next_launch_made_at, problem
    FROM campaigns AS c LEFT JOIN campaign_recurrences AS r ON r.campaign_id = c.id WHERE c.id = ${campaignId}`.execute(
    tx,
  )
  return found(rows[0], "campaign")
}

/** Makes the launches whose time has come. One whose campaign cannot be launched is left out, with why. @returns whether there were any */
export async function makeDueLaunches({ db, clock, logger }: Platform): Promise<boolean> {
  const now = clock.now()
  const { rows: due } = await db.system((tx) =>
    sql<{ campaign_id: string; workspace_id: string }>`
      SELECT r.campaign_id, r.workspace_id FROM campaign_recurrences AS r JOIN campaigns AS c ON c.id = r.campaign_id
      WHERE r.make_at <= ${now} AND c.state = 'active' AND c.archived_at IS NULL ORDER BY r.make_at LIMIT 50`.execute(
      tx,
    ),
  )
  for (const { campaign_id: campaignId, workspace_id: workspaceId } of due) {
    const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) => patiently(() => db.workspace(workspaceId, work))
    try {
      await inWorkspace((tx) => makeLaunch(tx, { campaignId, now }))
    } catch (error) {
      if (!(error instanceof Problem)) {
        if (troubleOf(error) === "passing") throw error
        logger.error({ err: error, campaign: campaignId }, "cannot launch a recurring campaign")
      }
      const { code, message } =
        error instanceof Problem ? error : { code: "internal_error", message: "An error of the server." }
      await inWorkspace((tx) => leaveOut(tx, { campaignId, now }, { code, message }))
    }
  }
  return due.length > 0
}

/** Of several workers one has the row; the others find it moved on. */
async function lockDue(tx: Tx, { campaignId, now }: { campaignId: string; now: Date }) {
  const { rows } = await sql<{ occurrence: LocalTime }>`
    SELECT ${localText("next_local")} AS occurrence FROM campaign_recurrences
    WHERE campaign_id = ${campaignId} AND make_at <= ${now} FOR UPDATE SKIP LOCKED`.execute(tx)
  if (rows[0] === undefined) return undefined
  const { delivery } = await readCampaign(tx, campaignId)
  return delivery.kind === "recurring" ? { delivery, occurrence: rows[0].occurrence } : undefined
}

async function makeLaunch(tx: Tx, due: { campaignId: string; now: Date }): Promise<void> {
  const { campaignId, now } = due
  const locked = await lockDue(tx, due)
  if (locked === undefined) return
  const { delivery, occurrence } = locked
  const { at } = await instantsOf(tx, delivery, occurrence)
  const isThere = await tx
    .selectFrom("launches")
    .select("id")
    .where("campaign_id", "=", campaignId)
    .where(sql<boolean>`occurrence = ${occurrence}::timestamp`)
    .executeTakeFirst()
  if (!isThere) {
    const local = delivery.clock === "contact" ? { inLocalTime: occurrence } : {}
    await createLaunch(tx, campaignId, { at, ...local, occurrence, evenIfIncomplete: true, now })
  }
  await moveOn(tx, campaignId, await nextOf(tx, delivery, occurrence), null)
}

async function leaveOut(
  tx: Tx,
  due: { campaignId: string; now: Date },
  why: { code: string; message: string },
): Promise<void> {
  const locked = await lockDue(tx, due)
  if (locked === undefined) return
  const { delivery, occurrence } = locked
  await moveOn(tx, due.campaignId, await nextOf(tx, delivery, occurrence), { occurrence, ...why })
}

interface Next {
  local: LocalTime
  makeAt: Date
}

async function moveOn(tx: Tx, campaignId: string, next: Next | null, problem: object | null): Promise<void> {
  await sql`
    UPDATE campaign_recurrences SET next_local = ${next?.local ?? null}, make_at = ${next?.makeAt ?? null},
      problem = ${problem === null ? null : jsonText(problem)}::jsonb
    WHERE campaign_id = ${campaignId}`.execute(tx)
}

async function nextOf(tx: Tx, delivery: RecurringDelivery, after: LocalTime): Promise<Next | null> {
  const local = nextOccurrence(delivery, after)
  return local === null ? null : { local, makeAt: (await instantsOf(tx, delivery, local)).makeAt }
}

/** When an occurrence is by the workspace's clock, and when its launch has to be there. */
async function instantsOf(
  tx: Tx,
  { clock }: RecurringDelivery,
  local: LocalTime,
): Promise<{ at: Date; makeAt: Date }> {
  const { rows } = await sql<{ at: Date }>`
    SELECT instant_of(${local}::timestamp, coalesce(time_zone, 'UTC')) AS at FROM workspaces WHERE id = current_workspace()`.execute(
    tx,
  )
  const at = rows[0]?.at ?? asUtc(local)
  return {
    at,
    makeAt: clock === "workspace" ? at : new Date(asUtc(local).getTime() - firstClocksMs - reserveMs),
  }
}

/**
 * The last local time that has passed: what is after it is still to come by all clocks that count. Of each contact's, the first ones
 * are those that are ahead of all others.
 */
export async function localStart(tx: Tx, { clock }: RecurringDelivery, now: Date): Promise<LocalTime> {
  if (clock === "contact") return new Date(now.getTime() + firstClocksMs).toISOString().slice(0, 16)
  const { rows } = await sql<{ local: LocalTime }>`
    SELECT to_char(${now}::timestamptz AT TIME ZONE coalesce(time_zone, 'UTC'), 'YYYY-MM-DD"T"HH24:MI') AS local
    FROM workspaces WHERE id = current_workspace()`.execute(tx)
  return rows[0]?.local ?? now.toISOString().slice(0, 16)
}

const localText = (column: string) => sql<LocalTime>`to_char(${sql.ref(column)}, 'YYYY-MM-DD"T"HH24:MI')`

/** Makes launches of recurring campaigns as their time comes. */
export function startRecurrences(platform: Platform): { stop(): Promise<void> } {
  return startLoop({
    everyMs: 1_000,
    round: () => makeDueLaunches(platform),
    broke: (error) => platform.logger.warn({ err: error }, "cannot launch recurring campaigns; retrying"),
  })
}
