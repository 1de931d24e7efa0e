import { spreadsheetText } from "@parley/model"
import { stringify } from "csv-stringify/sync"

/** An apostrophe that a program has put before such a text, or before a number that is to stay as it is written. */
const mark = /^'(?=[\t\r\n]|\s*[\d=+\-@＝＋－＠])/

/**
 * Rows as CSV, each ended by a line feed. A text that a spreadsheet may run as a formula gets an apostrophe in front, by
 * which spreadsheets know text; {@link readCell} takes it away.
 */
export function writeRows(
  rows: readonly (readonly (string | number | boolean | null)[])[],
  delimiter = ",",
): string {
  return stringify(
    rows.map((row) => row.map((cell) => (typeof cell === "string" ? spreadsheetText(cell) : cell))),
    { delimiter, cast: { boolean: String } },
  )
}

/** `="0123"`, by which a spreadsheet keeps a number as text. */
const quotedFormula = /^="((?:[^"]|"")*)"$/

/** What a cell says: without the spaces around it, and without what only marks it as text. */
export function readCell(cell: string): string {
  const text = cell.trimStart()
  const unmarked = (mark.test(text) ? text.slice(1) : text).trim()
  const quoted = unmarked.startsWith('="') ? quotedFormula.exec(unmarked)?.[1] : undefined
  return quoted === undefined ? unmarked : quoted.replaceAll('""', '"').trim()
}
