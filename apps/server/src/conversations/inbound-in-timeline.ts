import type { TimelineEntry } from "@parley/model"
import { isBefore, type TimelinePage } from "../events/index.ts"
import { sql, type Tx } from "../platform/database/index.ts"

/** What a contact wrote, and what the phone of a number wrote to them. */
export async function inboundInTimeline(
  tx: Tx,
  { contactId, before, limit, mayReadTexts }: TimelinePage,
): Promise<TimelineEntry[]> {
  // Of each kind of message its words, wherever WhatsApp has them.
  const text = sql`coalesce(m.content ->> 'body', m.content ->> 'text', m.content ->> 'title', m.content ->> 'caption')`
  const of = (table: "inbound_messages" | "echoed_messages", kind: "inbound" | "phone_app") => sql`
    (SELECT m.id, m.sent_at AS at, ${sql.lit(kind)} AS kind, c.number_id, m.type, ${mayReadTexts ? text : sql`NULL`} AS text
     FROM conversations AS c JOIN ${sql.table(table)} AS m ON m.conversation_id = c.id
     WHERE c.contact_id = ${contactId} AND ${isBefore({ at: "m.sent_at", id: "m.id" }, before)}
     ORDER BY m.sent_at DESC, m.id DESC LIMIT ${limit})`
  const { rows } = await sql<TimelineEntry & { kind: "inbound" | "phone_app" }>`
    ${of("inbound_messages", "inbound")} UNION ALL ${of("echoed_messages", "phone_app")}
    ORDER BY at DESC, id DESC LIMIT ${limit}`.execute(tx)
  return rows
}
