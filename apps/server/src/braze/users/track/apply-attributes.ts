import { updateContacts, writeAttributes } from "../../../contacts/index.ts"
import { sql, type Tx } from "../../../platform/database/index.ts"
import type { Room } from "../../../platform/define-room.ts"
import type { ObjectError } from "../../frame/fatal.ts"
import { knownGroups, setStates } from "../../subscriptions/set-states.ts"
import type { FoundUser } from "./find-or-create.ts"
import type { AttributesReading } from "./read-attributes.ts"

/** What one object says of one contact. */
export interface AttributesOfUser {
  index: number
  contactId: string
  reading: AttributesReading
}

export interface Writer {
  workspaceId: string
  actor: string
  now: Date
  maySubscribe: boolean
  rooms: readonly Room[]
}

const errorOf = (index: number, type: string): ObjectError => ({ type, input_array: "attributes", index })

/**
 * Locks the contacts that attributes are written of, in one order, as their fields and their attributes are written one after the
 * other: two requests about the same people would block each other.
 */
export async function lockUsers(tx: Tx, objects: readonly AttributesOfUser[], { workspaceId }: Writer) {
  const ids = [...new Set(objects.map(({ contactId }) => contactId))]
  if (ids.length > 0)
    await sql`SELECT FROM contacts WHERE workspace_id = ${workspaceId} AND id = ANY(${ids}::uuid[])
      ORDER BY id FOR NO KEY UPDATE`.execute(tx)
}

/** Writes the fields of contacts that were there before; two names of one contact are one write. */
export async function writeFields(tx: Tx, users: Iterable<FoundUser>, now: Date): Promise<void> {
  const updates = new Map<string, NonNullable<FoundUser["draft"]>>()
  for (const { contactId, draft } of users) {
    if (!draft) continue
    const before = updates.get(contactId)
    updates.set(contactId, before ? { ...draft, patch: { ...before.patch, ...draft.patch } } : draft)
  }
  await updateContacts(
    tx,
    [...updates].map(([contactId, draft]) => ({ contactId, draft })),
    now,
  )
}

/** Writes attributes, several objects of one contact in their order. @returns what was left as it was, and why */
export async function writeCustom(
  tx: Tx,
  objects: readonly AttributesOfUser[],
  { workspaceId, now }: Writer,
): Promise<ObjectError[]> {
  const custom = objects.filter(({ reading }) => Object.keys(reading.custom).length > 0)
  if (custom.length === 0) return []
  const { errors } = await writeAttributes(
    tx,
    { workspaceId, now, from: "json" },
    custom.map(({ contactId, reading }) => ({
      contactId,
      attributes: reading.custom,
      mergeObjects: reading.mergeObjects,
    })),
  )
  return errors.map(({ index, name, message }) =>
    errorOf(custom[index]?.index ?? index, `'${name}' is not valid: ${message}`),
  )
}

/** Subscribes and unsubscribes, where the key may. @returns what was not done, and why */
export async function writeGroups(
  tx: Tx,
  objects: readonly AttributesOfUser[],
  { workspaceId, actor, now, maySubscribe, rooms }: Writer,
): Promise<ObjectError[]> {
  const said = objects.flatMap(({ index, contactId, reading }) =>
    reading.groups.map((group) => ({ index, contactId, ...group })),
  )
  if (said.length === 0) return []
  if (!maySubscribe)
    return said.map(({ index }) =>
      errorOf(
        index,
        "'subscription_groups' needs the permission subscriptions:write, which this key does not have",
      ),
    )
  const ids = said.map(({ groupId }) => groupId)
  const groups = await knownGroups(tx, workspaceId, ids)
  const known = said.filter(({ groupId }) => groups.has(groupId))
  await setStates(tx, known, { workspaceId, actor, evidence: "users/track", now, rooms })
  return said
    .filter(({ groupId }) => !groups.has(groupId))
    .map(({ index }) => errorOf(index, "'subscription_group_id' must be a valid subscription group UUID"))
}
