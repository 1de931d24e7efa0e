import type { MessageKind } from "@parley/model"
import { sql, type Tx } from "../../platform/database/index.ts"
import type { Room } from "../../platform/define-room.ts"
import { fatesFor, type Wants } from "./message-fates.ts"

/** What became of a message, for those who want to hear of it. */
export interface MessageEvent {
  workspaceId: string
  kind: MessageKind
  contactId: string
  data: {
    message_id: string
    number_id: string
    /** What it was sent by: launch, api, reply and so on. */
    source_kind: string
    launch_id: string | null
    /** The message that this one repeats. */
    retry_of: string | null
    /** WhatsApp's id; null: it has none. */
    wamid: string | null
    /** Of one that failed or is not sent: Meta's code, or why. */
    reason: string | null
    happened_at: string
  }
}

declare module "../../platform/define-room.ts" {
  interface Room {
    /** Tells others what becomes of messages, in the transaction that writes it. */
    messageEvents?: {
      /** Of the workspace of the transaction, or of all. @returns undefined: nobody wants any of it */
      wanted(tx: Tx): Promise<Wants | undefined>
      tell(tx: Tx, events: readonly MessageEvent[], now: Date): Promise<void>
    }
  }
}

/** That a message has come to a stage. */
export interface Reached {
  id: string
  kind: MessageKind
  /** By Meta's clock, where it says so. */
  at: Date
}

/** @returns what tells of messages in this transaction; undefined: nobody wants to hear */
export async function messageTeller(
  tx: Tx,
  rooms: readonly Pick<Room, "messageEvents" | "fates">[],
  now: Date,
): Promise<((reached: readonly Reached[]) => Promise<void>) | undefined> {
  const listening: { wants: Wants; tell: (events: readonly MessageEvent[]) => Promise<void> }[] = []
  for (const messageEvents of [...rooms.map((room) => room.messageEvents), fatesFor(rooms)]) {
    const wants = await messageEvents?.wanted(tx)
    if (messageEvents === undefined || wants === undefined) continue
    listening.push({ wants, tell: (events) => messageEvents.tell(tx, events, now) })
  }
  if (listening.length === 0) return undefined
  return async (reached) => {
    const all = await eventsOf(tx, reached)
    for (const { wants, tell } of listening) {
      const events = all.filter(({ workspaceId, kind }) => wants(workspaceId, kind))
      if (events.length > 0) await tell(events)
    }
  }
}

interface MessageRow extends Omit<MessageEvent["data"], "happened_at" | "launch_id"> {
  workspace_id: string
  contact_id: string
  source_id: string
}

/** Messages of contacts; a test is to none. */
async function eventsOf(tx: Tx, reached: readonly Reached[]): Promise<MessageEvent[]> {
  if (reached.length === 0) return []
  const ids = [...new Set(reached.map(({ id }) => id))]
  const { rows } = await sql<MessageRow>`
    SELECT m.id AS message_id, m.workspace_id, m.contact_id, m.number_id, m.wamid, m.reason, m.retry_of,
      coalesce(parent.kind, source.kind) AS source_kind, coalesce(parent.id, source.id) AS source_id
    FROM messages AS m JOIN sources AS source ON source.id = m.source_id
    LEFT JOIN sources AS parent ON parent.id = source.parent_id
    WHERE m.id = ANY(${ids}::uuid[]) AND m.contact_id IS NOT NULL`.execute(tx)
  const byId = new Map(rows.map((row) => [row.message_id, row]))
  return reached.flatMap(({ id, kind, at }) => {
    const row = byId.get(id)
    if (row === undefined) return []
    const { workspace_id: workspaceId, contact_id: contactId, source_id, reason, ...said } = row
    const isOver = kind === "message_failed" || kind === "message_dropped"
    return [
      {
        workspaceId,
        kind,
        contactId,
        data: {
          ...said,
          launch_id: said.source_kind === "launch" ? source_id : null,
          reason: isOver ? reason : null,
          happened_at: at.toISOString(),
        },
      },
    ]
  })
}
