import { z } from "zod"
import type { Tx } from "../../platform/database/index.ts"
import { found } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"

const state = z.enum(["waiting", "queued", "running", "completed", "failed", "canceled"])

/** One file of contacts and how far it has been read. */
export const contactImport = z
  .object({
    id: fields.id,
    file_name: z.string(),
    subscription_group_id: fields.id.nullable(),
    consent_source: z.string().nullable(),
    default_country: z.string().nullable(),
    state: state.describe(
      "waiting for its file, queued, running, completed, failed as a whole, or canceled on the way",
    ),
    failure_code: z.string().nullable(),
    failure: z.string().nullable(),
    columns: z.array(z.string()).nullable().describe("The first line of the file, once it is read"),
    bytes_total: z.int().nullable().describe("The size of the file, once all of it has arrived"),
    bytes_read: z.int(),
    rows_read: z.int().describe("Rows without the first line and empty ones"),
    rows_created: z.int(),
    rows_updated: z.int(),
    rows_unchanged: z.int(),
    rows_refused: z.int(),
    subscriptions_changed: z.int(),
    opt_outs_kept: z.int().describe("Consent that was not applied, because the person unsubscribed later"),
    created_at: fields.timestamp,
    finished_at: fields.timestamp.nullable(),
  })
  .meta({ id: "Import" })
export type ContactImport = z.output<typeof contactImport>

export const importColumns = [
  "id",
  "file_name",
  "subscription_group_id",
  "consent_source",
  "default_country",
  "state",
  "failure_code",
  "failure",
  "columns",
  "bytes_total",
  "bytes_read",
  "rows_read",
  "rows_created",
  "rows_updated",
  "rows_unchanged",
  "rows_refused",
  "subscriptions_changed",
  "objections_kept as opt_outs_kept",
  "created_at",
  "finished_at",
] as const

export const asImport = <T extends { state: string }>(row: T) => ({ ...row, state: state.parse(row.state) })

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
    // Asked here: foreign keys bypass row-level security.
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
    .returning(importColumns)
    .executeTakeFirstOrThrow()
  return asImport(row)
}

/** @throws Problem not_found */
export async function getImport(tx: Tx, id: string): Promise<ContactImport> {
  const row = tx.selectFrom("imports").select(importColumns).where("id", "=", id)
  return asImport(found(await row.executeTakeFirst(), "import"))
}

/** All imports of the workspace. */
export const selectImports = (tx: Tx) => tx.selectFrom("imports").select(importColumns)
