import { defineRoom } from "../platform/define-room.ts"
import { inboundKept } from "./inbound-kept.ts"
import { moveConversations } from "./move-conversations.ts"

export const room = defineRoom({
  name: "conversations",
  tables: ["conversations", "inbound_messages"],
  keeps: (platform) => [inboundKept(platform)],
  moveContacts: moveConversations,
})
