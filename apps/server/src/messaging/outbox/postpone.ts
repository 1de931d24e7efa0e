import { rows, sql, type Tx } from "../../platform/database/index.ts"
import { claimedAs, presentContent } from "./claim.ts"

/** A claimed row that goes again later. */
export interface Postponed {
  id: string
  /** The claim that this is said under: of a row that has another one by now it says nothing. */
  claim: string
  /** What it said as it was claimed. */
  contentId: string
  state: "due" | "in_doubt"
  /** When it is due again; of a row in doubt, when it was posted. */
  at: Date
  /** Why: a reason of ours to hold, or Meta's code. null: it was given back as it was. */
  reason: string | null
  /** What the post that it comes back from counts as; null when it counts for nothing. */
  counts: "refusal" | "unanswered" | null
}

/**
 * Gives claimed rows back to the outbox. What is said again of a row changes nothing, as it is claimed no more.
 * One that goes again says what its source says by then. Where that was replaced while a lane had it, it is due as before: what
 * it waited for was of what it said.
 */
export async function postpone(tx: Tx, postponed: readonly Postponed[]): Promise<void> {
  const later = rows("later", postponed, {
    id: "uuid",
    claim: "uuid",
    contentId: "uuid",
    state: "text",
    at: "timestamptz",
    reason: "text",
    counts: "text",
  })
  await sql`
    WITH later AS MATERIALIZED (SELECT * FROM ${later}), locked AS MATERIALIZED (
      SELECT id FROM outbox WHERE id = ANY(ARRAY(${claimedAs("later")})) AND claim = ANY(ARRAY(SELECT DISTINCT claim FROM later))
      ORDER BY id FOR UPDATE
    )
    UPDATE outbox SET claim = NULL, state = later.state, wait_reason = coalesce(later.reason, wait_reason),
      send_after = CASE WHEN later.state = 'due' AND NOT ${wasReplaced} THEN later.at ELSE send_after END,
      content_id = CASE WHEN later.state = 'due' THEN ${presentContent} WHEN ${wasReplaced} THEN later.content_id ELSE outbox.content_id END,
      posted_at = CASE later.state WHEN 'in_doubt' THEN later.at END, told_at = NULL,
      refusals = refusals + (counts IS NOT DISTINCT FROM 'refusal')::int,
      unanswered = unanswered + (counts IS NOT DISTINCT FROM 'unanswered')::int
    FROM locked JOIN later USING (id)
    WHERE outbox.id = locked.id AND outbox.id = ANY(ARRAY(SELECT id FROM locked))
  `.execute(tx)
}

/** Its source says something else than it said: since it was claimed, or in that moment, so that it does not even keep that. */
const wasReplaced = sql`(retry_of IS NULL AND EXISTS (SELECT FROM source_variants AS v WHERE v.source_id = outbox.source_id
  AND v.variant = outbox.variant AND v.content_id <> later.content_id))`
