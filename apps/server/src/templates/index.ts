/** Message templates: submitted to Meta, kept as Meta has them, previewed. */
export { languagesOf, type TemplateLanguage, templateLanguages } from "./languages.ts"
export { preview, previewTemplate } from "./preview.ts"
export { templatesRoutes } from "./routes.ts"

export { templateWebhooks } from "./sync/template-events.ts"
export { findTemplate, findTemplates } from "./template.ts"
export type { TemplateUses } from "./uses.ts"
