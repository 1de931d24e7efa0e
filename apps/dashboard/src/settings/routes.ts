import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { framed } from "../frame/layouts.tsx"

const workspace = createRoute({
  getParentRoute: () => framed,
  path: "/settings/workspace",
  component: lazyRouteComponent(() => import("./workspace.tsx"), "WorkspacePage"),
})
const members = createRoute({
  getParentRoute: () => framed,
  path: "/settings/members",
  component: lazyRouteComponent(() => import("./members.tsx"), "MembersPage"),
})
const apiKeys = createRoute({
  getParentRoute: () => framed,
  path: "/settings/api-keys",
  component: lazyRouteComponent(() => import("./api-keys.tsx"), "ApiKeysPage"),
})
const audit = createRoute({
  getParentRoute: () => framed,
  path: "/settings/audit",
  component: lazyRouteComponent(() => import("./audit.tsx"), "AuditPage"),
})

export const settingsRoutes = [workspace, members, apiKeys, audit] as const
