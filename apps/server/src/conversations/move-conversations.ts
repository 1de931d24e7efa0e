import { rows, sql, type Tx } from "../platform/database/index.ts"

/** Gives the conversations of each contact `from` to the contact `into`; two with the same number become one. */
export async function moveConversations(
  tx: Tx,
  { pairs }: { pairs: readonly { from: string; into: string }[] },
): Promise<void> {
  const merged = rows("pair", pairs, { from: "uuid", into: "uuid" })
  await sql`
    WITH both_have AS (
      SELECT old.id AS old_id, new.id AS new_id, old.last_inbound_at
      FROM ${merged} JOIN conversations old ON old.contact_id = pair.from
      JOIN conversations new ON new.contact_id = pair.into AND new.number_id = old.number_id
    ), heard AS (
      UPDATE inbound_messages m SET conversation_id = both_have.new_id FROM both_have WHERE m.conversation_id = both_have.old_id
    ), echoed AS (
      UPDATE echoed_messages m SET conversation_id = both_have.new_id FROM both_have WHERE m.conversation_id = both_have.old_id
    )
    UPDATE conversations c SET last_inbound_at = greatest(c.last_inbound_at, both_have.last_inbound_at)
    FROM both_have WHERE c.id = both_have.new_id`.execute(tx)
  await sql`
    UPDATE conversations c SET contact_id = pair.into FROM ${merged}
    WHERE c.contact_id = pair.from
      AND NOT EXISTS (SELECT FROM conversations o WHERE o.contact_id = pair.into AND o.number_id = c.number_id)`.execute(
    tx,
  )
}
