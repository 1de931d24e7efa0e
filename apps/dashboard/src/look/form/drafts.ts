/** What was typed into forms and is not saved, kept in this browser: a draft of each form, by name. */
import { ownKey } from "../../api/own-keys.ts"
import { type Edited, type FormWords, isSame, mergeEdits } from "./edits.ts"

export interface Draft<Values> {
  /** What the form was filled with when it was typed. */
  base: Edited<Values>
  values: Values
  /** When it was typed last, by this browser's clock. */
  atMs: number
  /** The browser's tab in which it was typed. */
  tab: string
}

const prefix = ownKey("form ")
/** What nobody came back to is not kept for good: it may be about people. */
export const keptForMs = 14 * 86_400_000

export function keepDraft<Values>(storage: Storage, name: string, draft: Draft<Values>): void {
  try {
    storage.setItem(prefix + name, JSON.stringify(draft))
  } catch {
    // Browsers give a page some megabytes; a draft that does not fit is one that is asked about and lost.
  }
}

/**
 * Finds what was kept of a form. What is too old is dropped, of whichever form and member: they may never open that one again.
 * @param like values of the form as it is now: what was kept of another version of it is no draft of it any more
 * @returns undefined: nothing is kept that would fit
 */
export function readDraft<Values extends object>(
  storage: Storage,
  name: string,
  like: Values,
  nowMs: number,
): Draft<Values> | undefined {
  for (const key of keysOf(storage)) if (isOld(storage.getItem(key), nowMs)) storage.removeItem(key)
  const text = storage.getItem(prefix + name)
  if (text === null) return undefined
  // Only this file writes there.
  const draft: Draft<Values> = JSON.parse(text)
  const fits = [draft.values, draft.base.values].every((kept) => isSame(shapeOf(kept), shapeOf(like)))
  if (fits) return draft
  forgetDraft(storage, name)
  return undefined
}

function isOld(text: string | null, nowMs: number): boolean {
  if (text === null) return false
  const { atMs }: Draft<unknown> = JSON.parse(text)
  return nowMs - atMs >= keptForMs
}

const keysOf = (storage: Storage): string[] =>
  Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "").filter((key) =>
    key.startsWith(prefix),
  )

const shapeOf = (values: object) =>
  Object.entries(values)
    .map(([name, value]) => [name, Array.isArray(value) ? "array" : typeof value])
    .toSorted()

export const forgetDraft = (storage: Storage, name: string): void => storage.removeItem(prefix + name)

/**
 * How a form continues with a draft. Where the server will refuse what is based on an old version, that stays so and the form
 * says what changed; where it keeps no versions, the draft is put on top of what there is now.
 */
export function continueDraft<Values extends object>(
  words: FormWords<Values>,
  draft: Draft<Values>,
  now: Edited<Values>,
): { base: Edited<Values>; values: Values } {
  if (draft.base.revision !== undefined) return { base: draft.base, values: draft.values }
  const versions = { base: draft.base.values, now: now.values, mine: draft.values }
  return { base: now, values: mergeEdits(words, versions) }
}
