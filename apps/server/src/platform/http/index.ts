export type { FastifyPluginAsyncZod as Routes } from "fastify-type-provider-zod"
export { isDatabaseAway } from "./answer-error.ts"
export { createHttpApp, type HttpApp } from "./app.ts"
export * as fields from "./fields.ts"
