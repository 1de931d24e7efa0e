/**
 * Messages of which it is not known whether Meta has them: their post got no answer, or their worker died. A status settles
 * them. They are posted again only where it is sure that a status would have come, and otherwise a person decides.
 */
import { sql, type Tx } from "../../platform/database/index.ts"
import { waitingOf } from "./claim.ts"

/** After so many posts that may have reached the person, or claims of a dead worker, only a person sends it once more. */
export const mostDoubts = 3

/**
 * Puts in doubt what was claimed by lanes that are not there any more: their worker died, or stood still and lost its lease.
 * @param own the claims of the lane that holds the number now
 * @returns how many
 */
export async function doubtClaims(tx: Tx, numberId: string, own: readonly string[]): Promise<number> {
  const { numAffectedRows } = await sql`
    WITH locked AS MATERIALIZED (
      SELECT id FROM outbox WHERE ${waitingOf(numberId)} AND claim IS NOT NULL AND claim <> ALL(${own}::uuid[])
      ORDER BY id FOR UPDATE
    )
    UPDATE outbox SET state = 'in_doubt', posted_at = uuid_extract_timestamp(claim), claim = NULL, doubts = doubts + 1,
      wait_reason = 'in_doubt'
    FROM locked WHERE outbox.id = locked.id
  `.execute(tx)
  return Number(numAffectedRows ?? 0)
}
