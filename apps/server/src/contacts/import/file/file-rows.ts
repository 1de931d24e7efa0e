import { FileRefused } from "./file-refused.ts"
import { announcedDelimiter, detectDelimiter, type Header, readHeader } from "./header.ts"
import { type Line, LineCutter } from "./lines.ts"
import { type FileRecord, RecordJoiner, splitRecord } from "./records.ts"
import { type ContactRow, type RefusedRow, type RowContext, readRow } from "./row.ts"
import { type Refusal, refusal } from "./row-refusal.ts"

export type FileRow = ContactRow | RefusedRow

/**
 * Takes a file apart as its text comes in: first the line that names the columns, then the rows. Holds no more than the
 * record it is in the middle of.
 */
export class FileReader {
  readonly #context: Omit<RowContext, "header">
  readonly #cutter = new LineCutter()
  #joiner: RecordJoiner | undefined
  #header: Header | undefined
  #announced: string | undefined

  constructor(context: Omit<RowContext, "header">) {
    this.#context = context
  }

  /** Known once the first line has been read. */
  get header(): Header | undefined {
    return this.#header
  }

  /** @throws FileRefused when the first line cannot be used */
  push(text: string): FileRow[] {
    return this.#read(this.#cutter.push(text))
  }

  /** @throws FileRefused when there was no line at all */
  end(): FileRow[] {
    const rows = this.#read(this.#cutter.end())
    if (!this.#header) throw new FileRefused("empty_file", "The file is empty.")
    return this.#joiner ? [...rows, ...this.#rows(this.#joiner.end(), this.#header)] : rows
  }

  #read(lines: Line[]): FileRow[] {
    if (this.#header && this.#joiner) return this.#rows(this.#joiner.push(lines), this.#header)
    const first = lines.findIndex((line) => line.text.trim() !== "")
    const line = lines[first]
    if (!line) return []
    const rest = lines.slice(first + 1)
    const announced = announcedDelimiter(line.text)
    if (announced !== undefined && this.#announced === undefined) {
      this.#announced = announced
      return this.#read(rest)
    }
    if (line.cut) throw new FileRefused("header_unreadable", "The first line is too long to name columns.")
    const delimiter = this.#announced ?? detectDelimiter(line.text)
    this.#header = readHeader(line.text, delimiter)
    this.#joiner = new RecordJoiner(delimiter)
    return this.#rows(this.#joiner.push(rest), this.#header)
  }

  #rows(records: readonly FileRecord[], header: Header): FileRow[] {
    return records.flatMap((record) => this.#row(record, header) ?? [])
  }

  #row(record: FileRecord, header: Header): FileRow | undefined {
    const cells = record.fault === undefined ? splitRecord(record.text, header.delimiter) : undefined
    if (cells?.every((cell) => cell.trim() === "")) return undefined
    const fault = faultOf(record, cells)
    if (fault || !cells)
      return { line: record.line, cells: cells ?? [record.text], refusal: fault ?? strayQuote }
    return readRow(record.line, cells, { ...this.#context, header })
  }
}

const strayQuote = refusal(
  "quote_inside_cell",
  'A quote stands inside a cell. Put the cell into quotes and double the quotes in it: "5"" pipe".',
)

function faultOf({ fault, text }: FileRecord, cells: string[] | undefined): Refusal | undefined {
  if (fault === "quote_not_closed") return refusal(fault, "A quote is opened in this line and not closed.")
  if (fault === "row_too_long") return refusal(fault, "The row is longer than 262144 characters.")
  if (text.includes("\0")) return refusal("nul_character", "The row contains a NUL character.")
  if (text.includes("\uFFFD")) {
    return refusal(
      "not_utf8",
      'The row is not valid UTF-8. Save the file as "CSV UTF-8" and upload the row again.',
    )
  }
  return cells ? undefined : strayQuote
}
