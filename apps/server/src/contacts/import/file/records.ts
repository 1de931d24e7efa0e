import type { Line } from "./lines.ts"
import type { RowRefusal } from "./row-refusal.ts"

/** One row as it is in the file: a line, or several where a quoted cell has line breaks. */
export interface FileRecord {
  /** The number of its first line. */
  line: number
  text: string
  /** Why it cannot be taken apart. */
  fault?: Extract<RowRefusal, "quote_not_closed" | "row_too_long">
}

const maxLines = 100

/**
 * Joins lines into records. A record ends with the first line after which every quote is closed. Where a quote is never
 * closed a CSV reader loses the rest of the file; here its line alone is refused and reading continues with the next one.
 */
export class RecordJoiner {
  readonly #delimiter: string
  #open: Line[] = []
  #quotesOpen = false

  constructor(delimiter: string) {
    this.#delimiter = delimiter
  }

  push(lines: readonly Line[]): FileRecord[] {
    const records: FileRecord[] = []
    const waiting = [...lines].reverse()
    for (let line = waiting.pop(); line; line = waiting.pop()) {
      waiting.push(...this.#take(line, records).reverse())
    }
    return records
  }

  /** What was still open when the file ended. */
  end(): FileRecord[] {
    const records: FileRecord[] = []
    while (this.#open.length > 0) records.push(...this.push(this.#refuseFirst("quote_not_closed", records)))
    return records
  }

  /** Takes one line; gives back the lines that have to be read again on their own. */
  #take(line: Line, records: FileRecord[]): Line[] {
    if (this.#open.length === 0) {
      if (line.cut) records.push({ line: line.number, text: line.text, fault: "row_too_long" })
      else if (hasEvenQuotes(line.text)) records.push({ line: line.number, text: line.text })
      else this.#openWith(line)
      return []
    }
    if (line.cut || this.#open.length >= maxLines)
      return [...this.#refuseFirst("quote_not_closed", records), line]
    this.#open.push(line)
    if (!hasEvenQuotes(line.text)) this.#quotesOpen = !this.#quotesOpen
    if (this.#quotesOpen) return []
    const text = this.#open
      .map((each, index) => (index === this.#open.length - 1 ? each.text : each.text + each.ending))
      .join("")
    if (splitRecord(text, this.#delimiter) === undefined)
      return this.#refuseFirst("quote_not_closed", records)
    records.push({ line: this.#open[0]?.number ?? line.number, text })
    this.#open = []
    return []
  }

  #openWith(line: Line) {
    this.#open = [line]
    this.#quotesOpen = true
  }

  #refuseFirst(fault: "quote_not_closed", records: FileRecord[]): Line[] {
    const [first, ...rest] = this.#open
    if (first) records.push({ line: first.number, text: first.text, fault })
    this.#open = []
    this.#quotesOpen = false
    return rest
  }
}

function hasEvenQuotes(text: string): boolean {
  let even = true
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) even = !even
  return even
}

/**
 * The cells of one record, untouched but for quotes and the spaces around them; undefined when a quote is not closed or
 * is inside a cell. Pure; reads every character once.
 *
 * It is ours because csv-parse is made for streams: 31 µs a call, whatever the length, and one faulty record among
 * thousands made it a call for each of them. This takes under 1 µs.
 */
export function splitRecord(text: string, delimiter: string): string[] | undefined {
  if (!text.includes('"')) return text.split(delimiter)
  const cells: string[] = []
  for (let at = 0; ; at += delimiter.length) {
    const start = passSpaces(text, at, delimiter)
    if (text[start] === '"') {
      const close = closingQuote(text, start)
      if (close === -1) return undefined
      cells.push(text.slice(start + 1, close).replaceAll('""', '"'))
      at = passSpaces(text, close + 1, delimiter)
      if (at < text.length && !text.startsWith(delimiter, at)) return undefined
    } else if (text.startsWith('="', start)) {
      // By which spreadsheets keep a number as text.
      const close = closingQuote(text, start + 1)
      if (close === -1) return undefined
      cells.push(text.slice(start, close + 1))
      at = passSpaces(text, close + 1, delimiter)
      if (at < text.length && !text.startsWith(delimiter, at)) return undefined
    } else {
      const end = text.indexOf(delimiter, at)
      const cell = text.slice(at, end === -1 ? undefined : end)
      if (cell.includes('"')) return undefined
      cells.push(cell)
      at += cell.length
    }
    if (at === text.length) return cells
  }
}

/** Where the spaces and tabs from there end, or the delimiter is one. */
function passSpaces(text: string, from: number, delimiter: string): number {
  let at = from
  while (text[at] !== delimiter && (text[at] === " " || text[at] === "\t")) at += 1
  return at
}

/** Where the quote that opens at `open` closes; two quotes stand for one inside. -1: nowhere. */
function closingQuote(text: string, open: number): number {
  let at = text.indexOf('"', open + 1)
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  return at
}
