/** Messages of a source to people who are named one by one, unlike those of an audience that is walked through. */
import { columnsOf, rows, sql, type Tx } from "../../platform/database/index.ts"
import { counted } from "../counts/counted.ts"
import { wakeLane } from "../outbox/enqueue.ts"
import { type Assignment, isControlSql, variantSql } from "./assignment.ts"
import type { Audience } from "./fill.ts"

/** One message to one person. */
export interface NamedMessage {
  contactId: string
  /** What this message alone knows, for Liquid. */
  variables?: Record<string, unknown>
  /** Default: what the person's variant of the source says. */
  contentId?: string
  /** Default: the one that is drawn. */
  variant?: number
}

export interface QueuedNamed {
  /** Of the list that was given, from 0. */
  place: number
  id: string
}

const columns = { contactId: "uuid", variables: "jsonb", contentId: "uuid", variant: "smallint" } as const

/**
 * Brings messages into the outbox, in one statement. What their people may get is decided as each is sent.
 * @param audience only contacts who are in it get a message
 * @param isOnePerPerson of several messages to one person only the first goes
 * @returns those that go, in their order
 */
export async function enqueueNamed(
  tx: Tx,
  source: { id: string; workspaceId: string; numberId: string },
  messages: readonly NamedMessage[],
  {
    audience = { joins: sql``, condition: sql`true` },
    assignment = {},
    isOnePerPerson = false,
    isCounted = true,
    sendAfter,
    expiresAt,
    now,
  }: {
    audience?: Audience
    assignment?: Assignment
    isOnePerPerson?: boolean
    /** Whether they are an audience: those of a standing source are none. */
    isCounted?: boolean
    sendAfter: Date
    expiresAt: Date
    now: Date
  },
): Promise<QueuedNamed[]> {
  if (messages.length === 0) return []
  const { rows: queued } = await sql<QueuedNamed>`
    WITH named AS MATERIALIZED (
      SELECT new_id() AS message_id, contacts.id, m.position, m.variables, m.content_id, m.variant AS chosen,
        row_number() OVER (PARTITION BY contacts.id ORDER BY m.position) AS turn
      FROM ${rows("m", messages, columns)} JOIN contacts ON contacts.id = m.contact_id ${audience.joins}
      WHERE contacts.workspace_id = ${source.workspaceId} AND ${audience.condition}
    ), placed AS MATERIALIZED (
      SELECT named.*, coalesce(chosen, ${variantSql(assignment)}) AS variant, ${isControlSql(assignment)} AS is_control
      FROM named WHERE ${!isOnePerPerson} OR turn = 1
    ), queued AS (
      INSERT INTO outbox (id, workspace_id, number_id, source_id, ${columnsOf(columns)}, is_control, send_after, expires_at)
      SELECT message_id, ${source.workspaceId}::uuid, ${source.numberId}::uuid, ${source.id}::uuid, id, variables, content_id,
        variant, is_control, ${sendAfter}::timestamptz, ${expiresAt}::timestamptz
      FROM placed ORDER BY position
      RETURNING id
    ), counts AS (
      ${counted(sql`
        SELECT ${source.id}::uuid AS source_id, ${source.workspaceId}::uuid AS workspace_id, 0::smallint AS variant,
          'audience' AS stage, NULL AS reason, ${now}::timestamptz AS at, count(*) AS n
        FROM queued WHERE ${isCounted}`)}
    )
    SELECT placed.position::integer - 1 AS place, queued.id FROM queued JOIN placed ON placed.message_id = queued.id
    ORDER BY placed.position`.execute(tx)
  if (queued.length > 0) wakeLane(source.numberId)
  return queued
}
