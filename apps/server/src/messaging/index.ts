export { createContent } from "./contents.ts"
export { startDispatcher } from "./dispatcher.ts"
export { type Explanation, explainReason } from "./explain.ts"
export { enqueue, priorities, wakeLane } from "./outbox.ts"

export { attributeReplies } from "./replies.ts"
export { messagesRoutes } from "./routes.ts"
export { applyStatuses } from "./statuses.ts"
