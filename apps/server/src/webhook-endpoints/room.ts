import { defineRoom } from "../platform/define-room.ts"
import { forgetOld, giveUpOld } from "./deliveries/due.ts"
import { exportEvents } from "./deliveries/export.ts"
import { startWebhookDeliveries } from "./deliveries/send.ts"
import { deliveryRoutes } from "./delivery-routes.ts"
import { endpointRoutes } from "./endpoint-routes.ts"
import { forgetEventsOf, hearForWebhooks, moveEvents } from "./hear.ts"
import { messageEvents } from "./message-events.ts"

const minuteMs = 60_000

export const room = defineRoom({
  name: "webhook-endpoints",
  tables: ["webhook_endpoints", "webhook_troubles", "webhook_events", "webhook_deliveries"],
  permissions: { "webhooks:manage": ["developer"] },
  routes: [endpointRoutes, deliveryRoutes],
  hears: hearForWebhooks,
  messageEvents,
  eraseContact: (tx, _workspaceId, contactIds) => forgetEventsOf(tx, contactIds),
  exportContact: exportEvents,
  exportNeeds: ["webhooks:manage"],
  moveContacts: (tx, { pairs }) => moveEvents(tx, pairs),
  background: [startWebhookDeliveries],
  chores: ({ db, clock }) => [
    {
      what: "giving up webhooks that waited too long",
      everyMs: minuteMs,
      work: async () => {
        while (await db.system((tx) => giveUpOld(tx, clock.now())));
      },
    },
    {
      what: "forgetting old webhooks",
      everyMs: 10 * minuteMs,
      work: async () => {
        while (await db.system((tx) => forgetOld(tx, clock.now())));
      },
    },
  ],
})
