import { rows, sql, type Tx } from "../../platform/database/index.ts"
import type { ReadEvent } from "./given-event.ts"

type Named = Pick<ReadEvent, "kind" | "name">

export const nameKey = ({ kind, name }: Named) => `${kind} ${name}`

/** More are not a catalogue, but values that somebody sends as names. As many as there are of attributes. */
export const mostEventNames = 10_000

/**
 * The ids of the names of events in the catalogue, which learns of new ones and of the day of their last use. By `nameKey`. A
 * day is written once: what is used all the time would meet on these rows otherwise. What the catalogue has no room for is missing.
 */
export async function knowNames(
  tx: Tx,
  { workspaceId, now }: { workspaceId: string; now: Date },
  events: readonly Named[],
): Promise<Map<string, number>> {
  const names = [...new Map(events.map((event) => [nameKey(event), event])).values()]
  const ids = await findNames(tx, workspaceId, names, now)
  const unknown = names.filter((event) => !ids.has(nameKey(event)))
  if (unknown.length === 0) return ids
  // In one order everywhere. What another transaction is just making known is waited for, and found after that.
  await sql`
    INSERT INTO event_names (workspace_id, kind, name, created_at, last_used_on)
    SELECT ${workspaceId}, kind, name, ${now}, ${day(now)}::date FROM ${rows("t", unknown, { kind: "text", name: "text" })}
    WHERE kind = 'purchase'
      OR t.position <= ${mostEventNames} - (SELECT count(*) FROM event_names WHERE workspace_id = ${workspaceId} AND kind = 'event')
    ORDER BY kind, name
    ON CONFLICT DO NOTHING`.execute(tx)
  return findNames(tx, workspaceId, names, now)
}

async function findNames(tx: Tx, workspaceId: string, names: readonly Named[], now: Date) {
  const { rows: found } = await sql<{ id: number; kind: string; name: string; is_stale: boolean }>`
    SELECT n.id, n.kind, n.name, n.last_used_on IS NULL OR n.last_used_on < ${day(now)}::date AS is_stale
    FROM ${rows("t", names, { kind: "text", name: "text" })}
    JOIN event_names n ON n.workspace_id = ${workspaceId} AND n.kind = t.kind AND n.name = t.name`.execute(tx)
  const stale = found.filter(({ is_stale }) => is_stale).map(({ id }) => id)
  if (stale.length > 0)
    await sql`
      UPDATE event_names SET last_used_on = ${day(now)}::date WHERE id IN (
        SELECT id FROM event_names WHERE id = ANY(${stale}::integer[]) AND last_used_on IS DISTINCT FROM ${day(now)}::date
        ORDER BY id FOR UPDATE SKIP LOCKED)`.execute(tx)
  return new Map(found.map(({ id, kind, name }) => [`${kind} ${name}`, id]))
}

/** Products that purchases name, in the same way. */
export async function knowProducts(
  tx: Tx,
  { workspaceId, now }: { workspaceId: string; now: Date },
  events: readonly ReadEvent[],
): Promise<void> {
  const ids = events.flatMap(({ kind, properties }) =>
    kind === "purchase" && typeof properties?.product_id === "string" ? [properties.product_id] : [],
  )
  if (ids.length === 0) return
  const products = [...new Set(ids)].map((productId) => ({ productId }))
  await sql`
    INSERT INTO products (workspace_id, product_id, created_at, last_used_on)
    SELECT ${workspaceId}, t.product_id, ${now}, ${day(now)}::date
    FROM ${rows("t", products, { productId: "text" })}
    WHERE NOT EXISTS (SELECT FROM products p WHERE p.workspace_id = ${workspaceId} AND p.product_id = t.product_id
      AND p.last_used_on >= ${day(now)}::date)
    ORDER BY t.product_id COLLATE "C"
    ON CONFLICT (workspace_id, product_id) DO UPDATE SET last_used_on = excluded.last_used_on`.execute(tx)
}

const day = (now: Date) => now.toISOString().slice(0, 10)
