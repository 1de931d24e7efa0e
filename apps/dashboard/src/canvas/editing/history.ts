/** Undo and redo of anything that is replaced as a whole. Pure. */

export interface History<Value> {
  past: readonly Value[]
  future: readonly Value[]
  /** What the last change was made to: changes to the same, soon after one another, are taken back together. */
  last: { key: string; atMs: number } | null
}

const mostPast = 100
const togetherMs = 1_500

export const noHistory: History<never> = { past: [], future: [], last: null }

/**
 * Remembers what there was before a change.
 * @param key what is changed, such as a step; null: taken back by itself
 */
export function record<Value>(
  { past, last }: History<Value>,
  before: Value,
  key: string | null,
  nowMs: number,
): History<Value> {
  const isMore = key !== null && last?.key === key && nowMs - last.atMs < togetherMs
  return {
    past: isMore ? past : [...past, before].slice(-mostPast),
    future: [],
    last: key === null ? null : { key, atMs: nowMs },
  }
}

/** undefined: there is nothing to take back. */
export function undo<Value>(
  { past, future }: History<Value>,
  now: Value,
): { history: History<Value>; value: Value } | undefined {
  const value = past.at(-1)
  if (value === undefined) return undefined
  return { history: { past: past.slice(0, -1), future: [now, ...future], last: null }, value }
}

/** undefined: nothing was taken back. */
export function redo<Value>(
  { past, future }: History<Value>,
  now: Value,
): { history: History<Value>; value: Value } | undefined {
  const [value, ...later] = future
  if (value === undefined) return undefined
  return { history: { past: [...past, now], future: later, last: null }, value }
}
