import { waIdOf, waIdVariants } from "@parley/whatsapp/phone"
import { rows, sql, type Tx } from "../platform/database/index.ts"

/**
 * By each of these contacts, all who are the same person, themselves included: who has one of their phone numbers or
 * wa_ids in any form that WhatsApp may report. An import can make two contacts of one person where a country writes
 * mobile numbers in two ways.
 */
export async function contactsOfSamePerson(
  tx: Tx,
  workspaceId: string,
  contactIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (contactIds.length === 0) return new Map()
  const contacts = await tx
    .selectFrom("contacts")
    .select(["id", "phone", "wa_id"])
    .where("id", "in", [...new Set(contactIds)])
    .execute()
  const forms = contacts.flatMap(({ id, phone, wa_id }) => {
    const known = [phone, wa_id].filter((number) => number !== null)
    return [...new Set(known.flatMap((number) => waIdVariants(waIdOf(number))))].map((form) => ({ id, form }))
  })
  // Each form asks two indexes; an OR over both columns would read the whole table.
  const { rows: pairs } = await sql<{ id: string; same: string }>`
    SELECT t.id, c.id AS same
    FROM ${rows("t", forms, { id: "uuid", form: "text" })}
    CROSS JOIN LATERAL (
      SELECT id FROM contacts WHERE workspace_id = ${workspaceId} AND phone = '+' || t.form
      UNION SELECT id FROM contacts WHERE workspace_id = ${workspaceId} AND wa_id = t.form
    ) AS c`.execute(tx)
  const persons = new Map(contacts.map(({ id }) => [id, new Set([id])]))
  for (const { id, same } of pairs) persons.get(id)?.add(same)
  return new Map([...persons].map(([id, same]) => [id, [...same]]))
}
