import { readCell } from "../../../platform/files/csv.ts"
import { FileRefused } from "./file-refused.ts"
import { type Line, LineCutter } from "./lines.ts"
import { type FileRecord, RecordJoiner, splitRecord } from "./records.ts"
import { type Refusal, refusal } from "./row-refusal.ts"
import type { SourceRow, TextSource } from "./source.ts"

const delimiters = [",", ";", "\t", "|", "^", "~", "\u0001"]

/** The delimiter that a spreadsheet program announces in a first line of its own, `sep=;`. */
const announcedDelimiter = (line: string): string | undefined => /^sep=(.)$/i.exec(line.trim())?.[1]

/** The candidate that is most often outside quotes; a comma when none does. */
function detectDelimiter(line: string): string {
  const bare = line.replace(/"[^"]*"/g, "")
  const counts = delimiters.map((delimiter) => ({ delimiter, count: bare.split(delimiter).length - 1 }))
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).delimiter
}

/** Rows of text with a delimiter between their cells: first the line that names the columns, then the rows. */
export class CsvSource implements TextSource {
  readonly #cutter = new LineCutter()
  #joiner: RecordJoiner | undefined
  #names: string[] | undefined
  #delimiter: string | undefined
  #announced: string | undefined

  get names(): readonly string[] | undefined {
    return this.#names
  }

  get delimiter(): string | undefined {
    return this.#delimiter
  }

  push(text: string): SourceRow[] {
    return this.#read(this.#cutter.push(text))
  }

  end(): SourceRow[] {
    const rows = this.#read(this.#cutter.end())
    if (!this.#names) throw new FileRefused("empty_file", "The file is empty.")
    return this.#joiner ? [...rows, ...this.#rows(this.#joiner.end())] : rows
  }

  #read(lines: Line[]): SourceRow[] {
    if (this.#joiner) return this.#rows(this.#joiner.push(lines))
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
    this.#delimiter = this.#announced ?? detectDelimiter(line.text)
    this.#names = namesIn(line.text, this.#delimiter)
    this.#joiner = new RecordJoiner(this.#delimiter)
    return this.#rows(this.#joiner.push(rest))
  }

  #rows(records: readonly FileRecord[]): SourceRow[] {
    return records.flatMap((record) => this.#row(record) ?? [])
  }

  #row(record: FileRecord): SourceRow | undefined {
    const { line, text } = record
    const cells = record.fault === undefined ? splitRecord(text, this.#delimiter ?? ",") : undefined
    if (cells?.every((cell) => cell.trim() === "")) return undefined
    const fault = faultOf(record, cells)
    if (fault) return { line, cells: cells ?? [text], fault }
    return { line, cells: cells ?? [text] }
  }
}

function namesIn(text: string, delimiter: string): string[] {
  if (text.includes("\uFFFD") || text.includes("\0")) {
    throw new FileRefused(
      "not_utf8",
      'The first line is not valid UTF-8. Save the file as "CSV UTF-8" and upload that.',
    )
  }
  const names = splitRecord(text, delimiter)?.map(readCell)
  if (names) return names
  throw new FileRefused("header_unreadable", "The quotes of the first line do not fit together.")
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
