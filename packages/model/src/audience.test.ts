import { describe, expect, it } from "vitest"
import { type AudienceFilter, audienceFilter } from "./audience.ts"
import { type AudienceContact, matches } from "./audience-matching.ts"

const ana: AudienceContact = {
  external_id: "c-1",
  phone: "+4915123456789",
  first_name: "Ana",
  last_name: null,
  language: "de",
  country: "DE",
  time_zone: "Europe/Berlin",
  created_at: new Date("2026-01-31T12:00:00Z"),
  attributes: { plan: "gold", points: 10, vip: true, first_order_at: "2026-01-15", gone: null },
}

describe("matching", () => {
  const table: [string, AudienceFilter, boolean][] = [
    ["everybody", { all: [] }, true],
    ["nobody", { any: [] }, false],
    [
      "text is compared with upper and lower case apart",
      { field: "first_name", op: "equals", value: "ana" },
      false,
    ],
    [
      "a missing field differs from every value",
      { field: "last_name", op: "not_equals", value: "Ruiz" },
      true,
    ],
    ["a missing field equals nothing", { field: "last_name", op: "equals", value: "" }, false],
    ["a missing field is in no list", { field: "last_name", op: "in", value: [""] }, false],
    ["a missing field is not in any list", { field: "last_name", op: "not_in", value: ["Ruiz"] }, true],
    ["an attribute that is null is missing", { field: "attributes.gone", op: "missing" }, true],
    [
      "an attribute of an object's own making is missing",
      { field: "attributes.toString", op: "exists" },
      false,
    ],
    ["a number is not its text", { field: "attributes.points", op: "equals", value: "10" }, false],
    ["a bound is included", { field: "attributes.points", op: "at_least", value: 10 }, true],
    ["a bound is excluded", { field: "attributes.points", op: "greater_than", value: 10 }, false],
    ["text is not ordered", { field: "attributes.plan", op: "greater_than", value: 0 }, false],
    ["a date is its first moment in UTC", { field: "created_at", op: "after", value: "2026-01-31" }, true],
    [
      "an attribute may hold a date",
      { field: "attributes.first_order_at", op: "before", value: "2026-01-16" },
      true,
    ],
    [
      "text that is no date is neither before",
      { field: "attributes.plan", op: "before", value: "2026-01-16" },
      false,
    ],
    ["nor after", { not: { field: "attributes.plan", op: "after", value: "2026-01-16" } }, true],
    ["starts with", { field: "phone", op: "starts_with", value: "+49" }, true],
  ]
  it.each(table)("%s", (_, filter, expected) => {
    expect(matches(audienceFilter.parse(filter), ana)).toBe(expected)
  })
})

describe("reading a filter", () => {
  const nested = (levels: number): unknown => (levels === 1 ? { all: [] } : { not: nested(levels - 1) })
  const refusals: [string, unknown, string, RegExp][] = [
    ["what is no filter", "gold", "", /a filter/],
    ["a group of two kinds", { all: [], any: [] }, "", /stands alone/],
    ["a group that is no list", { all: {} }, "all", /a list/],
    ["an unknown field", { all: [{ field: "email", op: "exists" }] }, "all.0.field", /one of external_id/],
    ["an attribute without a name", { field: "attributes.", op: "exists" }, "field", /attribute name/],
    [
      "an unknown operator",
      { any: [{ field: "phone", op: "like", value: "x" }] },
      "any.0.op",
      /one of equals/,
    ],
    ["an order of text", { field: "phone", op: "greater_than", value: 1 }, "op", /phone can be asked/],
    ["text compared with a number", { field: "phone", op: "equals", value: 49 }, "value", /is text/],
    ["a missing value", { field: "phone", op: "equals" }, "value", /text, a number/],
    ["a value too many", { field: "phone", op: "exists", value: 1 }, "", /value/],
    [
      "a date that does not exist",
      { field: "created_at", op: "before", value: "2026-02-31" },
      "value",
      /a date/,
    ],
    ["an empty piece of text", { field: "phone", op: "contains", value: "" }, "value", /at least one/],
    ["a NUL character", { field: "phone", op: "equals", value: "a\0" }, "value", /NUL/],
    ["eleven levels", nested(11), "not.not.not.not.not.not.not.not.not.not", /10 levels/],
    [
      "201 conditions",
      { all: Array(201).fill({ field: "phone", op: "exists" }) },
      "all.200",
      /200 conditions/,
    ],
  ]
  it.each(refusals)("refuses %s and says where", (_, input, path, message) => {
    const issue = audienceFilter.safeParse(input).error?.issues[0]
    expect(issue?.path.join(".")).toBe(path)
    expect(issue?.message).toMatch(message)
  })

  it("takes ten levels and 200 conditions", () => {
    expect(audienceFilter.safeParse(nested(10)).success).toBe(true)
    expect(audienceFilter.safeParse({ all: Array(200).fill({ field: "phone", op: "exists" }) }).success).toBe(
      true,
    )
  })

  it("refuses nesting that would overflow the stack", () => {
    const deep = JSON.parse(`${'{"not":'.repeat(100_000)}{"all":[]}${"}".repeat(100_000)}`)
    expect(audienceFilter.safeParse(deep).success).toBe(false)
  })
})
