/** What of sending members are told: that a number reached its messaging limit, and that messages in doubt wait for a person. */
import { type Told, tell, tellStanding } from "../../notifications/index.ts"
import { type Database, sql, type Tx } from "../../platform/database/index.ts"

const limitConditionOf = (numberId: string) => `limit:${numberId}`

interface LimitedNumber {
  id: string
  workspace_id: string
  display_phone_number: string
  messaging_limit: number | null
}

const limitReached = ({ id, workspace_id, display_phone_number, messaging_limit }: LimitedNumber): Told => ({
  workspaceId: workspace_id,
  subjectId: id,
  condition: limitConditionOf(id),
  about: { kind: "limit_reached", number_id: id, number: display_phone_number, people: messaging_limit },
})

/** Tells that launches of a number wait for places in its messaging limit. */
export async function tellOfLimit(tx: Tx, numberId: string, now: Date): Promise<void> {
  const numbers = tx
    .selectFrom("numbers")
    .select(["id", "workspace_id", "display_phone_number", "messaging_limit"])
    .where("id", "=", numberId)
  await tell(tx, (await numbers.execute()).map(limitReached), now)
}

/** A source that waits for a place looks again each minute: one that did not since then goes on. */
const stillMs = 3 * 60_000

/**
 * Of the whole installation: which numbers have launches that wait for the messaging limit, and which have messages in doubt
 * whose grace period is over. Time alone makes either so, and ends the first, so it is looked at from time to time.
 */
export async function tellOfWaits(
  db: Database,
  { now, graceMs }: { now: Date; graceMs: number },
): Promise<void> {
  await db.system(async (tx) => {
    const { rows: limited } = await sql<LimitedNumber>`
      SELECT DISTINCT n.id, n.workspace_id, n.display_phone_number, n.messaging_limit
      FROM sources AS s JOIN numbers AS n ON n.id = s.number_id
      WHERE s.ended_at IS NULL AND s.state = 'active' AND s.hold_reason = 'messaging_limit'
        AND s.held_until > ${new Date(now.getTime() - stillMs)} AND n.disconnected_at IS NULL
    `.execute(tx)
    await tellStanding(tx, { kinds: ["limit_reached"] }, limited.map(limitReached), now)
    const { rows: doubtful } = await sql<Omit<LimitedNumber, "messaging_limit"> & { messages: number }>`
      SELECT n.id, n.workspace_id, n.display_phone_number, doubts.messages
      FROM (
        SELECT number_id, count(*) AS messages FROM outbox
        WHERE state = 'in_doubt' AND posted_at <= ${new Date(now.getTime() - graceMs)} GROUP BY number_id) AS doubts
        JOIN numbers AS n ON n.id = doubts.number_id
    `.execute(tx)
    const inDoubt = doubtful.map(
      ({ id, workspace_id, display_phone_number: number, messages }): Told => ({
        workspaceId: workspace_id,
        subjectId: id,
        condition: `doubts:${id}`,
        about: { kind: "messages_in_doubt", number_id: id, number, messages },
      }),
    )
    await tellStanding(tx, { kinds: ["messages_in_doubt"] }, inDoubt, now)
  })
}
