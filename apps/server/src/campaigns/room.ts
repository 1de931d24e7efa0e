import { defineRoom } from "../platform/define-room.ts"
import { everyRole } from "../workspaces/index.ts"
import { startLaunchExpansion } from "./expand.ts"
import { keepReached } from "./merged-recipients.ts"
import { campaignsRoutes } from "./routes.ts"
import { searchCampaigns } from "./search.ts"
import { campaignsOfTemplate } from "./template-uses.ts"

export const room = defineRoom({
  name: "campaigns",
  tables: ["campaigns", "launches", "launch_counts"],
  permissions: {
    "campaigns:read": everyRole,
    "campaigns:write": ["marketer", "developer"],
    "campaigns:launch": ["marketer"],
  },
  routes: [campaignsRoutes],
  searches: [{ kind: "campaign", permission: "campaigns:read", find: searchCampaigns }],
  moveContacts: keepReached,
  usesOfTemplate: campaignsOfTemplate,
  background: [startLaunchExpansion],
})
