import type { Shapes } from "../api/client.ts"

const draftFields = [
  "phone",
  "external_id",
  "first_name",
  "last_name",
  "language",
  "country",
  "time_zone",
] as const
type DraftField = (typeof draftFields)[number]

/** A contact as it stands in a form: everything is text, and empty is nothing. */
export type ContactDraft = Record<DraftField, string> & { attributes: { name: string; value: string }[] }

type Attribute = string | number | boolean
export type ContactPatch = Partial<Record<DraftField, string | null>> & {
  attributes?: Record<string, Attribute | null>
}

export const emptyDraft: ContactDraft = {
  phone: "",
  external_id: "",
  first_name: "",
  last_name: "",
  language: "",
  country: "",
  time_zone: "",
  attributes: [],
}

export function draftOf(contact: Pick<Shapes["Contact"], DraftField | "attributes">): ContactDraft {
  const texts = Object.fromEntries(draftFields.map((field) => [field, contact[field] ?? ""]))
  return {
    ...emptyDraft,
    ...texts,
    attributes: Object.entries(contact.attributes).map(([name, value]) => ({ name, value: asText(value) })),
  }
}

const asText = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value))

/** What was changed between two drafts, as the API takes it: null removes. What was left alone is left out. */
export function patchOf(before: ContactDraft, after: ContactDraft): ContactPatch {
  const patch: ContactPatch = {}
  for (const field of draftFields) {
    const value = after[field].trim()
    if (value !== before[field]) patch[field] = value === "" ? null : value
  }
  const attributes = changedAttributes(valuesOf(before), valuesOf(after))
  return Object.keys(attributes).length === 0 ? patch : { ...patch, attributes }
}

const valuesOf = ({ attributes }: ContactDraft) =>
  new Map(attributes.map(({ name, value }) => [name.trim(), value.trim()]))

function changedAttributes(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>) {
  const changed: Record<string, Attribute | null> = {}
  for (const [name, value] of after) {
    if (name !== "" && value !== before.get(name)) changed[name] = value === "" ? null : asAttribute(value)
  }
  for (const name of before.keys()) if (!after.has(name)) changed[name] = null
  return changed
}

/** As imports read attributes: numbers and booleans are recognised, and 007 stays text. */
function asAttribute(text: string): Attribute {
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === "true"
  return /^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(text) && text !== "-0" ? Number(text) : text
}
