import { describe, expect, it } from "vitest"
import { eachContactField } from "../contact/fields.ts"
import type { FilteredContact } from "./condition.ts"
import { type Filter, filterContext, filterSchema, matches } from "./filter.ts"

const context = filterContext({
  now: new Date("2026-02-01T12:00:00Z"),
  timeZone: "UTC",
  segments: new Map(),
  sourcesOf: new Map(),
})
const ana: FilteredContact = {
  id: "0199d1de-0000-7000-8000-000000000000",
  wa_id: null,
  bsuid: null,
  subscriptions: [],
  conversations: [],
  events: new Map(),
  messages: [],
  lists: [],
  tags: [],
  ...eachContactField(() => null),
  external_id: "c-1",
  phone: "+4915123456789",
  first_name: "Ana",
  language: "de",
  country: "DE",
  time_zone: "Europe/Berlin",
  created_at: new Date("2026-01-31T12:00:00Z"),
  attributes: { plan: "gold", points: 10, vip: true, first_order_at: "2026-01-15", gone: null },
}

describe("matching", () => {
  const table: [string, Filter, boolean][] = [
    ["everyone", { all: [] }, true],
    ["nobody", { any: [] }, false],
    [
      "text is compared with upper and lower case apart",
      { on: "contact", field: "first_name", op: "equals", value: "ana" },
      false,
    ],
    [
      "a missing field differs from every value",
      { on: "contact", field: "last_name", op: "not_equals", value: "Ruiz" },
      true,
    ],
    ["a missing field equals nothing", { on: "contact", field: "last_name", op: "equals", value: "" }, false],
    ["a missing field is in no list", { on: "contact", field: "last_name", op: "in", value: [""] }, false],
    [
      "a missing field is not in any list",
      { on: "contact", field: "last_name", op: "not_in", value: ["Ruiz"] },
      true,
    ],
    ["an attribute that is null is missing", { on: "attribute", name: "gone", op: "missing" }, true],
    [
      "an attribute of an object's own making is missing",
      { on: "attribute", name: "toString", op: "exists" },
      false,
    ],
    ["a number is not its text", { on: "attribute", name: "points", op: "equals", value: "10" }, false],
    ["a bound is included", { on: "attribute", name: "points", op: "at_least", value: 10 }, true],
    ["a bound is excluded", { on: "attribute", name: "points", op: "greater_than", value: 10 }, false],
    ["text is not ordered", { on: "attribute", name: "plan", op: "greater_than", value: 0 }, false],
    [
      "a date is its first moment in UTC",
      { on: "contact", field: "created_at", op: "after", value: "2026-01-31" },
      true,
    ],
    [
      "an attribute may hold a date",
      { on: "attribute", name: "first_order_at", op: "before", value: "2026-01-16" },
      true,
    ],
    [
      "text that is not a date is neither before",
      { on: "attribute", name: "plan", op: "before", value: "2026-01-16" },
      false,
    ],
    ["nor after", { not: { on: "attribute", name: "plan", op: "after", value: "2026-01-16" } }, true],
    ["starts with", { on: "contact", field: "phone", op: "starts_with", value: "+49" }, true],
  ]
  it.each(table)("%s", (_, filter, expected) => {
    expect(matches(filterSchema.parse(filter), ana, context)).toBe(expected)
  })
})

describe("a date of birth", () => {
  const born = (day: string | null, at: string, timeZone = "UTC") => {
    const asked = filterContext({ now: new Date(at), timeZone, segments: new Map(), sourcesOf: new Map() })
    return (condition: object) =>
      matches(
        filterSchema.parse({ on: "contact", field: "date_of_birth", ...condition }),
        { ...ana, date_of_birth: day },
        asked,
      )
  }
  const today = { op: "birthday", from: 0, to: 0 }
  const soon = { op: "birthday", from: 0, to: 7 }
  const adult = { op: "age_at_least", value: 18 }

  it("has a birthday each year, over the new year too", () => {
    expect(born("1990-02-01", "2026-02-01T12:00:00Z")(today)).toBe(true)
    expect(born("1990-02-02", "2026-02-01T12:00:00Z")(today)).toBe(false)
    expect(born("1990-01-03", "2026-12-28T12:00:00Z")(soon)).toBe(true)
    expect(born("1990-01-05", "2026-12-28T12:00:00Z")(soon)).toBe(false)
    expect(born("1990-12-31", "2026-01-01T12:00:00Z")({ op: "birthday", from: -1, to: -1 })).toBe(true)
  })

  it("on February 29 has its birthday on the 28th in years without it", () => {
    expect(born("2008-02-29", "2026-02-28T12:00:00Z")(today)).toBe(true)
    expect(born("2008-02-29", "2028-02-28T12:00:00Z")(today)).toBe(false)
    expect(born("2008-02-29", "2028-02-29T12:00:00Z")(today)).toBe(true)
    expect(born("2008-02-29", "2026-02-27T12:00:00Z")(adult)).toBe(false)
    expect(born("2008-02-29", "2026-02-28T12:00:00Z")(adult)).toBe(true)
  })

  it("says an age in whole years", () => {
    expect(born("2008-02-01", "2026-02-01T12:00:00Z")(adult)).toBe(true)
    expect(born("2008-02-02", "2026-02-01T12:00:00Z")(adult)).toBe(false)
    const seventeen = { op: "age_at_most", value: 17 }
    expect(born("2008-02-02", "2026-02-01T12:00:00Z")(seventeen)).toBe(true)
    expect(born("2008-02-01", "2026-02-01T12:00:00Z")(seventeen)).toBe(false)
  })

  it("is judged by the day where the workspace is, or the contact", () => {
    const lateInUtc = born("1990-02-02", "2026-02-01T23:30:00Z")
    expect(lateInUtc(today)).toBe(false)
    expect(lateInUtc({ ...today, zone: "contact" })).toBe(true)
    expect(born("1990-02-02", "2026-02-01T23:30:00Z", "Europe/Berlin")(today)).toBe(true)
  })

  it("that is not known, is no date or lies ahead has no birthday or age", () => {
    for (const day of [null, "", "02.01.1990"]) expect(born(day, "2026-02-01T12:00:00Z")(adult)).toBe(false)
    const child = { op: "age_at_most", value: 17 }
    expect(born("2027-02-01", "2026-02-01T12:00:00Z")(child)).toBe(false)
  })

  it("can be asked what a text can", () => {
    expect(born("1990-02-01", "2026-02-01T12:00:00Z")({ op: "starts_with", value: "1990" })).toBe(true)
  })
})

describe("reading a filter", () => {
  const nested = (levels: number): unknown => (levels === 1 ? { all: [] } : { not: nested(levels - 1) })
  const refusals: [string, unknown, string, RegExp][] = [
    ["what is not a filter", "gold", "", /a filter/],
    ["a group of two kinds", { all: [], any: [] }, "", /cannot have others/],
    ["a group that is not a list", { all: {} }, "all", /a list/],
    [
      "an unknown field",
      { all: [{ on: "contact", field: "shoe_size", op: "exists" }] },
      "all.0.field",
      /one of external_id/,
    ],
    ["an attribute without a name", { on: "attribute", name: "", op: "exists" }, "name", /attribute name/],
    [
      "an unknown operator",
      { any: [{ on: "contact", field: "phone", op: "like", value: "x" }] },
      "any.0.op",
      /equals, not_equals/,
    ],
    [
      "an order of text",
      { on: "contact", field: "phone", op: "greater_than", value: 1 },
      "op",
      /a text can be asked/,
    ],
    [
      "text compared with a number",
      { on: "contact", field: "phone", op: "equals", value: 49 },
      "value",
      /text/,
    ],
    [
      "birthdays that end before they begin",
      { on: "contact", field: "date_of_birth", op: "birthday", from: 7, to: 0 },
      "to",
      /not before/,
    ],
    [
      "an age of a phone",
      { all: [{ on: "contact", field: "phone", op: "age_at_least", value: 18 }] },
      "all.0.op",
      /a text can be asked/,
    ],
    ["a missing value", { on: "contact", field: "phone", op: "equals" }, "value", /text/],
    ["a value too many", { on: "contact", field: "phone", op: "exists", value: 1 }, "", /value/],
    [
      "a date that does not exist",
      { on: "contact", field: "created_at", op: "before", value: "2026-02-31" },
      "value",
      /a date/,
    ],
    [
      "an empty piece of text",
      { on: "contact", field: "phone", op: "contains", value: "" },
      "value",
      /at least one/,
    ],
    ["a NUL character", { on: "contact", field: "phone", op: "equals", value: "a\0" }, "value", /NUL/],
    [
      "a text that is too long",
      { on: "attribute", name: "plan", op: "equals", value: "a".repeat(4097) },
      "value",
      /at most 4096 characters/,
    ],
    [
      "too many values",
      { on: "attribute", name: "plan", op: "in", value: Array(10_001).fill(1) },
      "value",
      /at most 10000 values/,
    ],
    ["eleven levels", nested(11), "not.not.not.not.not.not.not.not.not.not", /10 levels/],
    [
      "201 conditions",
      { all: Array(201).fill({ on: "contact", field: "phone", op: "exists" }) },
      "all.200",
      /200 conditions/,
    ],
  ]
  it.each(refusals)("refuses %s and says where", (_, input, path, message) => {
    const issue = filterSchema.safeParse(input).error?.issues[0]
    expect(issue?.path.join(".")).toBe(path)
    expect(issue?.message).toMatch(message)
  })

  it("takes ten levels and 200 conditions", () => {
    expect(filterSchema.safeParse(nested(10)).success).toBe(true)
    expect(
      filterSchema.safeParse({ all: Array(200).fill({ on: "contact", field: "phone", op: "exists" }) })
        .success,
    ).toBe(true)
  })

  it("refuses nesting that would overflow the stack", () => {
    const deep = JSON.parse(`${'{"not":'.repeat(100_000)}{"all":[]}${"}".repeat(100_000)}`)
    expect(filterSchema.safeParse(deep).success).toBe(false)
  })
})
