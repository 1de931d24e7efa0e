import { fieldWords, shownFields } from "../field-words.ts"

/** What screens call the columns about consent, by their names in the API. A file may have them under these words, too. */
const consentColumns = {
  subscription_state: "WhatsApp consent",
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

/** Every column that a file may have, under a name that is understood in it, and what goes there. */
export const fileColumns: readonly { name: string; note: string }[] = [
  ...shownFields.map((field) => ({ name: fieldWords[field].label, note: fieldWords[field].inFile ?? "" })),
  { name: consentColumns.subscription_state, note: "Yes or no. Empty changes nothing." },
  { name: consentColumns.consent_date, note: "When they agreed, such as 2026-04-15." },
  { name: consentColumns.consent_source, note: "Where they agreed, such as Sign-up form." },
  { name: consentColumns.consent_evidence, note: "What proves it, such as a link or an order number." },
  { name: "Anything else", note: "Becomes an attribute, such as City or Plan." },
]

/** What a column can become. */
export const targetChoices: readonly { value: string; label: string }[] = [
  ...shownFields.map((field) => ({ value: field, label: fieldWords[field].label })),
  { value: "subscription_state", label: consentColumns.subscription_state },
  { value: "consent_at", label: consentColumns.consent_date },
  { value: "consent_source", label: consentColumns.consent_source },
  { value: "consent_evidence", label: consentColumns.consent_evidence },
  { value: "attribute", label: "Attribute" },
  { value: "ignored", label: "Ignored" },
]

/** The types of attributes, as screens call them. */
export const typeChoices = [
  { value: "text", label: "Text" },
  { value: "number", label: "Number" },
  { value: "boolean", label: "Yes or no" },
  { value: "date", label: "Date" },
  { value: "array", label: "List" },
  { value: "object", label: "Object" },
  { value: "array_of_objects", label: "List of objects" },
] as const
