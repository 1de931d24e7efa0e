/** Where a person stands in the dialog, and what they have chosen so far. */
import type { CurrentStep } from "./outcome.ts"

export type Place =
  | "person"
  | "permissions"
  | "portfolio"
  | "account"
  | "profile"
  | "number"
  | "code"
  | "review"

/** What a CANCEL on each screen reports; the first two are before the session begins. */
export const STEP_OF: Readonly<Record<Place, CurrentStep | undefined>> = {
  person: undefined,
  permissions: undefined,
  portfolio: "BUSINESS_ACCOUNT_SELECTION",
  account: "WABA_PHONE_PROFILE_PICKER",
  profile: "WHATSAPP_BUSINESS_PROFILE_SETUP",
  number: "PHONE_NUMBER_SETUP",
  code: "PHONE_NUMBER_VERIFICATION",
  review: "PERMISSIONS",
}

export interface Profile {
  accountName: string
  displayName: string
  vertical: string
  website: string
  description: string
}

export interface Signup {
  person: string
  business: { id: string; name: string } | undefined
  /** Undefined id: it is made when the profile is filled in. */
  account: { id: string | undefined; name: string } | undefined
  number: { id: string; display: string } | undefined
  profile: Profile
}

export function newSignup(businessName: string): Signup {
  return {
    person: "",
    business: undefined,
    account: undefined,
    number: undefined,
    profile: {
      accountName: businessName,
      displayName: businessName,
      vertical: "OTHER",
      website: "",
      description: "",
    },
  }
}

/** Meta's business categories, by their name in the profile's `vertical`. */
export const VERTICALS: readonly { value: string; label: string }[] = [
  { value: "OTHER", label: "Other" },
  { value: "AUTO", label: "Automotive" },
  { value: "BEAUTY", label: "Beauty, spa and salon" },
  { value: "APPAREL", label: "Clothing" },
  { value: "EDU", label: "Education" },
  { value: "ENTERTAIN", label: "Entertainment" },
  { value: "EVENT_PLAN", label: "Event planning" },
  { value: "FINANCE", label: "Finance and banking" },
  { value: "GROCERY", label: "Food and groceries" },
  { value: "HOTEL", label: "Hotel and lodging" },
  { value: "HEALTH", label: "Medical and health" },
  { value: "NONPROFIT", label: "Charity" },
  { value: "PROF_SERVICES", label: "Professional services" },
  { value: "RESTAURANT", label: "Restaurant" },
  { value: "RETAIL", label: "Shopping and retail" },
  { value: "TRAVEL", label: "Travel and transport" },
]
