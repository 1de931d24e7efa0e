import { defineRoom } from "../platform/define-room.ts"
import { everyRole } from "../workspaces/index.ts"
import { launchesThatName, segmentsThatDrive, usesInAudiences } from "./definition/audience-uses.ts"
import { campaignsRoutes } from "./definition/routes.ts"
import { campaignsOfTemplate, campaignsWithBlock } from "./definition/template-uses.ts"
import { startLaunchExpansion } from "./launches/expand.ts"
import { campaignsAmong, sourcesNamed } from "./launches/launch-audience.ts"
import { namesOfLaunches } from "./launches/names-of-launches.ts"
import { launchesRoutes } from "./launches/routes.ts"
import { moveCheckedPeople } from "./preflight/checks.ts"
import { preflightRoutes } from "./preflight/routes.ts"
import { startChecks } from "./preflight/run-checks.ts"
import { startRecurrences } from "./schedule/recurrences.ts"
import { scheduleRoutes } from "./schedule/routes.ts"
import { searchCampaigns } from "./search.ts"
import { hearForTriggers } from "./triggers/hear.ts"
import { campaignFateTopic, campaignMessageEvents, hearCampaignFates } from "./triggers/message-fates.ts"
import { eraseHits, exportHits, moveHits } from "./triggers/move-hits.ts"
import { forgetHits, startReleasingHits } from "./triggers/release-hits.ts"
import { triggersRoutes } from "./triggers/routes.ts"

export const room = defineRoom({
  name: "campaigns",
  tables: [
    "campaigns",
    "campaign_versions",
    "launches",
    "campaign_triggers",
    "campaign_hits",
    "launch_slices",
    "campaign_recurrences",
    "campaign_checks",
    "campaign_check_findings",
    "campaign_check_people",
  ],
  permissions: {
    "campaigns:read": everyRole,
    "campaigns:write": ["marketer", "developer"],
    "campaigns:launch": ["marketer"],
    "campaigns:trigger": ["marketer", "developer"],
  },
  routes: [campaignsRoutes, launchesRoutes, scheduleRoutes, preflightRoutes, triggersRoutes],
  searches: [{ kind: "campaign", permission: "campaigns:read", find: searchCampaigns }],
  usesOfTemplate: campaignsOfTemplate,
  usesOfContentBlock: campaignsWithBlock,
  usesOfSegment: usesInAudiences,
  usesOfList: launchesThatName,
  usesOfTag: launchesThatName,
  segmentsThatDrive,
  sourcesNamed,
  campaignsAmong,
  namesOfSources: namesOfLaunches,
  hears: hearForTriggers,
  messageEvents: campaignMessageEvents,
  consumers: [{ topic: campaignFateTopic, consumer: hearCampaignFates }],
  moveContacts: async (tx, merge) => {
    await moveHits(tx, merge)
    await moveCheckedPeople(tx, merge)
  },
  eraseContact: eraseHits,
  exportContact: exportHits,
  exportNeeds: ["campaigns:read"],
  background: [startLaunchExpansion, startRecurrences, startChecks, startReleasingHits],
  chores: (platform) => [
    { what: "forgetting what triggered campaigns", everyMs: 3_600_000, work: () => forgetHits(platform) },
  ],
})
