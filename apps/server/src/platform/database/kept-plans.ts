import { AsyncLocalStorage } from "node:async_hooks"

const keeping = new AsyncLocalStorage<boolean>()

/**
 * Statements of `work` that are asked again and again are parsed and planned once for each connection instead of each time: for work
 * that is done many times a second. What differs from one time to the next is best in their parameters, also lists (`rows`).
 */
export const keepingPlans = <T>(work: () => T): T => keeping.run(true, work)

/** From so many times on a text is one that comes again and again. */
const timesKept = 10
/** Plans of a connection, which take some tens of kilobytes each. */
const mostKept = 100
/** Texts that are counted; more are texts that do not come again, such as those with a list in them. */
const mostCounted = 1_000

const names = new Map<string, string>()
const times = new Map<string, number>()

/** Under which name connections keep the plan of a statement that is asked here; undefined: they do not. */
export function planName(text: string): string | undefined {
  if (keeping.getStore() !== true) return undefined
  const known = names.get(text)
  if (known !== undefined || names.size === mostKept) return known
  const asked = (times.get(text) ?? 0) + 1
  if (asked < timesKept) {
    if (times.size >= mostCounted) times.clear()
    times.set(text, asked)
    return undefined
  }
  times.delete(text)
  const name = `kept_${names.size}`
  names.set(text, name)
  return name
}
