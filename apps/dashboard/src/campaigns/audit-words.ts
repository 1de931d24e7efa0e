import type { AuditWordsOf } from "../room.ts"
import type { room } from "./room.ts"

/** What the audit log calls the things of this room. */
export const auditWords: AuditWordsOf<typeof room> = {
  kinds: {
    campaign: "Campaign",
    launch: "Launch",
    rate_card: "Rate card",
    campaign_approval: "Campaign approval",
    campaign_review: "Review link",
  },
  actions: {
    "campaign.created": "Campaign created",
    "launch.created": "Campaign launched",
    "rate_card.created": "Rate card imported",
    "campaign_approval.created": "Approval asked for",
    "campaign_approval.updated": "Approval decided",
    "campaign_review.created": "Review link made",
  },
  turns: {
    "campaign_review.revoked_at": ["Review link revoked", "Review link restored"],
    "campaign.archived_at": ["Campaign archived", "Campaign unarchived"],
  },
  columns: {
    audience: "Audience",
    decision_note: "Why",
    launch_id: "Launch",
    note: "Note",
    people: "People",
    effective_from: "Holds from",
    definition: "Content, audience and delivery",
    folder: "Folder",
    late_choice: "What is late",
    local_at: "By each contact's clock",
    local_zone: "Clock of contacts without a time zone",
    occurrence: "Occurrence",
    resends: "Sends again",
    scheduled_at: "Goes out",
    template_id: "Template in place of the campaign's",
    version: "Version",
  },
  pages: { campaign: "/campaigns/$campaignId", launch: "/launches/$launchId" },
  silent: ["campaign_id", "content_id"],
}
