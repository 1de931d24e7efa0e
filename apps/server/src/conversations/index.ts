export { storeInbound } from "./store-inbound.ts"
