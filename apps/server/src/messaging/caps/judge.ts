/** Which messages of a claim frequency caps let through. Pure. */
import { type Capped, capConcerns, capWords, type FrequencyCap } from "@parley/model"

/** A message that may go, as far as everything before is concerned. */
export interface Capable extends Capped {
  id: string
  contactId: string
  /** Of the contact. */
  zone: string | null
  /** False: it goes whatever the caps say. */
  isJudged: boolean
  /** False: it goes through the same gate, and takes nothing. */
  counts: boolean
}

export interface Verdicts {
  /** The rule in words, by the id of the message that it stops. */
  capped: Map<string, string>
  /** Those that go and count, in their order. */
  reserved: string[]
}

/**
 * Judges messages in their order: each that goes counts for those after it. The first rule that stops a message is named.
 * @param counts how many messages count already for each rule, by contact
 */
export function judgeCaps(
  rules: readonly FrequencyCap[],
  messages: readonly Capable[],
  counts: ReadonlyMap<string, readonly number[]>,
): Verdicts {
  const known = new Map<string, number[]>()
  const verdicts: Verdicts = { capped: new Map(), reserved: [] }
  for (const message of messages) {
    const own =
      known.get(message.contactId) ?? rules.map((_, place) => counts.get(message.contactId)?.[place] ?? 0)
    known.set(message.contactId, own)
    const concerned = rules.map((rule) => capConcerns(rule, message))
    const stop = message.isJudged
      ? rules.find((rule, place) => concerned[place] && (own[place] ?? 0) >= rule.most)
      : undefined
    if (stop) verdicts.capped.set(message.id, capWords(stop))
    else if (message.counts) {
      verdicts.reserved.push(message.id)
      for (const [place, is] of concerned.entries()) if (is) own[place] = (own[place] ?? 0) + 1
    }
  }
  return verdicts
}
