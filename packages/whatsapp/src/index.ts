/**
 * The WhatsApp Business Platform as types, pure functions and a client.
 * Everything but `graph/` is pure: no clock, no network, no state.
 */
export { ERROR_CATALOGUE } from "./errors/catalogue.ts"
export type { ErrorEntry, ErrorFault, ErrorTiming, Retry } from "./errors/entry.ts"
export { explainError } from "./errors/explain.ts"
export { retryDelayMs } from "./errors/retry.ts"

export { UnexpectedAnswerError } from "./graph/answer.ts"
export { GraphClient, type GraphClientOptions, type GraphQuery } from "./graph/client.ts"
export {
  type DownloadedMedia,
  deleteMedia,
  downloadMedia,
  downloadSample,
  type MediaFile,
  type MediaInfo,
  mediaInfo,
  uploadMedia,
  uploadSample,
} from "./graph/media.ts"
export { isMediaAddress } from "./graph/media-address.ts"
export {
  addNumber,
  type BusinessNumber,
  changeDisplayName,
  deregisterNumber,
  getNumber,
  listNumbers,
  markRead,
  registerNumber,
  removeWebhookOverride,
  requestCode,
  setPin,
  verifyCode,
} from "./graph/numbers.ts"
export {
  type AccessGrant,
  type BusinessAccount,
  type BusinessPortfolio,
  debugToken,
  exchangeCode,
  getAccount,
  getHealth,
  type HealthEntity,
  listBusinesses,
  listClientAccounts,
  listOwnedAccounts,
  subscribeApp,
  subscribeAppFields,
  type TokenInfo,
  unsubscribeApp,
} from "./graph/onboarding.ts"
export { createGraphPool, type GraphPoolOptions } from "./graph/pool.ts"
export {
  type BusinessProfile,
  type BusinessProfileChange,
  getProfile,
  updateProfile,
} from "./graph/profile.ts"
export { appAccessToken, appsecretProof } from "./graph/proof.ts"
export type {
  GraphError,
  GraphHeaders,
  GraphNoAnswer,
  GraphNotSent,
  GraphRejection,
  GraphResult,
  SendAccepted,
  SendOutcome,
} from "./graph/result.ts"
export {
  createFromLibrary,
  type LibraryBodyInputs,
  type LibraryButtonInput,
  type LibraryTemplate,
  libraryComponents,
  searchLibrary,
} from "./graph/template-library.ts"
export {
  createTemplate,
  deleteTemplate,
  editTemplate,
  getTemplate,
  listTemplates,
  type RemoteTemplate,
  type SubmittedTemplate,
  type TemplateEdit,
  unpauseTemplate,
} from "./graph/templates.ts"

export { readJson } from "./json.ts"

export { type Interactive, interactiveSchema } from "./messages/interactive/index.ts"
export { MEDIA_LIMITS, type MediaClass, mediaClassOf } from "./messages/media.ts"
export {
  type OutgoingContent,
  type OutgoingMessage,
  outgoingContentSchema,
  outgoingMessageSchema,
} from "./messages/message.ts"
export {
  type TemplateComponentParameters,
  templateComponentParametersSchema,
} from "./messages/template-send.ts"
export { characterCount } from "./messages/text.ts"
export {
  type ContentCheck,
  type MessageCheck,
  type MessageIssue,
  validateContent,
  validateMessage,
} from "./messages/validate.ts"
export {
  dialledParts,
  isBsuid,
  type ParsedPhone,
  type PhoneRejection,
  parsePhone,
  typedDigits,
  waIdOf,
  waIdVariants,
} from "./phone.ts"
export * from "./templates/index.ts"

export { formatWamid, parseWamid, type WamidDirection, type WamidParts } from "./wamid.ts"
export { messagingLimitOf } from "./webhooks/account-fields.ts"
export type { InboundContactCard, InboundContent, InboundMedia, OrderItem } from "./webhooks/content.ts"
export type * from "./webhooks/event.ts"
export { halveWebhook } from "./webhooks/halve.ts"
export { answerHandshake, type HandshakeAnswer } from "./webhooks/handshake.ts"
export { parseWebhook } from "./webhooks/parse.ts"
export { signatureHeader, verifySignature } from "./webhooks/signature.ts"

export { SERVICE_WINDOW_MS, windowEnd, windowIsOpen } from "./window.ts"
