import { defineRoom } from "../platform/define-room.ts"
import { everyRole } from "../workspaces/index.ts"
import { launchesThatName, segmentsOfPlannedLaunches, usesInAudiences } from "./audience-uses.ts"
import { startLaunchExpansion } from "./expand.ts"
import { campaignsAmong, sourcesNamed } from "./launch-audience.ts"
import { namesOfLaunches } from "./names-of-launches.ts"
import { campaignsRoutes } from "./routes.ts"
import { searchCampaigns } from "./search.ts"
import { campaignsOfTemplate, campaignsWithBlock } from "./template-uses.ts"

export const room = defineRoom({
  name: "campaigns",
  tables: ["campaigns", "launches"],
  permissions: {
    "campaigns:read": everyRole,
    "campaigns:write": ["marketer", "developer"],
    "campaigns:launch": ["marketer"],
  },
  routes: [campaignsRoutes],
  searches: [{ kind: "campaign", permission: "campaigns:read", find: searchCampaigns }],
  usesOfTemplate: campaignsOfTemplate,
  usesOfContentBlock: campaignsWithBlock,
  usesOfSegment: usesInAudiences,
  usesOfList: launchesThatName,
  usesOfTag: launchesThatName,
  segmentsThatDrive: segmentsOfPlannedLaunches,
  sourcesNamed,
  campaignsAmong,
  namesOfSources: namesOfLaunches,
  background: [startLaunchExpansion],
})
