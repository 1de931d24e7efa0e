/** A text that may name one field of the contact: `Lima`, `{{ contact.first_name | default: "there" }}`, or any Liquid. Pure. */
import { type ContactField, contactFields } from "@parley/model"

/** A field of a contact, or one of its attributes, and what stands there where the contact has none. */
export interface PersonalField {
  /** `first_name`, or `attributes.city`. */
  field: string
  fallback: string
}

const onlyField =
  /^\{\{-?\s*contact\.(?<field>(?:attributes\.)?[\p{L}_][\p{L}\p{M}\p{N}_]*)\s*(?:\|\s*default:\s*(?:"(?<double>[^"]*)"|'(?<single>[^']*)')\s*)?-?\}\}$/u

/** The field that a text consists of; undefined where it is anything else: another text, several fields, more Liquid. */
export function readPersonal(text: string): PersonalField | undefined {
  const { field, double, single } = onlyField.exec(text.trim())?.groups ?? {}
  if (field === undefined) return undefined
  const isKnown = field.startsWith("attributes.") || contactFields.some((known) => known === field)
  return isKnown ? { field, fallback: double ?? single ?? "" } : undefined
}

/** The text that stands for a field. Liquid knows no escapes: of two kinds of quotation marks in a fallback one becomes typographic. */
export function writePersonal({ field, fallback }: PersonalField): string {
  if (fallback === "") return `{{ contact.${field} }}`
  const quoted = fallback.includes('"') ? `'${fallback.replaceAll("'", "’")}'` : `"${fallback}"`
  return `{{ contact.${field} | default: ${quoted} }}`
}

/** Whether a text has any Liquid in it. */
export const hasLiquid = (text: string): boolean => /\{\{|\{%/.test(text)

/**
 * The field that a variable of this name stands for: `first_name`, or an attribute that contacts have.
 * @param attributes the names of the attributes
 */
export function fieldNamed(name: string, attributes: readonly string[]): string | undefined {
  if (isContactField(name)) return name
  return attributes.includes(name) ? `attributes.${name}` : undefined
}

const isContactField = (name: string): name is ContactField => contactFields.some((field) => field === name)
