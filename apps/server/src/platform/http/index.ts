export type { FastifyPluginAsyncZod as Routes } from "fastify-type-provider-zod"
export { answerErrorsIn } from "./answer-error.ts"
export { createHttpApp, type HttpApp } from "./app.ts"
export { Attempts } from "./attempts.ts"
export { compressAnswers } from "./compress-answers.ts"
export * as fields from "./fields.ts"
export type { Patience } from "./slow-requests.ts"
export {
  countRows,
  defineSorting,
  mostCounted,
  readSortedPage,
  sortedPageOf,
  sortedPaging,
} from "./sorted-list.ts"
export { faultIn } from "./unstorable-text.ts"
export { readWholeBodies } from "./whole-body.ts"
