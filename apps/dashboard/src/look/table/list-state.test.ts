import { describe, expect, it } from "vitest"
import {
  filterInWords,
  isSameView,
  type ListFilter,
  type ListTerms,
  placeOfPage,
  readState,
  sortedBy,
  wishesIn,
  writeState,
} from "./list-state.ts"

const status: ListFilter = {
  name: "status",
  label: "Status",
  kind: "choice",
  choices: [{ value: "PAUSED", label: "Paused" }],
}
const from: ListFilter = { name: "from", label: "From", kind: "day" }
const terms: ListTerms = {
  filters: [status, from],
  sorts: ["name", "created"],
  usual: { sort: "created", order: "desc" },
}
const usual = { search: "", filters: {}, sorted: terms.usual }

describe("an address", () => {
  it("says what the list shows", () => {
    expect(readState({ search: " ana ", status: "PAUSED", sort: "name", order: "desc" }, terms)).toEqual({
      search: "ana",
      filters: { status: "PAUSED" },
      sorted: { sort: "name", order: "desc" },
    })
  })

  it("without anything shows the list as usual", () => {
    expect(readState({}, terms)).toEqual(usual)
  })

  it.each([
    { sort: "password" },
    { order: "asc" },
    { colour: "red" },
    { search: ["a"], status: 7 },
    { sort: "" },
  ])("that says what the list does not know is passed over: %j", (address) => {
    expect(readState(address, terms)).toEqual(usual)
  })

  it("is written so that it reads the same", () => {
    const state = {
      search: "ana",
      filters: { from: "2026-03-01" },
      sorted: { sort: "name", order: "asc" },
    } as const
    expect(readState(writeState(state, terms), terms)).toEqual(state)
  })

  it("says nothing of what is as usual, and takes away what was said before", () => {
    const address = writeState(usual, terms)
    expect(Object.keys(address).sort()).toEqual(["from", "order", "search", "sort", "status"])
    expect(wishesIn(usual, terms)).toEqual({})
  })

  it("says the order where only that is unusual", () => {
    expect(wishesIn({ ...usual, sorted: { sort: "created", order: "asc" } }, terms)).toEqual({
      sort: "created",
      order: "asc",
    })
  })
})

describe("a heading", () => {
  it("sorts by it when it is pressed, and the other way round when it is pressed again", () => {
    const once = sortedBy("name", terms.usual)
    expect(once).toEqual({ sort: "name", order: "asc" })
    const twice = sortedBy("name", once)
    expect(twice).toEqual({ sort: "name", order: "desc" })
    expect(sortedBy("name", twice)).toEqual(once)
  })
})

describe("a filter", () => {
  const day = (text: string) => `<${text}>`
  it.each([
    [status, "PAUSED", "Status: Paused"],
    [status, "NEW", "Status: NEW"],
    [from, "2026-03-01", "From: <2026-03-01>"],
    [{ name: "actor", label: "Actor", kind: "text" } satisfies ListFilter, "ana", "Actor: ana"],
  ])("reads as people say it", (filter, value, words) => {
    expect(filterInWords(filter, value, day)).toBe(words)
  })
})

describe("a view", () => {
  const view = { search: { status: "PAUSED", sort: "name" }, hidden_columns: ["Text", "Changed"] }
  it("is the same in whatever order it is said", () => {
    const other = { search: { sort: "name", status: "PAUSED" }, hidden_columns: ["Changed", "Text"] }
    expect(isSameView(view, other)).toBe(true)
  })

  it.each([
    { ...view, search: { sort: "name" } },
    { ...view, search: { ...view.search, sort: "created" } },
    { ...view, hidden_columns: ["Text"] },
  ])("is another one where it shows something else", (other) => {
    expect(isSameView(view, other)).toBe(false)
  })
})

describe("the place of a page", () => {
  it("is counted from the pages before it", () => {
    expect(placeOfPage(0, 50, 50)).toEqual({ from: 1, to: 50 })
    expect(placeOfPage(2, 50, 11)).toEqual({ from: 101, to: 111 })
  })

  it("is not known where nobody knows how many there are, and where there is nothing", () => {
    expect(placeOfPage(undefined, 50, 11)).toBeUndefined()
    expect(placeOfPage(0, 50, 0)).toBeUndefined()
  })
})
