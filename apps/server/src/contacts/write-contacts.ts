import { contactFields } from "@parley/model"
import type { RawBuilder } from "kysely"
import { record } from "../events/index.ts"
import { rows, sql, type Tx } from "../platform/database/index.ts"
import { type ChangedColumns, changedColumns } from "./changed-columns.ts"
import type { ContactPatch } from "./contact.ts"
import { type Bearer, type Identity, recognise } from "./identity/identity.ts"

/** What is to be written of one person. */
export interface ContactDraft {
  patch: Omit<ContactPatch, "attributes"> & { attributes?: Record<string, unknown> | undefined }
  /** Stands in for a country that nobody named. */
  phoneCountry: string | undefined
}

/**
 * Who each draft is about; in the order of the drafts. One statement, an index look-up for each identifier.
 */
export async function recogniseAll(
  tx: Tx,
  workspaceId: string,
  drafts: readonly ContactDraft[],
): Promise<Identity[]> {
  const keys = drafts.map(({ patch }) => ({
    bsuid: patch.bsuid ?? null,
    phone: patch.phone ?? null,
    external_id: patch.external_id ?? null,
  }))
  const bearerBy = (column: "bsuid" | "phone" | "external_id") => sql`
    (SELECT json_build_object('id', c.id, 'external_id', c.external_id, 'phone', c.phone, 'bsuid', c.bsuid)
     FROM contacts c WHERE c.workspace_id = ${workspaceId} AND ${sql.ref(`c.${column}`)} = ${sql.ref(`t.${column}`)})`
  const { rows: bearers } = await sql<{
    byBsuid: Bearer | null
    byPhone: Bearer | null
    byExternalId: Bearer | null
  }>`
    SELECT ${bearerBy("bsuid")} AS "byBsuid", ${bearerBy("phone")} AS "byPhone", ${bearerBy("external_id")} AS "byExternalId"
    FROM ${rows("t", keys, { bsuid: "text", phone: "text", external_id: "text" })}
    ORDER BY t.position`.execute(tx)
  return keys.map((key, index) =>
    recognise({ ...key, ...(bearers[index] ?? { byBsuid: null, byPhone: null, byExternalId: null }) }),
  )
}

/** Creates contacts with identifiers that no contact has; gives their ids in the order of the drafts. */
export async function createContacts(
  tx: Tx,
  workspaceId: string,
  drafts: readonly ContactDraft[],
  now: Date,
): Promise<string[]> {
  if (drafts.length === 0) return []
  const { rows: created } = await sql<{ id: string }>`
    WITH incoming AS MATERIALIZED (
      SELECT new_id() AS id, patch AS p, phone_country, position
      FROM ${rows("draft", drafts, draftColumns)}
    ), created AS (
      INSERT INTO contacts (id, workspace_id, ${sql.join(given.map((column) => sql.ref(column)))},
        attributes, created_at, updated_at)
      SELECT id, ${workspaceId}, ${sql.join(given.map(ofNew))},
        coalesce(jsonb_strip_nulls(p -> 'attributes'), '{}'), ${now}, ${now}
      FROM incoming
      ORDER BY p ->> 'phone', p ->> 'external_id' -- in one order everywhere, so that two writers cannot block each other
    )
    SELECT id FROM incoming ORDER BY position`.execute(tx)
  const at = now.toISOString()
  await record(
    tx,
    created.map(({ id }) => ({ kind: "contact_created", workspace_id: workspaceId, contact_id: id, at })),
  )
  return created.map((row) => row.id)
}

/** Merges drafts into the contacts of these ids; gives the ids of those whose row is another one than before. */
export async function updateContacts(
  tx: Tx,
  updates: readonly { contactId: string; draft: ContactDraft }[],
  now: Date,
): Promise<Set<string>> {
  if (updates.length === 0) return new Set()
  const drafts = updates.map(({ contactId, draft }) => ({ ...draft, contactId }))
  // Over the row as it is when it is locked, not as a snapshot had it: two writers both keep what they wrote.
  const update = sql<{ id: string; workspace_id: string } & ChangedColumns>`
    UPDATE contacts c SET ${sql.join(merged.map(([column, value]) => sql`${sql.ref(column)} = ${value}`))}, updated_at = ${now}
    FROM (SELECT contact_id, patch AS p, phone_country FROM ${rows("draft", drafts, { ...draftColumns, contactId: "uuid" })}) AS t
    WHERE c.id = t.contact_id AND (${sql.join(merged.map(([column]) => sql.ref(`c.${column}`)))})
      IS DISTINCT FROM (${sql.join(merged.map(([, value]) => value))})
    RETURNING c.id, c.workspace_id, ${changedColumns}`
  const { rows: changed } =
    updates.length < manyRows ? await update.execute(tx) : await byIndex(tx, () => update.execute(tx))
  const at = now.toISOString()
  await record(
    tx,
    changed.map(({ id, ...what }) => ({ kind: "contact_changed", contact_id: id, at, ...what })),
  )
  return new Set(changed.map((row) => row.id))
}

const manyRows = 50

/**
 * Runs a statement with look-ups in place of hash and merge joins. The planner cannot know the workspace of a row-level
 * policy; until it has statistics it takes reading a whole workspace for cheap. 1,000 updates among 30,000 contacts took
 * 58 ms so, growing with the table, and 30 ms by index.
 */
async function byIndex<T>(tx: Tx, statement: () => Promise<T>): Promise<T> {
  const joins = (state: "on" | "off") =>
    sql`SELECT set_config('enable_hashjoin', ${state}, true), set_config('enable_mergejoin', ${state}, true)`.execute(
      tx,
    )
  await joins("off")
  const result = await statement()
  await joins("on")
  return result
}

const draftColumns = { patch: "jsonb", phoneCountry: "text" } as const

/** The columns that a patch gives under their own names. */
const given = [...contactFields, "bsuid"] as const
type Given = (typeof given)[number]

/** What a column is of a new contact, by the patch `p`. */
const ofNew = (column: Given) =>
  column === "country" ? sql`coalesce(p ->> 'country', phone_country)` : sql`p ->> ${sql.lit(column)}`

/** What a column becomes, of the contact `c` and the patch `p`. */
const ofKnown = (column: Given) => sql`CASE WHEN p ? ${sql.lit(column)} THEN p ->> ${sql.lit(column)}
  ELSE ${column === "country" ? sql`coalesce(c.country, phone_country)` : sql.ref(`c.${column}`)} END`

/** What each column becomes. */
const merged: [string, RawBuilder<unknown>][] = [
  ...given.map((column): [string, RawBuilder<unknown>] => [column, ofKnown(column)]),
  // Another phone is another WhatsApp account until a webhook tells.
  ["wa_id", sql`CASE WHEN p ? 'phone' AND p ->> 'phone' IS DISTINCT FROM c.phone THEN NULL ELSE c.wa_id END`],
  [
    "attributes",
    sql`CASE WHEN p ? 'attributes' THEN jsonb_strip_nulls(c.attributes || (p -> 'attributes')) ELSE c.attributes END`,
  ],
]
