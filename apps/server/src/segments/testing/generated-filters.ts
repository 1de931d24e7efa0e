/** Filters for property tests: every kind of condition has its generator, or this does not compile. */
import { type ConditionKind, contactFields, type FilterWindow, type PointInTime } from "@parley/model"
import fc from "fast-check"
import { eventNames, ids, instants, numbers, patterns, words } from "./world.ts"

const one = <const T>(...values: T[]) => fc.constantFrom(...values)
const presence = { op: one("exists", "missing") }
const equality = one("equals", "not_equals")
const membership = one("in", "not_in")
const part = one("contains", "starts_with")
const search = one("matches", "not_matches")
const pattern = one(...patterns)
const order = one("greater_than", "at_least", "less_than", "at_most")
const holding = one("includes", "excludes")
const time = one("before", "after")
const scalar = fc.constantFrom<string | number | boolean>(...words, ...numbers, true, false)
const text = fc.constantFrom(...words)
const piece = fc.constantFrom(...words.filter((value) => value !== ""))
const few = <T>(values: fc.Arbitrary<T>) => fc.array(values, { maxLength: 3 })
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const zone = maybe(one("workspace", "contact"))

const day: fc.Arbitrary<PointInTime> = fc.oneof(
  one("2026-01-31", "2026-10-24", "2026-10-25", "2026-10-23", "2026-03-29"),
  fc.record({ day: one(0, -1, -2, -7, 1) }),
)
const point: fc.Arbitrary<PointInTime> = fc.oneof(
  day,
  fc.constantFrom(...instants).map((at) => at.toISOString()),
  one("2026-01-31T00:00:00.001Z", "2026-03-01T12:00:00-05:00"),
  fc.record({ ago: one(0, 1, 2, 7, 24, 30), unit: one("minutes", "hours", "days", "weeks") }),
  fc.record({ ahead: one(0, 1), unit: one("hours", "days") }),
)
const window: fc.Arbitrary<FilterWindow> = fc.oneof(
  fc.record({ from: point, zone }),
  fc.record({ to: point, zone }),
  fc.record({ from: point, to: point, zone }),
)

const texts = <S extends Record<string, fc.Arbitrary<unknown>>>(subject: S) =>
  [
    fc.record({ ...subject, ...presence }),
    fc.record({ ...subject, op: equality, value: text }),
    fc.record({ ...subject, op: membership, value: few(text) }),
    fc.record({ ...subject, op: part, value: piece }),
    fc.record({ ...subject, op: search, value: pattern }),
  ] as const
const times = <S extends Record<string, fc.Arbitrary<unknown>>>(subject: S) =>
  [
    fc.record({ ...subject, op: time, value: point, zone }),
    fc.record({ ...subject, op: one("on"), value: day, zone }),
  ] as const
const values = <S extends Record<string, fc.Arbitrary<unknown>>>(subject: S) =>
  fc.oneof(
    fc.record({ ...subject, ...presence }),
    fc.record({ ...subject, op: equality, value: scalar }),
    fc.record({ ...subject, op: membership, value: few(scalar) }),
    fc.record({ ...subject, op: part, value: piece }),
    fc.record({ ...subject, op: search, value: pattern }),
    fc.record({ ...subject, op: order, value: fc.constantFrom(...numbers) }),
    fc.record({ ...subject, op: holding, value: scalar }),
    ...times(subject),
  )

const where = (...names: string[]) =>
  fc.array(values({ property: fc.constantFrom(...names) }), { minLength: 1, maxLength: 2 })
const onAttribute = {
  on: one("attribute"),
  name: one("plan", "größe", "constructor", "none", "address.city", "orders"),
}

const happening = <S extends Record<string, fc.Arbitrary<unknown>>>(subject: S) => {
  // Half of them ask for no properties: those are answered from what was counted by days.
  const fitting = fc.option(where("plan", "n", "in.to"), { nil: undefined, freq: 1 })
  const counted = { ...subject, within: maybe(window), where: fitting }
  const amount = one(1, 2, 2.5, 5, 12)
  return fc.oneof(
    fc.record({ ...counted, op: one("did", "did_not") }),
    fc.record({ ...counted, op: one("at_least"), times: one(1, 2, 3) }),
    fc.record({ ...counted, op: one("at_most", "exactly"), times: one(0, 1, 2) }),
    fc.record({ ...counted, op: one("first", "last"), within: window }),
    fc.record({
      ...counted,
      op: one("sum_at_least", "sum_more_than", "sum_at_most", "sum_less_than"),
      property: maybe(one("n")),
      value: amount,
    }),
    fc.record({
      ...counted,
      op: one("followed_by", "not_followed_by"),
      by: fc.record({ name: fc.constantFrom(...eventNames, "never"), where: maybe(where("plan")) }),
      in: fc.record({ amount: one(1, 2, 30), unit: one("minutes", "hours", "days") }),
    }),
  )
}

const onMessage = {
  on: one("message"),
  stage: one("received", "delivered", "read", "replied", "failed", "dropped"),
  campaign_id: maybe(one(ids.campaign)),
  campaign_tag: maybe(one("sale", "none")),
  source_id: maybe(fc.constantFrom(...ids.sources)),
  reason: maybe(one("131026", "unsubscribed")),
  within: maybe(window),
}

const generators = (): Record<ConditionKind, fc.Arbitrary<unknown>> => ({
  contact: fc.oneof(
    ...texts({ on: one("contact"), field: fc.constantFrom(...contactFields) }),
    fc.record({ on: one("contact"), field: one("created_at"), ...presence }),
    ...times({ on: one("contact"), field: one("created_at") }),
    fc.record({
      ...{ on: one("contact"), field: one("date_of_birth"), op: one("birthday"), zone },
      from: one(-7, -1, 0),
      to: one(0, 1, 7, 200),
    }),
    fc.record({
      ...{ on: one("contact"), field: one("date_of_birth"), op: one("age_at_least", "age_at_most"), zone },
      value: one(0, 1, 17, 18, 36),
    }),
  ),
  attribute: fc.oneof(
    values(onAttribute),
    fc.record({ ...onAttribute, op: one("some_member", "no_member"), where: where("sku", "n") }),
  ),
  event: happening({ on: one("event"), name: fc.constantFrom(...eventNames, "never") }),
  purchase: happening({ on: one("purchase"), product_id: maybe(one("a", "none")) }),
  message: fc.oneof(
    fc.record({ ...onMessage, op: one("did", "did_not") }),
    fc.record({ ...onMessage, op: one("at_least"), times: one(1, 2) }),
  ),
  subscription: fc.oneof(
    fc.record({
      on: one("subscription"),
      group_id: fc.constantFrom(...ids.groups),
      op: one("subscribed", "unsubscribed"),
      within: maybe(window),
    }),
    fc.record({
      on: one("subscription"),
      group_id: fc.constantFrom(...ids.groups),
      op: one("never_said", "not_subscribed"),
    }),
  ),
  window: fc.record({
    on: one("window"),
    op: one("open", "closed"),
    number_id: maybe(fc.constantFrom(...ids.numbers)),
  }),
  reachable: fc.record({
    on: one("reachable"),
    op: one("is", "is_not"),
    for: maybe(one("anything", "marketing")),
  }),
  random_bucket: fc.record({ on: one("random_bucket"), from: one(0, 2500), to: one(4999, 9999) }),
  segment: fc.record({
    on: one("segment"),
    op: one("in", "not_in"),
    segment_id: one(segmentIds.outer, segmentIds.inner, segmentIds.none),
  }),
  list: fc.record({ on: one("list"), op: one("in", "not_in"), list_id: fc.constantFrom(...ids.lists) }),
  tag: fc.record({ on: one("tag"), op: one("has", "has_not"), tag_id: fc.constantFrom(...ids.tags) }),
})

export const segmentIds = {
  outer: "0199d1de-0000-7000-8000-0000000000e1",
  inner: "0199d1de-0000-7000-8000-0000000000e2",
  none: "0199d1de-0000-7000-8000-0000000000e3",
}

/** To be called when the world has its ids. @param kinds of conditions; default: all */
export const generatedFilter = (kinds?: readonly ConditionKind[]): fc.Arbitrary<unknown> => {
  const ofKind = generators()
  const conditions = fc.oneof(...(kinds?.map((kind) => ofKind[kind]) ?? Object.values(ofKind)))
  return fc.letrec<{ filter: unknown }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      conditions,
      fc.record({ all: fc.array(tie("filter"), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie("filter"), { maxLength: 3 }) }),
      fc.record({ not: tie("filter") }),
    ),
  })).filter
}
