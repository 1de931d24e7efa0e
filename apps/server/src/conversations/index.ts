export { consentWords } from "./consent-words.ts"
export { storeInbound } from "./store-inbound.ts"
