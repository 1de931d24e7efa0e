/** The people who get tests. */
import { parsePhone } from "@parley/whatsapp/phone"
import { z } from "zod"
import { sql, type Tx } from "../../platform/database/index.ts"
import { found, Problem } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"
import { phoneWrittenTo } from "../phone-written-to.ts"

export const testRecipient = z.union([
  z.strictObject({ phone: z.string().trim().min(5).max(40).describe("With its country code") }),
  z.strictObject({ contact_id: fields.id }),
])

export interface Recipient {
  contactId: string | null
  /** E.164; null: the contact has none. */
  phone: string | null
  name: string | null
}

interface Wanted {
  to: readonly z.output<typeof testRecipient>[]
  test_group_ids: readonly string[]
  as_contact_id?: string | undefined
}

/**
 * Those who are named, and the members of groups; each phone once.
 * @throws Problem invalid_request (a phone), not_found
 */
export async function readRecipients(
  tx: Tx,
  { to, test_group_ids, as_contact_id }: Wanted,
): Promise<Recipient[]> {
  const given = to.map(
    (one, place): Recipient =>
      "phone" in one
        ? { contactId: null, phone: readPhone(one.phone, `to.${place}.phone`), name: null }
        : { contactId: one.contact_id, phone: null, name: null },
  )
  const { rows: groups } = await sql<{ id: string }>`
    SELECT id FROM test_groups WHERE id = ANY (${test_group_ids}::uuid[])`.execute(tx)
  if (groups.length < new Set(test_group_ids).size) found(undefined, "test group")
  const { rows: members } = await sql<Recipient>`
    SELECT contact_id AS "contactId", phone, name FROM test_group_members WHERE group_id = ANY (${test_group_ids}::uuid[])
    ORDER BY group_id, place`.execute(tx)
  const named: Recipient[] = [...given, ...members]
  const ids = [...new Set(named.flatMap(({ contactId }) => contactId ?? []))]
  const contacts = await readContacts(tx, as_contact_id === undefined ? ids : [...ids, as_contact_id])
  const contact = (id: string): Recipient => found(contacts.get(id), "contact")
  if (as_contact_id !== undefined) contact(as_contact_id)
  const all = named.map((one): Recipient => (one.contactId === null ? one : contact(one.contactId)))
  const keyOf = ({ phone, contactId }: Recipient) => phone ?? contactId
  return all.filter((one, place) => all.findIndex((other) => keyOf(other) === keyOf(one)) === place)
}

async function readContacts(tx: Tx, ids: readonly string[]): Promise<Map<string, Recipient>> {
  const { rows } = await sql<{
    id: string
    phone: string | null
    wa_id: string | null
    bsuid: string | null
    name: string | null
  }>`
    SELECT id, phone, wa_id, bsuid, nullif(concat_ws(' ', first_name, last_name), '') AS name FROM contacts
    WHERE id = ANY (${ids}::uuid[])`.execute(tx)
  return new Map(
    rows.map(({ id, name, ...addresses }) => [id, { contactId: id, phone: phoneWrittenTo(addresses), name }]),
  )
}

/** @returns E.164 @throws Problem invalid_request */
export function readPhone(text: string, field: string): string {
  const phone = parsePhone(text)
  if (phone.ok) return phone.e164
  throw new Problem("invalid_request", "This is not a phone number.", {
    field,
    help: "Write it with the country code, such as +1 650 555 1234.",
  })
}
