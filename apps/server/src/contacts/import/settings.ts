import { parsePhone } from "@parley/whatsapp/phone"
import { z } from "zod"
import type { Room } from "../../platform/define-room.ts"
import { fields } from "../../platform/http/index.ts"
import { type Caller, checkPermission, permissionsOf } from "../../workspaces/index.ts"
import { lengths } from "../contact.ts"
import { readCountry } from "../locale.ts"
import { type ImportKind, importKinds } from "./file/column-names.ts"
import { plannedColumn } from "./file/columns.ts"
import type { RowContext } from "./file/row.ts"

const text = (max: number) => z.string().trim().min(1).max(max)

function hasPhones(country: string): boolean {
  const parsed = parsePhone("0", readCountry(country))
  return parsed.ok || parsed.reason !== "invalid_country"
}

/** What an import is told about its file that fits into an address. */
export const shortSettings = {
  kind: z
    .enum(importKinds)
    .optional()
    .describe(
      "What each row is: a contact, or something that somebody did, such as a purchase. Default: as the import has it, of a new one contacts",
    ),
  event_name: text(255)
    .nullable()
    .default(null)
    .describe("The event of rows that name none, such as order_placed"),
  subscription_group_id: fields.id
    .nullable()
    .default(null)
    .describe("The list that the file's consent is about; needed when it has some"),
  consent: z
    .enum(["column", "everyone", "none"])
    .default("column")
    .describe(
      "What these people agreed to: a column says it (subscription_state), everyone in the file agreed (needs consent_source), or nobody yet",
    ),
  consent_source: text(lengths.source)
    .nullable()
    .default(null)
    .describe("Where the consent of rows without consent_source comes from, such as web_form_2025"),
  consent_evidence: text(lengths.evidence)
    .nullable()
    .default(null)
    .describe("What proves the consent of rows without consent_evidence, such as a link to the form"),
  default_country: z
    .string()
    .refine(
      (code) => readCountry(code) !== undefined && hasPhones(code),
      "must be a country code of two letters, such as DE",
    )
    .transform((code) => readCountry(code) ?? code)
    .nullable()
    .default(null)
    .describe(
      "The country of phones without + or 00. Without it such rows are refused: digits are never guessed",
    ),
  null_is_empty: z
    .stringbool()
    .or(z.boolean())
    .default(false)
    .describe("Whether cells that say NULL, nan, none or - are empty"),
}

const ids = z.array(fields.id).max(20).default([])

export const settings = {
  ...shortSettings,
  tag_ids: ids.describe("Tags that the contacts of the file get"),
  list_ids: ids.describe("Lists that the contacts of the file are added to"),
  columns: z
    .array(plannedColumn)
    .max(5000)
    .nullable()
    .default(null)
    .describe("What columns become. Those that are not named become what the preview guesses"),
}

export const importSettings = z.strictObject(settings).meta({ id: "ImportSettings" })
export type ImportSettings = z.output<typeof importSettings>

/**
 * Who may write contacts may import them; what people agreed to takes its own permission, as everywhere.
 * @throws Problem forbidden
 */
export function requireMaySubscribe(
  caller: Caller,
  { consent, subscription_group_id }: Pick<ImportSettings, "consent" | "subscription_group_id">,
  rooms: readonly Room[],
): void {
  if (consent !== "none" && subscription_group_id !== null)
    checkPermission(caller, "subscriptions:write", permissionsOf(rooms))
}

/** What decides how rows are read. */
export type ReadingSettings = Omit<ImportSettings, "columns" | "tag_ids" | "list_ids"> & {
  kind?: ImportKind | undefined
}

/** How rows are read by these settings. */
export const contextOf = (
  {
    kind = "contacts",
    event_name,
    default_country,
    consent,
    consent_source,
    consent_evidence,
    null_is_empty,
  }: ReadingSettings,
  now: Date,
): RowContext => ({
  kind,
  eventName: event_name ?? undefined,
  defaultCountry: default_country ?? undefined,
  consent,
  consentSource: consent_source ?? "import",
  consentEvidence: consent_evidence,
  nullIsEmpty: null_is_empty,
  now,
})
