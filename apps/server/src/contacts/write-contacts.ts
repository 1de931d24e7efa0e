import { contactFields } from "@parley/model"
import { waIdOf, waIdVariants } from "@parley/whatsapp/phone"
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
  /** Other contacts may have the phone, too. Default: a phone has one contact */
  mayShare?: boolean | undefined
  /** What was given as a phone and is none. */
  invalidPhone?: string | undefined
}

/**
 * Who each draft is about; in the order of the drafts. One statement, an index look-up for each identifier.
 */
export async function recogniseAll(
  tx: Tx,
  workspaceId: string,
  drafts: readonly ContactDraft[],
): Promise<Identity[]> {
  const keys = drafts.map(({ patch }) => {
    const [form1, form2] = patch.phone ? waIdVariants(waIdOf(patch.phone)) : []
    return {
      bsuid: patch.bsuid ?? null,
      phone: patch.phone ?? null,
      external_id: patch.external_id ?? null,
      form1,
      form2,
    }
  })
  // Not as a value that the planner sees: of a workspace that is newer than its statistics it thinks that it has no contact, and reads
  // all of them for each draft.
  const workspace = sql`(SELECT ${workspaceId}::uuid)`
  const having = (column: "phone" | "external_id", value: RawBuilder<unknown>) =>
    bearer(sql`SELECT id AS contact_id FROM contacts WHERE workspace_id = ${workspace} AND ${sql.ref(column)} = ${value}
      ORDER BY phone_share LIMIT 1`)
  const known = (kind: "bsuid" | "phone" | "external", value: RawBuilder<unknown>) =>
    bearer(whoHas(workspace, kind, value))
  const [bsuid, externalId, form1, form2] = [
    sql`t.bsuid`,
    sql`t.external_id`,
    sql`'+' || t.form1`,
    sql`'+' || t.form2`,
  ]
  // By what nobody is named is not looked, which takes as long as finding nobody.
  const first = (ways: [keyof (typeof keys)[number], RawBuilder<unknown>][]) => {
    const named = ways.filter(([key]) => keys.some((each) => (each[key] ?? null) !== null))
    return sql`coalesce(${sql.join([...named.map(([, way]) => way), sql`NULL::json`])})`
  }
  const { rows: bearers } = await sql<{
    byBsuid: Bearer | null
    byPhone: Bearer | null
    byExternalId: Bearer | null
  }>`
    SELECT ${first([["bsuid", known("bsuid", bsuid)]])} AS "byBsuid",
      ${first([
        ["form1", having("phone", form1)],
        ["form2", having("phone", form2)],
        ["form1", known("phone", form1)],
        ["form2", known("phone", form2)],
      ])} AS "byPhone",
      ${first([
        ["external_id", having("external_id", externalId)],
        ["external_id", known("external", externalId)],
      ])} AS "byExternalId"
    FROM ${rows("t", keys, { bsuid: "text", phone: "text", external_id: "text", form1: "text", form2: "text" })}
    ORDER BY t.position`.execute(tx)
  return keys.map((key, index) =>
    recognise({ ...key, ...(bearers[index] ?? { byBsuid: null, byPhone: null, byExternalId: null }) }),
  )
}

/** What {@link recognise} wants to know of a contact. */
const bearer = (which: RawBuilder<unknown>) => sql`
  (SELECT json_build_object('id', c.id, 'external_id', c.external_id, 'phone', c.phone, 'bsuid', c.bsuid)
   FROM (${which}) AS has JOIN contacts AS c ON c.id = has.contact_id)`

/** Who is known by something besides what stands in `contacts`. */
const whoHas = (
  workspace: RawBuilder<unknown>,
  kind: "bsuid" | "phone" | "external",
  value: RawBuilder<unknown>,
) => sql`
  SELECT contact_id FROM contact_identities
  WHERE workspace_id = ${workspace} AND kind = ${sql.lit(kind)} AND value = ${value} AND until IS NULL LIMIT 1`

/** Creates contacts with identifiers that no contact has; gives their ids in the order of the drafts. */
export async function createContacts(
  tx: Tx,
  workspaceId: string,
  drafts: readonly ContactDraft[],
  now: Date,
  /** Which import they come from. */
  importId: string | null = null,
): Promise<string[]> {
  if (drafts.length === 0) return []
  const { rows: created } = await sql<{ id: string }>`
    WITH incoming AS MATERIALIZED (
      SELECT new_id() AS id, patch AS p, phone_country, invalid_phone, position, ${nthOfPhone} AS phone_share
      FROM ${rows("draft", drafts, draftColumns)}
    ), created AS (
      INSERT INTO contacts (id, workspace_id, ${sql.join(given.map((column) => sql.ref(column)))},
        invalid_phone, phone_share, attributes, created_at, updated_at, import_id)
      SELECT id, ${workspaceId}, ${sql.join(given.map(ofNew))}, invalid_phone,
        CASE WHEN phone_share IS NULL THEN 0 ELSE phone_share + ${nextShare(sql`${workspaceId}::uuid`)} END,
        coalesce(jsonb_strip_nulls(p -> 'attributes'), '{}'), ${now}, ${now}, ${importId}
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
  // In one order everywhere, so that two writers cannot block each other.
  const drafts = updates
    .map(({ contactId, draft }) => ({ ...draft, contactId }))
    .sort((one, other) => (one.contactId < other.contactId ? -1 : 1))
  const columns = columnsSaid(drafts)
  if (columns.length === 0) return new Set()
  // Over the row as it is when it is locked, not as a snapshot had it: two writers both keep what they wrote.
  const update = sql<{ id: string; workspace_id: string } & ChangedColumns>`
    UPDATE contacts c SET ${sql.join(columns.map(([column, value]) => sql`${sql.ref(column)} = ${value}`))}, updated_at = ${now}
    FROM (SELECT contact_id, patch AS p, phone_country, invalid_phone, ${nthOfPhone} AS phone_share FROM ${rows("draft", drafts, { ...draftColumns, contactId: "uuid" })}) AS t
    WHERE c.id = t.contact_id AND ROW(${sql.join(columns.map(([column]) => sql.ref(`c.${column}`)))})
      IS DISTINCT FROM ROW(${sql.join(columns.map(([, value]) => value))})
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

const draftColumns = {
  patch: "jsonb",
  phoneCountry: "text",
  mayShare: "boolean",
  invalidPhone: "text",
} as const

/** Which of the drafts with its phone a draft is, from 0, where it has one that may be shared. */
const nthOfPhone = sql`CASE WHEN may_share AND patch ->> 'phone' IS NOT NULL THEN row_number() OVER (PARTITION BY patch ->> 'phone' ORDER BY position) - 1 END`

/** The first share of the phone of the patch `p` that no contact has. */
const nextShare = (
  workspaceId: RawBuilder<unknown>,
) => sql`coalesce((SELECT max(o.phone_share) + 1 FROM contacts AS o
  WHERE o.workspace_id = ${workspaceId} AND o.phone = p ->> 'phone'), 0)`

/** The columns that a patch gives under their own names. */
const given = [...contactFields, "bsuid"] as const
type Given = (typeof given)[number]

/** What a column is of a new contact, by the patch `p`. */
const ofNew = (column: Given) =>
  column === "country" ? sql`coalesce(p ->> 'country', phone_country)` : sql`p ->> ${sql.lit(column)}`

/** What a column becomes, of the contact `c` and the patch `p`. */
const ofKnown = (
  column: Given,
) => sql`CASE ${column === "external_id" ? sql`WHEN ${isFurtherId} THEN c.external_id` : sql``}
  WHEN p ? ${sql.lit(column)} THEN p ->> ${sql.lit(column)}
  ELSE ${column === "country" ? sql`coalesce(c.country, phone_country)` : sql.ref(`c.${column}`)} END`

/** The external id of the patch is one that the contact has besides: of a contact that was merged into it. */
const isFurtherId = sql`p ->> 'external_id' <> c.external_id AND EXISTS (SELECT FROM contact_identities AS i
  WHERE i.contact_id = c.id AND i.kind = 'external' AND i.value = p ->> 'external_id' AND i.until IS NULL)`

/**
 * What each column becomes of those that any draft says something of. The others are left out of the statement: each is computed twice
 * for each row, and a trigger that is for a column runs where the statement names it.
 */
function columnsSaid(drafts: readonly ContactDraft[]): [string, RawBuilder<unknown>][] {
  const said = new Set(drafts.flatMap(({ patch }) => Object.keys(patch)))
  if (drafts.some(({ phoneCountry }) => phoneCountry !== undefined)) said.add("country")
  if (drafts.some(({ invalidPhone }) => invalidPhone !== undefined)) said.add("invalid_phone")
  if (said.has("phone")) for (const column of ["wa_id", "phone_share", "invalid_phone"]) said.add(column)
  return merged.filter(([column]) => said.has(column))
}

/** What each column becomes. */
const merged: [string, RawBuilder<unknown>][] = [
  ...given.map((column): [string, RawBuilder<unknown>] => [column, ofKnown(column)]),
  // Another phone is another WhatsApp account until a webhook tells.
  ["wa_id", sql`CASE WHEN p ? 'phone' AND p ->> 'phone' IS DISTINCT FROM c.phone THEN NULL ELSE c.wa_id END`],
  [
    "phone_share",
    sql`CASE WHEN NOT p ? 'phone' OR p ->> 'phone' IS NOT DISTINCT FROM c.phone THEN c.phone_share
      WHEN t.phone_share IS NULL THEN 0 ELSE t.phone_share + ${nextShare(sql`c.workspace_id`)} END`,
  ],
  [
    "invalid_phone",
    sql`CASE WHEN t.invalid_phone IS NOT NULL THEN t.invalid_phone WHEN p ->> 'phone' IS NOT NULL THEN NULL ELSE c.invalid_phone END`,
  ],
  [
    "attributes",
    sql`CASE WHEN p ? 'attributes' THEN jsonb_strip_nulls(c.attributes || (p -> 'attributes')) ELSE c.attributes END`,
  ],
]
