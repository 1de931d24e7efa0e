export { changeMarketing, type MarketingChange } from "./change-marketing.ts"
export {
  changeSubscriptions,
  type SubscriptionState,
} from "./change-subscriptions.ts"
export { subscription, subscriptionsOf } from "./contact-subscriptions.ts"
export { recordIdentityChange } from "./record-identity-change.ts"
export { subscriptionsRoutes } from "./routes.ts"
export { searchSubscriptionGroups } from "./search.ts"
