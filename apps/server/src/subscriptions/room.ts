import { defineRoom } from "../platform/define-room.ts"
import { everyRole } from "../workspaces/index.ts"
import { consentInTimeline } from "./consent-in-timeline.ts"
import { exportSubscriptions } from "./export-subscriptions.ts"
import { groupsFollowNumbers } from "./follow-numbers.ts"
import { moveSubscriptions } from "./move-subscriptions.ts"
import { subscriptionsRoutes } from "./routes.ts"
import { searchSubscriptionGroups } from "./search.ts"

export const room = defineRoom({
  name: "subscriptions",
  tables: ["subscription_groups", "subscriptions", "consent_records"],
  permissions: {
    "subscriptions:read": everyRole,
    "subscriptions:write": ["marketer", "agent", "developer"],
  },
  routes: [subscriptionsRoutes],
  timeline: consentInTimeline,
  moveContacts: moveSubscriptions,
  exportContact: exportSubscriptions,
  ...groupsFollowNumbers,
  searches: [
    { kind: "subscription_group", permission: "subscriptions:read", find: searchSubscriptionGroups },
  ],
})
