import { Failure } from "../failure.ts"

interface Choice<T> {
  what: string
  /** What names a thing: id, name, phone number. */
  is: (thing: T) => string[]
  /** A line by which a person recognises it. */
  show: (thing: T) => string
}

/**
 * The one thing that `wanted` names; without `wanted` the only one there is.
 * @throws Failure listing what there is, when none or several match
 */
export function chooseOne<T>(
  things: readonly T[],
  wanted: string | undefined,
  { what, is, show }: Choice<T>,
): T {
  const matching = wanted === undefined ? things : things.filter((thing) => is(thing).includes(wanted))
  const [only] = matching
  if (only !== undefined && matching.length === 1) return only
  if (things.length === 0) throw new Failure(`There is no ${what} yet.`)
  const list = (matching.length > 1 ? matching : things).slice(0, 20).map((thing) => `  ${show(thing)}`)
  if (wanted === undefined)
    throw new Failure(`There are ${things.length} ${what}s; say which:\n${list.join("\n")}`)
  if (matching.length > 1)
    throw new Failure(`Several ${what}s are called ${wanted}; give the id:\n${list.join("\n")}`)
  throw new Failure(`There is no ${what} ${wanted}. There are:\n${list.join("\n")}`)
}
