import { z } from "zod"
import { sql, type Tx } from "../../platform/database/index.ts"
import { found } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"
import type { BatchCounts } from "./write-batch.ts"

const state = z.enum(["waiting", "running", "completed", "failed"])

/** One file of contacts and how far it has been read. */
export const contactImport = z
  .object({
    id: fields.id,
    file_name: z.string(),
    subscription_group_id: fields.id.nullable(),
    consent_source: z.string().nullable(),
    default_country: z.string().nullable(),
    state: state.describe("waiting for its file, running, completed, or failed as a whole"),
    failure_code: z.string().nullable(),
    failure: z.string().nullable(),
    bytes_read: z.int(),
    rows_read: z.int().describe("Rows without the first line and empty ones"),
    rows_created: z.int(),
    rows_updated: z.int(),
    rows_unchanged: z.int(),
    rows_refused: z.int(),
    subscriptions_changed: z.int(),
    objections_kept: z.int().describe("Consent that was not taken over, as the person objected later"),
    created_at: fields.timestamp,
    finished_at: fields.timestamp.nullable(),
  })
  .meta({ id: "Import" })
export type ContactImport = z.output<typeof contactImport>

const columns = [
  "id",
  "file_name",
  "subscription_group_id",
  "consent_source",
  "default_country",
  "state",
  "failure_code",
  "failure",
  "bytes_read",
  "rows_read",
  "rows_created",
  "rows_updated",
  "rows_unchanged",
  "rows_refused",
  "subscriptions_changed",
  "objections_kept",
  "created_at",
  "finished_at",
] as const

const asImport = <T extends { state: string }>(row: T) => ({ ...row, state: state.parse(row.state) })

/** @throws Problem not_found when the subscription group is not of this workspace */
export async function createImport(
  tx: Tx,
  request: {
    workspaceId: string
    fileName: string
    subscriptionGroupId: string | null
    consentSource: string | null
    defaultCountry: string | null
    actor: string
    now: Date
  },
): Promise<ContactImport> {
  if (request.subscriptionGroupId !== null) {
    // Asked here: foreign keys look beneath row-level security.
    const group = tx
      .selectFrom("subscription_groups")
      .select("id")
      .where("id", "=", request.subscriptionGroupId)
    found(await group.executeTakeFirst(), "subscription group")
  }
  const row = await tx
    .insertInto("imports")
    .values({
      workspace_id: request.workspaceId,
      file_name: request.fileName,
      subscription_group_id: request.subscriptionGroupId,
      consent_source: request.consentSource,
      default_country: request.defaultCountry,
      actor: request.actor,
      state: "waiting",
      created_at: request.now,
    })
    .returning(columns)
    .executeTakeFirstOrThrow()
  return asImport(row)
}

/** @throws Problem not_found */
export async function getImport(tx: Tx, id: string): Promise<ContactImport> {
  const row = tx.selectFrom("imports").select(columns).where("id", "=", id)
  return asImport(found(await row.executeTakeFirst(), "import"))
}

export async function listImports(
  tx: Tx,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<ContactImport[]> {
  const imports = tx
    .selectFrom("imports")
    .select(columns)
    .orderBy("id")
    .limit(limit + 1)
  const rows = await (after === undefined ? imports : imports.where("id", ">", after)).execute()
  return rows.map(asImport)
}

/** Sets an import to its beginning and runs it. Nobody else may be running it. */
export async function beginImport(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom("refused_rows").where("import_id", "=", id).execute()
  await tx.deleteFrom("import_lines").where("import_id", "=", id).execute()
  await tx
    .updateTable("imports")
    .set({
      state: "running",
      failure_code: null,
      failure: null,
      columns: null,
      finished_at: null,
      bytes_read: 0,
      rows_read: 0,
      rows_created: 0,
      rows_updated: 0,
      rows_unchanged: 0,
      rows_refused: 0,
      subscriptions_changed: 0,
      objections_kept: 0,
    })
    .where("id", "=", id)
    .execute()
}

/** Adds a batch to the counts, in the transaction that wrote it: what is counted is done. */
export async function countBatch(
  tx: Tx,
  id: string,
  {
    bytesRead,
    rowsRead,
    columns,
    counts,
  }: { bytesRead: number; rowsRead: number; columns: string[]; counts: BatchCounts },
): Promise<void> {
  await sql`
    UPDATE imports SET bytes_read = ${bytesRead}, columns = ${columns}, rows_read = rows_read + ${rowsRead},
      rows_created = rows_created + ${counts.created}, rows_updated = rows_updated + ${counts.updated},
      rows_unchanged = rows_unchanged + ${counts.unchanged}, rows_refused = rows_refused + ${counts.refused},
      subscriptions_changed = subscriptions_changed + ${counts.subscriptionsChanged},
      objections_kept = objections_kept + ${counts.objectionsKept}
    WHERE id = ${id}`.execute(tx)
}

export async function endImport(
  tx: Tx,
  id: string,
  {
    failure,
    bytesRead,
    now,
  }: { failure?: { code: string; message: string } | undefined; bytesRead: number; now: Date },
): Promise<ContactImport> {
  await tx.deleteFrom("import_lines").where("import_id", "=", id).execute()
  const row = await tx
    .updateTable("imports")
    .set({
      state: failure ? "failed" : "completed",
      failure_code: failure?.code ?? null,
      failure: failure?.message ?? null,
      bytes_read: bytesRead,
      finished_at: now,
    })
    .where("id", "=", id)
    .returning(columns)
    .executeTakeFirst()
  return asImport(found(row, "import"))
}
