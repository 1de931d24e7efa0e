/** A request that is repeated under the same Idempotency-Key is carried out once. */
export { answerOnce, type Principal } from "./answer-once.ts"
export { forgetAnswersAbout, forgetExpiredKeys } from "./keys.ts"
