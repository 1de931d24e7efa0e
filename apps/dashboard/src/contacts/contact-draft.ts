import {
  type AttributeData,
  type AttributeType,
  type ContactField,
  contactFields,
  eachContactField,
  readAttributeValue,
} from "@parley/model"
import type { Shapes } from "../api/client.ts"
import { countries, nameOfCountry } from "../look/form/countries.ts"
import type { FormWords } from "../look/form/edits.ts"
import { languages } from "../look/form/languages.ts"
import { nameOfTimeZone, timeZones } from "../look/form/time-zones.ts"
import { languageName } from "../templates/language-name.ts"
import { fieldWords } from "./field-words.ts"

/** A contact as it is in a form: everything is text, and empty is nothing. */
export type ContactDraft = Record<ContactField, string> & { attributes: { name: string; value: string }[] }

export type ContactPatch = Partial<Record<ContactField, string | null>> & {
  attributes?: Record<string, AttributeData | null>
}

export const emptyDraft: ContactDraft = { ...eachContactField(() => ""), attributes: [] }

export function draftOf(contact: Pick<Shapes["Contact"], ContactField | "attributes">): ContactDraft {
  return {
    ...eachContactField((field) => contact[field] ?? ""),
    attributes: Object.entries(contact.attributes).map(([name, value]) => ({ name, value: asText(value) })),
  }
}

/** What can be chosen in a form, and what each is called, also one that is not among them. */
export const choicesOf = {
  country: { all: countries(), nameOf: nameOfCountry },
  language: { all: languages(), nameOf: languageName },
  time_zone: { all: timeZones(), nameOf: nameOfTimeZone },
}

const isChosen = (field: ContactField): field is keyof typeof choicesOf => field in choicesOf

/** How the fields are called and read, and how attributes that two have changed are put together. */
export const contactWords: FormWords<ContactDraft> = {
  ...eachContactField((field) => ({
    label: fieldWords[field].label,
    say: (value: string) => (isChosen(field) && value !== "" ? choicesOf[field].nameOf(value) : value),
  })),
  attributes: {
    label: "Attribute",
    parts: {
      of: (rows) => Object.fromEntries(filled(rows).map(({ name, value }) => [name, value])),
      from: (parts) => Object.entries(parts).map(([name, value]) => ({ name, value })),
    },
  },
}

const filled = (rows: ContactDraft["attributes"]) =>
  rows
    .map(({ name, value }) => ({ name: name.trim(), value: value.trim() }))
    .filter(({ name }) => name !== "")

const asText = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value))

/** Which type the attributes are of that contacts have. */
export type AttributeTypes = ReadonlyMap<string, AttributeType>

/** What was changed between two drafts, as the API takes it: null removes. What was left alone is left out. */
export function patchOf(
  before: ContactDraft,
  after: ContactDraft,
  types: AttributeTypes = new Map(),
): ContactPatch {
  const patch: ContactPatch = {}
  for (const field of contactFields) {
    const value = after[field].trim()
    if (value !== before[field]) patch[field] = value === "" ? null : value
  }
  const attributes = changedAttributes(valuesOf(before), valuesOf(after), types)
  return Object.keys(attributes).length === 0 ? patch : { ...patch, attributes }
}

const valuesOf = ({ attributes }: ContactDraft) =>
  new Map(attributes.map(({ name, value }) => [name.trim(), value.trim()]))

function changedAttributes(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  types: AttributeTypes,
) {
  const changed: Record<string, AttributeData | null> = {}
  for (const [name, value] of after) {
    if (name !== "" && value !== before.get(name))
      changed[name] = value === "" ? null : readTyped(value, types.get(name))
  }
  for (const name of before.keys()) if (!after.has(name)) changed[name] = null
  return changed
}

function readTyped(text: string, type: AttributeType | undefined): AttributeData {
  const read = readAttributeValue(text, { from: "text", type })
  return read.ok ? read.value : text
}
