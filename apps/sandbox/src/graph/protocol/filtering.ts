/** `filtering=[{"field","operator","value"}]` and `sort`: which items of a list an answer holds, and in which order. */
import { list, record, string } from "./inspect.ts"
import { notOneOf, wrongType } from "./refusal.ts"
import { type Params, structure, text } from "./request.ts"

/** What a field of an item is compared by; undefined matches nothing but NOT_EQUAL and NOT_IN. */
type Comparable = string | number | boolean | undefined
export type Filters<T> = Readonly<Record<string, (item: T) => Comparable>>

type Operator = (own: string, wanted: readonly string[]) => boolean

const compare = (own: string, wanted: string) => Number(own) - Number(wanted)
const operators: Readonly<Record<string, Operator>> = {
  EQUAL: (own, [wanted]) => own === wanted,
  NOT_EQUAL: (own, [wanted]) => own !== wanted,
  IN: (own, wanted) => wanted.includes(own),
  NOT_IN: (own, wanted) => !wanted.includes(own),
  CONTAIN: (own, [wanted = ""]) => own.includes(wanted),
  NOT_CONTAIN: (own, [wanted = ""]) => !own.includes(wanted),
  GREATER_THAN: (own, [wanted = ""]) => compare(own, wanted) > 0,
  GREATER_THAN_OR_EQUAL: (own, [wanted = ""]) => compare(own, wanted) >= 0,
  LESS_THAN: (own, [wanted = ""]) => compare(own, wanted) < 0,
  LESS_THAN_OR_EQUAL: (own, [wanted = ""]) => compare(own, wanted) <= 0,
}

/** The items that every filter keeps. Throws (#100) for a field or an operator that the list does not have. */
export function filtered<T>(items: readonly T[], params: Params, filters: Filters<T>): T[] {
  const asked = structure(params, "filtering")
  const conditions = asked === undefined ? [] : list(asked, "filtering")
  const keeps = conditions.map((item, i) =>
    conditionOf(record(item, `filtering[${i}]`), `filtering[${i}]`, filters),
  )
  return items.filter((item) => keeps.every((keep) => keep(item)))
}

function conditionOf<T>(
  condition: Readonly<Record<string, unknown>>,
  path: string,
  filters: Filters<T>,
): (item: T) => boolean {
  const field = string(condition.field, `${path}['field']`)
  const read = Object.hasOwn(filters, field) ? filters[field] : undefined
  if (read === undefined) throw notOneOf(`${path}['field']`, Object.keys(filters), field)
  const name = string(condition.operator, `${path}['operator']`).toUpperCase()
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined
  if (operator === undefined)
    throw notOneOf(`${path}['operator']`, Object.keys(operators), condition.operator)
  const wanted = valuesOf(condition.value, path)
  return (item) => operator(String(read(item) ?? ""), wanted)
}

function valuesOf(value: unknown, path: string): string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  return values.map((one) => {
    if (typeof one !== "string" && typeof one !== "number" && typeof one !== "boolean")
      throw wrongType(`${path}['value']`, "a string, a number, a boolean or an array of these")
    return String(one)
  })
}

/** The items in the order that `sort` names; as they are without one. */
export function sorted<T>(
  items: readonly T[],
  params: Params,
  orders: Readonly<Record<string, (a: T, b: T) => number>>,
): T[] {
  const asked = text(params, "sort")
  if (asked === undefined) return [...items]
  const order = Object.hasOwn(orders, asked) ? orders[asked] : undefined
  if (order === undefined) throw notOneOf("sort", Object.keys(orders), asked)
  return items.toSorted(order)
}

/** `creation_time.asc` and `creation_time.desc` of an order by `creation_time`, and so on. */
export function bothWays<T>(
  orders: Readonly<Record<string, (a: T, b: T) => number>>,
): Record<string, (a: T, b: T) => number> {
  const ways = Object.entries(orders).flatMap(([name, order]) => [
    [`${name}.asc`, order] as const,
    [`${name}.desc`, (a: T, b: T) => order(b, a)] as const,
  ])
  return Object.fromEntries(ways)
}
