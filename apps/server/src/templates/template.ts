import { readComponents, type TemplateDefinition, templateVariables } from "@parley/whatsapp"
import { z } from "zod"
import type { Tx } from "../platform/database/index.ts"
import { found } from "../platform/errors.ts"
import { fields } from "../platform/http/index.ts"

const variable = z.object({
  component: z.string().describe("header, body, button or offer"),
  name: z.string().describe("1, first_name, …; for what is no text: media, location, coupon_code, …"),
  kind: z.string(),
  button_index: z.number().int().optional(),
  card_index: z.number().int().optional(),
  example: z.string().optional(),
})

/** A template as the API shows it. */
export const template = z
  .object({
    id: fields.id,
    business_account_id: fields.id,
    meta_id: z.string().nullable().describe("The template's id at Meta"),
    name: z.string(),
    language: z.string(),
    category: z.string(),
    parameter_format: z.string().describe("POSITIONAL ({{1}}) or NAMED ({{first_name}})"),
    components: z.array(z.unknown()).describe("As Meta defines them"),
    status: z
      .string()
      .describe("Meta's: PENDING, APPROVED, REJECTED, PAUSED, DISABLED, … Only APPROVED can be sent"),
    rejection_reason: z.string().nullable(),
    status_detail: z.string().nullable().describe("What Meta says about the status"),
    quality_score: z.string().nullable().describe("GREEN, YELLOW, RED or UNKNOWN"),
    variables: z.array(variable).describe("What a message must fill in"),
    created_at: fields.timestamp,
    updated_at: fields.timestamp,
  })
  .meta({ id: "Template" })

/** The templates as they are kept; the caller adds which, and in what order. */
function selectTemplates(tx: Tx) {
  return tx
    .selectFrom("templates")
    .select([
      "id",
      "business_account_id",
      "meta_id",
      "name",
      "language",
      "category",
      "parameter_format",
      "components",
      "status",
      "rejection_reason",
      "status_detail",
      "quality_score",
      "created_at",
      "updated_at",
    ])
}

export type TemplateRow = Awaited<ReturnType<ReturnType<typeof selectTemplates>["execute"]>>[number]

/** One template. @throws Problem not_found */
export async function findTemplate(tx: Tx, id: string): Promise<TemplateRow> {
  return found(await selectTemplates(tx).where("id", "=", id).executeTakeFirst(), "template")
}

export interface TemplateFilter {
  name?: string | undefined
  status?: string | undefined
  business_account_id?: string | undefined
  after?: string | undefined
  limit: number
}

/** A page of templates, oldest first, one more than asked for where there is one. Deleted ones only when asked for. */
export function listTemplates(tx: Tx, filter: TemplateFilter): Promise<TemplateRow[]> {
  const { name, status, business_account_id: account, after, limit } = filter
  let rows = selectTemplates(tx)
    .orderBy("id")
    .limit(limit + 1)
  rows = status === undefined ? rows.where("status", "<>", "DELETED") : rows.where("status", "=", status)
  if (name !== undefined) rows = rows.where("name", "=", name)
  if (account !== undefined) rows = rows.where("business_account_id", "=", account)
  if (after !== undefined) rows = rows.where("id", ">", after)
  return rows.execute()
}

/** What of a row packages/whatsapp composes from. Components of a kind that is not known here are left out. */
export function readable(row: Pick<TemplateRow, "components">): Pick<TemplateDefinition, "components"> {
  return readComponents(rawComponents(row))
}

export function rawComponents(row: Pick<TemplateRow, "components">): unknown[] {
  return Array.isArray(row.components) ? row.components : []
}

export function asTemplate(row: TemplateRow): z.input<typeof template> {
  const variables = templateVariables(readable(row)).map(({ buttonIndex, cardIndex, ...variable }) => ({
    ...variable,
    ...(buttonIndex === undefined ? {} : { button_index: buttonIndex }),
    ...(cardIndex === undefined ? {} : { card_index: cardIndex }),
  }))
  return { ...row, components: rawComponents(row), variables }
}
