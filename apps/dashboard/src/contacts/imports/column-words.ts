import type { ContactField } from "@parley/model"
import { fieldWords, shownFields } from "../field-words.ts"

/** What screens call the columns about consent, by their names in the API. A file may have them under these words, too. */
const consentColumns = {
  subscription_state: "Subscribed",
  consent_date: "Consent date",
  consent_source: "Consent source",
  consent_evidence: "Consent evidence",
} as const

const ofApi: ReadonlyMap<string, string> = new Map<string, string>([
  ...Object.entries(consentColumns),
  ["consent_at", consentColumns.consent_date],
])

const ofAttributes = "attributes."

/** What a column becomes, as screens call it: `First name`, `Attribute plan`. */
export function targetInWords(target: string): string {
  if (target.startsWith(ofAttributes)) return `Attribute ${target.slice(ofAttributes.length)}`
  const field = shownFields.find((name) => name === target)
  return field === undefined ? (ofApi.get(target) ?? target) : fieldWords[field].label
}

const fieldNotes: Record<ContactField, string> = {
  phone: "Needed. As people write it; a number without + or 00 needs a country.",
  first_name: "",
  last_name: "",
  external_id: "Your own ID for the person.",
  language: "Such as en or pt_BR.",
  country: "Two letters, such as DE.",
  time_zone: "Such as Europe/Berlin.",
}

/** Every column that a file may have, under a name that is understood in it, and what goes there. */
export const fileColumns: readonly { name: string; note: string }[] = [
  ...shownFields.map((field) => ({ name: fieldWords[field].label, note: fieldNotes[field] })),
  { name: consentColumns.subscription_state, note: "Yes or no. Empty changes nothing." },
  { name: consentColumns.consent_date, note: "When they agreed, such as 2026-04-15." },
  { name: consentColumns.consent_source, note: "Where they agreed, such as Sign-up form." },
  { name: consentColumns.consent_evidence, note: "What proves it, such as a link or an order number." },
  { name: "Anything else", note: "Becomes an attribute, such as City or Plan." },
]
