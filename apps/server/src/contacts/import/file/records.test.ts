import { stringify } from "csv-stringify/sync"
import { array, assert, constantFrom, property, string } from "fast-check"
import { describe, expect, it } from "vitest"
import type { Line } from "./lines.ts"
import { RecordJoiner, splitRecord } from "./records.ts"

/** `count` lines that all say the same. */
const lines = (count: number, text: string): Line[] =>
  Array.from({ length: count }, (_, index) => ({ number: index + 1, text, ending: "\n", cut: false }))

describe("splitting a record", () => {
  const taken: [text: string, delimiter: string, cells: string[]][] = [
    ["a,b", ",", ["a", "b"]],
    ["", ",", [""]],
    [",", ",", ["", ""]],
    ['""', ",", [""]],
    ['"a,b",c', ",", ["a,b", "c"]],
    ['"a ""b"" c"', ",", ['a "b" c']],
    ['""""', ",", ['"']],
    ['"a\nb",c', ",", ["a\nb", "c"]],
    [' "a" , b ,\t"c" ', ",", ["a", " b ", "c"]],
    ['"a"\t\t"c"', "\t", ["a", "", "c"]],
    ['"a" \tb', "\t", ["a", "b"]],
    ['"a",', ",", ["a", ""]],
    ["a;b", ",", ["a;b"]],
  ]
  it.each(taken)("%j at %j gives %j", (text, delimiter, cells) => {
    expect(splitRecord(text, delimiter)).toEqual(cells)
  })

  it.each(['"', '"a', '"a""', 'a"', 'a"b"', '"a"b', '"a" b,c', 'a,"b', '"a"",b', '""a'])(
    "%j has a quote that is not closed or stands inside a cell",
    (text) => {
      expect(splitRecord(text, ",")).toBeUndefined()
    },
  )

  it("gives back whatever cells another program has written", () => {
    const cell = string({ unit: constantFrom('"', ",", ";", "\t", "\n", "\r", " ", "a", "'", "é") })
    assert(
      property(array(cell, { minLength: 1 }), constantFrom(",", ";", "\t"), (cells, delimiter) => {
        const text = stringify([cells], { delimiter, quoted: true, record_delimiter: "" })
        expect(splitRecord(text, delimiter)).toEqual(cells)
      }),
    )
  })
})

describe("joining lines into records", () => {
  // Each took minutes when a fault copied all the lines that were still waiting.
  it.each(['x"', '"x"y"'])("gives up each of 100,000 lines of %j on its own", (text) => {
    const joiner = new RecordJoiner(",")
    const records = [...joiner.push(lines(100_000, text)), ...joiner.end()]
    expect(records).toHaveLength(100_000)
    expect(records.every(({ fault }) => fault === "quote_not_closed")).toBe(true)
    expect(records.map(({ line }) => line)).toEqual(records.map((_, index) => index + 1))
  })

  it("makes one record of each two lines with a quote", () => {
    const records = new RecordJoiner(",").push(lines(100_000, '"'))
    expect(records).toHaveLength(50_000)
    expect(records[49_999]).toEqual({ line: 99_999, text: '"\n"' })
  })
})
