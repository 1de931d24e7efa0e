export {
  changeSubscriptions,
  type SubscriptionChange,
  type SubscriptionState,
} from "./change-subscriptions.ts"
export { saidToGroup, subscription, subscriptionsOf } from "./contact-subscriptions.ts"
export {
  allIdsOfGroup,
  idsOfGroup,
  isOfGroup,
  type OfGroup,
  statesInGroup,
  statesOfContacts,
} from "./contacts-of-group.ts"
export { recordIdentityChange } from "./record-identity-change.ts"
export { type Resumption, resumeSubscriptions } from "./resume-subscriptions.ts"
export { subscriptionsRoutes } from "./routes.ts"
