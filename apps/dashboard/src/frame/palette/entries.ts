/** What the command palette lists, and what of it is shown for what is typed. Pure. */
import type { Icon } from "@tabler/icons-react"

/** Something that one may go to, or have done. */
export interface Entry {
  /** Unlike that of all others. */
  id: string
  label: string
  /** What the label does not say: where it is, a phone number. */
  detail?: string
  /** What else people may call it. */
  keywords?: readonly string[]
  icon: Icon
  run: () => unknown
}

/** Entries under a heading. */
export interface EntryGroup {
  title: string
  entries: readonly Entry[]
}

/**
 * The entries in which every word that is typed begins some word: of the label, the detail or the keywords. Those whose label
 * starts with what is typed come first, then those that are found by their label alone. All of them where nothing is typed.
 */
export function matching(entries: readonly Entry[], typed: string): readonly Entry[] {
  const wanted = wordsOf(typed)
  if (wanted.length === 0) return entries
  const ranked = entries.flatMap((entry) => {
    const rank = rankOf(entry, wanted)
    return rank === undefined ? [] : [{ entry, rank }]
  })
  return ranked.sort((one, other) => one.rank - other.rank).map(({ entry }) => entry)
}

function rankOf({ label, detail = "", keywords = [] }: Entry, wanted: readonly string[]): number | undefined {
  const ofLabel = wordsOf(label)
  if (ofLabel.join(" ").startsWith(wanted.join(" "))) return 0
  if (begins(ofLabel, wanted)) return 1
  return begins([...ofLabel, ...wordsOf([detail, ...keywords].join(" "))], wanted) ? 2 : undefined
}

const begins = (words: readonly string[], wanted: readonly string[]) =>
  wanted.every((part) => words.some((word) => word.startsWith(part)))

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
