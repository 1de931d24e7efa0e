import { defineRoom } from "../platform/define-room.ts"
import { everyRole } from "../workspaces/index.ts"
import { doctorRoutes } from "./doctor/routes.ts"
import { examineDueWorkspaces } from "./doctor/runs.ts"
import { heldNumbers } from "./numbers/measures.ts"
import { connectRoutes } from "./routes.ts"
import { searchAccounts, searchNumbers } from "./search.ts"
import { accountWebhooks } from "./webhooks/account-events.ts"
import { webhookConsumer } from "./webhooks/apply-webhooks.ts"
import { webhookIntake, webhookTopic } from "./webhooks/intake.ts"

const hourMs = 60 * 60_000

export const room = defineRoom({
  name: "connect",
  tables: ["acknowledgements", "business_accounts", "numbers", "test_recipients", "doctor_runs"],
  permissions: { "connection:read": everyRole, "connection:manage": ["developer"] },
  routes: [connectRoutes, doctorRoutes],
  searches: [
    { kind: "number", permission: "connection:read", find: searchNumbers },
    { kind: "business_account", permission: "connection:read", find: searchAccounts },
  ],
  webhooks: [accountWebhooks],
  intake: [webhookIntake],
  consumers: [{ topic: webhookTopic, consumer: webhookConsumer }],
  measures: ({ db, clock }) => [heldNumbers(db, clock)],
  chores: (platform) => [
    { what: "examining connections", everyMs: hourMs, work: () => examineDueWorkspaces(platform) },
  ],
})
