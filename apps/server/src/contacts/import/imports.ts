import { z } from "zod"
import type { Tx } from "../../platform/database/index.ts"
import { found, Problem } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"
import { importKinds } from "./file/column-names.ts"
import { plannedColumn } from "./file/columns.ts"
import type { ImportSettings } from "./settings.ts"

const state = z.enum([
  "waiting",
  "ready",
  "queued",
  "running",
  "paused",
  "completed",
  "failed",
  "canceled",
  "undoing",
  "undone",
])

/** One file of contacts, or of what they did, and how far it has been read. */
export const contactImport = z
  .object({
    id: fields.id,
    file_name: z.string(),
    format: z.enum(["csv", "jsonl", "xlsx"]).nullable().describe("Known when the file is there"),
    kind: z.enum(importKinds).describe("What each row is"),
    event_name: z.string().nullable(),
    tag_ids: z.array(fields.id),
    list_ids: z.array(fields.id),
    subscription_group_id: fields.id.nullable(),
    consent: z.enum(["column", "everyone", "none"]),
    consent_source: z.string().nullable(),
    consent_evidence: z.string().nullable(),
    default_country: z.string().nullable(),
    null_is_empty: z.boolean(),
    starts_itself: z.boolean(),
    state: state.describe(
      "waiting for its file, ready to be started, queued, running, paused, completed, failed as a whole, canceled on the way, or being undone",
    ),
    is_dry_run: z.boolean().describe("Whether it only counts, and writes nothing"),
    checked_at: fields.timestamp.nullable().describe("When a dry run ended, whose counts these are"),
    failure_code: z.string().nullable(),
    failure: z.string().nullable(),
    columns: z.array(z.string()).nullable().describe("The first line of the file, once it is read"),
    plan: z.array(plannedColumn).nullable().describe("What each column becomes, once that is decided"),
    bytes_total: z.int().nullable().describe("The size of the file, once all of it has arrived"),
    bytes_read: z.int(),
    rows_read: z.int().describe("Rows without the first line and empty ones"),
    rows_created: z.int().describe("Rows whose person was new"),
    rows_updated: z.int().describe("Rows that changed a contact, or told something of one"),
    rows_unchanged: z.int().describe("Rows that said nothing new"),
    rows_refused: z.int(),
    cells_dropped: z.int().describe("Cells that could not be read, in rows that were taken without them"),
    events_recorded: z.int(),
    subscriptions_changed: z.int(),
    opt_outs_kept: z.int().describe("Consent that was not applied, because the person unsubscribed later"),
    rows_undone: z.int().describe("Created contacts that undoing deleted again"),
    events_undone: z.int().describe("Recorded events that undoing removed again"),
    memberships_undone: z
      .int()
      .describe("How often undoing took a tag off a contact again, or a contact off a list"),
    rows_kept: z.int().describe("Created contacts that undoing left, as something happened to them since"),
    created_at: fields.timestamp,
    finished_at: fields.timestamp.nullable(),
    undone_at: fields.timestamp.nullable(),
  })
  .meta({ id: "Import" })
export type ContactImport = z.output<typeof contactImport>

export const importColumns = [
  "id",
  "file_name",
  "format",
  "kind",
  "event_name",
  "tag_ids",
  "list_ids",
  "subscription_group_id",
  "consent",
  "consent_source",
  "consent_evidence",
  "default_country",
  "null_is_empty",
  "starts_itself",
  "state",
  "is_dry_run",
  "checked_at",
  "failure_code",
  "failure",
  "columns",
  "plan",
  "bytes_total",
  "bytes_read",
  "rows_read",
  "rows_created",
  "rows_updated",
  "rows_unchanged",
  "rows_refused",
  "cells_dropped",
  "events_recorded",
  "subscriptions_changed",
  "objections_kept as opt_outs_kept",
  "rows_undone",
  "events_undone",
  "memberships_undone",
  "rows_kept",
  "created_at",
  "finished_at",
  "undone_at",
] as const

const plan = z.array(plannedColumn).nullable()

/** A row of `imports`, as the API shows it. */
export const asImport = <
  T extends { state: string; kind: string; consent: string; format: string | null; plan: unknown },
>(
  row: T,
) => ({
  ...row,
  kind: contactImport.shape.kind.parse(row.kind),
  state: state.parse(row.state),
  consent: contactImport.shape.consent.parse(row.consent),
  format: contactImport.shape.format.parse(row.format),
  plan: plan.parse(row.plan),
})

/**
 * @throws Problem not_found when the subscription group, a tag or a list is not of this workspace, invalid_request when settings do
 * not fit together
 */
export async function requireSettings(tx: Tx, settings: ImportSettings): Promise<void> {
  const { consent, consent_source, subscription_group_id, tag_ids, list_ids } = settings
  await requireAll(tx, { table: "contact_tags", ids: tag_ids, thing: "tag" })
  await requireAll(tx, { table: "lists", ids: list_ids, thing: "list" })
  if (consent === "everyone" && consent_source === null) {
    throw new Problem("invalid_request", "Say where the consent of everyone comes from.", {
      field: "consent_source",
      help: "Write it as you would to somebody who asks, such as “Sign-up form of the shop”.",
    })
  }
  if (consent === "everyone" && subscription_group_id === null) {
    throw new Problem("invalid_request", "Choose the subscription group that everyone agreed to.", {
      field: "subscription_group_id",
    })
  }
  if (subscription_group_id === null) return
  // Asked here: foreign keys bypass row-level security.
  const group = tx.selectFrom("subscription_groups").select("id").where("id", "=", subscription_group_id)
  found(await group.executeTakeFirst(), "subscription group")
}

async function requireAll(
  tx: Tx,
  { table, ids, thing }: { table: "contact_tags" | "lists"; ids: readonly string[]; thing: string },
): Promise<void> {
  if (ids.length === 0) return
  const known = await tx.selectFrom(table).select("id").where("id", "in", ids).execute()
  found(known.length < new Set(ids).size ? undefined : known, thing)
}

/** As they are kept. */
export const storedSettings = (settings: ImportSettings) => ({
  ...(settings.kind && { kind: settings.kind }),
  event_name: settings.event_name,
  tag_ids: [...settings.tag_ids],
  list_ids: [...settings.list_ids],
  subscription_group_id: settings.subscription_group_id,
  consent: settings.consent,
  consent_source: settings.consent_source,
  consent_evidence: settings.consent_evidence,
  default_country: settings.default_country,
  null_is_empty: settings.null_is_empty,
  plan: settings.columns === null ? null : JSON.stringify(settings.columns),
})

/** @throws Problem as {@link requireSettings} does */
export async function createImport(
  tx: Tx,
  request: {
    workspaceId: string
    fileName: string
    settings: ImportSettings
    startsItself: boolean
    actor: string
    now: Date
  },
): Promise<ContactImport> {
  await requireSettings(tx, request.settings)
  const row = await tx
    .insertInto("imports")
    .values({
      workspace_id: request.workspaceId,
      file_name: request.fileName,
      ...storedSettings(request.settings),
      starts_itself: request.startsItself,
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
