/** Takes back what an import recorded, in the counts and sums of each contact, too. */
import { sql, type Tx } from "../../platform/database/index.ts"
import { record } from "../record.ts"

interface ImportedEvent {
  id: string
  contactId: string
}

const mostAtOnce = 1_000

/** The next events that an import recorded and that are still there. */
export async function eventsOfImport(
  tx: Tx,
  importId: string,
  after: string | undefined,
): Promise<ImportedEvent[]> {
  const { rows } = await sql<ImportedEvent>`
    SELECT id, contact_id AS "contactId" FROM events
    WHERE import_id = ${importId} AND (${after ?? null}::uuid IS NULL OR id > ${after ?? null}::uuid)
    ORDER BY id LIMIT ${mostAtOnce}`.execute(tx)
  return rows
}

interface Scope {
  workspaceId: string
  importId: string
  now: Date
}

/**
 * Deletes events that an import recorded, and takes them out of the roll-ups, whose rows are locked in the order in which recording takes
 * them. Their contacts are locked by who calls. Where events of a day were deleted before, as they were kept for a time only, the sum of
 * that day loses what the events were worth; else it is summed up again, so that no rounding stays.
 * @returns how many there were
 */
export async function removeImported(
  tx: Tx,
  { workspaceId, importId, now }: Scope,
  events: readonly ImportedEvent[],
): Promise<number> {
  const contactIds = [...new Set(events.map(({ contactId }) => contactId))]
  const those = sql`workspace_id = ${workspaceId} AND contact_id = ANY(${contactIds}::uuid[])`
  await sql`SELECT FROM contact_events WHERE ${those} ORDER BY contact_id, name_id FOR UPDATE`.execute(tx)
  const { rows: gone } = await sql<{
    kind: string
    name: string
    name_id: number
    contact_id: string
    n: number
  }>`
    WITH gone AS (
      DELETE FROM events WHERE import_id = ${importId} AND ${those}
        AND id = ANY(${events.map(({ id }) => id)}::uuid[])
      RETURNING name_id, contact_id, at, value
    ), days AS (
      UPDATE contact_event_days AS known SET count = known.count - gone.n, total = known.total - gone.total
      FROM (SELECT name_id, contact_id, (at AT TIME ZONE 'UTC')::date AS day, count(*) AS n, coalesce(sum(value), 0) AS total
        FROM gone GROUP BY 1, 2, 3) AS gone
      WHERE known.workspace_id = ${workspaceId} AND known.name_id = gone.name_id AND known.day = gone.day
        AND known.contact_id = gone.contact_id
    ), totals AS (
      UPDATE contact_events AS known SET count = known.count - gone.n, total = known.total - gone.total
      FROM (SELECT name_id, contact_id, count(*) AS n, coalesce(sum(value), 0) AS total FROM gone GROUP BY 1, 2) AS gone
      WHERE known.workspace_id = ${workspaceId} AND known.name_id = gone.name_id AND known.contact_id = gone.contact_id
    )
    SELECT n.kind, n.name, gone.name_id, gone.contact_id, count(*)::int AS n
    FROM gone JOIN event_names AS n ON n.id = gone.name_id GROUP BY 1, 2, 3, 4`.execute(tx)
  await settleRollUps(tx, workspaceId, gone)
  await record(
    tx,
    [...Map.groupBy(gone, ({ contact_id }) => contact_id)].map(([contact_id, names]) => ({
      kind: "events_removed",
      workspace_id: workspaceId,
      contact_id,
      at: now.toISOString(),
      names: names.flatMap(({ kind, name }) => (kind === "event" ? [name] : [])),
      purchases: names.some(({ kind }) => kind === "purchase"),
    })),
  )
  return gone.reduce((sum, { n }) => sum + n, 0)
}

/** Roll-ups of nothing go; of the others first, last and sum are as what is left tells. */
async function settleRollUps(
  tx: Tx,
  workspaceId: string,
  gone: readonly { name_id: number; contact_id: string }[],
): Promise<void> {
  const names = [...new Set(gone.map(({ name_id }) => name_id))]
  const contacts = [...new Set(gone.map(({ contact_id }) => contact_id))]
  const those = sql`known.workspace_id = ${workspaceId} AND known.name_id = ANY(${names}::integer[])
    AND known.contact_id = ANY(${contacts}::uuid[])`
  await sql`DELETE FROM contact_event_days AS known WHERE ${those} AND count <= 0`.execute(tx)
  await sql`DELETE FROM contact_events AS known WHERE ${those} AND count <= 0`.execute(tx)
  await sql`
    UPDATE contact_event_days AS known SET total = kept.total
    FROM contact_event_days AS day CROSS JOIN LATERAL (
      SELECT count(*) AS n, coalesce(sum(value), 0) AS total FROM events AS e
      WHERE e.contact_id = day.contact_id AND e.name_id = day.name_id
        AND e.at >= day.day::timestamp AT TIME ZONE 'UTC' AND e.at < (day.day + 1)::timestamp AT TIME ZONE 'UTC') AS kept
    WHERE ${those} AND (day.workspace_id, day.name_id, day.day, day.contact_id)
      = (known.workspace_id, known.name_id, known.day, known.contact_id) AND kept.n = known.count AND kept.total <> known.total`.execute(
    tx,
  )
  // The day alone is known of events that are deleted already.
  await sql`
    UPDATE contact_events AS known SET total = days.total,
      first_at = CASE WHEN kept.first_at < days.first_at + interval '1 day' THEN kept.first_at ELSE greatest(days.first_at, known.first_at) END,
      last_at = CASE WHEN kept.last_at >= days.last_at THEN kept.last_at
        ELSE least(days.last_at + interval '1 day' - interval '1 microsecond', known.last_at) END
    FROM contact_events AS one
    CROSS JOIN LATERAL (SELECT sum(total) AS total, min(day)::timestamp AT TIME ZONE 'UTC' AS first_at,
      max(day)::timestamp AT TIME ZONE 'UTC' AS last_at
      FROM contact_event_days AS d WHERE d.contact_id = one.contact_id AND d.name_id = one.name_id) AS days
    CROSS JOIN LATERAL (SELECT min(at) AS first_at, max(at) AS last_at
      FROM events AS e WHERE e.contact_id = one.contact_id AND e.name_id = one.name_id) AS kept
    WHERE ${those} AND (one.workspace_id, one.name_id, one.contact_id) = (known.workspace_id, known.name_id, known.contact_id)
      AND days.total IS NOT NULL`.execute(tx)
}

const mostKeys = 5_000

/** Forgets some keys under which an import recorded events, so that they count if they come again. @returns whether there may be more */
export async function forgetImportedKeys(
  tx: Tx,
  { workspaceId, importId, seenAt }: { workspaceId: string; importId: string; seenAt: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    DELETE FROM event_keys WHERE ctid = ANY(ARRAY(SELECT ctid FROM event_keys
      WHERE workspace_id = ${workspaceId} AND seen_at = ${seenAt} AND import_id = ${importId} LIMIT ${mostKeys}))`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0) === mostKeys
}
