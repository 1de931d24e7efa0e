/** Message types that are neither media, interactive nor template. */

import { isRecord } from "../../../json.ts"
import { type Fields, list, onlyKeys, optionalString, record, string } from "../../protocol/inspect.ts"
import { invalidParameter, whatsappError } from "../../protocol/refusal.ts"

const textMax = 4096
const contactsMax = 257

export function inspectText(value: unknown): void {
  const text = record(value, "text")
  onlyKeys(text, "text", ["body", "preview_url"])
  string(text.body, "text['body']", textMax)
}

export function inspectLocation(value: unknown): void {
  const location = record(value, "location")
  inspectDegrees(location.latitude, "location['latitude']", 90)
  inspectDegrees(location.longitude, "location['longitude']", 180)
  optionalString(location.name, "location['name']")
  optionalString(location.address, "location['address']")
}

/** Decimal degrees, as text or number. */
export function inspectDegrees(value: unknown, path: string, bound: number): void {
  if (value === undefined || value === null) throw invalidParameter(`The parameter ${path} is required.`)
  const degrees =
    typeof value === "number" ? value : typeof value === "string" && value !== "" ? Number(value) : Number.NaN
  if (!(Math.abs(degrees) <= bound))
    throw invalidParameter(`Param ${path} must be a number from -${bound} to ${bound}.`)
}

export function inspectContacts(value: unknown): void {
  const contacts = list(value, "contacts")
  if (contacts.length === 0) throw invalidParameter("Param contacts must have at least 1 element.")
  if (contacts.length > contactsMax)
    throw invalidParameter(`Param contacts must have at most ${contactsMax} elements.`)
  contacts.forEach((contact, i) => {
    inspectContact(record(contact, `contacts[${i}]`), `contacts[${i}]`)
  })
}

function inspectContact(contact: Fields, path: string): void {
  const name = record(contact.name, `${path}['name']`)
  string(name.formatted_name, `${path}['name']['formatted_name']`)
  const parts = ["first_name", "last_name", "middle_name", "suffix", "prefix"]
  if (!parts.some((part) => typeof name[part] === "string" && name[part] !== "")) {
    throw whatsappError(
      131009,
      `${path}['name'] must have at least one of first_name, last_name, middle_name, suffix or prefix besides formatted_name.`,
    )
  }
  for (const group of ["phones", "emails", "urls", "addresses"]) {
    if (contact[group] === undefined) continue
    for (const item of list(contact[group], `${path}['${group}']`)) {
      if (!isRecord(item)) throw invalidParameter(`Param ${path}['${group}'] must be an array of objects.`)
    }
  }
  const birthday = optionalString(contact.birthday, `${path}['birthday']`)
  if (birthday !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(birthday)) {
    throw invalidParameter(`Param ${path}['birthday'] must be a date in the form YYYY-MM-DD.`)
  }
}

export function inspectReaction(value: unknown): void {
  const reaction = record(value, "reaction")
  onlyKeys(reaction, "reaction", ["message_id", "emoji"])
  string(reaction.message_id, "reaction['message_id']")
  if (typeof reaction.emoji !== "string")
    throw invalidParameter("The parameter reaction['emoji'] is required.")
}
