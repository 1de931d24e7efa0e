import { z } from "zod"
import { jsonText, sql, type Tx, wakeAfterCommit } from "../platform/database/index.ts"
import { found, Problem } from "../platform/errors.ts"
import { fields } from "../platform/http/index.ts"
import { foldCounts } from "./fold-counts.ts"
import { readGroupHold, refuseArchivedGroup } from "./group-hold.ts"
import { launchHold, readTemplateHold } from "./template-hold.ts"

const reasonCounts = z
  .object({
    total: z.number().int(),
    reasons: z.array(
      z.object({
        code: z.string(),
        title: z.string(),
        advice: z.string().nullable(),
        count: z.number().int(),
      }),
    ),
  })
  .meta({ id: "LaunchReasons" })

/** Notified when a launch is there, so that workers expand it without waiting for their next look. */
export const launchesChannel = "parley_launches"

/** The state of a launch. Every contact of the audience is in exactly one of suppressed, accepted, refused or waiting. */
export const launchReport = z
  .object({
    id: fields.id,
    campaign_id: fields.id,
    state: z.enum(["scheduled", "expanding", "sending", "completed", "canceled"]),
    scheduled_at: fields.timestamp,
    created_at: fields.timestamp,
    audience: z.number().int().describe("Contacts that matched = waiting + suppressed + accepted + refused"),
    waiting: z.number().int().describe("Still in the outbox"),
    suppressed: reasonCounts.describe("Not sent, by reason"),
    accepted: z.number().int().describe("Accepted by Meta"),
    sent: z.number().int(),
    delivered: z.number().int(),
    read: z.number().int(),
    failed: reasonCounts.describe(
      "Refused by Meta or failed later, by Meta's code; no_answer until a status corrects it",
    ),
    refused: z.number().int().describe("The part of `failed` that Meta refused"),
    replied: z.number().int(),
    hold: launchHold.nullable().describe("Why the rest is not being sent now"),
  })
  .meta({ id: "LaunchReport" })
type LaunchReport = z.output<typeof launchReport>

/**
 * Schedules a launch of a campaign as it is now.
 * @returns its id
 * @throws Problem not_found; not_sendable when the number's business account is disconnected or its group archived
 */
export async function createLaunch(tx: Tx, campaignId: string, at: Date, now: Date): Promise<string> {
  const campaign = found(
    await tx.selectFrom("campaigns").selectAll().where("id", "=", campaignId).executeTakeFirst(),
    "campaign",
  )
  const { disconnected_at } = await tx
    .selectFrom("numbers")
    .select("disconnected_at")
    .where("id", "=", campaign.number_id)
    .executeTakeFirstOrThrow()
  if (disconnected_at !== null) {
    throw new Problem("not_sendable", "The number's business account is disconnected.", {
      help: "Connect it again with Login with Facebook, then launch.",
    })
  }
  await refuseArchivedGroup(tx, campaign.number_id)
  const { id } = await tx
    .insertInto("launches")
    .values({
      workspace_id: campaign.workspace_id,
      campaign_id: campaign.id,
      number_id: campaign.number_id,
      content_id: campaign.content_id,
      audience: jsonText(campaign.audience),
      state: "scheduled",
      scheduled_at: at,
      created_at: now,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  wakeAfterCommit(launchesChannel, "")
  return id
}

export async function reportLaunch(tx: Tx, launchId: string): Promise<LaunchReport> {
  const launch = found(
    await tx.selectFrom("launches").selectAll().where("id", "=", launchId).executeTakeFirst(),
    "launch",
  )
  const counts = await tx
    .selectFrom("launch_counts")
    .select(["stage", "reason", "count"])
    .where("launch_id", "=", launchId)
    .orderBy("count", "desc")
    .execute()
  const folded = foldCounts(launch.audience_size, counts)
  const isOver = launch.state === "canceled" || (launch.state === "sending" && folded.waiting === 0)
  return {
    id: launch.id,
    campaign_id: launch.campaign_id,
    state: launch.state === "sending" && folded.waiting === 0 ? "completed" : stateOf(launch.state),
    scheduled_at: launch.scheduled_at,
    created_at: launch.created_at,
    ...folded,
    hold: isOver
      ? null
      : ((await readGroupHold(tx, launch.number_id)) ?? (await readTemplateHold(tx, launchId))),
  }
}

function stateOf(state: string): LaunchReport["state"] {
  if (state === "scheduled" || state === "expanding" || state === "sending" || state === "canceled")
    return state
  throw new Error(`A launch cannot be ${state}.`)
}

/**
 * Cancels what has not been sent: no contact enters any more, and those that wait in the outbox are dropped with the reason
 * `canceled`. What a lane has claimed is sent. @throws Problem conflict when the launch was canceled before
 */
export async function cancelLaunch(tx: Tx, launchId: string, now: Date): Promise<void> {
  const launch = found(
    await tx.selectFrom("launches").selectAll().where("id", "=", launchId).forUpdate().executeTakeFirst(),
    "launch",
  )
  if (launch.state === "canceled") throw new Problem("conflict", "The launch was canceled before.")
  await tx.updateTable("launches").set({ state: "canceled" }).where("id", "=", launchId).execute()
  await sql`
    WITH locked AS MATERIALIZED (
      SELECT id FROM outbox WHERE number_id = ${launch.number_id} AND launch_id = ${launchId} AND state = 'due'
      ORDER BY id FOR UPDATE SKIP LOCKED
    ), gone AS (
      DELETE FROM outbox USING locked WHERE outbox.id = locked.id RETURNING outbox.*
    ), history AS (
      INSERT INTO messages (id, workspace_id, number_id, contact_id, content_id, launch_id, variables, status, reason, attempts, decided_at)
      SELECT id, workspace_id, number_id, contact_id, content_id, launch_id, variables, 'dropped', 'canceled', attempts, ${now}::timestamptz
      FROM gone
      RETURNING launch_id, workspace_id
    )
    INSERT INTO launch_counts (launch_id, stage, reason, workspace_id, count)
    SELECT launch_id, stage, reason, workspace_id, count(*)
    FROM history CROSS JOIN (VALUES ('decided', ''), ('dropped', 'canceled')) AS reached (stage, reason)
    GROUP BY launch_id, stage, reason, workspace_id
    ORDER BY launch_id, stage, reason
    ON CONFLICT (launch_id, stage, reason) DO UPDATE SET count = launch_counts.count + excluded.count
  `.execute(tx)
}
