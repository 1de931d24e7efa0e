import { defineRoom } from "../platform/define-room.ts"
import { everyRole } from "../workspaces/index.ts"
import { hearForConversions } from "./conversions/hear.ts"
import { eraseConversions, exportConversions, moveConversions } from "./conversions/of-contacts.ts"
import { rateCardsRoutes } from "./costs/routes.ts"
import { launchesThatName, segmentsOfPlannedLaunches, usesInAudiences } from "./definition/audience-uses.ts"
import { campaignsRoutes } from "./definition/routes.ts"
import { campaignsOfTemplate } from "./definition/template-uses.ts"
import { startLaunchExpansion } from "./launches/expand.ts"
import { campaignsAmong, sourcesNamed } from "./launches/launch-audience.ts"
import { namesOfLaunches } from "./launches/names-of-launches.ts"
import { launchesRoutes } from "./launches/routes.ts"
import { resultsRoutes } from "./results/routes.ts"
import { searchCampaigns } from "./search.ts"

export const room = defineRoom({
  name: "campaigns",
  tables: ["campaigns", "campaign_versions", "launches", "conversions", "rate_cards"],
  permissions: {
    "campaigns:read": everyRole,
    "campaigns:write": ["marketer", "developer"],
    "campaigns:launch": ["marketer"],
  },
  routes: [campaignsRoutes, launchesRoutes, resultsRoutes, rateCardsRoutes],
  searches: [{ kind: "campaign", permission: "campaigns:read", find: searchCampaigns }],
  usesOfTemplate: campaignsOfTemplate,
  usesOfSegment: usesInAudiences,
  usesOfList: launchesThatName,
  usesOfTag: launchesThatName,
  segmentsThatDrive: segmentsOfPlannedLaunches,
  sourcesNamed,
  campaignsAmong,
  namesOfSources: namesOfLaunches,
  hears: hearForConversions,
  moveContacts: moveConversions,
  eraseContact: eraseConversions,
  exportContact: exportConversions,
  exportNeeds: ["campaigns:read"],
  background: [startLaunchExpansion],
})
