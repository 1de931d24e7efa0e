import {
  type Icon,
  IconAddressBook,
  IconBell,
  IconBrandWhatsapp,
  IconHome,
  IconKey,
  IconListDetails,
  IconPlugConnected,
  IconSettings,
  IconTemplate,
  IconUsers,
} from "@tabler/icons-react"
import type { LinkProps } from "@tanstack/react-router"
import type { Permission } from "../session/me.ts"

/** A place one can go to, in the navigation and in the command palette. */
export interface Place {
  to: NonNullable<LinkProps["to"]>
  label: string
  icon: Icon
  /** Shown to members who have it. */
  permission?: Permission
  /** What else people may call it. */
  keywords?: readonly string[]
}

/** Every section, in the order of the navigation. */
export const places: readonly { title?: string; places: readonly Place[] }[] = [
  { places: [{ to: "/", label: "Home", icon: IconHome }] },
  {
    title: "Audience",
    places: [
      {
        to: "/contacts",
        label: "Contacts",
        icon: IconAddressBook,
        permission: "contacts:read",
        keywords: ["people", "users", "customers"],
      },
      {
        to: "/subscription-groups",
        label: "Subscription groups",
        icon: IconBell,
        permission: "subscriptions:read",
        keywords: ["consent", "opt-in", "opt-out"],
      },
    ],
  },
  {
    title: "Channels",
    places: [
      {
        to: "/connect",
        label: "Technology Partners",
        icon: IconPlugConnected,
        permission: "connection:read",
        keywords: ["connect", "integrations", "partners"],
      },
      {
        to: "/connect/whatsapp",
        label: "WhatsApp",
        icon: IconBrandWhatsapp,
        permission: "connection:read",
        keywords: ["numbers", "business accounts", "facebook", "doctor", "profile"],
      },
    ],
  },
  {
    title: "Messages",
    places: [
      {
        to: "/templates",
        label: "Templates",
        icon: IconTemplate,
        permission: "templates:read",
        keywords: ["message", "review", "approve", "language"],
      },
    ],
  },
  {
    title: "Settings",
    places: [
      { to: "/settings/workspace", label: "Workspace", icon: IconSettings, permission: "workspace:manage" },
      {
        to: "/settings/members",
        label: "Members",
        icon: IconUsers,
        permission: "members:read",
        keywords: ["invite", "team", "roles", "permissions"],
      },
      {
        to: "/settings/api-keys",
        label: "API keys",
        icon: IconKey,
        permission: "api_keys:manage",
        keywords: ["token", "developer"],
      },
      {
        to: "/settings/audit",
        label: "Audit log",
        icon: IconListDetails,
        permission: "audit:read",
        keywords: ["history", "changes"],
      },
    ],
  },
]

/** The place that a path is in: of several that contain it, the innermost. */
export function placeOf(path: string): Place | undefined {
  const around = places
    .flatMap((section) => section.places)
    .filter(({ to }) => (to === "/" ? path === "/" : `${path}/`.startsWith(`${to}/`)))
  return around.toSorted((one, other) => other.to.length - one.to.length)[0]
}
