export {
  isAlwaysStop,
  type OwnMeaning,
  type OwnWords,
  ownMeanings,
  type Understood,
  understandConsent,
} from "./consent/understand.ts"
export { consentWord, foldWords, longestWord } from "./consent/words.ts"
export {
  type AttributeData,
  type AttributeFault,
  type AttributeType,
  type AttributeValue,
  attributeLimits,
  attributeTypes,
  type ReadAttribute,
  readAttributeValue,
} from "./contact/attribute-values.ts"
export { attributeKey, attributeName } from "./contact/attributes.ts"
export {
  type ContactField,
  type ContactTexts,
  contactFields,
  contactLengths,
  eachContactField,
} from "./contact/fields.ts"
export { genders, readDateOfBirth, readEmail, readGender } from "./contact/personal-details.ts"
export { type MessageContent, messageContent, templateContent } from "./content/content.ts"
export { isLiquid } from "./content/liquid.ts"
export { placeValues } from "./content/place-values.ts"
export { productSections, templateValues, toTemplateValues, valuePath } from "./content/template-values.ts"
export { type ValueIssue, valueIssues } from "./content/value-issues.ts"
export type { InstantComparison, TextComparison, ValueComparison } from "./filter/comparison.ts"
export type { FilteredContact } from "./filter/condition.ts"
export { type Filter, filterSchema, matches, savedFilterSchema } from "./filter/filter.ts"
export type { Condition, ConditionKind } from "./filter/kinds/index.ts"
export {
  type Forwarded,
  forwarded,
  type InboundError,
  inboundError,
  type Referral,
  type ReferredProduct,
  referral,
  referredProduct,
} from "./inbound.ts"
export { instantOf, instantPattern } from "./instants.ts"
export { type NotificationAbout, type NotificationKind, notificationAbout } from "./notifications/about.ts"
export { notificationKinds, notificationKindWords, notificationWords } from "./notifications/words.ts"
export { type Occurrence, type OccurrenceKind, occurrence } from "./occurrence.ts"
export { occurrenceWords } from "./occurrence-words.ts"
export { spreadsheetText } from "./spreadsheet-text.ts"
export { type DateOrder, readWrittenInstant, type WrittenInstant } from "./written/dates.ts"
export { isPlainNumber, readWrittenNumber } from "./written/numbers.ts"
export { maySayNothing, readYesOrNo, saysNothing } from "./written/words.ts"
