/**
 * Templates as pure functions: what they are, what is wrong with them, how they look. Needs no Node.js, so that a
 * browser can load it.
 */
export { authoredComponents } from "./authored.ts"
export type { TemplateButton } from "./buttons.ts"
export { checkTemplate } from "./check/check.ts"
export type { TemplateIssue } from "./check/issue.ts"
export { type TemplateRule, templateRules } from "./check/rules.ts"
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
  type TemplateCategory,
  type TemplateDefinition,
  templateCategories,
  templateDraftSchema,
} from "./definition.ts"
export { addressEnd } from "./filling/address-end.ts"
export { templateParameters } from "./filling/parameters.ts"
export { type BoundedText, boundedTexts, filledLength } from "./filling/text-bounds.ts"
export type {
  ButtonValues,
  CardValues,
  LocationValue,
  MediaValue,
  ProductSection,
  TemplateValues,
} from "./filling/values.ts"
export { isTemplateLanguage, sameLanguage, templateLanguages } from "./languages.ts"
export { libraryIndustries, libraryTopics, libraryUseCases } from "./library-words.ts"
export { markOptOuts, takeOptOuts, withOptOutPayloads } from "./opt-outs.ts"
export { flatValue } from "./placeholders.ts"
export { type CategoryEstimate, estimateCategory } from "./policy/category.ts"
export { checkPolicy, optOutReplies, type Preflight, preflightTemplate } from "./policy/policy.ts"
export {
  type RenderedButton,
  type RenderedCard,
  type RenderedHeader,
  type RenderedTemplate,
  renderTemplate,
} from "./render.ts"
export { type SampleFormat, sampleFormatOf, sampleLimits, sniffSample } from "./samples.ts"
export {
  type EditHistory,
  type EditPermission,
  explainStatus,
  mayEdit,
  mayUnpause,
  rejectionReasons,
  type StatusMeaning,
  sendableStatuses,
  templateStatuses,
} from "./status.ts"
export { templateDefinitionSchema } from "./submittable.ts"
export {
  isCodeTemplate,
  missingValues,
  needsMarketingMessages,
  type TemplateComponents,
  type TemplateVariable,
  templateVariables,
} from "./variables.ts"
