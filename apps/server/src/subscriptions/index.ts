export {
  changeSubscriptions,
  type SubscriptionState,
} from "./change-subscriptions.ts"
export { subscription, subscriptionsOf } from "./contact-subscriptions.ts"
export { subscriptionsRoutes } from "./routes.ts"
export { searchSubscriptionGroups } from "./search.ts"
