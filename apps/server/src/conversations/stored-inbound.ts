import type { MessageEvent } from "@parley/whatsapp/webhooks"

/** An inbound message that was stored just now, and never before. */
export interface StoredInbound {
  id: string
  numberId: string
  contactId: string
  conversationId: string
  contextWamid: string | null
  sentAt: Date
  event: MessageEvent
}
