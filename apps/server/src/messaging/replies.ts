import { rows, sql, type Tx } from "../platform/database/index.ts"
import { counted } from "./counts/counted.ts"

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

/** In how many minutes people answered is counted by these. */
export const replyBounds = [1, 5, 15, 60, 240, 1_440, 4_320]

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
          AND (${isQuoted} OR (decided_at >= reply.at - make_interval(days => ${attributionDays})
            -- Once Meta has told when it sent it, both times are by its clock.
            AND coalesce(sent_at, decided_at - make_interval(secs => ${outcomeDelaySeconds})) <= reply.at))
        ORDER BY ${isQuoted} IS TRUE DESC, id DESC
        LIMIT 1
      ) AS message
      ORDER BY message.id, reply.at
    ), marked AS (
      UPDATE messages SET replied_at = answered.at FROM answered
      WHERE messages.id = answered.id AND messages.replied_at IS NULL
      RETURNING source_id, workspace_id, variant, replied_at, coalesce(sent_at, decided_at) AS asked_at
    )
    ${counted(sql`
      SELECT source_id, workspace_id, variant, stage, stage_reason AS reason, replied_at AS at, 1 AS n
      FROM marked CROSS JOIN LATERAL (VALUES ('replied', NULL), ('replied_within', coalesce((
        SELECT min(bound)::text FROM unnest(${replyBounds}::integer[]) AS of (bound)
        WHERE replied_at <= asked_at + make_interval(mins => bound)), 'later'))) AS reached (stage, stage_reason)`)}
  `.execute(tx)
}

/** It is the message quoted, under whichever id of WhatsApp's the person got it. */
const isQuoted = sql`(wamid = reply.context_wamid OR reply.context_wamid = ANY(other_wamids))`
