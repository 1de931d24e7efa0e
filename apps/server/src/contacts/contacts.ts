import { parsePhone } from "@parley/whatsapp/phone"
import type { z } from "zod"
import { sql, type Tx } from "../platform/database/index.ts"
import { found, Problem, requireRevision } from "../platform/errors.ts"
import { resolveAttributes } from "./attributes/resolve-attributes.ts"
import { type ContactPatch, type contact, contactColumns } from "./contact.ts"
import { eraseContacts } from "./erasure/erase-contacts.ts"
import type { ContactScope } from "./identity/merge-contacts.ts"
import { createContacts, recogniseAll, updateContacts } from "./write-contacts.ts"

export type Contact = z.output<typeof contact>

export const asContact = <T extends { attributes: unknown }>(row: T) => ({
  ...row,
  attributes: Object(row.attributes),
})

/** @throws Problem not_found */
export async function getContact(tx: Tx, id: string): Promise<Contact> {
  const row = tx.selectFrom("contacts").select(contactColumns).where("id", "=", id)
  return asContact(found(await row.executeTakeFirst(), "contact"))
}

/**
 * Writes what a patch says of the contact with its identifiers, which is created when there is none.
 * @throws Problem invalid_request without an identifier, conflict when the identifiers name different people
 */
export async function upsertContact(
  tx: Tx,
  { workspaceId, patch, now }: { workspaceId: string; patch: ContactPatch; now: Date },
): Promise<{ contact: Contact; created: boolean }> {
  if (!patch.external_id && !patch.phone && !patch.bsuid) {
    throw new Problem(
      "invalid_request",
      "A contact is named by an external_id, a phone or a bsuid; give one of them.",
      {
        field: "external_id",
      },
    )
  }
  const given = { patch, phoneCountry: countryOf(patch.phone) }
  const [identity] = await recogniseAll(tx, workspaceId, [given])
  if (identity?.kind === "conflict") {
    throw new Problem("conflict", `The ${identity.message}.`, {
      field: identity.field,
      help: "Correct the identifier named, or delete the contact that should not have it.",
      extra: { contact_ids: identity.contactIds },
    })
  }
  const known = identity?.kind === "known" ? await attributesOf(tx, identity.contactId) : {}
  const draft = { ...given, patch: await withAttributes(tx, { workspaceId, now }, patch, known) }
  if (identity?.kind === "known") {
    await updateContacts(tx, [{ contactId: identity.contactId, draft }], now)
    return { contact: await getContact(tx, identity.contactId), created: false }
  }
  const [id] = await createContacts(tx, workspaceId, [draft], now)
  return { contact: await getContact(tx, found(id, "contact")), created: true }
}

/**
 * Changes one contact: what a patch leaves out stays, null removes.
 * @throws Problem not_found; conflict when someone else has changed the contact since `revision`, or an identifier is
 * another contact's; invalid_request when no identifier would be left
 */
export async function changeContact(
  tx: Tx,
  id: string,
  { patch, revision, now }: { patch: ContactPatch; revision: number | undefined; now: Date },
): Promise<Contact> {
  const known = found(
    await tx
      .selectFrom("contacts")
      .select([...contactColumns, "workspace_id"])
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirst(),
    "contact",
  )
  requireRevision(known, revision, "contact")
  const { phone, external_id, bsuid } = { ...known, ...patch }
  if (!phone && !external_id && !bsuid) {
    throw new Problem("invalid_request", "A contact needs a phone, an external_id or a bsuid; leave one.", {
      field: "phone",
    })
  }
  // Contacts that share a phone keep it.
  await refuseTaken(tx, id, patch.phone === known.phone ? { ...patch, phone: undefined } : patch)
  const scope = { workspaceId: known.workspace_id, now }
  const read = await withAttributes(tx, scope, patch, Object(known.attributes))
  const draft = { patch: read, phoneCountry: countryOf(patch.phone) }
  await updateContacts(tx, [{ contactId: id, draft }], now)
  return getContact(tx, id)
}

/** Locked, so that what is added to them is added to what they are. */
async function attributesOf(tx: Tx, id: string): Promise<Record<string, unknown>> {
  const row = tx.selectFrom("contacts").select("attributes").where("id", "=", id).forNoKeyUpdate()
  return Object((await row.executeTakeFirst())?.attributes)
}

/** A patch whose attributes are read by the catalogue. @throws Problem invalid_request where one of them cannot be */
async function withAttributes(
  tx: Tx,
  scope: { workspaceId: string; now: Date },
  patch: ContactPatch,
  known: Record<string, unknown>,
): Promise<ContactPatch> {
  const { attributes } = patch
  if (attributes === undefined) return patch
  const item = { attributes, current: new Map(Object.entries(known)) }
  const { patches, errors } = await resolveAttributes(tx, { ...scope, from: "json" }, [item])
  const [first] = errors
  if (first === undefined) return { ...patch, attributes: patches[0] ?? {} }
  throw new Problem("invalid_request", `attributes.${first.name}: ${first.message}`, {
    field: `attributes.${first.name}`,
    help: "Give a value of the type that the catalogue has for it; GET /v1/attribute-definitions lists them.",
    extra: {
      reason: first.code,
      issues: errors.map(({ name, message }) => ({ field: `attributes.${name}`, message })),
    },
  })
}

const identifiers = { phone: "phone", external_id: "external id", bsuid: "business-scoped user id" } as const

/** An identifier belongs to one person. */
async function refuseTaken(tx: Tx, id: string, patch: ContactPatch): Promise<void> {
  const { rows } = await sql<{ id: string; field: keyof typeof identifiers }>`
    SELECT id, CASE WHEN phone = ${patch.phone ?? null} THEN 'phone'
      WHEN external_id = ${patch.external_id ?? null} THEN 'external_id' ELSE 'bsuid' END AS field
    FROM contacts
    WHERE id <> ${id} AND (phone = ${patch.phone ?? null} OR external_id = ${patch.external_id ?? null}
      OR bsuid = ${patch.bsuid ?? null})
    LIMIT 1`.execute(tx)
  const [bearer] = rows
  if (!bearer) return
  throw new Problem("conflict", `Another contact has this ${identifiers[bearer.field]} already.`, {
    field: bearer.field,
    help: "Correct it, or delete the contact that should not have it.",
    extra: { contact_ids: [bearer.id] },
  })
}

function countryOf(phone: string | null | undefined): string | undefined {
  const parsed = phone ? parsePhone(phone) : undefined
  return parsed?.ok ? parsed.country : undefined
}

/** Erases a person, with everything personal that is kept about them. @throws Problem not_found */
export async function deleteContact(tx: Tx, scope: ContactScope, id: string): Promise<void> {
  const [erased] = await eraseContacts(tx, scope, [id])
  found(erased, "contact")
}

/** Whether there is such a contact in the workspace of the transaction. */
export async function hasContact(tx: Tx, id: string): Promise<boolean> {
  const row = await tx.selectFrom("contacts").select("id").where("id", "=", id).executeTakeFirst()
  return row !== undefined
}

/** @throws Problem not_found */
export async function requireContact(tx: Tx, id: string): Promise<void> {
  found((await hasContact(tx, id)) || undefined, "contact")
}
