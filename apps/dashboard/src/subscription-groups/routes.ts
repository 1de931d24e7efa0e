import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { framed } from "../frame/layouts.tsx"

const groups = createRoute({
  getParentRoute: () => framed,
  path: "/subscription-groups",
  component: lazyRouteComponent(() => import("./groups.tsx"), "SubscriptionGroupsPage"),
})
const group = createRoute({
  getParentRoute: () => framed,
  path: "/subscription-groups/$groupId",
  component: lazyRouteComponent(() => import("./group.tsx"), "SubscriptionGroupPage"),
})

export const subscriptionGroupRoutes = [groups, group] as const
