import { mayAskToStop } from "./near-stop.ts"
import { asksForHelp, saysYes } from "./other-words.ts"
import { consentWord, foldWords, longestWord } from "./words.ts"

/** What a word of a workspace's own says; `none`: it says nothing, also where it is a word that everyone's messages are looked through for. */
export const ownMeanings = ["stop", "start", "help", "none"] as const
export type OwnMeaning = (typeof ownMeanings)[number]

/** Words of a workspace's own, by themselves folded. */
export type OwnWords = ReadonlyMap<string, { meaning: OwnMeaning; linkId?: string | undefined }>

export type Understood =
  /** @property linkId the link by which the message was written */
  | { says: "stop" | "start" | "help" | "yes"; linkId?: string | undefined }
  /** A person has to read it. */
  | { says: "maybe_stop" }

/** Always a way out, whatever the words of a workspace say. */
const alwaysStop: ReadonlySet<string> = new Set(["stop", "unsubscribe"].map(foldWords))

/** Whether a word unsubscribes whatever is said of it. */
export const isAlwaysStop = (word: string): boolean => alwaysStop.has(foldWords(word))

/**
 * What a whole message says about consent. Words of a workspace's own count where they are written, before all others: a button
 * is the business's, and has its own mark. Pure.
 * @param how typed, or tapped: what is on a button
 * @returns undefined where it says nothing of it
 */
export function understandConsent(
  text: string,
  how: "typed" | "tapped",
  own: OwnWords = new Map(),
): Understood | undefined {
  const isShort = text.length <= longestWord
  const word = isShort ? foldWords(text) : ""
  const ownWord = word === "" || alwaysStop.has(word) ? undefined : own.get(word)
  if (ownWord !== undefined && (how === "typed" || ownWord.meaning === "none")) {
    return ownWord.meaning === "none" ? undefined : { says: ownWord.meaning, linkId: ownWord.linkId }
  }
  const says = consentWord(text, how)
  if (says !== undefined) return { says }
  if (how === "tapped") return undefined
  if (word !== "" && saysYes(word)) return { says: "yes" }
  if (word !== "" && asksForHelp(word)) return { says: "help" }
  return mayAskToStop(text) ? { says: "maybe_stop" } : undefined
}
