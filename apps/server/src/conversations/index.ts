export { consentWords } from "./consent-words.ts"
export type { InboundDetails } from "./inbound-details.ts"
export { conversationMedia, type MediaView, mediaView } from "./media/media-view.ts"
export { storeInbound } from "./store-inbound.ts"
