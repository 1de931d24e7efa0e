import { stringify } from "csv-stringify/sync"
import { assert, constantFrom, property, string, tuple } from "fast-check"
import { describe, expect, it } from "vitest"
import { writeRows } from "../../../platform/csv.ts"
import { FileReader, type FileRow } from "./file-rows.ts"
import { lineLength } from "./lines.ts"

const now = new Date("2026-11-22T12:00:00Z")
const a = "+4915123456781"
const b = "+4915123456782"

/** Reads a text in pieces of `size` characters. */
function read(text: string, size = text.length + 1) {
  const reader = new FileReader({ defaultCountry: undefined, consentSource: "import", now })
  const rows = []
  for (let at = 0; at < text.length; at += size) rows.push(...reader.push(text.slice(at, at + size)))
  rows.push(...reader.end())
  return { rows, header: reader.header }
}

const outline = (text: string, size?: number) =>
  read(text, size).rows.map((row) =>
    "refusal" in row ? [row.line, row.refusal.code] : [row.line, row.phone, row.draft.patch.first_name],
  )

describe("reading a file", () => {
  const files: [string, string, (string | number | undefined)[][]][] = [
    [
      "LF",
      `phone,first_name\n${a},Ana\n${b},Bo\n`,
      [
        [2, a, "Ana"],
        [3, b, "Bo"],
      ],
    ],
    [
      "CRLF",
      `phone,first_name\r\n${a},Ana\r\n${b},Bo\r\n`,
      [
        [2, a, "Ana"],
        [3, b, "Bo"],
      ],
    ],
    [
      "CR",
      `phone,first_name\r${a},Ana\r${b},Bo`,
      [
        [2, a, "Ana"],
        [3, b, "Bo"],
      ],
    ],
    ["no line break at its end", `phone,first_name\n${a},Ana`, [[2, a, "Ana"]]],
    ["semicolons", `phone;first_name\n${a};Ana, the first\n`, [[2, a, "Ana, the first"]]],
    ["tabs", `phone\tfirst_name\n${a}\tAna\n`, [[2, a, "Ana"]]],
    ["tabs and an empty quoted cell", `first_name\tlast_name\tphone\n"Ana"\t\t${a}\n`, [[2, a, "Ana"]]],
    ["bars", `phone|first_name\n${a}|Ana\n`, [[2, a, "Ana"]]],
    ["a delimiter in a quoted name", `phone;"a, b, c";first_name\n${a};1;Ana\n`, [[2, a, "Ana"]]],
    ["an announced delimiter", `sep=;\nphone;first_name\n${a};Ana\n`, [[3, a, "Ana"]]],
    [
      "blank lines and rows of nothing",
      `\n\nphone,first_name\n\n${a},Ana\n , \n"",""\n${b},Bo\n`,
      [
        [5, a, "Ana"],
        [8, b, "Bo"],
      ],
    ],
    ["upper case, spaces and a dash in names", `PHONE , First-Name\n${a},Ana\n`, [[2, a, "Ana"]]],
    ["quotes, doubled", `phone,first_name\n"${a}","Ana ""A"""\n`, [[2, a, 'Ana "A"']]],
    ["spaces around quotes", `phone,first_name\n"${a}" , "Ana" \n`, [[2, a, "Ana"]]],
    [
      "a line break in quotes",
      `phone,first_name\r\n${a},"Ana\r\nMaria"\r\n${b},Bo\r\n`,
      [
        [2, a, "Ana\r\nMaria"],
        [4, b, "Bo"],
      ],
    ],
    [
      "too few cells",
      `phone,first_name\n${a}\n${b},Bo\n`,
      [
        [2, "too_few_cells"],
        [3, b, "Bo"],
      ],
    ],
    [
      "too many cells",
      `phone,first_name\n${a},Ana,x\n${b},Bo,,\n`,
      [
        [2, "too_many_cells"],
        [3, b, "Bo"],
      ],
    ],
    [
      "an open quote",
      `phone,first_name\n${a},"Ana\n${b},Bo\n`,
      [
        [2, "quote_not_closed"],
        [3, b, "Bo"],
      ],
    ],
    [
      "two open quotes",
      `phone,first_name\n${a},"Ana\n${b},"Bo\n${a},Cy\n`,
      [
        [2, "quote_not_closed"],
        [3, "quote_not_closed"],
        [4, a, "Cy"],
      ],
    ],
    [
      "an open quote before quoted rows",
      `phone,first_name\n${a},"Ana\n"${b}","Bo"\n`,
      [
        [2, "quote_not_closed"],
        [3, b, "Bo"],
      ],
    ],
    [
      "a quote in a cell",
      `phone,first_name\n${a},An"a"x\n${b},Bo\n`,
      [
        [2, "quote_inside_cell"],
        [3, b, "Bo"],
      ],
    ],
    [
      "text behind a quote",
      `phone,first_name\n${a},"Ana" x\n${b},Bo\n`,
      [
        [2, "quote_inside_cell"],
        [3, b, "Bo"],
      ],
    ],
    ["a NUL", `phone,first_name\n${a},A\0na\n`, [[2, "nul_character"]]],
    ["bytes that were not UTF-8", `phone,first_name\n${a},J\uFFFDrgen\n`, [[2, "not_utf8"]]],
    [
      "a line too long",
      `phone,first_name\n${a},${"x".repeat(lineLength)}\n${b},Bo\n`,
      [
        [2, "row_too_long"],
        [3, b, "Bo"],
      ],
    ],
    [
      "a line too long at its end",
      `phone,first_name\n${a},Ana\n${"x".repeat(lineLength * 3)}`,
      [
        [2, a, "Ana"],
        [3, "row_too_long"],
      ],
    ],
  ]
  it.each(files)("takes %s", (_, text, expected) => {
    expect(outline(text)).toEqual(expected)
  })

  it.each(files.filter(([, text]) => text.length < 1000))(
    "takes %s, whatever the pieces it comes in",
    (_, text, expected) => {
      for (const size of [1, 2, 3, 7]) expect(outline(text, size)).toEqual(expected)
    },
  )

  it("does not keep a file that has no line breaks", () => {
    const reader = new FileReader({ defaultCountry: undefined, consentSource: "import", now })
    reader.push(`phone\n`)
    const before = process.memoryUsage().heapUsed
    for (let piece = 0; piece < 1000; piece += 1) reader.push("x".repeat(64 * 1024))
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(32 * 1024 * 1024)
    expect(reader.end()).toMatchObject([{ line: 2, refusal: { code: "row_too_long" } }])
  })

  it("gives an open quote up after a hundred lines, and reads those again on their own", () => {
    const reader = new FileReader({ defaultCountry: undefined, consentSource: "import", now })
    const rows = reader.push(`phone\n"${a}\n${`${a}\n`.repeat(300)}`)
    expect(rows[0]).toMatchObject({ line: 2, refusal: { code: "quote_not_closed" } })
    expect(rows).toHaveLength(301)
  })
})

describe("what a row says", () => {
  const only = (text: string) => read(text).rows[0]
  const said = (row: FileRow | undefined) => (row && "draft" in row ? row.draft : row?.refusal)

  it("is a contact with the columns as fields and every other column as an attribute", () => {
    const row = only(
      `external_id,phone,first_name,last_name,language,country,time_zone,Loyalty Points,attributes.phone\n7,${a},Ana,Ruiz,PT-br,uk,europe/LISBON,12,second\n`,
    )
    expect(row).toMatchObject({
      draft: {
        patch: {
          external_id: "7",
          phone: a,
          first_name: "Ana",
          last_name: "Ruiz",
          language: "pt_BR",
          country: "GB",
          time_zone: "Europe/Lisbon",
          attributes: { loyalty_points: 12, phone: "second" },
        },
        phoneCountry: "DE",
      },
    })
  })

  it("leaves out what its cells do not say", () => {
    const row = only(`phone,first_name,city,subscription_state\n${a},,,\n`)
    expect(row).toMatchObject({ consent: undefined })
    expect(row && "draft" in row && row.draft.patch).toEqual({ phone: a })
  })

  it("is consent with its source, evidence and date", () => {
    const text = `phone,subscription_state,consent_source,consent_evidence,consent_at\n${a},yes,web,order 7,2026-01-05\n`
    expect(only(text)).toMatchObject({
      consent: {
        state: "subscribed",
        source: "web",
        evidence: "order 7",
        givenAt: new Date("2026-01-05T00:00:00Z"),
        givenDayOnly: true,
      },
    })
  })

  it("is the same when it comes out of a file of refused rows", () => {
    const cell = string({
      unit: constantFrom("=", "+", "-", "@", "＝", "'", '"', "\t", "\r", "\n", " ", ",", "a", "7"),
    })
    const phone = constantFrom(a, `'${a}`, "0049 1512 3456781", `\t${a}`)
    const names = ["first_name", "phone", "=note", "@price", "'-size"]
    assert(
      property(tuple(cell, phone, cell, cell, cell), (cells) => {
        const sent = read(stringify([names, cells]))
        const again = read(
          writeRows([
            ["line", "code", "reason", ...(sent.header?.names ?? [])],
            [2, "x", "y", ...cells],
          ]),
        )
        expect(again.header?.columns.slice(3)).toEqual(sent.header?.columns)
        expect(said(again.rows[0])).toEqual(said(sent.rows[0]))
      }),
    )
  })

  const refused: [string, string, string][] = [
    ["an unknown language", `phone,language\n${a},tlh\n`, "language_unknown"],
    ["an unknown country", `phone,country\n${a},Germany\n`, "country_unknown"],
    ["a region that is not a country", `phone,country\n${a},EU\n`, "country_unknown"],
    ["an unknown time zone", `phone,time_zone\n${a},Mars/Olympus\n`, "time_zone_unknown"],
    ["an offset as time zone", `phone,time_zone\n${a},+02:00\n`, "time_zone_unknown"],
    ["a name too long", `phone,last_name\n${a},${"x".repeat(101)}\n`, "value_too_long"],
    ["an id too long", `phone,external_id\n${a},${"x".repeat(201)}\n`, "value_too_long"],
    ["an attribute too long", `phone,city\n${a},${"x".repeat(1001)}\n`, "value_too_long"],
    ["evidence too long", `phone,consent_evidence\n${a},${"x".repeat(2001)}\n`, "value_too_long"],
  ]
  it.each(refused)("is refused for %s", (_, text, code) => {
    expect(only(text)).toMatchObject({ refusal: { code } })
  })

  it("takes the row's country before the import's for a phone in national notation", () => {
    expect(only("phone,country\n06 12 34 56 78,FR\n")).toMatchObject({ phone: "+33612345678" })
  })

  it("knows a language by its region or without it", () => {
    const language = (code: string) => {
      const row = only(`phone,language\n${a},${code}\n`)
      return row && "draft" in row ? row.draft.patch.language : undefined
    }
    expect(["de", "DE", "de-AT", "de_LU", "zh-cn", "pt_br"].map(language)).toEqual([
      "de",
      "de",
      "de_AT",
      "de",
      "zh_CN",
      "pt_BR",
    ])
  })
})
