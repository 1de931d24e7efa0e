/** What Meta's error codes mean, whom they concern and whether to try again. Loads in a browser. */
export { errorCatalogue } from "./catalogue.ts"
export type { ErrorEntry, ErrorFault, ErrorTiming, Retry } from "./entry.ts"
export { explainError } from "./explain.ts"
export { retryDelayMs } from "./retry.ts"
