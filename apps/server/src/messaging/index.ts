export { createContent } from "./content/contents.ts"
export { readCountsWithWaves, type StageCount } from "./counts/read.ts"
export { intentOf } from "./decide.ts"
export { type Explanation, explainReason, explainWait } from "./explain.ts"
export { countDoubts } from "./outbox/doubts.ts"
export { ratePerSecond } from "./rate.ts"
export { messagesRoutes } from "./routes.ts"
export { fillSource } from "./sources/fill.ts"
export { whyNumberWaits } from "./sources/number-waits.ts"
export { isBeingRepeated, outcomeCondition } from "./sources/outcomes.ts"
export { numberWait } from "./sources/queued-message.ts"
export { type QueuedSingle, sendSingle } from "./sources/single.ts"
export {
  cancelSource,
  classOf,
  closeSource,
  createSource,
  pauseSource,
  replaceContent,
} from "./sources/sources.ts"
