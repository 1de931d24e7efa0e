import { hash } from "node:crypto"
import { type AttributeData, contactFields, maySayNothing, saysNothing } from "@parley/model"
import { readCell } from "../../../platform/files/csv.ts"
import type { SubscriptionState } from "../../../subscriptions/index.ts"
import { contactPatch, lengths } from "../../contact.ts"
import { readCountry } from "../../locale.ts"
import type { ContactDraft } from "../../write-contacts.ts"
import { readAttribute, readConsentDate, readDateText, readPhone, readSubscriptionState } from "./cells.ts"
import type { Field } from "./column-names.ts"
import type { Column } from "./columns.ts"
import { type Refusal, refusal, type Warning } from "./row-refusal.ts"
import type { SourceRow } from "./source.ts"

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
  /** What was left out of it. */
  warnings: Warning[]
  consent: Consent | undefined
  /** Two rows say the same exactly when these are equal. */
  digest: string
}

export interface RefusedRow {
  line: number
  cells: string[]
  refusal: Refusal
}

/** What an import says of consent: the file's column about it says who agreed, or everybody in the file did, or nobody yet. */
type ConsentMode = "column" | "everyone" | "none"

export interface RowContext {
  /** ISO 3166-1 alpha-2, for phones in national notation where the row names no country. */
  defaultCountry: string | undefined
  consent: ConsentMode
  /** Where the consent of rows that name no source comes from. */
  consentSource: string
  consentEvidence?: string | null
  /** Whether `NULL`, `nan`, `-` and the like are empty cells. */
  nullIsEmpty?: boolean
  now: Date
}

/** Reads one row. An empty cell says nothing: what is known stays; one that cannot be read is left out with a warning. Pure. */
export function readRow(
  row: SourceRow,
  columns: readonly Column[],
  context: RowContext,
): ContactRow | RefusedRow {
  const { line, cells } = row
  const refused = (why: Refusal): RefusedRow => ({ line, cells, refusal: why })
  if (row.fault) return refused(row.fault)
  // Spreadsheets end rows with delimiters of columns that nobody named, and leave out empty cells at the end.
  if (cells.length > columns.length && cells.slice(columns.length).some((cell) => cell.trim() !== "")) {
    const counted = `The row has ${cells.length} cells, the first line ${columns.length}.`
    return refused(refusal("too_many_cells", counted))
  }
  const warnings: Warning[] = []
  const { values, attributes } = sortCells(row, columns, context, warnings)
  const contact = readContact(values, context.defaultCountry, warnings)
  if ("code" in contact) return refused(contact)
  const consent = readConsent(values, columns, context, warnings)
  if (consent && "code" in consent) return refused(consent)
  const patch: ContactDraft["patch"] =
    attributes.size > 0 ? { ...contact.patch, attributes: Object.fromEntries(attributes) } : contact.patch
  const digest = hash("sha1", JSON.stringify([patch, consent ?? null]), "base64url")
  return { line, cells, draft: { patch, phoneCountry: contact.phoneCountry }, warnings, consent, digest }
}

/** Of a field: what its cell says, and which column it is in. */
type Values = ReadonlyMap<Field, { cell: string; column: string }>

function sortCells(
  row: SourceRow,
  columns: readonly Column[],
  { nullIsEmpty }: RowContext,
  warnings: Warning[],
) {
  const values = new Map<Field, { cell: string; column: string }>()
  const attributes = new Map<string, AttributeData>()
  for (const [index, column] of columns.entries()) {
    if (column.kind === "ignored") continue
    const cell = readCell(row.cells[index] ?? "")
    if (cell === "" || saysNothing(cell) || (nullIsEmpty === true && maySayNothing(cell))) continue
    if (column.kind === "field") {
      values.set(column.field, { cell, column: column.name })
      continue
    }
    const read = readAttribute(cell, row.values?.[index], column)
    if (read.ok) attributes.set(column.key, read.value)
    else warnings.push({ column: column.name, code: read.code, reason: read.message })
  }
  return { values, attributes }
}

const tooLong = (name: string, length: number, limit: number) =>
  `${name} has ${length} characters; at most ${limit} are kept.`

function readContact(
  values: Values,
  defaultCountry: string | undefined,
  warnings: Warning[],
): { patch: ContactDraft["patch"]; phoneCountry: string | undefined } | Refusal {
  const patch: ContactDraft["patch"] = {}
  const externalId = values.get("external_id")?.cell
  if (externalId !== undefined && externalId.length > lengths.external_id) {
    return refusal("value_too_long", tooLong("external_id", externalId.length, lengths.external_id))
  }
  const country = readCountry(values.get("country")?.cell ?? "") ?? defaultCountry
  const written = values.get("phone")?.cell
  const phone =
    written === undefined && externalId !== undefined ? undefined : readPhone(written ?? "", country)
  if (phone && "code" in phone) return phone
  if (phone) patch.phone = phone.e164
  for (const field of contactFields) {
    const said = field === "phone" ? undefined : values.get(field)
    if (said === undefined) continue
    // The one reader of requests and forms.
    const cell = field.startsWith("date") ? (readDateText(said.cell, undefined) ?? said.cell) : said.cell
    const read = contactPatch.shape[field].safeParse(cell)
    if (read.success) Object.assign(patch, { [field]: read.data })
    else warnings.push({ column: said.column, ...warningOf(field, said.cell, read.error.issues[0]) })
  }
  return { patch, phoneCountry: phone?.country }
}

function warningOf(field: string, cell: string, issue: { code: string; message: string } | undefined) {
  if (issue?.code === "too_big") return { code: "value_too_long", reason: `${field} ${issue.message}.` }
  return { code: `${field}_unknown`, reason: `"${cell.slice(0, 40)}" ${issue?.message ?? "cannot be read"}.` }
}

/** What a row says of consent. What is not understood is no consent: an opt-out needs no date, an opt-in needs a true one. */
function readConsent(
  values: Values,
  columns: readonly Column[],
  { consent: mode, consentSource, consentEvidence = null, now }: RowContext,
  warnings: Warning[],
): Consent | Refusal | undefined {
  if (mode === "none") return undefined
  const state = stateOf(values, mode, warnings)
  if (state === undefined) return undefined
  const long = tooLongOf(values)
  if (long) return long
  const date = values.get("consent_at")
  const order = columns.find((column) => column.kind === "field" && column.field === "consent_at")
  const dateOrder = order?.kind === "field" ? order.dateOrder : undefined
  const given = date === undefined ? undefined : readConsentDate(date.cell, now, dateOrder)
  if (given && "code" in given) {
    warnings.push({
      column: date?.column ?? "",
      code: given.code,
      reason: `${given.reason} The consent was left out.`,
    })
    if (state === "subscribed") return undefined
  }
  const at = given && "at" in given ? given : undefined
  return {
    state,
    source: values.get("consent_source")?.cell ?? consentSource,
    evidence: values.get("consent_evidence")?.cell ?? consentEvidence,
    givenAt: at?.at,
    givenDayOnly: at?.dayOnly ?? false,
  }
}

function stateOf(values: Values, mode: ConsentMode, warnings: Warning[]): SubscriptionState | undefined {
  const said = values.get("subscription_state")
  // Who is said to have refused has not agreed with everybody.
  if (said === undefined) return mode === "everyone" ? "subscribed" : undefined
  const state = readSubscriptionState(said.cell)
  if (typeof state === "string") return state
  warnings.push({ column: said.column, ...state })
  return undefined
}

function tooLongOf(values: Values): Refusal | undefined {
  const limits: [Field, number][] = [
    ["consent_source", lengths.source],
    ["consent_evidence", lengths.evidence],
  ]
  for (const [field, limit] of limits) {
    const length = values.get(field)?.cell.length ?? 0
    if (length > limit) return refusal("value_too_long", tooLong(field, length, limit))
  }
  return undefined
}
