import { describe, expect, it } from "vitest"
import { changedMeanwhile, type FormWords, labelOf, mergeEdits, type Parts } from "./edits.ts"

interface Person {
  name: string
  country: string
  tags: string[]
  attributes: { name: string; value: string }[]
}

const attributes: Parts<Person["attributes"]> = {
  of: (rows) => Object.fromEntries(rows.map(({ name, value }) => [name, value])),
  from: (parts) => Object.entries(parts).map(([name, value]) => ({ name, value })),
}
const words: FormWords<Person> = {
  name: "Name",
  country: { label: "Country", say: (code) => ({ DE: "Germany", SE: "Sweden" })[code] ?? "" },
  tags: "Tags",
  attributes: { label: "Attribute", parts: attributes },
}
const base: Person = {
  name: "Ana",
  country: "DE",
  tags: ["new"],
  attributes: [
    { name: "city", value: "Lima" },
    { name: "plan", value: "pro" },
  ],
}

describe("what someone else changed meanwhile", () => {
  it("is told by field, in words", () => {
    const now = { ...base, name: "Eva", country: "SE", tags: ["new", "vip"] }
    expect(changedMeanwhile(words, { base, now, mine: { ...base, name: "Ada" } })).toEqual([
      { label: "Name", now: "Eva", mine: "Ada" },
      { label: "Country", now: "Sweden", mine: "Germany" },
      { label: "Tags", now: "new, vip", mine: "new" },
    ])
  })

  it("is told of each part by its own name, also of one that is gone or new", () => {
    const now = {
      ...base,
      attributes: [
        { name: "city", value: "Cusco" },
        { name: "points", value: "3" },
      ],
    }
    expect(changedMeanwhile(words, { base, now, mine: base })).toEqual([
      { label: "city", now: "Cusco", mine: "Lima" },
      { label: "points", now: "3", mine: "" },
      { label: "plan", now: "", mine: "pro" },
    ])
  })

  it("is nothing where the same was typed here, or nothing changed", () => {
    const now = { ...base, name: "Eva" }
    expect(changedMeanwhile(words, { base, now, mine: now })).toEqual([])
    expect(changedMeanwhile(words, { base, now: base, mine: { ...base, name: "Eva" } })).toEqual([])
  })
})

describe("what was typed, on top of what there is now,", () => {
  it("stays where it was typed, and gives way where it was not", () => {
    const now = { ...base, name: "Eva", country: "SE" }
    const mine = { ...base, name: "Ada", tags: [] }
    expect(mergeEdits(words, { base, now, mine })).toEqual({ ...base, name: "Ada", country: "SE", tags: [] })
  })

  it("keeps each part that either side changed", () => {
    const now = { ...base, attributes: [...base.attributes, { name: "points", value: "3" }] }
    const mine = { ...base, attributes: [{ name: "city", value: "Quito" }] }
    expect(mergeEdits(words, { base, now, mine }).attributes).toEqual([
      { name: "city", value: "Quito" },
      { name: "points", value: "3" },
    ])
  })
})

it("calls a field by its label, one of a list with its number, and what it does not know by its path", () => {
  expect(labelOf(words, "country")).toBe("Country")
  expect(labelOf(words, "attributes.1.name")).toBe("Attribute 2")
  expect(labelOf(words, "zone")).toBe("zone")
})
