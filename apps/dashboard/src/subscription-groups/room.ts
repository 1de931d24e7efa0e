import { IconUserCheck } from "@tabler/icons-react"
import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { framed } from "../frame/layouts.tsx"
import { defineRoom } from "../room.ts"

const groups = createRoute({
  getParentRoute: () => framed,
  path: "/subscription-groups",
  component: lazyRouteComponent(() => import("./groups.tsx"), "SubscriptionGroupsPage"),
})
const group = createRoute({
  getParentRoute: () => framed,
  path: "/subscription-groups/$groupId",
  validateSearch: ({ tab }: Record<string, unknown>): { tab?: string } =>
    typeof tab === "string" && tab !== "" ? { tab } : {},
  component: lazyRouteComponent(() => import("./group.tsx"), "SubscriptionGroupPage"),
})

export const room = defineRoom({
  routes: [groups, group],
  places: [
    {
      section: "Audience",
      to: "/subscription-groups",
      label: "Subscriptions",
      icon: IconUserCheck,
      permission: "subscriptions:read",
      keywords: ["groups", "consent", "opt-in", "opt-out"],
      shortcut: "s",
    },
  ],
  finds: [
    {
      kind: "subscription_group",
      group: "Subscription groups",
      icon: IconUserCheck,
      to: "/subscription-groups/$groupId",
    },
  ],
  staleAfter: {
    subscription_group: ["/v1/subscription-groups"],
    subscription: ["/v1/subscription-groups"],
    number: ["/v1/subscription-groups"],
    consent_keyword: ["/v1/consent-keywords"],
    consent_reply: ["/v1/subscription-groups"],
    opt_in_link: ["/v1/subscription-groups"],
  },
})
