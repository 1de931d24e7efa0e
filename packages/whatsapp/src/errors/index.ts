/** What Meta's error codes mean, who they concern and whether to try again. Loads in a browser. */
export { errorCatalogue } from "./catalogue.ts"
export { errorCodes, healthCodes } from "./codes.ts"
export type { ErrorEntry, ErrorFault, ErrorRemedy, ErrorScope, ErrorTiming, Retry } from "./entry.ts"
export { explainError, scopeOf } from "./explain.ts"
export { lateRetryMs, retryDelayMs } from "./retry.ts"
