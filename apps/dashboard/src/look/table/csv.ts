import { spreadsheetText } from "@parley/model"
import { type AnyColumn, textOf } from "./column.ts"

/** What would end a cell too early (RFC 4180), and spaces that a reader may take away. */
const needsQuotes = /[",\r\n]|^\s|\s$/

function asCell(value: string | number | null): string {
  if (typeof value === "number") return String(value)
  const text = spreadsheetText(value ?? "")
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const asLine = (cells: readonly (string | number | null)[]): string => `${cells.map(asCell).join(",")}\r\n`

/** The columns of a table as a CSV file, without its buttons. A byte order mark tells spreadsheets that it is UTF-8. */
export function csvOf<Row>(columns: readonly AnyColumn<Row>[], rows: readonly Row[]): string {
  const written = columns.filter(({ kind, inFiles }) => kind !== "actions" && inFiles !== false)
  const head = asLine(written.map(({ heading }) => heading))
  const lines = rows.map((row) => asLine(written.map((column) => textOf(column, row))))
  return `\uFEFF${head}${lines.join("")}`
}
