import { type Draft, emptyDraft } from "./draft.ts"

/** A template to begin with that Meta approves as it stands: what a business says to people who have just subscribed. */
export const welcomeExample = (business: string): Draft => ({
  ...emptyDraft,
  name: "welcome",
  body: `Hi {{first_name}}, thanks for subscribing to ${business}! You'll be the first to hear about our news and offers.`,
  footer: "Reply STOP to unsubscribe",
  samples: { body: { first_name: "Ana" } },
})
