import type { UserPreferenceEvent } from "@parley/whatsapp/webhooks"
import type { Tx } from "../platform/database/index.ts"
import { type ConsentWord, hearConsent } from "./apply-consent.ts"
import { identifyContacts } from "./identity/identify-contacts.ts"
import type { ContactScope } from "./identity/merge-contacts.ts"

const words: ReadonlyMap<string, ConsentWord["word"]> = new Map([
  ["stop", "stop"],
  ["resume", "resume"],
])

/**
 * What people chose about marketing from one number in WhatsApp itself. Strangers become contacts, so that their stop is
 * known when the business wants to write to them. Other categories and values, of which Meta documents none, are left.
 */
export async function applyPreferences(
  tx: Tx,
  number: ContactScope & { numberId: string },
  events: readonly UserPreferenceEvent[],
): Promise<void> {
  const chosen = events.flatMap((event) => {
    const word = event.category === "marketing_messages" ? words.get(event.value) : undefined
    return word === undefined ? [] : [{ event, word }]
  })
  if (chosen.length === 0) return
  const people = chosen.map(({ event }) => ({ ...event.user, at: event.timestamp }))
  const contacts = await identifyContacts(tx, number, people)
  const said = chosen.flatMap(({ event, word }, index): ConsentWord[] => {
    const contactId = contacts.get(index)
    if (contactId === undefined) return []
    return [{ contactId, word, source: "whatsapp", evidence: evidenceOf(event), saidAt: event.timestamp }]
  })
  await hearConsent(tx, number, said)
}

/** Whose choice it was, by the identifiers they had, and Meta's words for it. */
function evidenceOf({ user, value, detail }: UserPreferenceEvent): string {
  const who = user.waId === undefined ? user.bsuid : `+${user.waId}`
  return `${(detail ?? value).toWellFormed().slice(0, 1000)} (${who})`
}
