import { defineRoom } from "../platform/define-room.ts"
import {
  eraseScheduled,
  exportScheduled,
  moveScheduled,
  startSendingScheduled,
} from "./messaging/schedules.ts"
import { brazeRoutes } from "./routes.ts"

export const room = defineRoom({
  name: "braze",
  tables: ["scheduled_sends", "scheduled_recipients"],
  compatible: [brazeRoutes],
  moveContacts: moveScheduled,
  eraseContact: eraseScheduled,
  exportContact: exportScheduled,
  exportNeeds: ["campaigns:read"],
  background: [startSendingScheduled],
})
