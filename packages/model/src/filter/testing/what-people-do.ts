/** People who did something, and filters that ask for it. */
import fc from "fast-check"
import { eachContactField } from "../../contact/fields.ts"
import type { EventFacts, FilteredContact } from "../condition.ts"
import type { Done } from "../effect.ts"

export const now = new Date("2026-11-22T12:00:00Z")
const hourMs = 3_600_000
export const hoursAgo = (hours: number) => new Date(now.getTime() - hours * hourMs)

export const one = <const T>(...values: T[]) => fc.constantFrom(...values)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const point = fc.oneof(
  fc.record({ ago: one(0, 1, 3), unit: one("days", "hours") }),
  fc.record({ day: one(-2, -1, 0) }),
  one("2026-11-20", "2026-11-21T12:00:00Z"),
)
const zone = maybe(one("contact"))
const window = fc.oneof(
  fc.record({ from: point, zone }),
  fc.record({ to: point, zone }),
  fc.record({ from: point, to: point, zone }),
)
const name = one("bought", "left")
const where = fc.array(
  fc.oneof(
    fc.record({ property: one("n"), op: one("equals"), value: one(1, 2) }),
    fc.record({ property: one("due"), op: one("before", "after"), value: point }),
  ),
  { minLength: 1, maxLength: 2 },
)
const counted = { on: one("event"), name, within: maybe(window), where: maybe(where) }
const condition = fc.oneof(
  fc.record({ ...counted, op: one("did", "did_not") }),
  fc.record({ ...counted, op: one("at_least"), times: one(1, 2) }),
  fc.record({ ...counted, op: one("at_most", "exactly"), times: one(0, 1, 2) }),
  fc.record({ ...counted, op: one("first", "last"), within: window }),
  fc.record({
    ...counted,
    op: one("sum_at_least", "sum_more_than", "sum_at_most", "sum_less_than"),
    ...{ property: maybe(one("n")), value: one(1, 2) },
  }),
  fc.record({
    ...counted,
    op: one("followed_by", "not_followed_by"),
    by: fc.record({ name, where: maybe(where) }),
    in: fc.record({ amount: one(1, 30), unit: one("hours") }),
  }),
)
/** Of conditions on events, to be parsed. */
export const filters = fc.letrec<{ filter: unknown }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 2 },
    condition,
    fc.record({ all: fc.array(tie("filter"), { maxLength: 2 }) }),
    fc.record({ any: fc.array(tie("filter"), { maxLength: 2 }) }),
    fc.record({ not: tie("filter") }),
  ),
})).filter
/** What somebody did. */
export const done: fc.Arbitrary<Done> = fc.record({
  key: one("event:bought", "event:left"),
  at: fc.nat(100).map(hoursAgo),
  value: one(null, 1, -1),
  properties: fc.record(
    { n: one(-1, 0, 1, 2), due: one("2026-11-23", "2026-11-22T13:00:00Z") },
    { requiredKeys: [] },
  ),
})

/** Somebody who did all of this. */
export const person = (all: readonly Done[], time_zone: string | null): FilteredContact => ({
  ...eachContactField((): string | null => null),
  ...{ id: "1", wa_id: null, bsuid: null, created_at: now, attributes: {}, time_zone },
  ...{ subscriptions: [], conversations: [], messages: [], lists: [], tags: [] },
  events: new Map([...Map.groupBy(all, ({ key }) => key)].map(([key, those]) => [key, factsOf(those)])),
})

function factsOf(all: readonly Done[]): EventFacts {
  const at = all.map((each) => each.at.getTime())
  const totalOf = (those: readonly Done[]) => those.reduce((sum, { value }) => sum + (value ?? 0), 0)
  const byDay = Map.groupBy(all, (each) => each.at.toISOString().slice(0, 10))
  return {
    first_at: new Date(Math.min(...at)),
    last_at: new Date(Math.max(...at)),
    ...{ count: all.length, total: totalOf(all), events: all },
    days: [...byDay].map(([day, those]) => ({ day, count: those.length, total: totalOf(those) })),
  }
}
