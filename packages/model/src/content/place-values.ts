/** Values of a template out of single ones, each with the path at which its variable says that it stands. */
import type { GivenValues } from "./template-values.ts"

/** As JSON has it: what is not there is absent, not undefined. */
type Present<T> = T extends (infer Item)[]
  ? Present<Item>[]
  : T extends object
    ? { [K in keyof T]: Present<Exclude<T[K], undefined>> }
    : T

export interface PlacedValue {
  /** Of the variable, such as `body.1` or `cards.0.buttons.1.suffix`. */
  path: string
  /** In the shape that the variable's kind has; undefined: none was given. */
  value: unknown
}

type Place = Record<string, unknown>

/**
 * The values of a content. A card takes its place in the list even where nothing was given for it. Pure; whether the
 * values are of the right kind is for the API to say, which names the path at fault.
 */
export function placeValues(placed: readonly PlacedValue[]): Present<GivenValues> {
  const message: Place = {}
  const cards: Place[] = []
  for (const { path, value } of placed) {
    const [first = "", index = "", ...inCard] = path.split(".")
    if (first !== "cards") {
      put(message, path.split("."), value)
      continue
    }
    while (cards.length <= Number(index)) cards.push({})
    put(cards[Number(index)] ?? {}, inCard, value)
  }
  return JSON.parse(JSON.stringify(cards.length === 0 ? message : { ...message, cards }))
}

/** Puts a value at a path; what lies on the way is made where it is not there yet. */
function put(place: Place, [key = "", ...rest]: readonly string[], value: unknown): void {
  if (value === undefined) return
  if (rest.length === 0) {
    place[key] = value
    return
  }
  const known = place[key]
  const inner: Place = typeof known === "object" && known !== null ? { ...known } : {}
  place[key] = inner
  put(inner, rest, value)
}
