import type { Occurrence } from "@parley/model"
import { record } from "../../events/index.ts"
import { rows, sql, type Tx } from "../../platform/database/index.ts"
import type { Room } from "../../platform/define-room.ts"
import { type ChangedColumns, changedColumns } from "../changed-columns.ts"
import { textColumns } from "../contact.ts"
import { keepMerges } from "./contact-merges.ts"

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

/** What is known of the contact `c` stays, and what is not is taken from the row `gone`. */
const takenOver = textColumns.map(
  (column) => sql`${sql.ref(column)} = coalesce(${sql.ref(`c.${column}`)}, gone ->> ${sql.lit(column)})`,
)

/**
 * Makes one contact of two that proved to be one person: `into` takes over the identity of `from`, which ceases to exist, and
 * everything that other rooms keep about it. What `into` knows already stays.
 */
export async function mergeContacts(
  tx: Tx,
  scope: ContactScope,
  pairs: readonly { from: string; into: string }[],
): Promise<void> {
  if (pairs.length === 0) return
  // One UPDATE takes over from one contact only, so that of several that become the same one the others follow.
  const first = [...new Map(pairs.toReversed().map((pair) => [pair.into, pair])).values()]
  await mergeOnce(tx, scope, first)
  await mergeContacts(
    tx,
    scope,
    pairs.filter((pair) => !first.includes(pair)),
  )
}

async function mergeOnce(
  tx: Tx,
  { workspaceId, now, rooms }: ContactScope,
  pairs: readonly { from: string; into: string }[],
): Promise<void> {
  const merged = rows("pair", pairs, { from: "uuid", into: "uuid" })
  for (const room of rooms) await room.moveContacts?.(tx, { workspaceId, pairs, now })

  await sql`UPDATE contact_identities AS i SET contact_id = pair.into FROM ${merged} WHERE i.contact_id = pair.from`.execute(
    tx,
  )
  // Deleted before it is taken over, as its identifiers are unique until then.
  const { rows: gone } = await sql<{ id: string; gone_id: string; gone: unknown }>`
    DELETE FROM contacts c USING ${merged} WHERE c.id = pair.from
    RETURNING pair.into AS id, c.id AS gone_id, to_jsonb(c) AS gone`.execute(tx)
  await keepMerges(tx, { workspaceId, now }, gone)
  const { rows: kept } = await sql<{ id: string } & ChangedColumns>`
    UPDATE contacts c SET ${sql.join(takenOver)}, attributes = (gone -> 'attributes') || c.attributes, updated_at = ${now},
      phone_share = CASE WHEN c.phone IS NULL THEN coalesce((gone ->> 'phone_share')::integer, 0) ELSE c.phone_share END
    FROM ${rows("t", gone, { id: "uuid", gone: "jsonb" })}
    WHERE c.id = t.id
    RETURNING c.id, ${changedColumns}`.execute(tx)

  // What one contact can have one of, and both had: the person is known by the other one, too.
  await sql`
    INSERT INTO contact_identities (workspace_id, kind, value, contact_id, since)
    SELECT c.workspace_id, had.kind, had.value, c.id, ${now}
    FROM ${rows("t", gone, { id: "uuid", gone: "jsonb" })} JOIN contacts AS c ON c.id = t.id
    CROSS JOIN LATERAL (VALUES ('phone', gone ->> 'phone', c.phone), ('external', gone ->> 'external_id', c.external_id))
      AS had (kind, value, kept)
    WHERE had.value <> had.kept
    ON CONFLICT DO NOTHING`.execute(tx)

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
