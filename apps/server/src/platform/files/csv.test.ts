import { assert, property, string } from "fast-check"
import { describe, expect, it } from "vitest"
import { readCell, writeRows } from "./csv.ts"

describe("a cell that is given out", () => {
  it.each([
    "=1+1",
    "+4915123456789",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\u00A0+1",
    "＝1",
    "＋1",
    "－1",
    "＠1",
  ])("starts with an apostrophe where a spreadsheet may run it: %j", (cell) => {
    expect(writeRows([["a", cell]])).toMatch(/^a,"?'/)
  })

  it.each(["Ana", "'=1", "1-1", "a=b", "a@b.example", "", "'"])("is as it is where not: %j", (cell) => {
    expect(writeRows([["a", cell, 7, null]])).toBe(`a,${cell},7,\n`)
  })

  it("leaves numbers alone", () => {
    expect(writeRows([[-1, 2]])).toBe("-1,2\n")
  })
})

describe("a cell that is read", () => {
  it.each([
    ["'=1+1", "=1+1"],
    ["'+4915123456789", "+4915123456789"],
    ["'01234", "01234"],
    ["'-5", "-5"],
    [" '@home ", "@home"],
    ["'\t=1", "=1"],
    ["'＋1", "＋1"],
    ["'' =1", "'' =1"],
    ["'t Hooft", "'t Hooft"],
    ["'", "'"],
    [" Ana ", "Ana"],
  ])("%j says %j", (cell, said) => {
    expect(readCell(cell)).toBe(said)
  })

  it("says the same after it was given out", () => {
    assert(
      property(string({ unit: "binary" }), string({ unit: "binary" }), (start, rest) => {
        for (const cell of [rest, `=${rest}`, `${start} +${rest}`, `'-${rest}`, `'${rest}`, `\t${rest}`]) {
          const given = writeRows([["x", cell]]).slice(2, -1)
          const text = given.startsWith('"') ? given.slice(1, -1).replaceAll('""', '"') : given
          expect(readCell(text)).toBe(readCell(cell))
        }
      }),
    )
  })
})
