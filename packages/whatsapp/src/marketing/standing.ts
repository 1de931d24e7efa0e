/** How far a business account has come with the Marketing Messages API. Source: Meta, "Onboard" of the Marketing Messages API. */

/** `onboarded`: it may send; `eligible`: somebody has to accept Meta's terms; `pending`: Meta waits for something. */
export type MarketingMessagesState = "onboarded" | "eligible" | "pending" | "ineligible" | "unknown"

export interface MarketingMessagesStanding {
  state: MarketingMessagesState
  /** One sentence: what it means. */
  meaning: string
  /** One sentence: what to do; null: nothing, or there is nothing that can be done. */
  fix: string | null
}

/** What an account is after its business has signed Meta's terms. */
export const onboarded = "ONBOARDED"

const acceptTerms =
  "Have somebody with full control of the business portfolio accept the terms: WhatsApp Manager > Overview > Alerts > Accept terms."

const known: Readonly<Record<string, MarketingMessagesStanding>> = {
  ONBOARDED: {
    state: "onboarded",
    meaning: "The account can send marketing templates through Meta's Marketing Messages API.",
    fix: null,
  },
  ELIGIBLE: {
    state: "eligible",
    meaning: "The business has not accepted Meta's terms of the Marketing Messages API yet.",
    fix: acceptTerms,
  },
  PENDING_VALID_PAYMENT_METHOD: {
    state: "pending",
    meaning: "Meta waits for a valid payment method of the account.",
    fix: "Add one in WhatsApp Manager, under Billing & payments.",
  },
  PENDING_INTERNAL_SETUP: {
    state: "pending",
    meaning: "Meta is still setting the account up.",
    fix: "Wait ten minutes, and check again.",
  },
  INELIGIBLE_ON_BEHALF_OF_WABA: {
    state: "ineligible",
    meaning: "Another business owns the account on behalf of yours, which Meta excludes.",
    fix: "Have the account moved to your own business portfolio.",
  },
  INELIGIBLE_INACTIVE_OR_RESTRICTED: {
    state: "ineligible",
    meaning: "The account is inactive, or restricted for breaking a policy of WhatsApp.",
    fix: "See Account quality in WhatsApp Manager, and ask for a review there.",
  },
  INELIGIBLE_COUNTRY_NOT_SUPPORTED: {
    state: "ineligible",
    meaning: "Meta does not offer the Marketing Messages API in the country of the business.",
    fix: null,
  },
  INELIGIBLE_USING_WHATSAPP_BUSINESS_APP: {
    state: "ineligible",
    meaning: "A number of the account is also used in the WhatsApp Business app, which Meta excludes.",
    fix: null,
  },
}

/**
 * What Meta's word for it means.
 * @param status `marketing_messages_onboarding_status` of a business account; null: Meta did not say
 * @example readStanding("ELIGIBLE").state // "eligible"
 */
export function readStanding(status: string | null): MarketingMessagesStanding {
  if (status === null)
    return {
      state: "unknown",
      meaning: "Meta has not said yet whether the account can use it.",
      fix: "Check again.",
    }
  const standing = Object.hasOwn(known, status) ? known[status] : undefined
  if (standing) return standing
  return status.startsWith("INELIGIBLE")
    ? { state: "ineligible", meaning: `Meta excludes the account: ${status}.`, fix: null }
    : { state: "unknown", meaning: `Meta calls its state ${status}.`, fix: "Look in WhatsApp Manager." }
}
