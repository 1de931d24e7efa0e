import { rows, sql, type Tx } from "../platform/database/index.ts"

/** An inbound message, as far as it may answer one of ours. */
export interface Reply {
  numberId: string
  contactId: string
  /** The message quoted or tapped on, where WhatsApp says so. */
  contextWamid: string | null
  sentAt: Date
}

/** Without a quote, an answer counts for the last message of this many days. */
const attributionDays = 3
/**
 * How long after a message was sent its row may say so, while no status has told when: Meta tells the time of an answer in
 * whole seconds, and the outcome of a post is written after it. What was sent later cannot have been answered, however late
 * the answer comes.
 */
const outcomeDelaySeconds = 60

/**
 * Marks messages as replied to: the one quoted, whatever its age, otherwise the last one to that contact from that number
 * in the {@link attributionDays} days before the answer. Each message, and so each launch, counts a contact's answer once.
 */
export async function attributeReplies(tx: Tx, replies: readonly Reply[]): Promise<void> {
  if (replies.length === 0) return
  await sql`
    WITH reply AS (
      SELECT number_id, contact_id, context_wamid, sent_at AS at FROM ${rows("reply", replies, {
        numberId: "uuid",
        contactId: "uuid",
        contextWamid: "text",
        sentAt: "timestamptz",
      })}
    ), answered AS (
      SELECT DISTINCT ON (message.id) message.id, reply.at
      FROM reply CROSS JOIN LATERAL (
        SELECT id FROM messages
        WHERE contact_id = reply.contact_id AND number_id = reply.number_id AND wamid IS NOT NULL
          AND (wamid = reply.context_wamid
            OR decided_at >= reply.at - make_interval(days => ${attributionDays})
              -- Once Meta has told when it sent it, both times are by its clock.
              AND coalesce(sent_at, decided_at - make_interval(secs => ${outcomeDelaySeconds})) <= reply.at)
        ORDER BY wamid IS NOT DISTINCT FROM reply.context_wamid DESC, id DESC
        LIMIT 1
      ) AS message
      ORDER BY message.id, reply.at
    ), marked AS (
      UPDATE messages SET replied_at = answered.at FROM answered
      WHERE messages.id = answered.id AND messages.replied_at IS NULL
      RETURNING launch_id, workspace_id
    )
    INSERT INTO launch_counts (launch_id, stage, reason, workspace_id, count)
    SELECT launch_id, 'replied', '', workspace_id, count(*) FROM marked
    WHERE launch_id IS NOT NULL
    GROUP BY launch_id, workspace_id
    ORDER BY launch_id
    ON CONFLICT (launch_id, stage, reason) DO UPDATE SET count = launch_counts.count + excluded.count
  `.execute(tx)
}
