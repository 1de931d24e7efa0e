import type { TimelineEntry } from "@parley/model"
import { isBefore, type TimelinePage } from "../../events/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import type { Room } from "../../platform/define-room.ts"
import { reasonOf } from "../explain.ts"
import { showMessages } from "../preview/shown-messages.ts"

declare module "../../platform/define-room.ts" {
  interface Room {
    /** What the sources that are its own are called, by their ids. */
    namesOfSources?(tx: Tx, sourceIds: readonly string[]): Promise<ReadonlyMap<string, string>>
  }
}

interface MessageRow {
  id: string
  at: Date
  number_id: string
  source_id: string
  source_kind: string
  status: string
  reason: string | null
  error_detail: string | null
  content: unknown
  variables: unknown
}

/** Messages to a contact with what became of them: history, and what is still to go. */
export async function messagesInTimeline(
  tx: Tx,
  { contactId, before, limit, mayReadTexts }: TimelinePage,
  rooms: readonly Room[],
): Promise<TimelineEntry[]> {
  const { rows } = await sql<MessageRow>`
    SELECT message.*, coalesce(parent.kind, source.kind) AS source_kind, coalesce(parent.id, source.id) AS source_id,
      c.body AS content
    FROM (
      (SELECT m.id, m.decided_at AS at, m.number_id, m.source_id AS own_source, m.status::text AS status, m.reason, m.error_detail,
        m.content_id, m.variables
       FROM messages AS m WHERE m.contact_id = ${contactId} AND ${isBefore({ at: "m.decided_at", id: "m.id" }, before)}
       ORDER BY m.decided_at DESC, m.id DESC LIMIT ${limit})
      UNION ALL
      (SELECT o.id, o.send_after, o.number_id, o.source_id, CASE o.state WHEN 'in_doubt' THEN 'in_doubt' ELSE 'queued' END,
        o.wait_reason, NULL, coalesce(o.content_id, v.content_id), o.variables
       FROM outbox AS o LEFT JOIN source_variants AS v ON v.source_id = o.source_id AND v.variant = o.variant
       WHERE o.contact_id = ${contactId} AND ${isBefore({ at: "o.send_after", id: "o.id" }, before)}
       ORDER BY o.send_after DESC, o.id DESC LIMIT ${limit})
      ORDER BY at DESC, id DESC LIMIT ${limit}
    ) AS message
    JOIN sources AS source ON source.id = message.own_source
    LEFT JOIN sources AS parent ON parent.id = source.parent_id
    LEFT JOIN contents AS c ON c.id = message.content_id
    ORDER BY at DESC, message.id DESC`.execute(tx)
  const said = await showMessages(tx, contactId, rows)
  const names = await namesOfSources(tx, rows, rooms)
  return rows.map(({ id, at, number_id, source_kind, source_id, status, ...row }) => {
    const shown = said.get(id)?.shown
    const explained = reasonOf({ status, ...row })
    return {
      kind: "message",
      id,
      at,
      number_id,
      source_kind,
      source_name: names.get(source_id) ?? null,
      template: shown?.template?.name ?? null,
      text: mayReadTexts && shown ? (shown.preview?.body ?? freeText(shown.message)) : null,
      status,
      reason: explained && { code: explained.code, title: explained.title, advice: explained.advice },
    }
  })
}

/** What the sources of messages are called, where a room has a name for them: the campaign of a launch. */
export async function namesOfSources(
  tx: Tx,
  messages: readonly { source_id: string }[],
  rooms: readonly Room[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(messages.map(({ source_id }) => source_id))]
  if (ids.length === 0) return new Map()
  const known: [string, string][] = []
  for (const room of rooms) known.push(...((await room.namesOfSources?.(tx, ids)) ?? []))
  return new Map(known)
}

/** The words of a message as WhatsApp takes it: its text, or what stands under a file. */
function freeText(message: unknown): string | null {
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === "object" && value !== null
  if (!isObject(message)) return null
  for (const part of Object.values(message)) {
    if (!isObject(part)) continue
    for (const words of [part.body, part.caption]) {
      if (typeof words === "string") return words
      if (isObject(words) && typeof words.text === "string") return words.text
    }
  }
  return null
}
