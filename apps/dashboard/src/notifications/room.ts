import { IconBell } from "@tabler/icons-react"
import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { framed } from "../frame/layouts.tsx"
import { defineRoom } from "../room.ts"

const notifications = createRoute({
  getParentRoute: () => framed,
  path: "/notifications",
  component: lazyRouteComponent(() => import("./notifications.tsx"), "NotificationsPage"),
})
const choices = createRoute({
  getParentRoute: () => framed,
  path: "/account/notifications",
  component: lazyRouteComponent(() => import("./choices.tsx"), "ChoicesPage"),
})

export const room = defineRoom({
  routes: [notifications, choices],
  places: [
    {
      section: "You",
      to: "/account/notifications",
      label: "Notifications",
      icon: IconBell,
      keywords: ["e-mail", "mail", "alerts", "bell"],
    },
  ],
  tools: [() => import("./bell.tsx")],
  staleAfter: { notification: ["/v1/notifications"] },
})
