import { defineRoom } from "../platform/define-room.ts"
import { forgetClaims } from "./claims.ts"
import { contactsWithConversations, exportConversations } from "./export-conversations.ts"
import { inboundInTimeline } from "./inbound-in-timeline.ts"
import { echoedKept, filesKept, inboundKept } from "./kept.ts"
import { deleteAbandonedFiles } from "./media/abandoned-files.ts"
import { startFetchingFiles } from "./media/fetch-files.ts"
import { mediaRoutes } from "./media/media-routes.ts"
import { moveConversations } from "./move-conversations.ts"
import { echoWebhooks } from "./store-echoes.ts"

export const room = defineRoom({
  name: "conversations",
  tables: [
    "conversations",
    "inbound_messages",
    "echoed_messages",
    "conversation_media",
    "abandoned_files",
    "inbound_claims",
  ],
  keeps: (platform) => [inboundKept(platform), echoedKept(platform), filesKept(platform)],
  timeline: inboundInTimeline,
  moveContacts: moveConversations,
  exportContact: exportConversations,
  exportNeeds: ["conversations:read"],
  contactsInUse: contactsWithConversations,
  webhooks: [echoWebhooks],
  routes: [mediaRoutes],
  background: [startFetchingFiles],
  chores: (platform) => [
    {
      what: "deleting files of messages that are gone",
      everyMs: 60_000,
      work: () => deleteAbandonedFiles(platform),
    },
    {
      what: "forgetting what answered messages",
      everyMs: 3_600_000,
      work: () => platform.db.system((tx) => forgetClaims(tx, platform.clock.now())),
    },
  ],
})
