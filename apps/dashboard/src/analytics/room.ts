import { IconChartBar, IconHeartbeat, IconMessages } from "@tabler/icons-react"
import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { framed } from "../frame/layouts.tsx"
import { defineRoom } from "../room.ts"

const overview = createRoute({
  getParentRoute: () => framed,
  path: "/analytics",
  component: lazyRouteComponent(() => import("./overview.tsx"), "OverviewPage"),
})
const health = createRoute({
  getParentRoute: () => framed,
  path: "/analytics/health",
  component: lazyRouteComponent(() => import("./health.tsx"), "HealthPage"),
})
const messages = createRoute({
  getParentRoute: () => framed,
  path: "/messages",
  validateSearch: ({ status, reason }: Record<string, unknown>): { status?: string; reason?: string } => ({
    ...(typeof status === "string" && { status }),
    // A code is digits, and read as a number.
    ...((typeof reason === "string" || typeof reason === "number") && { reason: String(reason) }),
  }),
  component: lazyRouteComponent(() => import("./messages.tsx"), "MessagesPage"),
})
const message = createRoute({
  getParentRoute: () => framed,
  path: "/messages/$messageId",
  component: lazyRouteComponent(() => import("./message.tsx"), "MessagePage"),
})

export const room = defineRoom({
  routes: [overview, health, messages, message],
  places: [
    {
      section: "Engage",
      to: "/analytics",
      label: "Analytics",
      icon: IconChartBar,
      permission: "campaigns:read",
      keywords: ["report", "results", "statistics", "dashboard"],
      tabs: {
        first: "Overview",
        others: [
          {
            to: "/analytics/health",
            label: "Health",
            icon: IconHeartbeat,
            keywords: ["quality", "opt-outs", "131049", "blocked"],
          },
          {
            to: "/messages",
            label: "Message log",
            icon: IconMessages,
            keywords: ["payload", "webhook", "history", "sent"],
          },
        ],
      },
    },
  ],
})
