export {
  automationHold,
  holdAutomation,
  holdsOfRuns,
  openHolds,
  releaseAutomation,
} from "./automation-holds.ts"
export { chooseLanguage } from "./content/choose-language.ts"
export { checkContent, createContent } from "./content/contents.ts"
export { renderForContacts } from "./content/render-for-contacts.ts"
export { counted } from "./counts/counted.ts"
export { readCounts, readCountsWithWaves, type StageCount } from "./counts/read.ts"
export { countryOf, type Intent, intentOf } from "./decide.ts"
export { type Explanation, explainReason, explainWait, messageReason, reasonOf } from "./explain.ts"
export { fateTopic, hearFates, type MessageStep } from "./fates/message-fates.ts"
export { type MessageStatus, messageStatuses } from "./find-message.ts"
export { countDoubts } from "./outbox/doubts.ts"
export { withdrawMessages } from "./outbox/withdraw.ts"
export { type ExampleLook, showExamples } from "./preview/example-looks.ts"
export { hiddenCode, namesCode } from "./preview/hidden-codes.ts"
export { showMessages, shownMessage } from "./preview/shown-messages.ts"
export { TriedContents } from "./preview/try-contents.ts"
export { ratePerSecond } from "./rate.ts"
export { replyBounds } from "./replies.ts"
export { messagesRoutes } from "./routes.ts"
export { type Assignment, isControlSql, variantSql } from "./sources/assignment.ts"
export { type Audience, fillSource, shuffledPlace, shuffledPlaceSql } from "./sources/fill.ts"
export { enqueueNamed, type QueuedNamed } from "./sources/named.ts"
export { whyNumberWaits } from "./sources/number-waits.ts"
export { isBeingRepeated, outcomeCondition } from "./sources/outcomes.ts"
export { numberWait } from "./sources/queued-message.ts"
export { quietWait } from "./sources/quiet.ts"
export { type Earlier, receivers } from "./sources/received.ts"
export { type QueuedSingle, sendSingle } from "./sources/single.ts"
export { averageRate } from "./sources/source-rate.ts"
export {
  cancelSource,
  classes,
  classOf,
  closeSource,
  createSource,
  idsWithWaves,
  lifetimeMs,
  type PriorityClass,
  pauseSource,
  replaceContent,
  standingSource,
} from "./sources/sources.ts"
export { variables } from "./variables.ts"
