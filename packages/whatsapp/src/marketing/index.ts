/** The Marketing Messages API: who may use it, and when a message goes the ordinary way instead. */
export { type OtherWay, otherWay, type SendEndpoint } from "./fallback.ts"
export {
  type MarketingMessagesStanding,
  type MarketingMessagesState,
  onboarded,
  readStanding,
} from "./standing.ts"
