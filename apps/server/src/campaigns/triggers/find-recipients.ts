/** The people a request names. */
import { parsePhone, waIdOf } from "@parley/whatsapp/phone"
import { z } from "zod"
import { knownContacts } from "../../contacts/index.ts"
import { rows, sql, type Tx } from "../../platform/database/index.ts"
import { fields } from "../../platform/http/index.ts"

const phone = z.string().transform((text, context) => {
  const parsed = parsePhone(text)
  if (parsed.ok) return parsed.e164
  context.addIssue("must be a phone number with its country code, such as +4915112345678")
  return z.NEVER
})

/** Members of a request by which it names a person; {@link isNamedOnce} holds. */
export const recipientKey = {
  contact_id: fields.id.optional(),
  external_id: z.string().min(1).max(200).optional(),
  phone: phone.optional(),
}

export const isNamedOnce = ({ contact_id, external_id, phone }: RecipientKey): boolean =>
  [contact_id, external_id, phone].filter((key) => key !== undefined).length === 1
export const namedOnce = "name the person by one of `contact_id`, `external_id` and `phone`"

export interface RecipientKey {
  contact_id?: string | undefined
  external_id?: string | undefined
  /** E.164 */
  phone?: string | undefined
}

/** @returns the contact of each, by its place; undefined: there is none. Of several who share a phone the one who has it first */
export async function findRecipients(
  tx: Tx,
  workspaceId: string,
  keys: readonly RecipientKey[],
): Promise<(string | undefined)[]> {
  const asked = keys.map(({ contact_id: contactId, external_id: externalId }) => ({ contactId, externalId }))
  const { rows: known } = await sql<{ id: string | null }>`
    SELECT coalesce(
      (SELECT id FROM contacts WHERE workspace_id = ${workspaceId} AND id = t.contact_id),
      (SELECT id FROM contacts WHERE workspace_id = ${workspaceId} AND external_id = t.external_id),
      (SELECT contact_id FROM contact_identities AS i
        WHERE i.workspace_id = ${workspaceId} AND i.kind = 'external' AND i.value = t.external_id AND i.scope = '' AND i.until IS NULL)
    ) AS id
    FROM ${rows("t", asked, { contactId: "uuid", externalId: "text" })} ORDER BY t.position`.execute(tx)
  const phones = keys.flatMap(({ phone }, place) => (phone === undefined ? [] : [{ phone, place }]))
  const byPhone = await knownContacts(
    tx,
    workspaceId,
    phones.map(({ phone }) => ({ waId: waIdOf(phone) })),
  )
  const found = known.map(({ id }) => id ?? undefined)
  for (const [index, { place }] of phones.entries()) found[place] ??= byPhone.get(index)?.[0]
  return found
}
