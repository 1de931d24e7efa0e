/** Counts what this version does not know, so that somebody notices when Meta tells something new. */
import type { InboundContent } from "./content.ts"
import type { WebhookEvent } from "./event.ts"

/**
 * How much of some webhooks was not understood, by what it was: the field, and of a message of an unknown type also that
 * type. Statuses with a new name and Meta's own `unsupported` are understood. Empty when all was understood.
 * @example
 * const hologram = { id: "wamid.1", from: "16505551234", timestamp: "1763798400", type: "hologram", hologram: {} }
 * const value = { metadata: { phone_number_id: "1" }, messages: [hologram] }
 * const entry = [{ id: "2", changes: [{ field: "messages", value }, { field: "weather", value: {} }] }]
 * const events = parseWebhook({ object: "whatsapp_business_account", entry })
 * unknownIn(events) // new Map([["messages/hologram", 1], ["weather", 1]])
 */
export function unknownIn(events: readonly WebhookEvent[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const event of events) {
    const name = unknownName(event)
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}

function unknownName(event: WebhookEvent): string | undefined {
  if (event.kind === "unknown") return event.field
  if (event.kind !== "message" && event.kind !== "message_echo") return undefined
  const content = innermost(event.content)
  return content.type === "unknown" ? `${event.field}/${typeName(content.raw)}` : undefined
}

/** What an edit makes of its message is what counts. */
const innermost = (content: InboundContent): InboundContent =>
  content.type === "edit" ? content.content : content

function typeName(raw: unknown): string {
  const type = typeof raw === "object" && raw !== null && "type" in raw ? raw.type : undefined
  return typeof type === "string" ? type : ""
}
