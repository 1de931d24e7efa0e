export type { FastifyPluginAsyncZod as Routes } from "fastify-type-provider-zod"
export { createHttpApp, type HttpApp } from "./app.ts"
export * as fields from "./fields.ts"
export type { Patience } from "./slow-requests.ts"
