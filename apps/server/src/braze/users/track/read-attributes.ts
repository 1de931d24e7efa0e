import type { ContactField } from "@parley/model"
import { parsePhone } from "@parley/whatsapp/phone"
import { readContactField } from "../../../contacts/index.ts"
import { isObject, textOf } from "../user-key.ts"

/** Braze's names of what is a field of a contact here. */
const standardFields: ReadonlyMap<string, ContactField> = new Map<string, ContactField>([
  ["first_name", "first_name"],
  ["last_name", "last_name"],
  ["email", "email"],
  ["language", "language"],
  ["country", "country"],
  ["home_city", "city"],
  ["gender", "gender"],
  ["dob", "date_of_birth"],
  ["time_zone", "time_zone"],
])

/** Of the profile at Braze, and of nothing that is kept here: taken without an error, and left out. */
const leftOut: ReadonlySet<string> = new Set([
  "external_id",
  "user_alias",
  "alias_name",
  "alias_label",
  "braze_id",
  "app_id",
  "_update_existing_only",
  "_merge_objects",
  "push_token_import",
  "push_tokens",
  "push_subscribe",
  "email_subscribe",
  "email_open_tracking_disabled",
  "email_click_tracking_disabled",
  "marked_email_as_spam_at",
  "current_location",
  "date_of_first_session",
  "date_of_last_session",
  "facebook",
  "twitter",
  "subscription_groups",
])

const subscribeStates: ReadonlySet<unknown> = new Set(["subscribed", "unsubscribed", "opted_in", null])

export interface AttributesReading {
  /** Fields of the contact; null removes. */
  patch: Partial<Record<ContactField, string | null>>
  phoneCountry: string | undefined
  /** What was given as a phone and is none. */
  invalidPhone: string | undefined
  custom: Record<string, unknown>
  mergeObjects: boolean
  groups: { groupId: string; state: "subscribed" | "unsubscribed" }[]
  /** What of it makes no sense, while the rest does. */
  problems: string[]
}

/**
 * What one object of `attributes` says. Everything that Braze does not know is an attribute of the workspace's own. Pure.
 * @returns a text for what the whole object is refused for
 */
export function readAttributes(fields: Readonly<Record<string, unknown>>): AttributesReading | string {
  for (const name of ["email_subscribe", "push_subscribe"])
    if (fields[name] !== undefined && !subscribeStates.has(fields[name]))
      return `'${name}' must be 'subscribed', 'unsubscribed' or 'opted_in'`
  const groups = readGroups(fields.subscription_groups)
  if (typeof groups === "string") return groups
  const reading: AttributesReading = {
    patch: {},
    phoneCountry: undefined,
    invalidPhone: undefined,
    custom: {},
    mergeObjects: fields._merge_objects === true,
    groups,
    problems: [],
  }
  const custom: [string, unknown][] = []
  for (const [name, value] of Object.entries(fields)) {
    const field = standardFields.get(name)
    if (field !== undefined) {
      const read = readContactField(field, value)
      if (read.ok) reading.patch[field] = read.value
      else if (name === "email") return "The value provided for the 'email' field is not a valid email."
      else reading.problems.push(`'${name}' is not valid: ${read.message}`)
    } else if (name !== "phone" && !leftOut.has(name)) custom.push([name, value])
  }
  if (fields.phone !== undefined) readPhone(fields.phone, reading)
  // Not by assignment, as a name may be `__proto__`.
  return { ...reading, custom: Object.fromEntries(custom) }
}

/** A phone without its country is one of the country beside it, where one is given. */
function readPhone(value: unknown, reading: AttributesReading): void {
  const text = textOf(value)?.trim()
  if (value === null || text === "") {
    reading.patch.phone = null
    return
  }
  const phone = text === undefined ? undefined : parsePhone(text, reading.patch.country ?? undefined)
  if (phone?.ok) {
    reading.patch.phone = phone.e164
    reading.phoneCountry = phone.country
    return
  }
  reading.invalidPhone = text?.slice(0, 100)
  reading.problems.push(
    "The value provided for the 'phone' field is not a valid phone number: send it as E.164, or with the country.",
  )
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function readGroups(value: unknown): AttributesReading["groups"] | string {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) return "'subscription_groups' must be an array"
  const groups: AttributesReading["groups"] = []
  for (const group of value) {
    if (!isObject(group)) return "'subscription_groups' must be an array of objects"
    const { subscription_group_id: id, subscription_state: state } = group
    if (typeof id !== "string" || !uuid.test(id))
      return "'subscription_group_id' must be a valid subscription group UUID"
    if (state !== "subscribed" && state !== "unsubscribed")
      return "'subscription_state' must be 'subscribed' or 'unsubscribed'"
    groups.push({ groupId: id.toLowerCase(), state })
  }
  return groups
}
