import type { AuditWordsOf } from "../room.ts"
import type { room } from "./room.ts"

/** What the audit log calls the things of this room. */
export const auditWords: AuditWordsOf<typeof room> = {
  kinds: { campaign: "Campaign", launch: "Launch" },
  actions: { "campaign.created": "Campaign created", "launch.created": "Campaign launched" },
  turns: { "campaign.archived_at": ["Campaign archived", "Campaign unarchived"] },
  columns: {
    audience: "Audience",
    definition: "Message, audience and delivery",
    folder: "Folder",
    late_choice: "What is late",
    local_at: "By each contact's clock",
    local_zone: "Clock of contacts without a time zone",
    occurrence: "Occurrence",
    resends: "Sends again",
    scheduled_at: "Goes out",
    tags: "Tags",
  },
  pages: { campaign: "/campaigns/$campaignId", launch: "/launches/$launchId" },
  silent: ["campaign_id", "content_id"],
}
