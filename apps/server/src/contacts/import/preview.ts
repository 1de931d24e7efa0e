import type { Readable } from "node:stream"
import { type AttributeType, attributeTypes, maySayNothing } from "@parley/model"
import { z } from "zod"
import { Problem } from "../../platform/errors.ts"
import type { Platform } from "../../platform/index.ts"
import { readCatalogue } from "./catalogue.ts"
import type { ImportKind } from "./file/column-names.ts"
import {
  asColumn,
  type Column,
  perhapsConsentColumns,
  planColumns,
  requireGroup,
  requireIdentifier,
} from "./file/columns.ts"
import { sortDuplicates } from "./file/duplicate-rows.ts"
import { FileRefused } from "./file/file-refused.ts"
import { type FileForm, FormFinder, type SourcePart, sourceParts } from "./file/form.ts"
import { asCell } from "./file/json-lines.ts"
import type { ContactRow, FileRow, RowEvent } from "./file/row.ts"
import type { SourceRow } from "./file/source.ts"
import { TableReader } from "./file/table-reader.ts"
import { sampleRows } from "./run-import.ts"
import { contextOf, type ImportSettings, type ReadingSettings } from "./settings.ts"
import { storedFile } from "./stored-file.ts"

/** How much of a file a preview reads; a file shorter than this is there as a whole. */
export const previewBytes = 64 * 1024
const shownRows = 10
const examples = 3

const refusal = z.object({ line: z.int(), code: z.string(), reason: z.string() })

const column = z
  .object({
    name: z.string().describe("As it is in the file"),
    kind: z.enum(["field", "attribute", "property", "ignored"]),
    target: z.string().nullable().describe("The field, attributes.<name> or properties.<name>"),
    type: z.enum(attributeTypes).nullable().describe("Of an attribute or property"),
    date_order: z.enum(["dmy", "mdy"]).nullable().describe("How 03/04/2026 is read in this column"),
    filled: z.int().describe("Cells of the rows read that say something"),
    unread: z.int().describe("Of those, the ones that would be left out"),
    null_words: z.int().describe("Cells that say NULL, nan, none or -, which null_is_empty leaves out"),
    examples: z.array(z.string()).describe("Different values of the column, as they will be stored"),
  })
  .meta({ id: "PreviewedColumn" })

const row = z
  .object({ line: z.int(), values: z.array(z.string().nullable()), refusal: refusal.nullable() })
  .meta({ id: "PreviewedRow" })

/** What an import would make of the start of a file. */
export const importPreview = z
  .object({
    columns: z.array(column),
    perhaps_consent: z
      .array(z.string())
      .describe("Columns that may say who agreed; a person has to say that WhatsApp is meant"),
    rows: z
      .array(row)
      .describe(
        "The first rows as they would be read, a value for each column; null where the row says nothing",
      ),
    rows_read: z.int().describe("Rows of the beginning that was sent"),
    rows_refused: z.int(),
    refused: z.array(refusal).describe("The first of them"),
    warnings: z
      .array(z.object({ line: z.int(), column: z.string(), code: z.string(), reason: z.string() }))
      .describe("The first cells that would be left out of rows that are taken"),
    rows_subscribed: z.int().describe("Rows, of those that would be taken, that say subscribed"),
    rows_unsubscribed: z.int().describe("Rows, of those that would be taken, that say unsubscribed"),
    rows_of_events: z.int().describe("Rows, of those that would be taken, that tell of a custom event"),
    rows_of_purchases: z.int().describe("Rows, of those that would be taken, that tell of a purchase"),
    is_complete: z.boolean(),
  })
  .meta({ id: "ImportPreview" })

export type PreviewSettings = ReadingSettings & Pick<ImportSettings, "columns"> & { now: Date }
type Catalogue = ReadonlyMap<string, AttributeType>

/**
 * Reads the start of a file as an import would. What only the database can tell, such as identifiers of two people in
 * one row, shows when the file is imported.
 * @throws Problem too_large when more is sent than previews read, invalid_request when the file cannot be read as a whole
 */
export async function previewImport(
  { db }: Pick<Platform, "db">,
  workspaceId: string,
  file: Readable,
  settings: PreviewSettings,
) {
  const bytes = await gather(file)
  const catalogue = await db.workspace(workspaceId, readCatalogue)
  return orProblem(async () => {
    const form = new FormFinder()
    form.push(bytes)
    const isWhole = bytes.length < previewBytes
    const sample = await readSample(only(bytes), form.found(), { kind: settings.kind, mayBeCut: !isWhole })
    return previewOf(sample, isWhole, settings, catalogue)
  })
}

/** How much of a stored file a preview reads. */
const storedPreviewBytes = 2 * 1024 * 1024

/**
 * Reads the start of the file that an import has.
 * @throws Problem invalid_request when the file cannot be read as a whole
 */
export async function previewStored(
  platform: Pick<Platform, "db">,
  { workspaceId, importId, form }: { workspaceId: string; importId: string; form: FileForm },
  settings: PreviewSettings,
) {
  const catalogue = await platform.db.workspace(workspaceId, readCatalogue)
  return orProblem(async () => {
    const start = new Start(
      storedFile(platform, workspaceId, importId),
      form.format === "xlsx" ? Number.POSITIVE_INFINITY : storedPreviewBytes,
    )
    const sample = await readSample(start.bytes(), form, {
      kind: settings.kind,
      mayBeCut: true,
      isCut: () => start.isCut,
    })
    return previewOf(sample, !start.isCut && !sample.isCut, settings, catalogue)
  })
}

/** The first bytes of a file. */
class Start {
  isCut = false
  readonly #file: AsyncIterable<Buffer>
  readonly #most: number

  constructor(file: AsyncIterable<Buffer>, most: number) {
    this.#file = file
    this.#most = most
  }

  async *bytes(): AsyncGenerator<Buffer> {
    let size = 0
    for await (const bytes of this.#file) {
      size += bytes.length
      this.isCut = size > this.#most
      if (this.isCut) return
      yield bytes
    }
  }
}

async function orProblem<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
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

interface Sample {
  names: readonly string[]
  rows: SourceRow[]
  isCut: boolean
}

const mostRows = 5000

async function readSample(
  body: AsyncIterable<Buffer>,
  form: FileForm,
  {
    kind,
    mayBeCut,
    isCut = () => true,
  }: { kind: ImportKind | undefined; mayBeCut: boolean; isCut?: () => boolean },
): Promise<Sample> {
  const rows: SourceRow[] = []
  let last: SourcePart | undefined
  for await (const part of sourceParts(body, form, { kind, isCut: () => mayBeCut && isCut() })) {
    for (const row of part.rows) rows.push(row)
    last = part
    if (rows.length > mostRows) break
  }
  if (!last) throw new FileRefused("header_unreadable", "The first line is too long to name columns.")
  return { names: last.names, rows: rows.slice(0, mostRows), isCut: rows.length > mostRows }
}

function previewOf(
  { names, rows: source }: Sample,
  isWhole: boolean,
  settings: PreviewSettings,
  catalogue: Catalogue,
): z.output<typeof importPreview> {
  const { kind = "contacts" } = settings
  const wanted = settings.columns ?? []
  const plan = planColumns(names, source.slice(0, sampleRows), { kind, wanted, catalogue })
  requireIdentifier(plan)
  if (settings.consent === "column") requireGroup(plan, settings.subscription_group_id)
  const reader = new TableReader(plan, contextOf(settings, settings.now))
  const rows = reader.read(source, names)
  const columns = plan.flatMap((planned) => asColumn(planned, kind) ?? [])

  const duplicates = kind === "events" ? [] : sortDuplicates(rows.filter((row) => "draft" in row)).refused
  const refusals = [...rows.filter((row) => "refusal" in row), ...duplicates]
    .map(({ line, refusal: { code, reason } }) => ({ line, code, reason }))
    .toSorted((one, other) => one.line - other.line)
  const refusalOf = new Map(refusals.map((each) => [each.line, each]))
  const taken = rows.filter((row) => "draft" in row).filter(({ line }) => !refusalOf.has(line))
  const saying = (state: string) => taken.filter(({ consent }) => consent?.state === state).length
  return {
    columns: plan.map(({ name, target, type, date_order }, index) => ({
      name,
      kind: columns[index]?.kind ?? "ignored",
      target,
      type: type ?? null,
      date_order: date_order ?? null,
      ...countCells(name, index, { source, taken, column: columns[index] }),
    })),
    perhaps_consent: kind === "events" ? [] : perhapsConsentColumns(plan),
    rows: rows.slice(0, shownRows).map((row) => ({
      line: row.line,
      values: columns.map((column, index) => readValue(row, column, index)),
      refusal: refusalOf.get(row.line) ?? null,
    })),
    rows_read: rows.length,
    rows_refused: refusals.length,
    refused: refusals.slice(0, shownRows),
    warnings: taken
      .flatMap(({ line, warnings }) => warnings.map((each) => ({ line, ...each })))
      .slice(0, shownRows),
    rows_subscribed: saying("subscribed"),
    rows_unsubscribed: saying("unsubscribed"),
    rows_of_events: taken.filter(({ event }) => event?.kind === "event").length,
    rows_of_purchases: taken.filter(({ event }) => event?.kind === "purchase").length,
    is_complete: isWhole,
  }
}

/** What is in one column of the rows that were read. */
function countCells(
  name: string,
  index: number,
  {
    source,
    taken,
    column,
  }: { source: readonly SourceRow[]; taken: readonly ContactRow[]; column: Column | undefined },
) {
  const cells = source.flatMap((row) => row.cells[index]?.trim() || [])
  const values = new Set<string>()
  for (const row of taken) {
    const value = column === undefined ? null : readValue(row, column, index)
    if (value !== null) values.add(value)
    if (values.size === examples) break
  }
  return {
    filled: cells.length,
    unread: taken.filter(({ warnings }) => warnings.some((warning) => warning.column === name)).length,
    null_words: cells.filter(maySayNothing).length,
    examples: [...values],
  }
}

async function* only(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}

/** What a row says in a column, as it would be kept; of a refused row what is in its cell. */
function readValue(row: FileRow, column: Column, index: number): string | null {
  const cell = row.cells[index]?.trim() || null
  if (!("draft" in row) || column.kind === "ignored") return cell
  const { patch } = row.draft
  if (column.kind !== "field") {
    const members = (column.kind === "attribute" ? patch.attributes : row.event?.properties) ?? {}
    return Object.hasOwn(members, column.key) ? asCell(members[column.key]) || null : null
  }
  switch (column.field) {
    case "event_at":
      return row.event?.at.toISOString() ?? null
    case "event_name":
      return row.event?.kind === "event" ? row.event.name : (row.event?.kind ?? null)
    case "event_key":
    case "event_value":
    case "product_id":
    case "currency":
    case "price":
    case "quantity":
      return cell === null ? null : asCell(ofEvent(row.event, column.field) ?? cell)
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

function ofEvent(
  event: RowEvent | undefined,
  field: "event_key" | "event_value" | "product_id" | "currency" | "price" | "quantity",
): unknown {
  if (field === "event_key") return event?.key
  if (event?.kind !== "purchase") return field === "event_value" ? event?.value : event?.properties?.[field]
  if (field === "event_value") return event.properties?.total
  return field === "product_id" ? event.productId : event[field]
}

/** As it is said in the file: a day, or an instant. */
function dateOf({ givenAt, givenDayOnly }: NonNullable<ContactRow["consent"]>): string | null {
  const at = givenAt?.toISOString() ?? null
  return givenDayOnly ? (at?.slice(0, 10) ?? null) : at
}
