import { defineRoom } from "../platform/define-room.ts"
import { notificationsKept } from "./kept.ts"
import { mailNotifications } from "./mails/send-mails.ts"
import { notificationsRoutes } from "./routes.ts"

export const room = defineRoom({
  name: "notifications",
  tables: ["notifications", "notification_reads", "notification_choices", "notification_mails"],
  routes: [notificationsRoutes],
  keeps: (platform) => [notificationsKept(platform)],
  chores: (platform) => [
    { what: "mailing notifications", everyMs: 15_000, work: () => mailNotifications(platform) },
  ],
})
