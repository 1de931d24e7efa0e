import { rows, sql, type Tx } from "../../platform/database/index.ts"

/** Gives the events of contacts to those that they proved to be, and adds their roll-ups together. */
export async function moveEvents(
  tx: Tx,
  { pairs }: { pairs: readonly { from: string; into: string }[] },
): Promise<void> {
  const merged = rows("pair", pairs, { from: "uuid", into: "uuid" })
  await sql`UPDATE events e SET contact_id = pair.into FROM ${merged} WHERE e.contact_id = pair.from`.execute(
    tx,
  )
  await sql`
    WITH gone AS (
      DELETE FROM contact_events c USING ${merged} WHERE c.contact_id = pair.from RETURNING c.*, pair.into AS into_id
    )
    INSERT INTO contact_events AS known (workspace_id, name_id, contact_id, first_at, last_at, count, total)
    SELECT workspace_id, name_id, into_id, min(first_at), max(last_at), sum(count), sum(total) FROM gone
    GROUP BY 1, 2, 3 ORDER BY into_id, name_id
    ON CONFLICT (workspace_id, name_id, contact_id) DO UPDATE SET
      first_at = least(known.first_at, excluded.first_at), last_at = greatest(known.last_at, excluded.last_at),
      count = known.count + excluded.count, total = known.total + excluded.total`.execute(tx)
  await sql`
    WITH gone AS (
      DELETE FROM contact_event_days c USING ${merged} WHERE c.contact_id = pair.from RETURNING c.*, pair.into AS into_id
    )
    INSERT INTO contact_event_days AS known (workspace_id, name_id, day, contact_id, count, total)
    SELECT workspace_id, name_id, day, into_id, sum(count), sum(total) FROM gone
    GROUP BY 1, 2, 3, 4 ORDER BY into_id, name_id, day
    ON CONFLICT (workspace_id, name_id, day, contact_id) DO UPDATE SET
      count = known.count + excluded.count, total = known.total + excluded.total`.execute(tx)
}

/** Nothing of what a person did stays; how often an event was recorded is no longer told of them either. */
export async function eraseEvents(tx: Tx, workspaceId: string, contactIds: readonly string[]): Promise<void> {
  const those = sql`workspace_id = ${workspaceId} AND contact_id = ANY(${[...contactIds]}::uuid[])`
  await sql`DELETE FROM events WHERE ${those}`.execute(tx)
  await sql`DELETE FROM contact_events WHERE ${those}`.execute(tx)
  await sql`DELETE FROM contact_event_days WHERE ${those}`.execute(tx)
}

/** What a person did, oldest first, and how often. */
export async function exportEvents(
  tx: Tx,
  workspaceId: string,
  contactId: string,
): Promise<Record<string, unknown>> {
  const { rows: events } = await sql`
    SELECT n.kind, n.name, e.at, e.value, e.properties FROM events e JOIN event_names n ON n.id = e.name_id
    WHERE e.workspace_id = ${workspaceId} AND e.contact_id = ${contactId} ORDER BY e.at, e.id`.execute(tx)
  const { rows: counts } = await sql`
    SELECT n.kind, n.name, c.count, c.total, c.first_at, c.last_at
    FROM contact_events c JOIN event_names n ON n.id = c.name_id
    WHERE c.workspace_id = ${workspaceId} AND c.contact_id = ${contactId} ORDER BY n.kind, n.name`.execute(tx)
  return { events, event_counts: counts }
}
