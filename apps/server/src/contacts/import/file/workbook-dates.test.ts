/** Days and times as workbooks keep them: numbers that a format makes dates, or texts. */
import { strToU8, zipSync } from "fflate"
import { describe, expect, it } from "vitest"
import { planColumns } from "./columns.ts"
import type { RowContext } from "./row.ts"
import { TableReader } from "./table-reader.ts"
import { readWorkbook } from "./workbook.ts"

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
const types = "application/vnd.openxmlformats-officedocument.spreadsheetml"

/** Formats by which cells are shown, in the order of their styles: two of Excel's own, and three that somebody wrote. */
const formats = [
  { id: 0 },
  { id: 14 }, // a day, as the language of the reader has it
  { id: 22 }, // day and time
  { id: 164, code: "dd\\.mm\\.yyyy\\ hh:mm:ss" },
  { id: 165, code: "h:mm" },
  { id: 166, code: "[$-407]d\\.\\ mmmm\\ yyyy;@" },
]
const [general, day, dayAndTime, written, time, long] = formats.keys()

const styles = `<styleSheet xmlns="${main}"><numFmts>${formats
  .filter(({ code }) => code !== undefined)
  .map(({ id, code }) => `<numFmt numFmtId="${id}" formatCode="${code?.replaceAll('"', "&quot;")}"/>`)
  .join("")}</numFmts><cellXfs>${formats
  .map(({ id }) => `<xf numFmtId="${id}" applyNumberFormat="1"/>`)
  .join("")}</cellXfs></styleSheet>`

interface Cell {
  is: string
  style?: number | undefined
  /** s: a text; str: the text that a formula came to; n: a number */
  type?: "inlineStr" | "str" | "e" | "b" | "d" | "n"
  formula?: string
}

const cellXml = ({ is, style = 0, type = "n", formula }: Cell, place: string) =>
  type === "inlineStr"
    ? `<c r="${place}" s="${style}" t="inlineStr"><is><t>${is}</t></is></c>`
    : `<c r="${place}" s="${style}" t="${type}">${formula ? `<f>${formula}</f>` : ""}<v>${is}</v></c>`

/** A workbook as Excel saves it. */
function workbookOf(rows: readonly (readonly Cell[])[], { is1904 = false } = {}): Uint8Array {
  const sheet = rows
    .map(
      (cells, row) =>
        `<row r="${row + 1}">${cells.map((cell, at) => cellXml(cell, `${"ABCDEFGHIJ"[at]}${row + 1}`)).join("")}</row>`,
    )
    .join("")
  const parts = {
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`,
    "_rels/.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr${is1904 ? ' date1904="1"' : ""}/><sheets><sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": styles,
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`,
  }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])))
}

const text = (is: string): Cell => ({ is, type: "inlineStr" })
const phone = "+4915123456781"
const context: RowContext = {
  defaultCountry: undefined,
  consent: "column",
  consentSource: "import",
  now: new Date("2026-11-22T12:00:00Z"),
}

async function* only(bytes: Uint8Array): AsyncGenerator<Buffer> {
  yield Buffer.from(bytes)
}

async function cellsOf(cells: readonly Cell[], of: { is1904?: boolean } = {}): Promise<string[]> {
  const bytes = workbookOf([cells.map((_, at) => text(`c${at}`)), cells], of)
  const { rows } = await readWorkbook(only(bytes))
  return rows[0]?.cells ?? []
}

/** Rows behind the names of their columns, as an import reads them. */
async function readAll(
  names: readonly string[],
  rows: readonly (readonly Cell[])[],
  kind: "contacts" | "events" = "contacts",
) {
  const table = await readWorkbook(only(workbookOf([names.map(text), ...rows])))
  const plan = planColumns(table.names, table.rows, { kind, catalogue: new Map() })
  return new TableReader(plan, { ...context, kind }).read(table.rows, table.names)
}

describe("a number that a workbook shows as a date", () => {
  const dates: [string, Cell, string][] = [
    ["a day", { is: "45717", style: day }, "2025-03-01"],
    ["a day, written out", { is: "45717", style: long }, "2025-03-01"],
    ["a day before a leap day that never was", { is: "32234", style: day }, "1988-04-01"],
    [
      "ten o'clock, which no binary number is",
      { is: "45717.416666666664", style: dayAndTime },
      "2025-03-01T10:00:00.000Z",
    ],
    ["a time to the second", { is: "45717.416678240741", style: written }, "2025-03-01T10:00:01.000Z"],
    ["the last second of a day", { is: "45717.999988425923", style: written }, "2025-03-01T23:59:59.000Z"],
    ["noon", { is: "45717.5", style: dayAndTime }, "2025-03-01T12:00:00.000Z"],
    ["a time of day alone", { is: "0.39583333333333331", style: time }, "09:30"],
  ]
  it("is a day, a time, or both", async () => {
    const said = await cellsOf(dates.map(([, cell]) => cell))
    expect(dates.map(([name], index) => [name, said[index]])).toEqual(
      dates.map(([name, , text]) => [name, text]),
    )
  })

  it("is the same where days count from 1904", async () => {
    const cells: Cell[] = [
      { is: "44255", style: day },
      { is: "44255.416666666664", style: dayAndTime },
      { is: "0.39583333333333331", style: time },
    ]
    expect(await cellsOf(cells, { is1904: true })).toEqual([
      "2025-03-01",
      "2025-03-01T10:00:00.000Z",
      "09:30",
    ])
  })

  it("without such a format stays the number it is, digits and all", async () => {
    expect(await cellsOf([{ is: "45717.5", style: general }, { is: "4915123456781" }])).toEqual([
      "45717.5",
      "4915123456781",
    ])
  })
})

it("a formula is what it came to, an error of one is nothing", async () => {
  const cells: Cell[] = [
    text(phone),
    { is: "45717", style: day, formula: "TODAY()" },
    { is: "Ana Paz", type: "str", formula: "B2&amp;C2" },
    { is: "#N/A", type: "e", formula: "VLOOKUP(1,A:A,1)" },
    { is: "1", type: "b" },
  ]
  const row = (await readAll(["phone", "since", "first_name", "city", "vip"], [cells]))[0]
  expect(row).toMatchObject({
    draft: { patch: { phone, first_name: "Ana Paz", attributes: { since: "2025-03-01", vip: true } } },
  })
  expect(row).not.toHaveProperty("draft.patch.city")
})

describe("a date of a workbook", () => {
  it("is an attribute of the type date, a birthday, and the day of a consent", async () => {
    const cells = [
      text(phone),
      { is: "45717", style: day },
      { is: "32234", style: day },
      text("yes"),
      { is: "45717.416666666664", style: dayAndTime },
      { is: "45717.416666666664", style: dayAndTime },
    ]
    const names = ["phone", "member since", "birthday", "subscription_state", "consent_at", "last visit"]
    expect((await readAll(names, [cells]))[0]).toMatchObject({
      draft: {
        patch: {
          date_of_birth: "1988-04-01",
          attributes: { member_since: "2025-03-01", last_visit: "2025-03-01T10:00:00.000Z" },
        },
      },
      consent: { givenAt: new Date("2025-03-01T10:00:00Z") },
    })
  })

  const times: [string, Cell, string][] = [
    ["a number with a format", { is: "45717.416666666664", style: dayAndTime }, "2025-03-01T10:00:00Z"],
    ["a number without one", { is: "45717.416666666664" }, "2025-03-01T10:00:00Z"],
    ["a text", text("2025-03-01 10:00"), "2025-03-01T10:00:00Z"],
    ["a text with days first", text("13.03.2025 10:00"), "2025-03-13T10:00:00Z"],
    ["a text as Excel shows it in the United States", text("3/13/2025 10:00 AM"), "2025-03-13T10:00:00Z"],
    ["a text with an offset", text("2025-03-01T10:00:00+02:00"), "2025-03-01T08:00:00Z"],
    ["a day alone", { is: "45717", style: day }, "2025-03-01T00:00:00Z"],
    [
      "a date of ISO 8601",
      { is: "2025-03-01T10:00:00", type: "d", style: dayAndTime },
      "2025-03-01T10:00:00Z",
    ],
  ]
  it("is the time of an event, but for a time of day alone", async () => {
    const alone = { is: "0.39583333333333331", style: time }
    const cells = [...times.map(([, cell]) => cell), alone]
    const read = await readAll(
      ["phone", "event_name", "event_at"],
      cells.map((cell) => [text(phone), text("visited"), cell]),
      "events",
    )
    expect(times.map(([name], index) => [name, read[index]])).toMatchObject(
      times.map(([name, , at]) => [name, { event: { at: new Date(at) } }]),
    )
    expect(read.at(-1)).toMatchObject({ refusal: { code: "event_time_unreadable" } })
  })
})
