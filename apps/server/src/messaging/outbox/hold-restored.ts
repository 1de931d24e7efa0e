import { sql, type Tx } from "../../platform/database/index.ts"
import { mostDoubts } from "./doubts.ts"

/**
 * Holds what a restored backup would send and may have been sent since it was made. Sources that end, such as launches, are
 * paused, also those that had ended and of which failures told of later would go once more. Of single messages, and of
 * whatever was claimed or in doubt, nobody can know: they are in doubt, and more often than evidence is believed, as the
 * statuses of what the former installation sent went to that one.
 * @returns what is held and how it goes on
 */
export async function holdRestored(tx: Tx, madeAt: Date): Promise<string[]> {
  const { numAffectedRows: doubts = 0n } = await sql`
    UPDATE outbox AS o SET state = 'in_doubt', claim = NULL, wait_reason = 'in_doubt',
      doubts = greatest(o.doubts, ${mostDoubts}),
      posted_at = least(coalesce(o.posted_at, uuid_extract_timestamp(o.claim), o.send_after), ${madeAt})
    FROM sources AS s
    WHERE s.id = o.source_id AND (o.state = 'in_doubt' OR o.claim IS NOT NULL OR s.kind IN ('api', 'reply', 'test'))
  `.execute(tx)
  const { numAffectedRows: paused = 0n } = await sql`
    UPDATE sources SET state = 'paused'
    WHERE state = 'active' AND (ended_at IS NULL OR expires_at > ${madeAt}) AND kind NOT IN ('api', 'reply', 'test')
  `.execute(tx)
  const held = []
  if (paused > 0n) {
    const what =
      paused === 1n
        ? "1 launch or wave of retries that had"
        : `${paused} launches and waves of retries that had`
    held.push(
      `${what} not ended, or of which something could be sent once more, ${paused === 1n ? "is" : "are"} paused. Where the ` +
        "former installation went on after the backup, cancel: some of the people may have their message. Otherwise resume. " +
        "`parley launch list --state paused` shows which, `parley launch resume` and `parley launch cancel` do it.",
    )
  }
  if (doubts > 0n) {
    const what =
      doubts === 1n
        ? "1 message that was on its way or due is"
        : `${doubts} messages that were on their way or due are`
    held.push(
      `${what} in doubt. Nothing of this is sent until a person decides: \`parley doubts list\`, then \`parley doubts decide\`.`,
    )
  }
  return held
}
