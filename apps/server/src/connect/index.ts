/** Login with Facebook, business accounts, numbers, webhook intake, and the doctor who looks at all of it. */
export { applyAccountEvents } from "./account-events.ts"
export { accountOfNumber, findAccount } from "./accounts.ts"

export type { Check } from "./doctor/check.ts"

export { doctorRoutes } from "./doctor/routes.ts"
export { examineDueWorkspaces } from "./doctor/runs.ts"
export { graphClient } from "./graph.ts"
export { listTestRecipients, restrictionOf } from "./reach.ts"
export { answered, refusedByMeta } from "./refusal.ts"
export { connectRoutes } from "./routes.ts"
export { searchAccounts, searchNumbers } from "./search.ts"
export { webhookIntake, webhookTopic } from "./webhooks.ts"
