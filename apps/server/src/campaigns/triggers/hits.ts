/** What of some occurrences concerns which campaign and person. Pure. */
import {
  type InboundText,
  isTriggered,
  occurrenceKeys,
  type TriggerOccurrence,
  variablesOfOccurrence,
} from "@parley/model"
import { keyIn, type Listener, type ListenerIndex } from "./listeners.ts"

/** An inbound message as far as campaigns ask for it. */
export interface Said extends InboundText {
  profileName: string | null
  username: string | null
}

/** Something that has a campaign sent to a person. */
export interface Hit {
  listener: Listener
  contactId: string
  occurrence: TriggerOccurrence
  variables: Record<string, unknown>
}

/** Something that calls a campaign off for a person. */
export interface CallOff {
  listener: Listener
  contactId: string
}

/** The inbound messages of which it has to be known what they say. */
export function inboundAsked(index: ListenerIndex, occurrences: readonly TriggerOccurrence[]): string[] {
  return occurrences.flatMap((each) =>
    each.kind === "inbound_message" && index.has(keyIn(each.workspace_id, "inbound_message"))
      ? [each.inbound_message_id]
      : [],
  )
}

/**
 * Of each campaign, what has it sent and what calls it off, in the order in which it happened: what is called off by something later
 * among these is left out.
 */
export function hitsOf(
  index: ListenerIndex,
  occurrences: readonly TriggerOccurrence[],
  saidOf: ReadonlyMap<string, Said>,
  now: Date,
): { hits: Hit[]; callOffs: CallOff[] } {
  const hits = new Map<string, Hit[]>()
  const callOffs = new Map<string, CallOff>()
  for (const occurrence of occurrences) {
    const said = occurrence.kind === "inbound_message" ? saidOf.get(occurrence.inbound_message_id) : undefined
    const keys = occurrenceKeys(occurrence).map((key) => keyIn(occurrence.workspace_id, key))
    for (const { listener, triggers, unless } of keys.flatMap((key) => index.get(key) ?? [])) {
      const { trigger, delivery, timeZone } = listener
      const happens = { numberId: trigger.numberId, said, now, timeZone }
      const contactId = occurrence.contact_id
      const place = `${trigger.campaignId} ${contactId}`
      if (unless.some((each) => isTriggered(each, occurrence, happens))) {
        callOffs.set(place, { listener, contactId })
        hits.delete(place)
      }
      if (!isWithin(delivery, occurrence, trigger.since)) continue
      if (!triggers.some((each) => isTriggered(each, occurrence, happens))) continue
      const hit = { listener, contactId, occurrence, variables: variablesOfOccurrence(occurrence, said) }
      hits.set(place, [...(hits.get(place) ?? []), hit])
    }
  }
  return { hits: [...hits.values()].flat(), callOffs: [...callOffs.values()] }
}

/** What happened before a campaign began, or after its end, does not count: also where it was imported since. */
function isWithin(
  { from, until }: Listener["delivery"],
  occurrence: TriggerOccurrence,
  since: Date,
): boolean {
  const learned = Date.parse(occurrence.at)
  const ms = "happened_at" in occurrence ? Math.min(Date.parse(occurrence.happened_at), learned) : learned
  return (
    ms >= since.getTime() &&
    (from === null || ms >= Date.parse(from)) &&
    (until === null || ms < Date.parse(until))
  )
}
