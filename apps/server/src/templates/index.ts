/** Message templates: submitted to Meta, kept as Meta has them, previewed. */
export { checkTemplates } from "./doctor.ts"
export { isHeldByTemplate, languagesOf, type TemplateLanguage } from "./languages.ts"
export { preview, previewTemplate } from "./preview.ts"
export { templatesRoutes } from "./routes.ts"
export { searchTemplates } from "./search.ts"

export { syncEveryAccount, syncTemplates } from "./sync/sync.ts"
export { applyTemplateEvents } from "./sync/template-events.ts"
export { findTemplate } from "./template.ts"
