/** Conditions and contacts for property tests: every kind of condition has its generator, or this does not compile. */
import {
  type Condition,
  type ConditionKind,
  contactFields,
  eachContactField,
  type Filter,
  type FilteredContact,
} from "@parley/model"
import fc from "fast-check"

const words = ["", "a", "A", "gold", "gold ", "Göld", "日本", "%", "_", "x'); --", "5", "true", "null"]
const times = [
  "2026-01-31",
  "2026-02-31",
  "2026-01-31T00:00:00Z",
  "2026-01-31T01:00:00+01:00",
  "2026-01-30T23:59:59.999999Z",
  "2026-01-31T00:00:00.0004Z",
  "2026-01-31 00:00:00",
  "now",
  "infinity",
  "2026-01-31T24:00:00Z",
  "0000-01-01",
]
const numbers = [0, -1, 1, 1.5, 0.1, 5, 1e21, 1e-7, 9_007_199_254_740_991]
const word = fc.option(fc.constantFrom(...words), { nil: null })

export const generatedContact: fc.Arbitrary<FilteredContact> = fc.record({
  ...eachContactField(() => word),
  // Each is of one contact only.
  external_id: fc.constant(null),
  phone: fc.constant(null),
  created_at: fc.constantFrom(...[0, 1, 999].map((ms) => new Date(Date.UTC(2026, 0, 31, 0, 0, 0, ms)))),
  attributes: fc.dictionary(
    fc.constantFrom("plan", "größe", "constructor"),
    fc.constantFrom(...words, ...times, ...numbers, true, false, null, ["a"], { a: 1 }, 1e308),
  ),
})

const presence = { op: fc.constantFrom("exists" as const, "missing" as const) }
const equality = fc.constantFrom("equals" as const, "not_equals" as const)
const membership = fc.constantFrom("in" as const, "not_in" as const)
const part = fc.constantFrom("contains" as const, "starts_with" as const)
const order = fc.constantFrom(
  "greater_than" as const,
  "at_least" as const,
  "less_than" as const,
  "at_most" as const,
)
const time = fc.constantFrom("before" as const, "after" as const)
const scalar = fc.constantFrom<string | number | boolean>(...words, ...numbers, true, false)
const text = fc.constantFrom(...words)
const piece = fc.constantFrom(...words.filter((value) => value !== ""))
const instant = fc.constantFrom(
  "2026-01-31",
  "2026-01-31T00:00:00.001Z",
  "2026-01-31T00:00:00+00:00",
  "2026-03-01T12:00:00-05:00",
)
const few = <T>(values: fc.Arbitrary<T>) => fc.array(values, { maxLength: 3 })

const onText = {
  on: fc.constant("contact" as const),
  field: fc.constantFrom(...contactFields),
}
const onCreation = { on: fc.constant("contact" as const), field: fc.constant("created_at" as const) }
const onAttribute = {
  on: fc.constant("attribute" as const),
  name: fc.constantFrom("plan", "größe", "constructor", "none"),
}

const generators: { [K in ConditionKind]: fc.Arbitrary<Condition<K>> } = {
  contact: fc.oneof(
    fc.record({ ...onText, ...presence }),
    fc.record({ ...onText, op: equality, value: text }),
    fc.record({ ...onText, op: membership, value: few(text) }),
    fc.record({ ...onText, op: part, value: piece }),
    fc.record({ ...onCreation, ...presence }),
    fc.record({ ...onCreation, op: time, value: instant }),
  ),
  attribute: fc.oneof(
    fc.record({ ...onAttribute, ...presence }),
    fc.record({ ...onAttribute, op: equality, value: scalar }),
    fc.record({ ...onAttribute, op: membership, value: few(scalar) }),
    fc.record({ ...onAttribute, op: part, value: piece }),
    fc.record({ ...onAttribute, op: order, value: fc.constantFrom(...numbers) }),
    fc.record({ ...onAttribute, op: time, value: instant }),
  ),
}

export const { filter: generatedFilter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.oneof(...Object.values(generators)),
    fc.record({ all: fc.array(tie("filter"), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("filter"), { maxLength: 3 }) }),
    fc.record({ not: tie("filter") }),
  ),
}))
