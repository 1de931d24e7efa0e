import { defineRoom } from "../platform/define-room.ts"
import { everyRole } from "../workspaces/index.ts"
import { analyticsRoutes } from "./analytics/routes.ts"
import { refuseBlockEdit, refuseTemplateEdit } from "./approvals/refuse-edit.ts"
import { approvalsRoutes } from "./approvals/routes.ts"
import { campaignsOfSources } from "./campaigns-of-sources.ts"
import { rateCardsRoutes } from "./costs/routes.ts"
import { launchesThatName, segmentsThatDrive, usesInAudiences } from "./definition/audience-uses.ts"
import { campaignsRoutes } from "./definition/routes.ts"
import { campaignsOfTemplate, campaignsWithBlock, campaignsWithFile } from "./definition/template-uses.ts"
import { startLaunchExpansion } from "./launches/expand.ts"
import { campaignsAmong, sourcesNamed } from "./launches/launch-audience.ts"
import { namesOfLaunches } from "./launches/names-of-launches.ts"
import { launchesRoutes } from "./launches/routes.ts"
import { campaignLinksRoutes } from "./links/routes.ts"
import { eraseContact, exportContact, hearForCampaigns, moveContacts } from "./of-contacts.ts"
import { preflightRoutes } from "./preflight/routes.ts"
import { startChecks } from "./preflight/run-checks.ts"
import { recoveryRoutes } from "./recovery/routes.ts"
import { resultsRoutes } from "./results/routes.ts"
import { reviewPages } from "./reviews/page-routes.ts"
import { reviewsRoutes } from "./reviews/routes.ts"
import { startRecurrences } from "./schedule/recurrences.ts"
import { scheduleRoutes } from "./schedule/routes.ts"
import { searchCampaigns } from "./search.ts"
import { fates } from "./triggers/message-fates.ts"
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
    "conversions",
    "rate_cards",
    "campaign_approvals",
    "campaign_reviews",
    "campaign_review_comments",
    "campaign_sends",
    "campaign_send_launches",
  ],
  permissions: {
    "campaigns:read": everyRole,
    "campaigns:write": ["marketer", "developer"],
    "campaigns:launch": ["marketer"],
    "campaigns:approve": ["marketer"],
    "campaigns:trigger": ["marketer", "developer"],
  },
  routes: [
    campaignsRoutes,
    launchesRoutes,
    scheduleRoutes,
    preflightRoutes,
    approvalsRoutes,
    reviewsRoutes,
    triggersRoutes,
    recoveryRoutes,
    resultsRoutes,
    campaignLinksRoutes,
    rateCardsRoutes,
    analyticsRoutes,
  ],
  pages: [reviewPages],
  searches: [{ kind: "campaign", permission: "campaigns:read", find: searchCampaigns }],
  campaignsOfSources,
  usesOfTemplate: campaignsOfTemplate,
  usesOfContentBlock: campaignsWithBlock,
  refuseBlockEdit,
  refuseTemplateEdit,
  usesOfMediaFile: campaignsWithFile,
  usesOfSegment: usesInAudiences,
  usesOfList: launchesThatName,
  usesOfTag: launchesThatName,
  segmentsThatDrive,
  sourcesNamed,
  campaignsAmong,
  moveContacts,
  namesOfSources: namesOfLaunches,
  hears: hearForCampaigns,
  eraseContact,
  exportContact,
  fates,
  exportNeeds: ["campaigns:read"],
  background: [startLaunchExpansion, startRecurrences, startChecks, startReleasingHits],
  chores: (platform) => [
    { what: "forgetting what triggered campaigns", everyMs: 3_600_000, work: () => forgetHits(platform) },
  ],
})
