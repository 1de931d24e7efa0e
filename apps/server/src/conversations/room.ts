import { defineRoom } from "../platform/define-room.ts"
import { moveConversations } from "./move-conversations.ts"

export const room = defineRoom({
  name: "conversations",
  tables: ["conversations", "inbound_messages"],
  moveContacts: moveConversations,
})
