import { isDeepStrictEqual } from "node:util"
import { record } from "../../events/index.ts"
import { rows, sql, type Tx } from "../../platform/database/index.ts"
import {
  type AttributeError,
  type AttributePatch,
  type AttributeScope,
  resolveAttributes,
  type WantedAttributes,
} from "./resolve-attributes.ts"

/** What is to become of the attributes of one contact. */
export interface AttributeChange extends WantedAttributes {
  contactId: string
}

/**
 * Changes attributes of many contacts; several changes of one contact apply in their order. What is wrong is reported with its
 * change, and the rest is written. Records `contact_changed` of those that have other values than before.
 */
export async function writeAttributes(
  tx: Tx,
  scope: AttributeScope,
  changes: readonly AttributeChange[],
): Promise<{ changed: Set<string>; errors: AttributeError[] }> {
  if (changes.length === 0) return { changed: new Set(), errors: [] }
  const before = await lockedAttributes(tx, scope.workspaceId, changes)
  const current = new Map([...before].map(([id, values]) => [id, new Map(Object.entries(values))]))
  const known = changes.flatMap((change, index) => {
    const values = current.get(change.contactId)
    return values ? [{ ...change, index, current: values }] : []
  })
  const unknown = changes.flatMap(({ contactId, attributes }, index): AttributeError[] =>
    current.has(contactId)
      ? []
      : Object.keys(attributes)
          .slice(0, 1)
          .map((name) => ({ index, name, code: "contact_unknown", message: "There is no such contact." })),
  )
  const resolved = await resolveAttributes(tx, scope, known)
  const errors = resolved.errors.map((error) => ({ ...error, index: known[error.index]?.index ?? 0 }))
  const patches = [...current].flatMap(([contactId, after]) => {
    const patch = difference(before.get(contactId) ?? {}, after)
    return Object.keys(patch).length === 0 ? [] : [{ contactId, patch }]
  })
  await write(tx, scope, patches)
  return {
    changed: new Set(patches.map(({ contactId }) => contactId)),
    errors: [...unknown, ...errors].toSorted((a, b) => a.index - b.index),
  }
}

/** Locked in one order, so that two batches never wait for each other. */
async function lockedAttributes(tx: Tx, workspaceId: string, changes: readonly AttributeChange[]) {
  const ids = [...new Set(changes.map(({ contactId }) => contactId))]
  const { rows: found } = await sql<{ id: string; attributes: Record<string, unknown> }>`
    SELECT id, attributes FROM contacts WHERE workspace_id = ${workspaceId} AND id = ANY(${ids}::uuid[])
    ORDER BY id FOR NO KEY UPDATE`.execute(tx)
  return new Map(found.map(({ id, attributes }) => [id, attributes]))
}

/** Which values are others than before; null: gone. */
function difference(
  before: Readonly<Record<string, unknown>>,
  after: ReadonlyMap<string, unknown>,
): AttributePatch {
  const patch = new Map<string, unknown>()
  for (const [name, value] of after) {
    if (!Object.hasOwn(before, name) || !isDeepStrictEqual(before[name], value)) patch.set(name, value)
  }
  for (const name of Object.keys(before)) if (!after.has(name)) patch.set(name, null)
  return Object.fromEntries(patch) as AttributePatch
}

async function write(
  tx: Tx,
  { workspaceId, now }: AttributeScope,
  patches: readonly { contactId: string; patch: AttributePatch }[],
): Promise<void> {
  if (patches.length === 0) return
  await sql`
    UPDATE contacts c SET attributes = jsonb_strip_nulls(c.attributes || t.patch), updated_at = ${now}
    FROM ${rows("t", patches, { contactId: "uuid", patch: "jsonb" })}
    WHERE c.id = t.contact_id AND c.workspace_id = ${workspaceId}`.execute(tx)
  await record(
    tx,
    patches.map(({ contactId, patch }) => ({
      kind: "contact_changed",
      workspace_id: workspaceId,
      contact_id: contactId,
      at: now.toISOString(),
      fields: [],
      attributes: Object.keys(patch).toSorted(),
    })),
  )
}
