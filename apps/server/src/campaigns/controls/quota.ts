/**
 * "Send to 500" sends to 500: a launch brings in no more people than are still missing, in a random order, and again when some of
 * them got nothing, until so many went or nobody is left. All of it is counted from what the outbox and history say, in the
 * transaction that brings people in, so that workers that die or work at the same time change nothing.
 */
import type { MostRecipients } from "@parley/model"
import { readCounts, type StageCount } from "../../messaging/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"

export interface Room {
  /** How many people may be brought in now. */
  room: number
  /** Everybody went who was to go. */
  isReached: boolean
}

/** @param counts of one source or several */
export function wentAndWaiting(counts: readonly Pick<StageCount, "stage" | "reason" | "count">[]): {
  went: number
  waiting: number
} {
  const total = (stage: string, reasons?: readonly string[]) =>
    counts.reduce(
      (sum, one) => sum + (one.stage === stage && (reasons?.includes(one.reason) ?? true) ? one.count : 0),
      0,
    )
  // What got no answer may have arrived: nobody else is written to in its place.
  const went = total("accepted") + total("failed", ["no_answer"]) + total("dropped", ["canceled_in_doubt"])
  return { went, waiting: total("audience") - total("decided") }
}

/** People are brought in again when a fifth of those who are out is missing: one by one an audience would be read as often. */
const patience = 4

/** How much room there is. For a campaign's bound it is to be asked under {@link lockCampaign}. */
export async function roomInQuota(
  tx: Tx,
  { id, campaignId }: { id: string; campaignId: string },
  { count, per }: MostRecipients,
): Promise<Room> {
  const ids = per === "launch" ? [id] : await launchesOf(tx, campaignId)
  const { went, waiting } = wentAndWaiting(await readCounts(tx, ids))
  const room = count - went - waiting
  if (room <= 0) return { room: 0, isReached: went >= count }
  const { rows: many } = await sql`
    SELECT FROM outbox WHERE source_id = ANY(${ids}::uuid[]) AND state = 'due' OFFSET ${room * patience} LIMIT 1`.execute(
    tx,
  )
  return { room: many.length > 0 ? 0 : room, isReached: false }
}

async function launchesOf(tx: Tx, campaignId: string): Promise<string[]> {
  const found = await tx.selectFrom("launches").select("id").where("campaign_id", "=", campaignId).execute()
  return found.map(({ id }) => id)
}

/** What is decided of a campaign as a whole is decided by one launch at a time, until the end of the transaction. */
export const lockCampaign = (tx: Tx, campaignId: string) =>
  sql`SELECT pg_advisory_xact_lock(hashtext('campaign people'), hashtext(${campaignId}))`.execute(tx)
