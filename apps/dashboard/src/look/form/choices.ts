/** What can be chosen in a list. */
export interface Choice {
  value: string
  label: string
}

/**
 * The choices that fit what is typed, the likeliest first: what begins so, what has a word that begins so, what has it inside.
 * Case and accents do not matter, and a code finds what it stands for: `us` is the United States before Australia.
 */
export function matching<One extends Choice>(choices: readonly One[], typed: string): One[] {
  const wanted = plain(typed.trim())
  if (wanted === "") return [...choices]
  return choices
    .map((choice) => ({ choice, rank: rankOf(choice, wanted) }))
    .filter(({ rank }) => rank < unlike)
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ choice }) => choice)
}

const unlike = 4

function rankOf({ value, label }: Choice, wanted: string): number {
  const text = plain(label)
  if (plain(value) === wanted) return 0
  if (text.startsWith(wanted)) return 1
  if (text.split(/[^\p{L}\p{N}+]+/u).some((word) => word.startsWith(wanted))) return 2
  return text.includes(wanted) || plain(value).includes(wanted) ? 3 : unlike
}

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()

/** A list in which what is chosen is for certain, whatever else it has. @param called what to call it where it is not */
export function withChosen(choices: readonly Choice[], value: string, called = value): Choice[] {
  const isKnown = value === "" || choices.some((choice) => choice.value === value)
  return isKnown ? [...choices] : [{ value, label: called }, ...choices]
}

/** What people see of what is chosen; nothing where nothing is. */
export const labelIn = (choices: readonly Choice[], value: string): string =>
  choices.find((choice) => choice.value === value)?.label ?? value
