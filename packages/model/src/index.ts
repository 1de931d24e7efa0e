export type { ActionBased, LocalTimeAfter } from "./campaign/action-based.ts"
export {
  type ActionTrigger,
  actionTrigger,
  type InboundText,
  isTriggered,
  type MessageBecame,
  occurrenceKeys,
  type TriggerOccurrence,
  triggerKey,
  variablesOfOccurrence,
} from "./campaign/action-triggers.ts"
export { campaignQuietHours } from "./campaign/control-times.ts"
export { type CampaignControls, campaignControls } from "./campaign/controls.ts"
export {
  type CampaignConversion,
  campaignConversion,
  convertedBy,
} from "./campaign/conversions.ts"
export {
  type CampaignDefinition,
  campaignDefinition,
  campaignMembers,
  campaignSchema,
  readCampaignDefinition,
  useOf,
  usesOfCampaign,
} from "./campaign/definition.ts"
export { type CampaignDelivery, campaignDelivery, usualDelivery } from "./campaign/delivery.ts"
export { type RecurringDelivery, recurringDelivery, weekdays } from "./campaign/delivery-recurring.ts"
export {
  type Capped,
  capConcerns,
  capSince,
  capWords,
  type FrequencyCap,
  frequencyCap,
  frequencyCaps,
  mostCaps,
} from "./campaign/frequency-caps.ts"
export {
  canCompare,
  differenceOf,
  type Proportion,
  probabilitiesToBeBest,
  sampleRatioAlarm,
  sampleRatioProbability,
  wilsonInterval,
} from "./campaign/statistics.ts"
export {
  assignmentBuckets,
  type CampaignVariant,
  campaignVariant,
  newVariant,
  variantBounds,
  variantOf,
} from "./campaign/variants.ts"
export type { MostRecipients, ReEligibility } from "./campaign/who.ts"
export {
  isWorkspaceControl,
  type WorkspaceControl,
  workspaceControl,
} from "./campaign/workspace-control.ts"
export { type CanvasProblem, checkCanvas, type KnownOfCanvas } from "./canvas/check.ts"
export {
  type CanvasDefinition,
  canvasDefinition,
  canvasMembers,
  canvasSchema,
  mostSteps,
  newCanvasDefinition,
  readCanvasDefinition,
} from "./canvas/definition.ts"
export { type CanvasDuration, lengthOf } from "./canvas/duration.ts"
export type { CanvasEntry, ReEntry } from "./canvas/entry.ts"
export { longestMs, reachable, stepAfter, stepsById, type Way, waysOf } from "./canvas/graph.ts"
export { outletHeard } from "./canvas/hearing.ts"
export {
  type SimulatedInput,
  type SimulatedMoment,
  type Simulation,
  type SimulationOf,
  simulate,
} from "./canvas/simulate.ts"
export { type CanvasStarter, canvasStarters, type StarterNeeds, startCanvas } from "./canvas/starters.ts"
export {
  type CanvasContext,
  type ExitReason,
  type Move,
  mostContextBytes,
  type Outlet,
  type Performed,
  type RunAtStep,
  type Saw,
  type SentMessage,
} from "./canvas/step-kind.ts"
export { contextName, contextTypes, readContextValue } from "./canvas/steps/context.ts"
export {
  type CanvasStep,
  canvasStep,
  contentsOf,
  type FactsOf,
  filtersOf,
  liquidOf,
  listensFor,
  longestMsAt,
  moveAt,
  outletsOf,
  type StepKindName,
  shortestMsAt,
  stepKinds,
} from "./canvas/steps/index.ts"
export type { CanvasUpdate } from "./canvas/steps/user-update.ts"
export { contentsIn, filtersIn, triggersIn, usesOfCanvas } from "./canvas/uses.ts"
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
  type AttributeSource,
  type AttributeType,
  type AttributeValue,
  attributeLimits,
  attributeTypes,
  isObject,
  isScalar,
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
export {
  blockName,
  blocksNamed,
  blocksOfContent,
  fillInBlocks,
  mostNested,
} from "./content/content-blocks.ts"
export { type GivenVariables, givenVariables } from "./content/given-variables.ts"
export {
  filesOfContent,
  libraryFileOf,
  libraryId,
  type NamedFile,
  namedFiles,
} from "./content/library-files.ts"
export {
  type ContentLinks,
  contentLinks,
  exampleLinkId,
  type UtmName,
  utmNames,
} from "./content/link-settings.ts"
export { isLiquid } from "./content/liquid.ts"
export { placeValues } from "./content/place-values.ts"
export { productSections, templateValues, toTemplateValues, valuePath } from "./content/template-values.ts"
export {
  addressesIn,
  isMarked,
  linksIn,
  type MarkedContent,
  markContent,
  readLinked,
  replaceMarked,
  targetOf,
  type WrittenLink,
} from "./content/tracked-links.ts"
export { type ValueIssue, valueIssues } from "./content/value-issues.ts"
export { type BirthComparison, birthdaysBetween, birthPattern, bornBetween } from "./filter/birthdays.ts"
export type { InstantComparison, Scalar, TextComparison, ValueComparison } from "./filter/comparison.ts"
export {
  type EventFacts,
  eventKey,
  type FactKey,
  type FilterContext,
  type FilteredContact,
  type MessageFacts,
} from "./filter/condition.ts"
export {
  answerWithoutEvents,
  asksForEvents,
  type Done,
  doneOf,
  mayChange,
  type Placed,
  placedConditions,
} from "./filter/effect.ts"
export {
  conditionsOf,
  type Filter,
  filterContext,
  filterSchema,
  matches,
  savedFilterSchema,
} from "./filter/filter.ts"
export { countedOf, type Happening, lastDecides, mostAmount, wholeDays } from "./filter/happenings.ts"
export type { Condition, ConditionKind } from "./filter/kinds/index.ts"
export {
  type MessageStage,
  messageStages,
  messagesThatFit,
  sourcesIn,
  tagKey,
} from "./filter/kinds/message.ts"
export { asHappening } from "./filter/kinds/purchase.ts"
export { randomBucketOf, randomBuckets } from "./filter/kinds/random-bucket.ts"
export { areaCodesAbroad } from "./filter/kinds/reachable.ts"
export {
  allConditions,
  factsChanged,
  factsRead,
  type MessageFate,
  nextTurn,
  stagesChanged,
} from "./filter/live.ts"
export {
  dayAt,
  dayText,
  firstDayFrom,
  knownZones,
  shownAt,
  startOfDay,
  whenShown,
  zoneOf,
} from "./filter/local-days.ts"
export { patternInSql } from "./filter/pattern.ts"
export { type PropertyCondition, propertiesHold } from "./filter/properties.ts"
export {
  type DayZone,
  type Duration,
  durationMs,
  endMoves,
  farthestZoneMs,
  isDay,
  isOfContact,
  type PointInTime,
  type ResolvedWindow,
  resolvePoint,
  resolveWindow,
  type Window as FilterWindow,
} from "./filter/time.ts"
export { answerByTotals, type Sure } from "./filter/totals.ts"
export { stepsOf, valueAt } from "./filter/value-path.ts"
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
export { type MessageKind, messageKinds } from "./message-kinds.ts"
export { type NotificationAbout, type NotificationKind, notificationAbout } from "./notifications/about.ts"
export { notificationKinds, notificationKindWords, notificationWords } from "./notifications/words.ts"
export { type Occurrence, type OccurrenceKind, occurrence } from "./occurrence.ts"
export { occurrenceWords } from "./occurrence-words.ts"
export { spreadsheetText } from "./spreadsheet-text.ts"
export { type TimelineEntry, type TimelineKind, timelineEntry } from "./timeline.ts"
export { type DateOrder, readWrittenInstant, type WrittenInstant } from "./written/dates.ts"
export { isPlainNumber, readWrittenNumber } from "./written/numbers.ts"
export { maySayNothing, readYesOrNo, saysNothing } from "./written/words.ts"
