import { defineRoom } from "../platform/define-room.ts"

export const room = defineRoom({ name: "conversations", tables: ["conversations", "inbound_messages"] })
