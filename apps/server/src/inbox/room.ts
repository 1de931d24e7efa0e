import { defineRoom } from "../platform/define-room.ts"
import { everyRole } from "../workspaces/index.ts"
import { inboxRoutes } from "./routes.ts"

export const room = defineRoom({
  name: "inbox",
  tables: [],
  permissions: { "conversations:read": everyRole, "conversations:reply": ["agent"] },
  routes: [inboxRoutes],
})
