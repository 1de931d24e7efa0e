/** Messages as data: a schema for each kind with Meta's limits and the service window. Loads in a browser. */
export { type Address, addressOf, type KnownAddresses } from "./address.ts"
export { type Envelope, envelopeMessage } from "./envelope.ts"
export { type Interactive, interactiveSchema } from "./interactive/index.ts"
export { type MediaClass, mediaClassOf, mediaLimits } from "./media.ts"
export {
  type OutgoingContent,
  type OutgoingMessage,
  outgoingContentSchema,
  outgoingMessageSchema,
} from "./message.ts"
export { type TemplateComponentParameters, templateComponentParametersSchema } from "./template-send.ts"
export { characterCount } from "./text.ts"
export {
  type ContentCheck,
  type MessageCheck,
  type MessageIssue,
  validateContent,
  validateMessage,
} from "./validate.ts"
export { serviceWindowMs, windowEnd, windowIsOpen, windowMarginMs } from "./window.ts"
