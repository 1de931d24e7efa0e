import type { TimelineEntry } from "@parley/model"
import { isBefore, type TimelinePage } from "../../events/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"

/** An identity has no id of its own: made of what it is and of when, it is the same each time, and a UUID of version 8. */
const idOf = (
  what: string,
) => sql`overlay(overlay(md5(concat_ws(' ', ${sql.lit(what)}, i.contact_id, i.kind, i.scope, i.value, i.since))
  PLACING '8' FROM 13) PLACING '8' FROM 17)::uuid`

/**
 * What a contact came to be known by beside what is shown, and is not known by any more. A phone and the id of WhatsApp that is made of
 * its digits change together, and are told once.
 */
export async function identitiesInTimeline(
  tx: Tx,
  { contactId, before, limit }: TimelinePage,
): Promise<TimelineEntry[]> {
  const { rows } = await sql<Omit<TimelineEntry & { kind: "identity" }, "kind">>`
    SELECT id, at, change, CASE identity WHEN 'external' THEN 'external_id' ELSE identity END AS identity, label, value FROM (
      SELECT ${idOf("over")} AS id, i.until AS at, 'removed' AS change, i.kind AS identity, CASE i.kind WHEN 'alias' THEN i.scope END AS label,
        i.value FROM contact_identities AS i
      WHERE i.contact_id = ${contactId} AND i.until IS NOT NULL AND NOT (i.kind = 'wa_id' AND EXISTS (
        SELECT FROM contact_identities AS p WHERE p.contact_id = i.contact_id AND p.kind = 'phone' AND p.until = i.until
          AND p.value = '+' || i.value))
      UNION ALL
      SELECT ${idOf("new")}, i.since, 'added', i.kind, CASE i.kind WHEN 'alias' THEN i.scope END, i.value
      FROM contact_identities AS i JOIN contacts AS c ON c.id = i.contact_id
      WHERE i.contact_id = ${contactId} AND i.since > c.created_at AND (i.kind IN ('alias', 'bsuid') OR i.until IS NULL)
    ) AS known
    WHERE ${isBefore({ at: "at", id: "id" }, before)} ORDER BY at DESC, id DESC LIMIT ${limit}`.execute(tx)
  return rows.map((row) => ({ kind: "identity", ...row }))
}
