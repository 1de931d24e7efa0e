import { describe, expect, it } from "vitest"
import { attributeInWords, detailInWords, initialsOf } from "./details-in-words.ts"

const circumstances = {
  now: new Date("2026-11-22T12:00:00Z"),
  notation: { locale: "en-GB", zone: "America/Lima" },
}

describe("a detail of a contact", () => {
  it.each([
    ["language", "pt_BR", "Portuguese (Brazil)"],
    ["language", "xx-not-a-code-at-all", "xx-not-a-code-at-all"],
    ["country", "DE", "Germany"],
    ["country", "??", "??"],
    ["time_zone", "America/New_York", "America/New York · 07:00"],
    ["time_zone", "Atlantis/Capital", "Atlantis/Capital"],
    ["external_id", "crm-7", "crm-7"],
  ] as const)("%s %s is said as %s", (field, value, words) => {
    expect(detailInWords(field, value, circumstances)).toBe(words)
  })
})

it.each([
  [true, "Yes"],
  [false, "No"],
  [12.5, "12.5"],
  ["gold", "gold"],
  [["a", "b"], "a, b"],
  [{ city: "Lima", zip: 15001 }, "city: Lima, zip: 15001"],
  [[{ sku: "a", n: 2 }, { sku: "b" }], "(sku: a, n: 2), (sku: b)"],
  ["2026-11-22", "22 Nov 2026"],
  ["2026-11-22T12:00:00Z", "22 Nov 2026, 07:00"],
  ["2026-99-22", "2026-99-22"],
])("an attribute %j is said as %s", (value, words) => {
  expect(attributeInWords(value, circumstances.notation)).toBe(words)
})

it.each([
  ["Ana", "Almeida", "AA"],
  ["ana", null, "A"],
  [null, "Ångström", "Å"],
  ["👩‍👧 Mum", null, "M"],
  ["Victor Bauer", null, "VB"],
  ["Ana Maria", "da Silva", "AS"],
  ["🌻", null, ""],
  ["أحمد", "سالم", "أس"],
  ["  ", "", ""],
  [null, null, ""],
])("of %j and %j the initials are %j", (first_name, last_name, initials) => {
  expect(initialsOf({ first_name, last_name })).toBe(initials)
})
