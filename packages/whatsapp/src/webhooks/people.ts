/** Brings together what a webhook says of one person in `contacts[]` and on the message itself. */
import { asId, asRecord, asText, type JsonRecord } from "../json.ts"
import type { WebhookUser } from "./event.ts"

/**
 * The sender of a message. Since 2026 `from` may be missing (the person hides the number behind a username), so
 * the contact is found by either id, and the only contact there is belongs to a message that names nobody.
 * Undefined when nobody is named at all.
 */
export function senderOf(message: JsonRecord, contacts: readonly unknown[]): WebhookUser | undefined {
  const waId = asId(message.from)
  const bsuid = asId(message.from_user_id)
  const contact = contactOf(waId, bsuid, contacts)
  const user = userOf(contact, waId, bsuid, asId(message.from_parent_user_id))
  return user.waId === undefined && user.bsuid === undefined && user.parentBsuid === undefined
    ? undefined
    : user
}

/** A person by the ids at hand, completed from a contact. */
export function userOf(
  contact: JsonRecord | undefined,
  waId: string | undefined,
  bsuid: string | undefined,
  parentBsuid: string | undefined,
): WebhookUser {
  const profile = asRecord(contact?.profile)
  return {
    bsuid: bsuid ?? asId(contact?.user_id),
    parentBsuid: parentBsuid ?? asId(contact?.parent_user_id),
    waId: waId ?? asId(contact?.wa_id),
    username: asText(profile?.username) ?? asText(contact?.username),
    profileName: asText(profile?.name),
    identityKeyHash: asText(contact?.identity_key_hash),
  }
}

/** The contact with one of the ids; the only contact when neither id is known or none contradicts. */
export function contactOf(
  waId: string | undefined,
  bsuid: string | undefined,
  contacts: readonly unknown[],
): JsonRecord | undefined {
  for (const item of contacts) {
    const contact = asRecord(item)
    if (contact === undefined) continue
    if (bsuid !== undefined && contact.user_id === bsuid) return contact
    if (waId !== undefined && contact.wa_id === waId) return contact
  }
  if (contacts.length !== 1 || waId !== undefined || bsuid !== undefined) return undefined
  return asRecord(contacts[0])
}
