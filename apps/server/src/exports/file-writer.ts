import { writeRows } from "../platform/files/csv.ts"
import { WorkbookWriter } from "../platform/files/workbook.ts"
import { cellOf } from "./columns.ts"

export type ExportFormat = "csv" | "xlsx" | "jsonl"

/** Makes a file piece by piece. */
export interface FileWriter {
  push(rows: readonly (readonly unknown[])[]): Buffer
  end(): Buffer
}

/** A writer of files with these columns, whose names come first. In CSV nothing is run as a formula by a spreadsheet. */
export function fileWriter(format: ExportFormat, columns: readonly string[]): FileWriter {
  switch (format) {
    case "csv":
      return csvWriter(columns)
    case "xlsx":
      return workbookWriter(columns)
    case "jsonl":
      return {
        push: (rows) => Buffer.from(rows.map((row) => asLine(columns, row)).join("")),
        end: () => Buffer.alloc(0),
      }
  }
}

function csvWriter(columns: readonly string[]): FileWriter {
  let head = `\uFEFF${writeRows([columns])}` // by the byte order mark spreadsheets know UTF-8
  const headOnce = () => {
    const text = head
    head = ""
    return text
  }
  return {
    push: (rows) => Buffer.from(headOnce() + writeRows(rows.map((row) => row.map(cellOf)))),
    end: () => Buffer.from(headOnce()),
  }
}

function workbookWriter(columns: readonly string[]): FileWriter {
  const writer = new WorkbookWriter()
  let hasHead = false
  const head = () => {
    const rows = hasHead ? [] : [columns]
    hasHead = true
    return rows
  }
  return {
    push: (rows) => writer.push([...head(), ...rows.map((row) => row.map(cellOf))]),
    end: () => Buffer.concat([writer.push(head()), writer.end()]),
  }
}

/** An object with what is known, as imports read it: attributes as members of their own. */
const asLine = (columns: readonly string[], row: readonly unknown[]): string =>
  `${JSON.stringify(
    Object.fromEntries(
      columns.flatMap((name, index) =>
        row[index] === null || row[index] === undefined ? [] : [[name, row[index]]],
      ),
    ),
  )}\n`
