import { defineRoom } from "../platform/define-room.ts"
import { everyRole } from "../workspaces/index.ts"
import { consentInTimeline } from "./consent-in-timeline.ts"
import { exportSubscriptions } from "./export-subscriptions.ts"
import { groupsFollowNumbers } from "./follow-numbers.ts"
import { moveSubscriptions } from "./move-subscriptions.ts"
import { forgetUnanswered } from "./opt-in/pending.ts"
import { preferencePages } from "./preferences/page-routes.ts"
import { subscriptionsRoutes } from "./routes.ts"
import { searchSubscriptionGroups } from "./search.ts"

const hourMs = 60 * 60_000

export const room = defineRoom({
  name: "subscriptions",
  tables: [
    "subscription_groups",
    "subscriptions",
    "consent_records",
    "consent_keywords",
    "consent_replies",
    "consent_replies_sent",
    "opt_in_links",
    "pending_opt_ins",
  ],
  permissions: {
    "subscriptions:read": everyRole,
    "subscriptions:write": ["marketer", "agent", "developer"],
  },
  routes: [subscriptionsRoutes],
  pages: [preferencePages],
  timeline: consentInTimeline,
  moveContacts: moveSubscriptions,
  exportContact: exportSubscriptions,
  exportNeeds: ["subscriptions:read"],
  ...groupsFollowNumbers,
  chores: ({ db, clock }) => [
    {
      what: "forgetting opt-ins that nobody confirmed",
      everyMs: hourMs,
      work: () => db.system((tx) => forgetUnanswered(tx, clock.now())),
    },
  ],
  searches: [
    { kind: "subscription_group", permission: "subscriptions:read", find: searchSubscriptionGroups },
  ],
})
