/** Where a person is in the dialog, and what they have chosen so far. */
import type { CurrentStep, Problem } from "./outcome.ts"

export type Place =
  | "person"
  | "permissions"
  | "portfolio"
  | "account"
  | "profile"
  | "number"
  | "code"
  | "review"
  | "assets"
  | "confirm"
  | "over"

/** Embedded Signup's screens, one after the other. */
export const signupPlaces: readonly Place[] = [
  "person",
  "permissions",
  "portfolio",
  "account",
  "profile",
  "number",
  "code",
  "review",
]

/** The screens of a plain Facebook Login. */
export const loginPlaces: readonly Place[] = ["person", "permissions", "assets", "confirm"]

/** What a CANCEL on each screen reports; the first two, and a plain login, are without a session. */
export const stepOf: Readonly<Record<Place, CurrentStep | undefined>> = {
  person: undefined,
  permissions: undefined,
  portfolio: "BUSINESS_ACCOUNT_SELECTION",
  account: "WABA_PHONE_PROFILE_PICKER",
  profile: "WHATSAPP_BUSINESS_PROFILE_SETUP",
  number: "PHONE_NUMBER_SETUP",
  code: "PHONE_NUMBER_VERIFICATION",
  review: "PERMISSIONS",
  assets: undefined,
  confirm: undefined,
  over: undefined,
}

/** Whether this permission is about businesses, so that the person has to say which. */
export function isOfBusinesses(scope: string): boolean {
  return scope.startsWith("whatsapp_") || scope === "business_management"
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
  /** What was typed as the number, to be there again when the person goes back. */
  typedNumber: { countryCode: string; phoneNumber: string } | undefined
  profile: Profile
  /** A display name that was refused, and why. */
  refusedName: { name: string; reason: string } | undefined
  /** Plain login: permissions the person does not give. */
  deniedScopes: readonly string[]
  /** Plain login: what the app may access; undefined for everything the person has, now and later. */
  assets: { businessIds: readonly string[]; wabaIds: readonly string[] } | undefined
  /** What the sandbox refused last. */
  problem: Problem | undefined
  isFinished: boolean
}

export function newSignup(businessName: string): Signup {
  return {
    person: "",
    business: undefined,
    account: undefined,
    number: undefined,
    typedNumber: undefined,
    refusedName: undefined,
    deniedScopes: [],
    assets: undefined,
    problem: undefined,
    isFinished: false,
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
export const verticals: readonly { value: string; label: string }[] = [
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
