/** Login with Facebook, business accounts, numbers, webhook intake, and the doctor who looks at all of it. */

export { accountOfNumber, findAccount } from "./accounts/accounts.ts"
export { graphClient } from "./accounts/graph.ts"

export type { Check } from "./doctor/check.ts"

export { doctorRoutes } from "./doctor/routes.ts"
export { holdNumbers, liftNumbers } from "./numbers/holds.ts"
export { listTestRecipients, restrictionOf } from "./numbers/test-recipients.ts"
export { answered, refusedByMeta } from "./refusal.ts"
export { connectRoutes } from "./routes.ts"
export { installationWebhooks, numberWebhooks } from "./webhooks/consumer.ts"
export { webhookIntake, webhookTopic } from "./webhooks/intake.ts"
