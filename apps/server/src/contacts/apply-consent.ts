import type { Tx } from "../platform/database/index.ts"
import {
  changeSubscriptions,
  type Resumption,
  resumeSubscriptions,
  type SubscriptionChange,
} from "../subscriptions/index.ts"
import { contactsOfSamePerson } from "./same-person.ts"

/** What one person said through WhatsApp about messages from one number. */
export interface ConsentWord {
  contactId: string
  /** `resume` is said in WhatsApp's own settings alone, and takes back a stop that was said there. */
  word: "stop" | "start" | "resume"
  /** By a message, by a tap on a button, or in WhatsApp's own settings. */
  source: "keyword" | "button" | "whatsapp"
  evidence: string
  /** By Meta's clock. */
  saidAt: Date
}

/**
 * Brings to the subscription group of a number what people said to it. The newest word counts, however often or late it
 * comes. A stop holds for every contact who is the same person by one of their phone numbers; a start for the one who
 * said it. At most five statements however many words, and none without one.
 */
export async function hearConsent(
  tx: Tx,
  { workspaceId, numberId, now }: { workspaceId: string; numberId: string; now: Date },
  words: readonly ConsentWord[],
): Promise<void> {
  if (words.length === 0) return
  const group = await tx
    .selectFrom("subscription_groups")
    .select("id")
    .where("number_id", "=", numberId)
    .executeTakeFirst()
  if (group === undefined) return
  const stops = words.filter(({ word }) => word === "stop")
  const persons = await contactsOfSamePerson(
    tx,
    workspaceId,
    stops.map(({ contactId }) => contactId),
  )
  const changes = words.flatMap(({ contactId, word, source, evidence, saidAt }): SubscriptionChange[] => {
    const said = { source, evidence, givenAt: saidAt }
    if (word === "start") return [{ contactId, state: "subscribed", ...said }]
    if (word === "resume") return []
    return (persons.get(contactId) ?? [contactId]).map((id) => ({
      contactId: id,
      state: "unsubscribed",
      ...said,
      resumable: source === "whatsapp",
    }))
  })
  const groupId = group.id
  await changeSubscriptions(tx, { workspaceId, groupId, changes, actor: "contact", now })
  const resumptions: Resumption[] = words.filter(({ word }) => word === "resume")
  await resumeSubscriptions(tx, { workspaceId, groupId, now }, resumptions)
}
