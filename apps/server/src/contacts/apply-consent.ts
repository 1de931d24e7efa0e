import type { Tx } from "../platform/database/index.ts"
import {
  askToConfirm,
  changeSubscriptions,
  confirmed,
  dropPending,
  type Occasion,
  type Resumption,
  resumeSubscriptions,
  type SubscriptionChange,
} from "../subscriptions/index.ts"
import { contactsOfSamePerson } from "./same-person.ts"
import { spreadStarts } from "./spread-consent.ts"

/** What one person said through WhatsApp about messages from one number. */
export interface ConsentWord {
  contactId: string
  /** `resume` is said in WhatsApp's own settings alone, and takes back a stop that was said there. `yes` confirms a start. */
  word: "stop" | "start" | "resume" | "help" | "yes"
  /** By a message, by a tap on a button, by the message of an opt-in link, or in WhatsApp's own settings. */
  source: "keyword" | "button" | "opt_in_link" | "whatsapp"
  evidence: string
  /** The opt-in link by which they wrote. */
  linkId?: string | undefined
  /** By Meta's clock. */
  saidAt: Date
}

/** What of it is answered, as it changed something or asks for help. */
export interface HeardConsent {
  groupId: string
  answers: { contactId: string; occasion: Occasion; saidAt: Date }[]
}

/**
 * Brings to the subscription group of a number what people said to it. The newest word counts, however often or late it
 * comes. A stop holds for every contact who is the same person by one of their phone numbers; a start for the one who
 * said it, and those who share the very phone. A few statements however many words, and none without one.
 * @returns what there is to answer; undefined: nobody said anything, or to no group
 */
export async function hearConsent(
  tx: Tx,
  { workspaceId, numberId, now }: { workspaceId: string; numberId: string; now: Date },
  words: readonly ConsentWord[],
): Promise<HeardConsent | undefined> {
  if (words.length === 0) return undefined
  const group = await tx
    .selectFrom("subscription_groups")
    .select(["id", "double_opt_in", "archived_at"])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom("pending_opt_ins").whereRef("subscription_group_id", "=", "subscription_groups.id"),
      ).as("has_pending"),
    )
    .where("number_id", "=", numberId)
    .executeTakeFirst()
  if (group === undefined) return undefined
  const groupId = group.id
  const scope = { workspaceId, groupId, now }
  const said = await changesOf(tx, workspaceId, words)
  const stops = said.filter(({ state }) => state === "unsubscribed")
  const { asked, others } = group.double_opt_in
    ? await askToConfirm(tx, scope, said)
    : { asked: [], others: said }
  const yes = words.filter(({ word }) => word === "yes")
  const changes = await spreadStarts(tx, workspaceId, [...others, ...(await confirmed(tx, scope, yes))])
  if (group.has_pending) await dropPending(tx, groupId, stops)
  const { changedContacts } = await changeSubscriptions(tx, { ...scope, changes, actor: "contact" })
  const resumptions: Resumption[] = words.filter(({ word }) => word === "resume")
  await resumeSubscriptions(tx, scope, resumptions)
  if (group.archived_at !== null) return undefined
  const answers = answersTo(words, { asked, changes, changed: new Set(changedContacts) })
  return { groupId, answers }
}

/** A stop is said for every contact who is that person. */
async function changesOf(
  tx: Tx,
  workspaceId: string,
  words: readonly ConsentWord[],
): Promise<SubscriptionChange[]> {
  const stops = words.filter(({ word }) => word === "stop")
  const persons = await contactsOfSamePerson(
    tx,
    workspaceId,
    stops.map(({ contactId }) => contactId),
  )
  return words.flatMap(({ contactId, word, source, evidence, linkId, saidAt }): SubscriptionChange[] => {
    const said = { source, evidence, givenAt: saidAt, optInLinkId: linkId }
    if (word === "start") return [{ contactId, state: "subscribed", ...said }]
    if (word !== "stop") return []
    return (persons.get(contactId) ?? [contactId]).map((id) => ({
      contactId: id,
      state: "unsubscribed",
      ...said,
      resumable: source === "whatsapp",
    }))
  })
}

/** Only what was said in a message is answered, to the contact who wrote it, and only where it changed something. */
function answersTo(
  words: readonly ConsentWord[],
  what: {
    asked: readonly SubscriptionChange[]
    changes: readonly SubscriptionChange[]
    changed: ReadonlySet<string>
  },
): HeardConsent["answers"] {
  const written = words.filter(({ source }) => source !== "whatsapp")
  const writers = new Set(written.map(({ contactId }) => contactId))
  const newest = new Map<string, SubscriptionChange>()
  for (const change of what.changes) {
    const known = newest.get(change.contactId)
    if (known === undefined || isNewer(change, known)) newest.set(change.contactId, change)
  }
  const changed = [...newest.values()].flatMap(({ contactId, state, givenAt }) =>
    givenAt && writers.has(contactId) && what.changed.has(contactId)
      ? [{ contactId, occasion: state === "subscribed" ? "welcome" : "goodbye", saidAt: givenAt } as const]
      : [],
  )
  const questions = what.asked.flatMap(({ contactId, givenAt }) =>
    givenAt ? [{ contactId, occasion: "confirm", saidAt: givenAt } as const] : [],
  )
  const helps = written.flatMap(({ word, contactId, saidAt }) =>
    word === "help" ? [{ contactId, occasion: "help", saidAt } as const] : [],
  )
  return [...changed, ...questions, ...helps]
}

/** Of two words of the same instant the stop counts. */
function isNewer(one: SubscriptionChange, other: SubscriptionChange): boolean {
  const [time, known] = [one.givenAt?.getTime() ?? 0, other.givenAt?.getTime() ?? 0]
  return time === known ? one.state === "unsubscribed" : time > known
}
