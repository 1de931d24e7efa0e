import { defineRoom } from "../platform/define-room.ts"
import { moveConversations } from "./move-conversations.ts"
import { echoWebhooks } from "./store-echoes.ts"

export const room = defineRoom({
  name: "conversations",
  tables: ["conversations", "inbound_messages", "echoed_messages", "conversation_media", "abandoned_files"],
  moveContacts: moveConversations,
  webhooks: [echoWebhooks],
})
