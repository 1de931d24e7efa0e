import type { Readable } from "node:stream"
import { z } from "zod"
import { Problem } from "../../platform/errors.ts"
import { sortDuplicates } from "./file/duplicate-rows.ts"
import { FileRefused } from "./file/file-refused.ts"
import { FileReader, type FileRow } from "./file/file-rows.ts"
import { type Column, requireGroup } from "./file/header.ts"
import type { ContactRow } from "./file/row.ts"
import { readText } from "./file/text.ts"

/** How much of a file a preview reads; a file shorter than this is there as a whole. */
export const previewBytes = 64 * 1024
const shownRows = 10

const refusal = z.object({ line: z.int(), code: z.string(), reason: z.string() })

const row = z
  .object({ line: z.int(), values: z.array(z.string().nullable()), refusal: refusal.nullable() })
  .meta({ id: "PreviewedRow" })

/** What an import would make of the start of a file. */
export const importPreview = z
  .object({
    columns: z.array(
      z.object({
        name: z.string().describe("As it is in the file"),
        kind: z.enum(["field", "attribute", "ignored"]),
        target: z.string().nullable().describe("The field, or attributes.<name>"),
      }),
    ),
    rows: z
      .array(row)
      .describe(
        "The first rows as they would be read, a value for each column; null where the row says nothing",
      ),
    rows_read: z.int().describe("Rows of the beginning that was sent"),
    rows_refused: z.int(),
    refused: z.array(refusal).describe("The first of them"),
    rows_subscribed: z.int().describe("Rows, of those that would be taken, that say subscribed"),
    rows_unsubscribed: z.int().describe("Rows, of those that would be taken, that say unsubscribed"),
    is_complete: z.boolean(),
  })
  .meta({ id: "ImportPreview" })

export interface PreviewSettings {
  subscriptionGroupId: string | null
  consentSource: string | null
  defaultCountry: string | null
  now: Date
}

/**
 * Reads the start of a file as an import would. What only the database can tell, such as identifiers of two people in
 * one row, shows when the file is imported.
 * @throws Problem too_large when more is sent than previews read, invalid_request when the file cannot be read as a whole
 */
export async function previewImport(file: Readable, settings: PreviewSettings) {
  try {
    return await readBeginning(await gather(file), settings)
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    throw new Problem("invalid_request", error.message, {
      field: "file",
      help: "Fix the file and choose it again.",
      extra: { failure_code: error.code },
    })
  }
}

async function gather(file: Readable): Promise<Buffer> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of file.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(piece)
    size += bytes.length
    if (size > previewBytes) {
      file.resume() // or the client never reads the answer
      throw new Problem("too_large", `A preview reads the first ${previewBytes} bytes; send only those.`)
    }
    pieces.push(bytes)
  }
  return Buffer.concat(pieces)
}

async function readBeginning(
  bytes: Buffer,
  { subscriptionGroupId, consentSource, defaultCountry, now }: PreviewSettings,
): Promise<z.output<typeof importPreview>> {
  const reader = new FileReader({
    defaultCountry: defaultCountry ?? undefined,
    consentSource: consentSource ?? "import",
    now,
  })
  const isWhole = bytes.length < previewBytes
  const rows: FileRow[] = []
  for await (const text of readText(only(bytes))) rows.push(...reader.push(text))
  if (isWhole) rows.push(...reader.end())
  const { header } = reader
  if (!header) throw new FileRefused("header_unreadable", "The first line is too long to name columns.")
  requireGroup(header, subscriptionGroupId)

  const duplicates = sortDuplicates(rows.filter((row) => "draft" in row)).refused
  const refusals = [...rows.filter((row) => "refusal" in row), ...duplicates]
    .map(({ line, refusal: { code, reason } }) => ({ line, code, reason }))
    .toSorted((one, other) => one.line - other.line)
  const refusalOf = new Map(refusals.map((each) => [each.line, each]))
  const saying = (state: string) =>
    rows.filter((row) => "draft" in row && row.consent?.state === state && !refusalOf.has(row.line)).length
  return {
    columns: header.columns.map((column, index) => ({
      name: header.names[index] ?? "",
      kind: column.kind,
      target: targetOf(column),
    })),
    rows: rows.slice(0, shownRows).map((row) => ({
      line: row.line,
      values: header.columns.map((column, index) => readValue(row, column, index)),
      refusal: refusalOf.get(row.line) ?? null,
    })),
    rows_read: rows.length,
    rows_refused: refusals.length,
    refused: refusals.slice(0, shownRows),
    rows_subscribed: saying("subscribed"),
    rows_unsubscribed: saying("unsubscribed"),
    is_complete: isWhole,
  }
}

async function* only(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}

function targetOf(column: Column): string | null {
  if (column.kind === "ignored") return null
  return column.kind === "field" ? column.field : `attributes.${column.key}`
}

/** What a row says in a column, as it would be kept; of a refused row what is in its cell. */
function readValue(row: FileRow, column: Column, index: number): string | null {
  const cell = row.cells[index]?.trim() || null
  if (!("draft" in row) || column.kind === "ignored") return cell
  const { patch } = row.draft
  if (column.kind === "attribute") {
    const { attributes = {} } = patch
    return Object.hasOwn(attributes, column.key) ? (attributes[column.key]?.toString() ?? null) : null
  }
  switch (column.field) {
    case "subscription_state":
      return row.consent?.state ?? null
    case "consent_source":
      return row.consent?.source ?? null
    case "consent_evidence":
      return row.consent?.evidence ?? null
    case "consent_at":
      return row.consent === undefined ? null : dateOf(row.consent)
    default:
      return patch[column.field] ?? null
  }
}

/** As it is said in the file: a day, or an instant. */
function dateOf({ givenAt, givenDayOnly }: NonNullable<ContactRow["consent"]>): string | null {
  const at = givenAt?.toISOString() ?? null
  return givenDayOnly ? (at?.slice(0, 10) ?? null) : at
}
