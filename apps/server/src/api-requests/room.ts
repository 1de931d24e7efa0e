import { defineRoom } from "../platform/define-room.ts"
import { eraseFromRequests, eraseLate, forgetOldRequests, moveRequests } from "./erase.ts"
import { tellExpiringKeys } from "./expiring-keys.ts"
import { exportRequests } from "./export.ts"
import { apiRequestRoutes } from "./routes.ts"

const minuteMs = 60_000

export const room = defineRoom({
  name: "api-requests",
  tables: ["api_requests", "api_request_subjects", "api_erased_subjects"],
  routes: [apiRequestRoutes],
  moveContacts: (tx, { workspaceId, pairs }) => moveRequests(tx, workspaceId, pairs),
  eraseContact: (tx, workspaceId, contactIds, { now, identifiers }) =>
    eraseFromRequests(tx, workspaceId, [...contactIds, ...identifiers], now),
  exportContact: exportRequests,
  exportNeeds: ["api_keys:manage", "conversations:read"],
  chores: (platform) => [
    {
      what: "forgetting old requests",
      everyMs: 10 * minuteMs,
      work: async () => {
        const { db, clock } = platform
        while (await db.system((tx) => forgetOldRequests(tx, clock.now())));
      },
    },
    {
      what: "taking people who were deleted out of the request log",
      everyMs: 10_000,
      work: () => platform.db.system((tx) => eraseLate(tx, platform.clock.now())),
    },
    {
      what: "telling of API keys that expire",
      everyMs: 10 * minuteMs,
      work: () => tellExpiringKeys(platform),
    },
  ],
})
