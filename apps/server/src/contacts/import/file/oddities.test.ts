/** What spreadsheets, shops and databases really write, one file for each. */
import { describe, expect, it } from "vitest"
import { planColumns } from "./columns.ts"
import { type FileForm, FormFinder, sourceParts } from "./form.ts"
import type { RowContext } from "./row.ts"
import type { SourceRow } from "./source.ts"
import { TableReader } from "./table-reader.ts"

const a = "+4915123456781"
const context: RowContext = {
  defaultCountry: undefined,
  consent: "column",
  consentSource: "import",
  now: new Date("2026-11-22T12:00:00Z"),
}

async function read(bytes: Buffer, more: Partial<RowContext> = {}) {
  const finder = new FormFinder()
  finder.push(bytes)
  const form: FileForm = finder.found()
  const pieces = (async function* () {
    for (let at = 0; at < bytes.length; at += 11) yield bytes.subarray(at, at + 11)
  })()
  const rows: SourceRow[] = []
  let names: readonly string[] = []
  for await (const part of sourceParts(pieces, form)) {
    rows.push(...part.rows)
    names = part.names
  }
  const plan = planColumns(names, rows, { catalogue: new Map() })
  return new TableReader(plan, { ...context, ...more }).read(rows, names)
}

const patches = async (text: string | Buffer, more: Partial<RowContext> = {}) =>
  (await read(Buffer.from(text), more)).map((row) => ("draft" in row ? row.draft.patch : row.refusal.code))

describe("a file", () => {
  const header = "phone,first_name\n"
  const files: [string, Buffer][] = [
    ["UTF-8 with a byte order mark", Buffer.from(`\uFEFF${header}${a},Jürgen\n`)],
    ["UTF-16, little end first", Buffer.from(`\uFEFF${header}${a},Jürgen\n`, "utf16le")],
    ["UTF-16, big end first", Buffer.from(`\uFEFF${header}${a},Jürgen\n`, "utf16le").swap16()],
    ["UTF-16 without a mark", Buffer.from(`${header}${a},Jürgen\n`, "utf16le")],
    ["Windows-1252", Buffer.from(`${header}${a},Jürgen\n`, "latin1")],
    ["its columns in quotes", Buffer.from(`"phone","first_name"\r\n"${a}","Jürgen"\r\n`)],
    ["a delimiter behind its last column", Buffer.from(`phone,first_name,\n${a},Jürgen,\n`)],
  ]
  it.each(files)("in %s is read", async (_, bytes) => {
    expect(await patches(bytes)).toEqual([{ phone: a, first_name: "Jürgen" }])
  })

  it("whose rows end early has empty cells there", async () => {
    const b = a.replace(/1$/, "2")
    expect(await patches(`phone,first_name,city,note\n${a},Ben,Bonn\n${b}\n`)).toEqual([
      { phone: a, first_name: "Ben", city: "Bonn" },
      { phone: b },
    ])
    expect(await patches(`"phone";"first_name";"note"\n"${a}";"Ben"\n`)).toEqual([
      { phone: a, first_name: "Ben" },
    ])
    expect(await patches(`phone\tfirst_name\tnote\n${a}\n\t\t\n`)).toEqual([{ phone: a }])
  })

  it("with a name twice keeps both columns, and of an object the last, as every reader of JSON does", async () => {
    expect(await patches(`phone,first_name,First Name,note,Note\n${a},Ben,Bo,1 a,1 b\n`)).toEqual([
      { phone: a, first_name: "Ben", attributes: { first_name: "Bo", note: "1 a", note_2: "1 b" } },
    ])
    expect(await patches(`{"phone":"${a}","note":"1 a","note":"1 b","__proto__":"x"}\n`)).toEqual([
      { phone: a, attributes: { note: "1 b", proto: "x" } },
    ])
  })

  it("with quotes in the wrong place loses those rows alone", async () => {
    expect(await patches(`phone,note\n${a},5"" pipe\n${a},"open\n${a},"a"b\n${a},fine\n`)).toEqual([
      "quote_inside_cell",
      "quote_not_closed",
      "quote_inside_cell",
      { phone: a, attributes: { note: "fine" } },
    ])
  })
})

describe("a cell", () => {
  const phones: [string, string][] = [
    [`"=""${a}"""`, a],
    [`="${a}"`, a],
    [`=${a}`, a],
    [`'${a}`, a],
    [`\t'${a}`, a],
    [`\u202A+49 1512 3456781\u202C`, a],
    [`+49\uFE0F-1512-3456781`, a],
    ["+٤٩١٥١٢٣٤٥٦٧٨١", a],
    ["+४९१५१२३४५६७८१", a],
    ["00491512 3456781", a],
    ["tel:+49-1512-3456781", a],
    ["whatsapp:+4915123456781", a],
    ["https://wa.me/4915123456781", a],
    ["4915123456781@c.us", a],
    ["+4915123456781.00", a],
  ]
  it.each(phones)("%j is a phone", async (cell, phone) => {
    expect(await patches(`phone,note\n${cell},x\n`)).toEqual([{ phone, attributes: { note: "x" } }])
  })

  it.each(["4.91512E+12", "4,91512E+12", "4.9E12"])("%j has lost the digits of its phone", async (cell) => {
    expect(await patches(`phone;note\n${cell};x\n`)).toEqual(["phone_scientific_notation"])
  })

  it.each(["4794012345", "(479) 401-2345", "6591234567", "4779123456"])(
    "%j is nobody abroad, and with a country somebody there",
    async (cell) => {
      expect(await patches(`phone,note\n"${cell}",x\n`)).toEqual(["phone_without_country"])
    },
  )

  it("of digits is of the country that is said", async () => {
    const us = await patches('phone,note\n"(479) 401-2345",x\n', { defaultCountry: "US" })
    expect(us).toMatchObject([{ phone: "+14794012345" }])
    const row = await patches("phone,country\n0151 23456781,Germany\n")
    expect(row).toEqual([{ phone: a, country: "DE" }])
  })

  it("keeps what stood in it: prices, versions, codes", async () => {
    const text = `phone,price,version,amount,code,size,flag\n${a},19.90,1.10,1000.00,2.0,007,TRUE\n`
    expect(await patches(text)).toEqual([
      {
        phone: a,
        attributes: {
          price: "19.90",
          version: "1.10",
          amount: "1000.00",
          code: "2.0",
          size: "007",
          flag: true,
        },
      },
    ])
  })

  const languages: [string, string][] = [
    ["pt", "pt"],
    ["pt-AO", "pt_AO"],
    ["zh-Hant", "zh_TW"],
    ["eu", "eu"],
    ["en_us", "en_US"],
    ["no", "nb"],
    ["iw", "he"],
  ]
  it.each(languages)("of a language, %s, is %s", async (cell, language) => {
    expect(await patches(`phone,language\n${a},${cell}\n`)).toEqual([{ phone: a, language }])
  })

  const countries: [string, string][] = [
    ["Sweden", "SE"],
    ["Schweden", "SE"],
    ["Deutschland", "DE"],
    ["DEU", "DE"],
    ["España", "ES"],
    ["United States", "US"],
    ["USA", "US"],
  ]
  it.each(countries)("of a country, %s, is its code", async (cell, country) => {
    expect(await patches(`phone,country\n${a},${cell}\n`)).toEqual([{ phone: a, country }])
  })

  it.each(["\\N", "#N/A", "#REF!", "#VALUE!", " "])("that says %j is empty", async (cell) => {
    expect(await patches(`phone,first_name,note\n${a},${cell},${cell}\n`)).toEqual([{ phone: a }])
  })

  const dates: [string, string][] = [
    ["2025-03-01 10:00:00+01", "2025-03-01T09:00:00.000Z"],
    ["2025-03-01 10:00:00 UTC", "2025-03-01T10:00:00.000Z"],
    ["01.03.2025 10:00", "2025-03-01T10:00:00.000Z"],
    ["3/13/2025 10:00 AM", "2025-03-13T10:00:00.000Z"],
    ["45717.5", "2025-03-01T12:00:00.000Z"],
    ["45717", "2025-03-01T00:00:00.000Z"],
    ["1740819600", "2025-03-01T09:00:00.000Z"],
    ["٢٠٢٥-٠٣-٠١", "2025-03-01T00:00:00.000Z"],
  ]
  it.each(dates)("of a consent date, %s, is an instant", async (cell, at) => {
    const [row] = await read(Buffer.from(`phone,subscription_state,consent_at\n${a},yes,"${cell}"\n`))
    expect(row).toMatchObject({ consent: { givenAt: new Date(at) } })
  })

  it("of a birthday is a day in the order of its column", async () => {
    const b = a.replace(/1$/, "2")
    expect(await patches(`phone,birthday\n${a},03/04/1988\n${b},25/12/1990\n`)).toEqual([
      { phone: a, date_of_birth: "1988-04-03" },
      { phone: b, date_of_birth: "1990-12-25" },
    ])
  })
})
