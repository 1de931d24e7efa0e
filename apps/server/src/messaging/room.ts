import { prepareMessagePartitions } from "../platform/database/index.ts"
import { defineRoom } from "../platform/define-room.ts"
import { startDispatcher } from "./lane/dispatcher.ts"
import { moveMessages } from "./move-messages.ts"
import { messagesRoutes } from "./routes.ts"
import { messagesOfTemplate } from "./template-uses.ts"
import { inboundWebhooks, statusWebhooks } from "./webhooks.ts"

const dayMs = 24 * 60 * 60_000

export const room = defineRoom({
  name: "messaging",
  tables: ["contents", "outbox", "messages"],
  routes: [messagesRoutes],
  moveContacts: moveMessages,
  usesOfTemplate: messagesOfTemplate,
  // Statuses first, so that an answer is credited to a message that is known to have gone out.
  webhooks: [statusWebhooks, inboundWebhooks],
  lanes: [startDispatcher],
  chores: ({ databaseUrl }) => [
    {
      what: "preparing the coming months' partitions",
      everyMs: dayMs,
      work: () => prepareMessagePartitions(databaseUrl),
    },
  ],
})
