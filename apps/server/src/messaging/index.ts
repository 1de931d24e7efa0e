export { createContent } from "./content/contents.ts"
export { type Explanation, explainReason } from "./explain.ts"
export { enqueue, priorities, wakeLane } from "./outbox.ts"
export { messagesRoutes } from "./routes.ts"
