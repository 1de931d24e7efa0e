import { jsonText, sql, type Tx } from "../../platform/database/index.ts"
import type { Room } from "../../platform/define-room.ts"

declare module "../../platform/define-room.ts" {
  interface Room {
    /**
     * Gives what is kept about each contact `from` to the contact `into`, as the two proved to be one person. `from` is still
     * there and ceases to exist when all rooms are through, the topmost first: so what needs locks of several rooms takes
     * them in one order.
     */
    moveContacts?(
      tx: Tx,
      merge: { workspaceId: string; pairs: readonly { from: string; into: string }[]; now: Date },
    ): Promise<void>
  }
}

/** Whose contacts, when, and the rooms that keep something about them. */
export interface ContactScope {
  workspaceId: string
  now: Date
  rooms: readonly Room[]
}

/**
 * Makes one contact of two that proved to be one person: `into` takes over the identity of `from`, which ceases to exist, and
 * everything that other rooms keep about it. What `into` knows already stays.
 */
export async function mergeContacts(
  tx: Tx,
  { workspaceId, now, rooms }: ContactScope,
  pairs: readonly { from: string; into: string }[],
): Promise<void> {
  if (pairs.length === 0) return
  const merged = sql`unnest(${pairs.map((pair) => pair.from)}::uuid[], ${pairs.map((pair) => pair.into)}::uuid[]) AS pair (old, new)`
  for (const room of rooms) await room.moveContacts?.(tx, { workspaceId, pairs, now })

  // Deleted before it is taken over, as its identifiers are unique until then.
  const { rows: gone } = await sql<{ id: string; old: unknown }>`
    DELETE FROM contacts c USING ${merged} WHERE c.id = pair.old RETURNING pair.new AS id, to_jsonb(c) AS old`.execute(
    tx,
  )
  await sql`
    UPDATE contacts c SET bsuid = coalesce(c.bsuid, old ->> 'bsuid'), wa_id = coalesce(c.wa_id, old ->> 'wa_id'),
      external_id = coalesce(c.external_id, old ->> 'external_id'),
      first_name = coalesce(c.first_name, old ->> 'first_name'), last_name = coalesce(c.last_name, old ->> 'last_name'),
      language = coalesce(c.language, old ->> 'language'), country = coalesce(c.country, old ->> 'country'),
      time_zone = coalesce(c.time_zone, old ->> 'time_zone'), attributes = (old -> 'attributes') || c.attributes,
      updated_at = ${now}
    FROM unnest(${gone.map((row) => row.id)}::uuid[], ${gone.map((row) => jsonText(row.old))}::text[]::jsonb[])
      AS t (id, old)
    WHERE c.id = t.id`.execute(tx)
}
