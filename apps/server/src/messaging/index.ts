export { checkContent, createContent, namedBlocks } from "./content/contents.ts"
export { readCountsWithWaves, type StageCount } from "./counts/read.ts"
export { type Intent, intentOf } from "./decide.ts"
export { type Explanation, explainReason, explainWait, messageReason, reasonOf } from "./explain.ts"
export { type MessageStatus, messageStatuses } from "./find-message.ts"
export { countDoubts } from "./outbox/doubts.ts"
export { hiddenCode, namesCode } from "./preview/hidden-codes.ts"
export { showMessages, shownMessage } from "./preview/shown-messages.ts"
export { ratePerSecond } from "./rate.ts"
export { messagesRoutes } from "./routes.ts"
export { fillSource } from "./sources/fill.ts"
export { enqueueNamed, type QueuedNamed } from "./sources/named.ts"
export { whyNumberWaits } from "./sources/number-waits.ts"
export { isBeingRepeated, outcomeCondition } from "./sources/outcomes.ts"
export { numberWait } from "./sources/queued-message.ts"
export { quietWait } from "./sources/quiet.ts"
export { type QueuedSingle, sendSingle } from "./sources/single.ts"
export {
  cancelSource,
  classes,
  classOf,
  closeSource,
  createSource,
  lifetimeMs,
  type PriorityClass,
  pauseSource,
  replaceContent,
  standingSource,
} from "./sources/sources.ts"
export { variables } from "./variables.ts"
