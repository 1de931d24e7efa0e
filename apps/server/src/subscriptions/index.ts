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
  saidNothing,
  statesInGroup,
  statesOfContacts,
} from "./contacts-of-group.ts"
export { ownWordsOf } from "./keywords/own-words.ts"
export { type Occasion, repliesOf, replyTextFor } from "./keywords/replies.ts"
export { claimReplies } from "./keywords/replies-sent.ts"
export { askToConfirm, confirmButtonId, confirmed, dropPending } from "./opt-in/pending.ts"
export { examplePreferenceLink, preferenceLinks } from "./preferences/link.ts"
export { recordIdentityChange } from "./record-identity-change.ts"
export { type Resumption, resumeSubscriptions } from "./resume-subscriptions.ts"
export { subscriptionsRoutes } from "./routes.ts"
