import { type Filter, filterSchema } from "@parley/model"
import { z } from "zod"
import { contactFilters, type ListFilters } from "../contacts/index.ts"
import { jsonText, sql, type Tx, wakeAfterCommit } from "../platform/database/index.ts"
import { found, Problem } from "../platform/errors.ts"
import { fields } from "../platform/http/index.ts"
import { refuseMissing } from "../segments/index.ts"
import { isColumn, usualColumns } from "./columns.ts"

/** Workers listen here for exports that are queued. */
export const exportsChannel = "parley_exports"

const state = z.enum(["queued", "running", "completed", "failed", "expired"])
const format = z.enum(["csv", "xlsx", "jsonl"])

/** A file of contacts that somebody asked for. */
export const contactExport = z
  .object({
    id: fields.id,
    format,
    columns: z.array(z.string()),
    state: state.describe("queued, running, completed, failed, or expired: then its file is gone"),
    failure: z.string().nullable(),
    rows_written: z.int(),
    bytes: z.int(),
    created_at: fields.timestamp,
    finished_at: fields.timestamp.nullable(),
    expires_at: fields.timestamp.nullable(),
  })
  .meta({ id: "ContactExport" })
export type ContactExport = z.output<typeof contactExport>

const mostNamed = 5_000

export const newContactExport = z
  .strictObject({
    format: format.default("csv"),
    columns: z
      .array(
        z
          .string()
          .refine(isColumn, "must be id, a field of contacts, created_at, updated_at or attributes.<name>"),
      )
      .max(1000)
      .default([])
      .describe("In this order. Without any: all fields and all attributes"),
    filter: filterSchema
      .nullable()
      .default(null)
      .describe('Which contacts, such as {"on":"segment","op":"in","segment_id":"…"}; null: all'),
    matching: contactFilters.optional().describe("Those that the list of contacts has under these filters"),
    contact_ids: z.array(fields.id).min(1).max(mostNamed).optional().describe("These"),
  })
  .refine(
    ({ filter, matching, contact_ids }) =>
      [filter ?? undefined, matching, contact_ids].filter((one) => one !== undefined).length <= 1,
    { path: ["filter"], error: "say who is meant in one way: filter, matching or contact_ids" },
  )
  .meta({ id: "NewContactExport" })

export const exportColumns = [
  "id",
  "format",
  "columns",
  "state",
  "failure",
  "rows_written",
  "bytes",
  "created_at",
  "finished_at",
  "expires_at",
] as const

export const asExport = <T extends { state: string; format: string }>(row: T) => ({
  ...row,
  state: state.parse(row.state),
  format: format.parse(row.format),
})

/** Which contacts are in a file. Without any of these: all. */
export interface WantedContacts {
  filter: Filter | null
  matching?: ListFilters | undefined
  contact_ids?: string[] | undefined
}

const mostOpen = 20

/** @throws Problem conflict when too many are waiting already; invalid_request where the filter names what there is not */
export async function createExport(
  tx: Tx,
  request: {
    workspaceId: string
    actor: string
    now: Date
    wanted: WantedContacts & { format: "csv" | "xlsx" | "jsonl"; columns: string[] }
  },
): Promise<ContactExport> {
  const { workspaceId, actor, now, wanted } = request
  const { rows: open } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM contact_exports WHERE state IN ('queued', 'running')`.execute(tx)
  if ((open[0]?.count ?? 0) >= mostOpen) {
    throw new Problem("conflict", `${mostOpen} exports are waiting already.`, {
      help: "Wait until some of them are done.",
    })
  }
  if (wanted.filter !== null) await refuseMissing(tx, workspaceId, wanted.filter)
  const columns = wanted.columns.length > 0 ? wanted.columns : await allColumns(tx)
  const row = await tx
    .insertInto("contact_exports")
    .values({
      workspace_id: workspaceId,
      format: wanted.format,
      columns: [...new Set(columns)],
      filter: wanted.filter === null ? null : jsonText(wanted.filter),
      matching: wanted.matching === undefined ? null : jsonText(wanted.matching),
      contact_ids: wanted.contact_ids ?? null,
      actor,
      state: "queued",
      created_at: now,
    })
    .returning(exportColumns)
    .executeTakeFirstOrThrow()
  wakeAfterCommit(exportsChannel, row.id)
  return asExport(row)
}

async function allColumns(tx: Tx): Promise<string[]> {
  const known = await tx.selectFrom("attribute_definitions").select("name").orderBy("name").execute()
  return usualColumns(known.map(({ name }) => name).filter((name) => isColumn(`attributes.${name}`)))
}

/** @throws Problem not_found */
export async function getExport(tx: Tx, id: string): Promise<ContactExport> {
  const row = tx.selectFrom("contact_exports").select(exportColumns).where("id", "=", id)
  return asExport(found(await row.executeTakeFirst(), "export"))
}

/** Lets the files of a workspace go at once: a contact who is erased may be in them. */
export async function expireExports(tx: Tx, workspaceId: string): Promise<void> {
  await sql`UPDATE contact_exports SET state = 'expired', filter = NULL, matching = NULL, contact_ids = NULL
    WHERE workspace_id = ${workspaceId} AND state <> 'expired'`.execute(tx)
}
