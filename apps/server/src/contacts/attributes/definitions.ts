import type { AttributeType } from "@parley/model"
import { rows, sql, type Tx } from "../../platform/database/index.ts"

interface Scope {
  workspaceId: string
  now: Date
}

const day = (now: Date) => now.toISOString().slice(0, 10)

/**
 * The types of these attributes in the catalogue, by name. Marks those of `used` as used today; once a day, as what is written all
 * the time would meet on these rows.
 */
export async function typesOf(
  tx: Tx,
  { workspaceId, now }: Scope,
  names: readonly string[],
): Promise<Map<string, AttributeType>> {
  if (names.length === 0) return new Map()
  const { rows: found } = await sql<{ id: number; name: string; type: AttributeType; is_stale: boolean }>`
    SELECT id, name, type, last_used_on IS NULL OR last_used_on < ${day(now)}::date AS is_stale
    FROM attribute_definitions WHERE workspace_id = ${workspaceId} AND name = ANY(${[...names]}::text[])`.execute(
    tx,
  )
  const stale = found.filter(({ is_stale }) => is_stale).map(({ id }) => id)
  if (stale.length > 0)
    await sql`
      UPDATE attribute_definitions SET last_used_on = ${day(now)}::date WHERE id IN (
        SELECT id FROM attribute_definitions WHERE id = ANY(${stale}::integer[]) AND last_used_on IS DISTINCT FROM ${day(now)}::date
        ORDER BY id FOR UPDATE SKIP LOCKED)`.execute(tx)
  return new Map(found.map(({ name, type }) => [name, type]))
}

/** More are not a catalogue, but values that somebody sends as names; whatever shows or plans with all of them would stand still. */
export const mostDefinitions = 10_000

/** Whether the catalogue takes so many attributes more. */
export async function hasRoomFor(tx: Tx, workspaceId: string, count: number): Promise<boolean> {
  if (count === 0) return true
  const { rows: found } = await sql<{ count: number }>`
    SELECT count(*) FROM attribute_definitions WHERE workspace_id = ${workspaceId}`.execute(tx)
  return (found[0]?.count ?? 0) + count <= mostDefinitions
}

/**
 * Adds attributes to the catalogue. One that another transaction is just adding is waited for.
 * @returns whether all of them have the types given now
 */
export async function define(
  tx: Tx,
  { workspaceId, now }: Scope,
  types: ReadonlyMap<string, AttributeType>,
): Promise<boolean> {
  if (types.size === 0) return true
  const definitions = [...types].map(([name, type]) => ({ name, type: type as string }))
  const { numAffectedRows } = await sql`
    INSERT INTO attribute_definitions (workspace_id, name, type, created_at, last_used_on)
    SELECT ${workspaceId}, name, type, ${now}, ${day(now)}::date FROM ${rows("t", definitions, { name: "text", type: "text" })}
    ORDER BY name COLLATE "C" -- in one order everywhere
    ON CONFLICT DO NOTHING`.execute(tx)
  return Number(numAffectedRows ?? 0) === definitions.length
}
