import { Zip, ZipDeflate } from "fflate"

type Cell = string | number | boolean | null

const escaped = (text: string) =>
  text
    // What XML cannot hold.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .toWellFormed()
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")

/** The longest text that Excel takes in a cell. */
const cellLength = 32_767

/** A text in a cell of its own kind is never run as a formula. */
function cellXml(cell: Cell, place: string): string {
  if (cell === null || cell === "") return ""
  if (typeof cell === "number" && Number.isFinite(cell)) return `<c r="${place}"><v>${cell}</v></c>`
  if (typeof cell === "boolean") return `<c r="${place}" t="b"><v>${cell ? 1 : 0}</v></c>`
  const text = escaped(String(cell).slice(0, cellLength))
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`
}

/** A, B, … Z, AA, AB, … */
function columnLetters(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest === 0 ? "" : columnLetters(rest - 1)) + String.fromCharCode(65 + (index % 26))
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
const packages = "http://schemas.openxmlformats.org/package/2006"
const ofSheets = "application/vnd.openxmlformats-officedocument.spreadsheetml"

const parts: Readonly<Record<string, string>> = {
  "[Content_Types].xml": `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${ofSheets}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${ofSheets}.worksheet+xml"/></Types>`,
  "_rels/.rels": `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  "xl/workbook.xml": `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="Contacts" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels": `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
}

/** The most rows that a sheet of Excel can have. */
const mostSheetRows = 1_048_576

/** A sheet has all the rows that it can have. */
export class SheetFull extends Error {
  constructor() {
    super(`A sheet has at most ${mostSheetRows.toLocaleString("en")} rows.`)
  }
}

/**
 * A workbook of one sheet (.xlsx), piece by piece as its rows come in: texts are within their cells, so nothing has to be known of
 * the whole.
 */
export class WorkbookWriter {
  #made: Uint8Array[] = []
  readonly #zip = new Zip((error, bytes) => {
    if (error) throw error
    this.#made.push(bytes)
  })
  readonly #sheet: ZipDeflate
  readonly #letters: string[] = []
  #rows = 0

  constructor() {
    for (const [name, xml] of Object.entries(parts)) {
      const part = new ZipDeflate(name)
      this.#zip.add(part)
      part.push(Buffer.from(xml), true)
    }
    this.#sheet = new ZipDeflate("xl/worksheets/sheet1.xml", { level: 6 })
    this.#zip.add(this.#sheet)
    this.#sheet.push(Buffer.from(`${head}<worksheet xmlns="${main}"><sheetData>`))
  }

  /** @returns what there is of the file by now, behind what was returned before */
  push(rows: readonly (readonly Cell[])[]): Buffer {
    this.#sheet.push(Buffer.from(rows.map((row) => this.#row(row)).join("")))
    return this.#take()
  }

  #row(cells: readonly Cell[]): string {
    this.#rows += 1
    if (this.#rows > mostSheetRows) throw new SheetFull()
    for (let index = this.#letters.length; index < cells.length; index += 1)
      this.#letters.push(columnLetters(index))
    const inside = cells.map((cell, index) => cellXml(cell, `${this.#letters[index]}${this.#rows}`)).join("")
    return `<row r="${this.#rows}">${inside}</row>`
  }

  end(): Buffer {
    this.#sheet.push(Buffer.from("</sheetData></worksheet>"), true)
    this.#zip.end()
    return this.#take()
  }

  #take(): Buffer {
    const bytes = Buffer.concat(this.#made)
    this.#made = []
    return bytes
  }
}

/** A whole workbook. */
export function writeWorkbook(rows: readonly (readonly Cell[])[]): Buffer {
  const writer = new WorkbookWriter()
  return Buffer.concat([writer.push(rows), writer.end()])
}
