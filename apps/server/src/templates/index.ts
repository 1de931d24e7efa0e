/** Message templates: submitted to Meta, kept as Meta has them, previewed. */
export { checkTemplates } from "./doctor.ts"
export { templatesRoutes } from "./routes.ts"

export { syncEveryAccount, syncTemplates } from "./sync.ts"

export { applyTemplateEvents } from "./template-events.ts"
