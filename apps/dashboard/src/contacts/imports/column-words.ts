import { fieldWords, shownFields } from "../field-words.ts"
import type { ImportKind } from "./kind-choice.tsx"

/** What screens call the columns about consent, by their names in the API. A file may have them under these words, too. */
const consentColumns = {
  subscription_state: "WhatsApp consent",
  consent_date: "Consent date",
  consent_source: "Consent source",
  consent_evidence: "Consent evidence",
} as const

/** What screens call the columns of events, and what a file has in them. */
const eventColumns = {
  event_name: { label: "Event name", note: "Such as order_placed. Not needed for purchases." },
  event_at: { label: "Time", note: "Needed. Such as 2026-04-15 09:30, in UTC where no offset is written." },
  event_value: { label: "Value", note: "A number, such as what an order was worth." },
  event_key: { label: "Key", note: "Your own ID of the event. What comes again under it counts once." },
  product_id: { label: "Product", note: "Of a purchase: what was bought." },
  price: { label: "Price", note: "Of one, such as 19.90." },
  currency: { label: "Currency", note: "Three letters, such as EUR." },
  quantity: { label: "Quantity", note: "From 1 to 100. Empty is 1." },
} as const

const ofApi: ReadonlyMap<string, string> = new Map<string, string>([
  ...Object.entries(consentColumns),
  ["consent_at", consentColumns.consent_date],
  ...Object.entries(eventColumns).map(([name, { label }]): [string, string] => [name, label]),
])

/** Of columns that become members of a contact or of an event: with what their targets begin, and what one is called. */
export const memberOf = {
  contacts: { prefix: "attributes.", kind: "attribute", word: "Attribute" },
  events: { prefix: "properties.", kind: "property", word: "Property" },
} as const

/** What a column becomes, as screens call it: `First name`, `Attribute plan`. */
export function targetInWords(target: string): string {
  for (const { prefix, word } of Object.values(memberOf))
    if (target.startsWith(prefix)) return `${word} ${target.slice(prefix.length)}`
  const field = shownFields.find((name) => name === target)
  return field === undefined ? (ofApi.get(target) ?? target) : fieldWords[field].label
}

/** By which an event names its person. */
const identifiers = ["phone", "external_id"] as const

/** Every column that a file may have, under a name that is understood in it, and what goes there. */
export const fileColumns: Record<ImportKind, readonly { name: string; note: string }[]> = {
  contacts: [
    ...shownFields.map((field) => ({ name: fieldWords[field].label, note: fieldWords[field].inFile ?? "" })),
    { name: consentColumns.subscription_state, note: "Yes or no. Empty changes nothing." },
    { name: consentColumns.consent_date, note: "When they agreed, such as 2026-04-15." },
    { name: consentColumns.consent_source, note: "Where they agreed, such as Sign-up form." },
    { name: consentColumns.consent_evidence, note: "What proves it, such as a link or an order number." },
    { name: "Anything else", note: "Becomes an attribute, such as Plan." },
  ],
  events: [
    { name: "Phone or External ID", note: "Needed. A person who is not known yet becomes a contact." },
    ...Object.entries(eventColumns).map(([name, { note }]) => ({ name, note })),
    { name: "Anything else", note: "Becomes a property of the event, such as Category." },
  ],
}

const rest = (kind: ImportKind) => [
  { value: memberOf[kind].kind, label: memberOf[kind].word },
  { value: "ignored", label: "Ignored" },
]

/** What a column can become. */
export const targetChoices: Record<ImportKind, readonly { value: string; label: string }[]> = {
  contacts: [
    ...shownFields.map((field) => ({ value: field, label: fieldWords[field].label })),
    { value: "subscription_state", label: consentColumns.subscription_state },
    { value: "consent_at", label: consentColumns.consent_date },
    { value: "consent_source", label: consentColumns.consent_source },
    { value: "consent_evidence", label: consentColumns.consent_evidence },
    ...rest("contacts"),
  ],
  events: [
    ...identifiers.map((field) => ({ value: field, label: fieldWords[field].label })),
    ...Object.entries(eventColumns).map(([value, { label }]) => ({ value, label })),
    { value: "country", label: "Country of the phone" },
    ...rest("events"),
  ],
}

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
