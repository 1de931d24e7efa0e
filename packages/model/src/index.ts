export {
  AUDIENCE_CONDITIONS,
  AUDIENCE_DEPTH,
  type AudienceCondition,
  type AudienceField,
  type AudienceFilter,
  type AudienceOp,
  type AudienceValue,
  attributeKey,
  audienceFilter,
  CONTACT_TEXT_FIELDS,
} from "./audience.ts"
export { type AudienceContact, matches } from "./audience-matching.ts"
export { consentWord } from "./consent-words.ts"
export { type MessageContent, messageContent, templateContent } from "./content.ts"
export { INSTANT_PATTERN, instantOf } from "./instants.ts"
export { isLiquid } from "./liquid.ts"
export { toTemplateValues, valuePath } from "./template-values.ts"
export { type ValueIssue, valueIssues } from "./value-issues.ts"
