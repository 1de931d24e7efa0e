import type { Tx } from "../../platform/database/index.ts"
import { writeRows } from "../../platform/files/csv.ts"
import { WorkbookWriter } from "../../platform/files/workbook.ts"
import type { Platform } from "../../platform/index.ts"

const pageRows = 1000

/** The first cells of each row. */
const faults = ["line", "code", "reason"]

export interface RefusedFile {
  type: string
  extension: string
  pieces: AsyncGenerator<Buffer>
}

/**
 * The refused rows of an import as a file of the kind that it came as, with its delimiter and encoding: line, code, reason, then
 * the row as it was. In CSV with an apostrophe before what a spreadsheet would run. Corrected, it can be imported as it is.
 */
export async function refusedFile(
  platform: Pick<Platform, "db">,
  workspaceId: string,
  importId: string,
  /** Whether it has to be CSV, whatever the file was. */
  isCsv: boolean,
): Promise<RefusedFile> {
  const { columns, format, encoding, delimiter } = await platform.db.workspace(workspaceId, (tx) =>
    tx
      .selectFrom("imports")
      .select(["columns", "format", "encoding", "delimiter"])
      .where("id", "=", importId)
      .executeTakeFirstOrThrow(),
  )
  const pages = refusedPages(platform, workspaceId, importId)
  // A file of refused rows that was imported again has these three already.
  const again = columns?.slice(0, faults.length).join() === faults.join() ? faults.length : 0
  const names = [...faults, ...(columns ?? []).slice(again)]
  const cellsOf = ({ line, code, reason, cells }: Refused) => [line, code, reason, ...cells.slice(again)]
  if (format === "xlsx" && !isCsv) {
    return {
      type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      extension: "xlsx",
      pieces: asWorkbook(names, pages, cellsOf),
    }
  }
  if (format === "jsonl" && !isCsv) {
    return { type: "application/x-ndjson", extension: "jsonl", pieces: asJsonLines(names, pages, cellsOf) }
  }
  const encode = encoderOf(format === "csv" ? encoding : null)
  return {
    type: `text/csv; charset=${encode.charset}`,
    extension: "csv",
    pieces: asCsv(names, pages, cellsOf, { delimiter: delimiter ?? ",", encode }),
  }
}

type CellsOf = (row: Refused) => (string | number)[]

async function* asCsv(
  names: string[],
  pages: AsyncGenerator<Refused[]>,
  cellsOf: CellsOf,
  { delimiter, encode }: { delimiter: string; encode: TextEncoding },
): AsyncGenerator<Buffer> {
  yield Buffer.concat([encode.mark, encode.bytes(writeRows([names], delimiter))])
  for await (const rows of pages) yield encode.bytes(writeRows(rows.map(cellsOf), delimiter))
}

async function* asWorkbook(
  names: string[],
  pages: AsyncGenerator<Refused[]>,
  cellsOf: CellsOf,
): AsyncGenerator<Buffer> {
  const writer = new WorkbookWriter()
  yield writer.push([names])
  for await (const rows of pages) yield writer.push(rows.map(cellsOf))
  yield writer.end()
}

async function* asJsonLines(
  names: string[],
  pages: AsyncGenerator<Refused[]>,
  cellsOf: CellsOf,
): AsyncGenerator<Buffer> {
  for await (const rows of pages) {
    const lines = rows.map((row) => {
      const cells = cellsOf(row)
      const members = names.flatMap((name, index) => {
        const cell = cells[index]
        return cell === undefined || cell === "" ? [] : [[name, cell]]
      })
      return `${JSON.stringify(Object.fromEntries(members))}\n`
    })
    yield Buffer.from(lines.join(""))
  }
}

interface TextEncoding {
  charset: string
  /** By which spreadsheets know it. */
  mark: Buffer
  bytes(text: string): Buffer
}

function encoderOf(encoding: string | null): TextEncoding {
  if (encoding?.startsWith("utf-16")) {
    const ofOrder = (bytes: Buffer) => (encoding === "utf-16be" ? bytes.swap16() : bytes)
    return {
      charset: encoding,
      mark: ofOrder(Buffer.from("\uFEFF", "utf16le")),
      bytes: (text) => ofOrder(Buffer.from(text, "utf16le")),
    }
  }
  if (encoding === "windows-1252") return { charset: encoding, mark: Buffer.alloc(0), bytes: asWindows1252 }
  return { charset: "utf-8", mark: Buffer.from("\uFEFF"), bytes: (text) => Buffer.from(text) }
}

/** What stands at 0x80 to 0x9f, where Latin-1 has nothing to read. */
const ofWindows = new Map(
  Array.from({ length: 32 }, (_, index): [string, number] => {
    const byte = 0x80 + index
    return [new TextDecoder("windows-1252").decode(Uint8Array.of(byte)), byte]
  }),
)

const asWindows1252 = (text: string): Buffer =>
  Buffer.from(
    Array.from(
      text,
      (letter) => ofWindows.get(letter) ?? ((letter.codePointAt(0) ?? 0) < 256 ? letter.charCodeAt(0) : 0x3f),
    ),
  )

async function* refusedPages(
  platform: Pick<Platform, "db">,
  workspaceId: string,
  importId: string,
): AsyncGenerator<Refused[]> {
  for (let after = 0; ; ) {
    const rows = await platform.db.workspace(workspaceId, (tx) =>
      listRefused(tx, importId, { after, limit: pageRows }),
    )
    if (rows.length === 0) return
    yield rows
    after = rows.at(-1)?.line ?? after
  }
}

interface Refused {
  line: number
  code: string
  reason: string
  cells: string[]
}

/** Refused rows after a line, in the order of their lines. */
export function listRefused(
  tx: Tx,
  importId: string,
  { after, limit }: { after: number; limit: number },
): Promise<Refused[]> {
  return tx
    .selectFrom("refused_rows")
    .select(["line", "code", "reason", "cells"])
    .where("import_id", "=", importId)
    .where("line", ">", after)
    .orderBy("line")
    .limit(limit)
    .execute()
}
