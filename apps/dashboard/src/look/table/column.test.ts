import { describe, expect, it } from "vitest"
import { type Column, shownColumns, usuallyHidden } from "./column.ts"
import { csvOf } from "./csv.ts"

interface Person {
  name: string
  phone: string | null
  seen: number
}
const columns: readonly Column<Person, "name">[] = [
  { heading: "Name", kind: "title", sort: "name", cell: ({ name }) => name },
  { heading: "Phone", cell: ({ phone }) => phone },
  {
    heading: "Seen",
    kind: "number",
    isExtra: true,
    cell: ({ seen }) => `${seen} times`,
    text: ({ seen }) => seen,
  },
  { heading: "Count", inFiles: false, cell: () => "…" },
  { heading: "Actions", kind: "actions", cell: () => "Delete" },
]
const headings = (hidden: readonly string[]) => shownColumns(columns, hidden).map(({ heading }) => heading)

describe("the columns of a table", () => {
  it("are all but the extra ones until a member chooses", () => {
    expect(headings(usuallyHidden(columns))).toEqual(["Name", "Phone", "Count", "Actions"])
    expect(headings([])).toEqual(["Name", "Phone", "Seen", "Count", "Actions"])
  })

  it("keep what the row is about and what can be done, whatever is left out", () => {
    expect(headings(["Name", "Phone", "Seen", "Count", "Actions", "Gone"])).toEqual(["Name", "Actions"])
  })
})

describe("a file", () => {
  const written = (rows: readonly Person[]) => csvOf(columns, rows).split("\r\n")

  it("has the columns that say something, as UTF-8 that spreadsheets know", () => {
    expect(written([{ name: "Ana", phone: null, seen: 7 }])).toEqual(["\uFEFFName,Phone,Seen", "Ana,,7", ""])
  })

  it("keeps cells together, and lets nothing run as a formula", () => {
    expect(written([{ name: 'O"Neil, Ana', phone: "+4915123456789", seen: -1 }])[1]).toBe(
      `"O""Neil, Ana",'+4915123456789,-1`,
    )
    expect(csvOf(columns, [{ name: "=1\n+1", phone: " x", seen: 0 }])).toContain(`"'=1\n+1"," x",0`)
  })
})
