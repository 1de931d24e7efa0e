import { z } from "zod"
import { sql, type Tx } from "../../platform/database/index.ts"
import { fields } from "../../platform/http/index.ts"

/** Something that a contact is known by, or was. */
export const identity = z
  .object({
    kind: z
      .enum(["phone", "wa_id", "bsuid", "external_id", "alias"])
      .describe("A bsuid is Meta's business-scoped user id, a wa_id the number as WhatsApp reports it"),
    label: z.string().nullable().describe("Of an alias: what the name is of, such as the shop"),
    portfolio: z
      .string()
      .nullable()
      .describe("Of a bsuid: Meta's id of the business portfolio, where it is known"),
    value: z.string(),
    since: fields.timestamp,
    until: fields.timestamp.nullable().describe("null: still"),
  })
  .meta({ id: "ContactIdentity" })

/** All that a contact is known by, and what they were known by; what counts now comes first. */
export async function identitiesOf(tx: Tx, contactId: string): Promise<z.output<typeof identity>[]> {
  const { rows } = await sql<z.output<typeof identity>>`
    WITH kept AS (
      SELECT kind, scope, value, since, until FROM contact_identities WHERE contact_id = ${contactId}
    ), shown AS (
      SELECT known.kind, '' AS scope, known.value,
        coalesce((SELECT max(kept.until) FROM kept WHERE kept.kind = known.kind), c.created_at) AS since, NULL::timestamptz AS until
      FROM contacts AS c CROSS JOIN LATERAL (VALUES ('phone', c.phone), ('wa_id', c.wa_id), ('external', c.external_id)) AS known (kind, value)
      WHERE c.id = ${contactId} AND known.value IS NOT NULL
    )
    SELECT CASE kind WHEN 'external' THEN 'external_id' ELSE kind END AS kind,
      CASE kind WHEN 'alias' THEN scope END AS label, CASE kind WHEN 'bsuid' THEN nullif(scope, '') END AS portfolio,
      value, since, until
    FROM (SELECT * FROM shown UNION ALL SELECT * FROM kept) AS known
    ORDER BY until DESC NULLS FIRST, array_position(ARRAY['phone', 'wa_id', 'bsuid', 'external', 'alias'], kind), since, value`.execute(
    tx,
  )
  return rows
}

/** For the person themselves. */
export async function exportIdentities(tx: Tx, _workspaceId: string, contactId: string) {
  return { identities: await identitiesOf(tx, contactId) }
}
