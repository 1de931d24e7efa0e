import { IconWebhook } from "@tabler/icons-react"
import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { framed } from "../frame/layouts.tsx"
import { defineRoom } from "../room.ts"

const endpoints = createRoute({
  getParentRoute: () => framed,
  path: "/settings/webhooks",
  component: lazyRouteComponent(() => import("./endpoints.tsx"), "WebhooksPage"),
})
const endpoint = createRoute({
  getParentRoute: () => framed,
  path: "/settings/webhooks/$endpointId",
  component: lazyRouteComponent(() => import("./endpoint.tsx"), "WebhookPage"),
})

export const room = defineRoom({
  routes: [endpoints, endpoint],
  places: [
    {
      section: "Connections",
      to: "/settings/webhooks",
      label: "Webhooks",
      icon: IconWebhook,
      permission: "webhooks:manage",
      keywords: ["endpoint", "developer", "events", "callback"],
    },
  ],
  beginnings: [
    {
      label: "Add a webhook",
      icon: IconWebhook,
      to: "/settings/webhooks",
      dialog: "webhook",
      permission: "webhooks:manage",
      keywords: ["endpoint", "developer", "events"],
    },
  ],
  staleAfter: { webhook_endpoint: ["/v1/webhook-endpoints"] },
})
