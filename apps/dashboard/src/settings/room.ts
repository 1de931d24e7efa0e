import {
  IconKey,
  IconLink,
  IconListDetails,
  IconSettings,
  IconSpeakerphone,
  IconUserPlus,
  IconUsers,
} from "@tabler/icons-react"
import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { framed } from "../frame/layouts.tsx"
import { defineRoom } from "../room.ts"

const workspace = createRoute({
  getParentRoute: () => framed,
  path: "/settings/workspace",
  component: lazyRouteComponent(() => import("./workspace.tsx"), "WorkspacePage"),
})
const frequencyCaps = createRoute({
  getParentRoute: () => framed,
  path: "/settings/frequency-caps",
  component: lazyRouteComponent(() => import("./frequency-caps.tsx"), "FrequencyCapsPage"),
})
const trackedLinks = createRoute({
  getParentRoute: () => framed,
  path: "/settings/links",
  component: lazyRouteComponent(() => import("./tracked-links.tsx"), "TrackedLinksPage"),
})
const members = createRoute({
  getParentRoute: () => framed,
  path: "/settings/members",
  component: lazyRouteComponent(() => import("./members.tsx"), "MembersPage"),
})
const apiKeys = createRoute({
  getParentRoute: () => framed,
  path: "/settings/api-keys",
  component: lazyRouteComponent(() => import("./api-keys/api-keys.tsx"), "ApiKeysPage"),
})
const apiKey = createRoute({
  getParentRoute: () => framed,
  path: "/settings/api-keys/$keyId",
  component: lazyRouteComponent(() => import("./api-keys/api-key.tsx"), "ApiKeyPage"),
})
const audit = createRoute({
  getParentRoute: () => framed,
  path: "/settings/audit",
  component: lazyRouteComponent(() => import("./audit.tsx"), "AuditPage"),
})

export const room = defineRoom({
  routes: [workspace, frequencyCaps, trackedLinks, members, apiKeys, apiKey, audit],
  places: [
    {
      section: "Workspace",
      leads: true,
      to: "/settings/workspace",
      label: "Workspace",
      icon: IconSettings,
      permission: "workspace:manage",
    },
    {
      section: "Workspace",
      to: "/settings/frequency-caps",
      label: "Frequency caps",
      icon: IconSpeakerphone,
      permission: "workspace:manage",
      keywords: ["limit", "pressure", "control group"],
    },
    {
      section: "Workspace",
      to: "/settings/links",
      label: "Tracked links",
      icon: IconLink,
      permission: "workspace:manage",
      keywords: ["clicks", "domain", "short links", "utm"],
    },
    {
      section: "Workspace",
      to: "/settings/members",
      label: "Members",
      icon: IconUsers,
      permission: "members:read",
      keywords: ["invite", "team", "roles", "permissions"],
    },
    {
      section: "Connections",
      to: "/settings/api-keys",
      label: "API keys",
      icon: IconKey,
      permission: "api_keys:manage",
      keywords: ["token", "developer"],
    },
    {
      section: "Workspace",
      to: "/settings/audit",
      label: "Audit log",
      icon: IconListDetails,
      permission: "audit:read",
      keywords: ["history", "changes"],
    },
  ],
  beginnings: [
    {
      label: "Invite a member",
      icon: IconUserPlus,
      to: "/settings/members",
      dialog: "invite",
      permission: "members:manage",
    },
    {
      label: "Create an API key",
      icon: IconKey,
      to: "/settings/api-keys",
      dialog: "key",
      permission: "api_keys:manage",
      keywords: ["token", "developer"],
    },
  ],
  finds: [
    { kind: "member", group: "Members", icon: IconUsers, to: "/settings/members" },
    { kind: "api_key", group: "API keys", icon: IconKey, to: "/settings/api-keys/$keyId" },
  ],
  staleAfter: {
    member: ["/v1/members", "/v1/me", "/v1/invitations"],
    invitation: ["/v1/invitations"],
    api_key: ["/v1/api-keys"],
  },
})
