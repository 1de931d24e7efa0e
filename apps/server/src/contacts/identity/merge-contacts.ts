import type { Occurrence } from "@parley/model"
import { record } from "../../events/index.ts"
import { jsonText, sql, type Tx } from "../../platform/database/index.ts"
import { type ChangedColumns, changedColumns } from "../changed-columns.ts"
import { mergeOutbox } from "../merge-outbox.ts"

/**
 * Makes one contact of two that proved to be one person: `into` takes over the identity, the consent, the conversations
 * and the messages of `from`, which ceases to exist. What `into` knows already stays; of two subscriptions to the same
 * group the newer word counts, and of two at the same time the objection.
 */
export async function mergeContacts(
  tx: Tx,
  workspaceId: string,
  pairs: readonly { from: string; into: string }[],
  now: Date,
): Promise<void> {
  if (pairs.length === 0) return
  const merged = sql`unnest(${pairs.map((pair) => pair.from)}::uuid[], ${pairs.map((pair) => pair.into)}::uuid[]) AS pair (old, new)`

  await sql`
    INSERT INTO subscriptions AS known
      (subscription_group_id, contact_id, workspace_id, state, changed_at, resumable)
    SELECT s.subscription_group_id, pair.new, s.workspace_id, s.state, s.changed_at, s.resumable
    FROM ${merged} JOIN subscriptions s ON s.contact_id = pair.old
    ON CONFLICT (subscription_group_id, contact_id) DO UPDATE SET
      -- 'unsubscribed' sorts behind 'subscribed'
      (changed_at, state, resumable) = (SELECT * FROM (VALUES (known.changed_at, known.state, known.resumable),
        (excluded.changed_at, excluded.state, excluded.resumable)) AS said (at, word, resumable)
        ORDER BY at DESC, word DESC, resumable LIMIT 1)`.execute(tx)
  // Evidence is never edited: the copy says what the record said.
  await sql`
    INSERT INTO consent_records
      (workspace_id, subscription_group_id, contact_id, state, source, evidence, actor, given_at, recorded_at)
    SELECT r.workspace_id, r.subscription_group_id, pair.new, r.state, r.source, r.evidence, r.actor, r.given_at, r.recorded_at
    FROM ${merged} JOIN consent_records r ON r.contact_id = pair.old`.execute(tx)

  await sql`
    WITH both_have AS (
      SELECT old.id AS old_id, new.id AS new_id, old.last_inbound_at
      FROM ${merged} JOIN conversations old ON old.contact_id = pair.old
      JOIN conversations new ON new.contact_id = pair.new AND new.number_id = old.number_id
    ), moved AS (
      UPDATE inbound_messages m SET conversation_id = both_have.new_id FROM both_have WHERE m.conversation_id = both_have.old_id
    )
    UPDATE conversations c SET last_inbound_at = greatest(c.last_inbound_at, both_have.last_inbound_at)
    FROM both_have WHERE c.id = both_have.new_id`.execute(tx)
  await sql`
    UPDATE conversations c SET contact_id = pair.new FROM ${merged}
    WHERE c.contact_id = pair.old
      AND NOT EXISTS (SELECT FROM conversations o WHERE o.contact_id = pair.new AND o.number_id = c.number_id)`.execute(
    tx,
  )
  await mergeOutbox(tx, workspaceId, pairs, now)
  await sql`UPDATE messages m SET contact_id = pair.new FROM ${merged} WHERE m.contact_id = pair.old AND m.workspace_id = ${workspaceId}`.execute(
    tx,
  )

  // Deleted before it is taken over, as its identifiers are unique until then.
  const { rows: gone } = await sql<{ id: string; gone_id: string; gone: unknown }>`
    DELETE FROM contacts c USING ${merged} WHERE c.id = pair.old
    RETURNING pair.new AS id, c.id AS gone_id, to_jsonb(c) AS gone`.execute(tx)
  const { rows: kept } = await sql<{ id: string } & ChangedColumns>`
    UPDATE contacts c SET bsuid = coalesce(c.bsuid, gone ->> 'bsuid'), wa_id = coalesce(c.wa_id, gone ->> 'wa_id'),
      external_id = coalesce(c.external_id, gone ->> 'external_id'),
      first_name = coalesce(c.first_name, gone ->> 'first_name'), last_name = coalesce(c.last_name, gone ->> 'last_name'),
      language = coalesce(c.language, gone ->> 'language'), country = coalesce(c.country, gone ->> 'country'),
      time_zone = coalesce(c.time_zone, gone ->> 'time_zone'), attributes = (gone -> 'attributes') || c.attributes,
      updated_at = ${now}
    FROM unnest(${gone.map((row) => row.id)}::uuid[], ${gone.map((row) => jsonText(row.gone))}::text[]::jsonb[])
      AS t (id, gone)
    WHERE c.id = t.id
    RETURNING c.id, ${changedColumns}`.execute(tx)

  const changes = new Map(kept.map(({ id, ...changed }) => [id, changed]))
  const of = { workspace_id: workspaceId, at: now.toISOString() }
  await record(
    tx,
    gone.flatMap(({ id, gone_id }): Occurrence[] => [
      { kind: "contact_deleted", ...of, contact_id: gone_id, merged_into: id },
      {
        kind: "contacts_merged",
        ...of,
        contact_id: id,
        merged_contact_id: gone_id,
        ...(changes.get(id) ?? { fields: [], attributes: [] }),
      },
    ]),
  )
}
