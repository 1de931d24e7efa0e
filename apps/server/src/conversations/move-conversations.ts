import { rows, sql, type Tx } from "../platform/database/index.ts"

/**
 * Gives the conversations of each contact `from` to the contact `into`. Those with one number become one: the one that `into` has,
 * or else the oldest. What is left of the others goes with their contacts.
 */
export async function moveConversations(
  tx: Tx,
  { pairs }: { pairs: readonly { from: string; into: string }[] },
): Promise<void> {
  const merged = rows("pair", pairs, { from: "uuid", into: "uuid" })
  await sql`
    WITH pair AS MATERIALIZED (SELECT pair.from, pair.into FROM ${merged}), one AS (
      SELECT c.id, person.into AS contact_id,
        first_value(c.id) OVER (PARTITION BY person.into, c.number_id ORDER BY c.contact_id <> person.into, c.id) AS kept,
        max(c.last_inbound_at) OVER (PARTITION BY person.into, c.number_id) AS last_inbound_at
      FROM (SELECT "from" AS contact, "into" FROM pair UNION SELECT "into", "into" FROM pair) AS person
      JOIN conversations AS c ON c.contact_id = person.contact
    ), heard AS (
      UPDATE inbound_messages AS m SET conversation_id = kept FROM one WHERE m.conversation_id = one.id AND one.id <> kept
    ), echoed AS (
      UPDATE echoed_messages AS m SET conversation_id = kept FROM one WHERE m.conversation_id = one.id AND one.id <> kept
    )
    UPDATE conversations AS c SET contact_id = one.contact_id, last_inbound_at = one.last_inbound_at
    FROM one WHERE c.id = one.id AND one.id = kept
      AND (c.contact_id, c.last_inbound_at) IS DISTINCT FROM (one.contact_id, one.last_inbound_at)`.execute(
    tx,
  )
}
