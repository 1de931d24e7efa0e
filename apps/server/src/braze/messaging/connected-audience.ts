/** Braze's "Connected audience object" as a filter. */
import { type Filter, filterSchema } from "@parley/model"
import { Fatal } from "../frame/fatal.ts"
import { isObject } from "../users/user-key.ts"

/** What each comparison is here, and what its value is turned into. */
const comparisons: Readonly<Record<string, (value: unknown) => object>> = {
  equals: (value) => ({ op: "equals", value }),
  not_equal: (value) => ({ op: "not_equals", value }),
  matches_regex: (value) => ({ op: "matches", value }),
  does_not_match_regex: (value) => ({ op: "not_matches", value }),
  exists: () => ({ op: "exists" }),
  does_not_exist: () => ({ op: "missing" }),
  includes_value: (value) => ({ op: "includes", value }),
  does_not_include_value: (value) => ({ op: "excludes", value }),
  greater_than: (value) => ({ op: "greater_than", value }),
  greater_than_or_equal_to: (value) => ({ op: "at_least", value }),
  less_than: (value) => ({ op: "less_than", value }),
  less_than_or_equal_to: (value) => ({ op: "at_most", value }),
  less_than_x_days_ago: (amount) => ({ op: "after", value: { ago: amount, unit: "days" } }),
  greater_than_x_days_ago: (amount) => ({ op: "before", value: { ago: amount, unit: "days" } }),
  less_than_x_days_in_the_future: (amount) => ({ op: "before", value: { ahead: amount, unit: "days" } }),
  greater_than_x_days_in_the_future: (amount) => ({ op: "after", value: { ahead: amount, unit: "days" } }),
  after: (value) => ({ op: "after", value }),
  before: (value) => ({ op: "before", value }),
}

/** Deeper than anybody means. */
const deepest = 10

/** @throws Fatal 400 where it asks for what is not known here, such as the state of a push or an e-mail subscription */
export function readConnectedAudience(value: unknown): Filter {
  const read = filterSchema.safeParse(filterOf(value, 0))
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new Fatal(`Bad Request: 'audience' is not valid: ${issue?.message ?? ""}`)
}

function filterOf(value: unknown, depth: number): unknown {
  const [[name, inside] = ["", undefined], ...more] = isObject(value) ? Object.entries(value) : []
  if (more.length > 0 || depth > deepest || name === "")
    throw new Fatal("Bad Request: 'audience' must be one filter, or filters within AND and OR.")
  if (name === "AND" || name === "OR") {
    if (!Array.isArray(inside) || inside.length === 0)
      throw new Fatal(`Bad Request: '${name}' of 'audience' must be an array of filters.`)
    const parts = inside.map((part) => filterOf(part, depth + 1))
    return name === "AND" ? { all: parts } : { any: parts }
  }
  if (name !== "custom_attribute" || !isObject(inside))
    throw new Fatal(`Bad Request: 'audience' cannot ask for '${name}', only for 'custom_attribute'.`)
  const { comparison: said } = inside
  const comparison =
    typeof said === "string" && Object.hasOwn(comparisons, said) ? comparisons[said] : undefined
  if (!comparison) throw new Fatal("Bad Request: the 'comparison' of a 'custom_attribute' is not valid.")
  return { on: "attribute", name: inside.custom_attribute_name, ...comparison(inside.value) }
}
