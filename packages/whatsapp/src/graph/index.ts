/** The client of the Graph API and one function for each call; the checks on requests that come from Meta. Needs Node. */
export { UnexpectedAnswerError } from "./answer.ts"
export { GraphClient, type GraphClientOptions, type GraphQuery } from "./client.ts"
export {
  getMarketingMessagesStatus,
  type MarketingMessage,
  sendMarketingMessage,
} from "./marketing-messages.ts"
export {
  type DownloadedMedia,
  deleteMedia,
  downloadMedia,
  downloadSample,
  type MediaFile,
  type MediaInfo,
  maxMediaBytes,
  mediaInfo,
  uploadMedia,
  uploadSample,
} from "./media.ts"
export { isMediaAddress } from "./media-address.ts"
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
} from "./numbers.ts"
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
} from "./onboarding.ts"
export { createGraphPool, type GraphPoolOptions } from "./pool.ts"
export {
  type BusinessProfile,
  type BusinessProfileChange,
  getProfile,
  updateProfile,
} from "./profile.ts"
export { appAccessToken, appsecretProof } from "./proof.ts"
export type {
  GraphError,
  GraphHeaders,
  GraphNoAnswer,
  GraphNotSent,
  GraphRejection,
  GraphResult,
  SendAccepted,
  SendOutcome,
} from "./result.ts"
export {
  createFromLibrary,
  type LibraryBodyInputs,
  type LibraryButtonInput,
  type LibraryTemplate,
  libraryComponents,
  searchLibrary,
} from "./template-library.ts"
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
} from "./templates.ts"
export { answerHandshake, type HandshakeAnswer } from "./webhook-handshake.ts"
export { signatureCheck, signatureHeader } from "./webhook-signature.ts"
