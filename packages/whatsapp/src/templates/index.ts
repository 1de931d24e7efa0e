/**
 * Templates as pure functions: what they are, what is wrong with them, how they look. Needs no Node.js, so that a
 * browser can load it.
 */
export { authoredComponents } from "./authored.ts"
export type { TemplateButton } from "./buttons.ts"
export { type CategoryEstimate, estimateCategory } from "./category.ts"
export { checkTemplate } from "./check.ts"
export type {
  BodyComponent,
  ButtonsComponent,
  CarouselCard,
  CarouselComponent,
  FooterComponent,
  HeaderComponent,
  OfferComponent,
  TemplateComponent,
} from "./components.ts"
export {
  readComponents,
  TEMPLATE_CATEGORIES,
  type TemplateCategory,
  type TemplateDefinition,
  templateDefinitionSchema,
  templateDraftSchema,
} from "./definition.ts"
export type { TemplateIssue } from "./issue.ts"
export { isTemplateLanguage, sameLanguage, TEMPLATE_LANGUAGES } from "./languages.ts"
export { LIBRARY_INDUSTRIES, LIBRARY_TOPICS, LIBRARY_USE_CASES } from "./library-words.ts"
export { templateParameters } from "./parameters.ts"
export { flatValue, urlValue } from "./placeholders.ts"
export { checkPolicy, optOutReplies, type Preflight, preflightTemplate } from "./policy.ts"
export {
  type RenderedButton,
  type RenderedCard,
  type RenderedHeader,
  type RenderedTemplate,
  renderTemplate,
} from "./render.ts"
export { TEMPLATE_RULES, type TemplateRule } from "./rules.ts"
export { SAMPLE_LIMITS, type SampleFormat, sampleFormatOf, sniffSample } from "./samples.ts"
export {
  type EditHistory,
  type EditPermission,
  explainStatus,
  mayEdit,
  mayUnpause,
  REJECTION_REASONS,
  type StatusMeaning,
  TEMPLATE_STATUSES,
} from "./status.ts"
export type {
  ButtonValues,
  CardValues,
  LocationValue,
  MediaValue,
  ProductSection,
  TemplateValues,
} from "./values.ts"
export {
  isCodeTemplate,
  missingValues,
  needsMarketingMessages,
  type TemplateComponents,
  type TemplateVariable,
  templateVariables,
} from "./variables.ts"
