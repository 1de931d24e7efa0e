import { hash } from "node:crypto"
import {
  type AttributeData,
  genders,
  readAttributeValue,
  readDateOfBirth,
  readEmail,
  readGender,
  readWrittenInstant,
} from "@parley/model"
import { readCell } from "../../../platform/csv.ts"
import type { SubscriptionState } from "../../../subscriptions/index.ts"
import { type ContactPatch, lengths } from "../../contact.ts"
import { readCountry, readLanguage, readTimeZone } from "../../locale.ts"
import type { ContactDraft } from "../../write-contacts.ts"
import { readConsentDate, readPhone, readSubscriptionState } from "./cells.ts"
import type { Field, Header } from "./header.ts"
import { type Refusal, type RowRefusal, refusal } from "./row-refusal.ts"

interface Consent {
  state: SubscriptionState
  source: string
  evidence: string | null
  givenAt: Date | undefined
  givenDayOnly: boolean
}

/** One good row. */
export interface ContactRow {
  line: number
  /** As they were in the file. */
  cells: string[]
  draft: ContactDraft
  phone: string
  consent: Consent | undefined
  /** Two rows say the same exactly when these are equal. */
  digest: string
}

export interface RefusedRow {
  line: number
  cells: string[]
  refusal: Refusal
}

export interface RowContext {
  header: Header
  /** ISO 3166-1 alpha-2, for phones in national notation where the row names no country. */
  defaultCountry: string | undefined
  /** Where the consent of rows that name no source comes from. */
  consentSource: string
  now: Date
}

/** Reads one row. An empty cell says nothing: what is known stays. Pure. */
export function readRow(line: number, cells: string[], context: RowContext): ContactRow | RefusedRow {
  const refused = (why: Refusal): RefusedRow => ({ line, cells, refusal: why })
  const { columns } = context.header
  if (cells.length !== columns.length) {
    const few = cells.length < columns.length
    const extra = cells.slice(columns.length)
    // Spreadsheets end rows with delimiters of columns that nobody named.
    if (few || extra.some((cell) => cell.trim() !== "")) {
      const counted = `The row has ${cells.length} cells, the first line ${columns.length}.`
      return refused(refusal(few ? "too_few_cells" : "too_many_cells", counted))
    }
  }
  const { values, attributes } = sortCells(cells, context.header)
  const tooLong = findTooLong(values, attributes)
  if (tooLong) return refused(tooLong)
  const contact = readContact(values, context.defaultCountry)
  if ("code" in contact) return refused(contact)
  const consent = readConsent(values, context)
  if (consent && "code" in consent) return refused(consent)
  const patch: ContactPatch =
    attributes.size > 0 ? { ...contact.patch, attributes: Object.fromEntries(attributes) } : contact.patch
  const digest = hash("sha1", JSON.stringify([patch, consent ?? null]), "base64url")
  return {
    line,
    cells,
    draft: { patch, phoneCountry: contact.phoneCountry },
    phone: contact.phone,
    consent,
    digest,
  }
}

function sortCells(cells: readonly string[], { columns }: Header) {
  const values = new Map<Field, string>()
  const attributes = new Map<string, AttributeData>()
  for (const [index, column] of columns.entries()) {
    const cell = readCell(cells[index] ?? "")
    if (cell === "" || column.kind === "ignored") continue
    if (column.kind === "field") values.set(column.field, cell)
    else {
      const read = readAttributeValue(cell, { from: "text" })
      attributes.set(column.key, read.ok ? read.value : cell)
    }
  }
  return { values, attributes }
}

const limits: [Field, number][] = [
  ["external_id", lengths.external_id],
  ["first_name", lengths.name],
  ["last_name", lengths.name],
  ["city", lengths.city],
  ["consent_source", lengths.source],
  ["consent_evidence", lengths.evidence],
]

function findTooLong(
  values: ReadonlyMap<Field, string>,
  attributes: ReadonlyMap<string, AttributeData>,
): Refusal | undefined {
  const tooLong = (name: string, length: number, limit: number) =>
    refusal("value_too_long", `${name} has ${length} characters; at most ${limit} are kept.`)
  for (const [field, limit] of limits) {
    const { length } = values.get(field) ?? ""
    if (length > limit) return tooLong(field, length, limit)
  }
  for (const [key, value] of attributes) {
    if (typeof value === "string" && value.length > lengths.attribute)
      return tooLong(key, value.length, lengths.attribute)
  }
  return undefined
}

function readContact(
  values: ReadonlyMap<Field, string>,
  defaultCountry: string | undefined,
): { patch: ContactPatch; phone: string; phoneCountry: string | undefined } | Refusal {
  const patch: ContactPatch = {}
  const country = values.get("country")
  if (country !== undefined) {
    const known = readCountry(country)
    if (known === undefined)
      return unknown("country_unknown", country, "a country of two letters, such as DE")
    patch.country = known
  }
  const phone = readPhone(values.get("phone") ?? "", patch.country ?? defaultCountry)
  if ("code" in phone) return phone
  patch.phone = phone.e164
  const language = values.get("language")
  if (language !== undefined) {
    const known = readLanguage(language)
    if (known === undefined)
      return unknown("language_unknown", language, "a language that templates can have, such as en or pt_BR")
    patch.language = known
  }
  const timeZone = values.get("time_zone")
  if (timeZone !== undefined) {
    const known = readTimeZone(timeZone)
    if (known === undefined)
      return unknown("time_zone_unknown", timeZone, "a time zone such as Europe/Berlin")
    patch.time_zone = known
  }
  const email = values.get("email")
  if (email !== undefined) {
    const known = readEmail(email)
    if (known === undefined)
      return unknown("email_unknown", email, "an e-mail address such as ana@example.com")
    patch.email = known
  }
  const gender = values.get("gender")
  if (gender !== undefined) {
    const known = readGender(gender)
    if (known === undefined) return unknown("gender_unknown", gender, `one of ${genders.join(", ")}`)
    patch.gender = known
  }
  const born = values.get("date_of_birth")
  if (born !== undefined) {
    const day = readWrittenInstant(born)
    const known = typeof day === "object" ? readDateOfBirth(day.at.toISOString().slice(0, 10)) : undefined
    if (known === undefined) return unknown("date_of_birth_unknown", born, "a day such as 1988-02-14")
    patch.date_of_birth = known
  }
  for (const field of ["external_id", "first_name", "last_name", "city"] as const) {
    const value = values.get(field)
    if (value !== undefined) patch[field] = value
  }
  return { patch, phone: phone.e164, phoneCountry: phone.country }
}

const unknown = (code: RowRefusal, cell: string, expected: string) =>
  refusal(code, `"${cell.slice(0, 40)}" is not ${expected}.`)

function readConsent(
  values: ReadonlyMap<Field, string>,
  { consentSource, now }: RowContext,
): Consent | Refusal | undefined {
  const said = values.get("subscription_state")
  if (said === undefined) return undefined
  const state = readSubscriptionState(said)
  if (typeof state !== "string") return state
  const date = values.get("consent_at")
  const given = date === undefined ? undefined : readConsentDate(date, now)
  if (given && "code" in given) return given
  const source = values.get("consent_source") ?? consentSource
  return {
    state,
    source,
    evidence: values.get("consent_evidence") ?? null,
    givenAt: given?.at,
    givenDayOnly: given?.dayOnly ?? false,
  }
}
