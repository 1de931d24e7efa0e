import { defineRoom } from "../platform/define-room.ts"

export const room = defineRoom({ name: "segments", tables: [] })
