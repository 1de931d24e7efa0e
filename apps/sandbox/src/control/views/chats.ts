/** The chat list of one person's phone. */
import { type ControlCall, segment } from "../request.ts"
import { numberView } from "./accounts.ts"
import type { ChatSummary } from "./shapes.ts"

/** `GET views/chats/{wa_id}`: every business number, those with the newest messages first. */
export function viewChats(call: ControlCall): { data: ChatSummary[] } {
  const { world } = call.running
  world.store.flush()
  const rows = world.store.database
    .prepare(
      "SELECT number, max(at_ms) AS last_at_ms, count(*) AS messages FROM messages WHERE person = ? GROUP BY number",
    )
    .all(Number(segment(call, 2)))
  const written = new Map(rows.map((row) => [String(row.number), row]))
  const lastAtMs = (id: string) => Number(written.get(id)?.last_at_ms ?? 0)
  return {
    data: [...world.numbers.values()]
      .sort((a, b) => lastAtMs(b.id) - lastAtMs(a.id))
      .map((number) => {
        const row = written.get(number.id)
        return {
          number: numberView(number),
          last_at: row === undefined ? null : new Date(Number(row.last_at_ms)).toISOString(),
          messages: Number(row?.messages ?? 0),
        }
      }),
  }
}
