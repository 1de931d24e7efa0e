import { hash } from "node:crypto"
import { contactFields } from "@parley/model"
import { personOfPhone } from "@parley/whatsapp/phone"
import type { SubscriptionState } from "../../../subscriptions/index.ts"
import { contactPatch, lengths } from "../../contact.ts"
import type { ContactDraft } from "../../write-contacts.ts"
import { readConsentDate, readDateText, readSubscriptionState } from "./cells.ts"
import type { Field } from "./column-names.ts"
import type { Column } from "./columns.ts"
import type { Consent, ConsentMode, ContactRow, RefusedRow, RowContext } from "./row.ts"
import { dateOrderOf, faultOfRow, readIdentifiers, sortCells, tooLong, type Values } from "./row-cells.ts"
import { type Refusal, refusal, type Warning } from "./row-refusal.ts"
import type { SourceRow } from "./source.ts"

/** Reads one row. An empty cell says nothing: what is known stays; one that cannot be read is left out with a warning. Pure. */
export function readContactRow(
  row: SourceRow,
  columns: readonly Column[],
  context: RowContext,
): ContactRow | RefusedRow {
  const { line, cells } = row
  const refused = (why: Refusal): RefusedRow => ({ line, cells, refusal: why })
  const fault = faultOfRow(row, columns)
  if (fault) return refused(fault)
  const warnings: Warning[] = []
  const { values, members } = sortCells(row, columns, context, warnings)
  const contact = readContact(values, columns, context.defaultCountry, warnings)
  if ("code" in contact) return refused(contact)
  const consent = readConsent(values, columns, context, warnings)
  if (consent && "code" in consent) return refused(consent)
  const patch: ContactDraft["patch"] =
    members.size > 0 ? { ...contact.patch, attributes: Object.fromEntries(members) } : contact.patch
  const said = patch.phone ? { ...patch, phone: personOfPhone(patch.phone) } : patch
  const digest = hash("sha1", JSON.stringify([said, consent ?? null]), "base64url")
  return { line, cells, draft: { patch, phoneCountry: contact.phoneCountry }, warnings, consent, digest }
}

function readContact(
  values: Values,
  columns: readonly Column[],
  defaultCountry: string | undefined,
  warnings: Warning[],
): { patch: ContactDraft["patch"]; phoneCountry: string | undefined } | Refusal {
  const named = readIdentifiers(values, defaultCountry)
  if ("code" in named) return named
  const patch: ContactDraft["patch"] = named.patch
  for (const field of contactFields) {
    const said = field === "phone" ? undefined : values.get(field)
    if (said === undefined) continue
    // The one reader of requests and forms.
    const cell =
      field === "date_of_birth"
        ? (readDateText(said.cell, dateOrderOf(field, columns)) ?? said.cell)
        : said.cell
    const read = contactPatch.shape[field].safeParse(cell)
    if (read.success) Object.assign(patch, { [field]: read.data })
    else warnings.push({ column: said.column, ...warningOf(field, said.cell, read.error.issues[0]) })
  }
  return { patch, phoneCountry: named.phoneCountry }
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
  const given =
    date === undefined ? undefined : readConsentDate(date.cell, now, dateOrderOf("consent_at", columns))
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
