import { valuePath } from "@parley/model"
import {
  authoredComponents,
  markOptOuts,
  mayEdit,
  mayUnpause,
  readComponents,
  type TemplateDefinition,
  type TemplateVariable,
  templateCategories,
  templateVariables,
} from "@parley/whatsapp/templates"
import { z } from "zod"
import type { Tx } from "../platform/database/index.ts"
import { found } from "../platform/errors.ts"
import { fields } from "../platform/http/index.ts"
import { categoryChange, explainCategoryChange, explained, explanation } from "./explanation.ts"

const variable = z
  .object({
    component: z.string().describe("header, body, button or offer"),
    name: z.string().describe("1, first_name, …; for what is not text: media, location, coupon_code, …"),
    kind: z.string().describe("text, image, location, product, coupon_code, sections, instant, …"),
    path: z.string().describe("Where its value is in the `values` of a content"),
    optional: z.literal(true).optional().describe("Meta sends the message without it, too"),
    button_index: z.number().int().optional(),
    card_index: z.number().int().optional(),
    example: z.string().optional(),
  })
  .meta({ id: "TemplateVariable" })

/** A template as the API shows it. */
export const template = z
  .object({
    id: fields.id,
    business_account_id: fields.id,
    group_id: fields.id.describe("The languages of this name: GET /v1/template-groups/{id}"),
    meta_id: z.string().nullable().describe("The template's id at Meta"),
    name: z.string(),
    language: z.string(),
    category: z.string(),
    category_change: categoryChange.nullable().describe("A change of the category that Meta has announced"),
    previous_category: z.string().nullable().describe("The category before Meta changed it"),
    library_template_name: z.string().nullable().describe("The format of Meta's library it was made from"),
    message_send_ttl_seconds: z
      .number()
      .int()
      .nullable()
      .describe("How long Meta tries to deliver a message, in seconds; -1 is 30 days; null: Meta's default"),
    parameter_format: z.string().describe("POSITIONAL ({{1}}) or NAMED ({{first_name}})"),
    components: z
      .array(z.unknown())
      .describe("As Meta defines them; quick replies that unsubscribe also have `opt_out: true`"),
    status: z
      .string()
      .describe("Meta's: PENDING, APPROVED, REJECTED, PAUSED, DISABLED, … Only APPROVED can be sent"),
    explanation: explanation.describe("What the status means and what to do about it"),
    rejection_reason: z.string().nullable(),
    status_detail: z.string().nullable().describe("What Meta says about the status"),
    quality_score: z.string().nullable().describe("GREEN, YELLOW, RED or UNKNOWN"),
    variables: z.array(variable).describe("What a message must fill in"),
    revision: fields.revision,
    can_unpause: z.boolean().describe("POST /v1/templates/{id}/unpause may end its pause"),
    edit: z
      .object({
        allowed: z.boolean(),
        reason: z.string().nullable().describe("Why not"),
        allowed_at: fields.timestamp.nullable().describe("From when on it is allowed"),
        edits_left: z.number().int().nullable().describe("In the 30 days that end now; null: any number"),
      })
      .describe("Whether Meta allows an edit now"),
    created_at: fields.timestamp,
    updated_at: fields.timestamp,
  })
  .meta({ id: "Template" })

/** The templates as they are kept; the caller adds which, and in what order. */
function selectTemplates(tx: Tx) {
  return tx
    .selectFrom("templates")
    .innerJoin("template_groups", (join) =>
      join
        .onRef("template_groups.business_account_id", "=", "templates.business_account_id")
        .onRef("template_groups.name", "=", "templates.name"),
    )
    .select([
      "templates.id",
      "templates.business_account_id",
      "template_groups.id as group_id",
      "meta_id",
      "templates.name",
      "language",
      "category",
      "correct_category",
      "category_changes_at",
      "previous_category",
      "library_template_name",
      "message_send_ttl_seconds",
      "parameter_format",
      "components",
      "opt_out_replies",
      "status",
      "rejection_reason",
      "status_detail",
      "quality_score",
      "revision",
      "edited_at",
      "templates.created_at",
      "updated_at",
    ])
}

export type TemplateRow = Awaited<ReturnType<ReturnType<typeof selectTemplates>["execute"]>>[number]

/** One template. @throws Problem not_found */
export async function findTemplate(tx: Tx, id: string): Promise<TemplateRow> {
  return found(await selectTemplates(tx).where("templates.id", "=", id).executeTakeFirst(), "template")
}

export interface TemplateFilter {
  name?: string | undefined
  status?: readonly string[] | undefined
  business_account_id?: string | undefined
  after?: string | undefined
  limit: number
}

/** A page of templates, oldest first, one more than asked for where there is one. Deleted ones only when asked for. */
export function listTemplates(tx: Tx, filter: TemplateFilter): Promise<TemplateRow[]> {
  const { name, status, business_account_id: account, after, limit } = filter
  let rows = selectTemplates(tx)
    .orderBy("templates.id")
    .limit(limit + 1)
  rows = status === undefined ? rows.where("status", "<>", "DELETED") : rows.where("status", "in", status)
  if (name !== undefined) rows = rows.where("templates.name", "=", name)
  if (account !== undefined) rows = rows.where("templates.business_account_id", "=", account)
  if (after !== undefined) rows = rows.where("templates.id", ">", after)
  return rows.execute()
}

/** What of a row packages/whatsapp composes from. Components of a kind that is not known here are left out. */
export function readable(row: Pick<TemplateRow, "components">): Pick<TemplateDefinition, "components"> {
  return readComponents(rawComponents(row))
}

/**
 * The template as it could be submitted again. One that Meta filed elsewhere than under marketing could not be with its
 * marks on quick replies.
 */
export function definitionOf(row: TemplateRow): TemplateDefinition {
  const category = templateCategories.find((category) => category === row.category) ?? "MARKETING"
  const { components } = category === "MARKETING" ? readComponents(shownComponents(row)) : readable(row)
  return {
    name: row.name,
    language: row.language,
    category,
    parameter_format: row.parameter_format === "NAMED" ? "NAMED" : "POSITIONAL",
    components: authoredComponents({ category, components }),
    ...(row.message_send_ttl_seconds === null
      ? {}
      : { message_send_ttl_seconds: row.message_send_ttl_seconds }),
  }
}

export function rawComponents(row: Pick<TemplateRow, "components">): unknown[] {
  return Array.isArray(row.components) ? row.components : []
}

/** As the API shows them, with the quick replies marked that unsubscribe. */
function shownComponents(row: Pick<TemplateRow, "components" | "opt_out_replies">): unknown[] {
  return markOptOuts(rawComponents(row), row.opt_out_replies)
}

function asVariable(found: TemplateVariable): z.input<typeof variable> {
  const { buttonIndex, cardIndex, ...rest } = found
  return {
    ...rest,
    path: valuePath(found),
    ...(buttonIndex === undefined ? {} : { button_index: buttonIndex }),
    ...(cardIndex === undefined ? {} : { card_index: cardIndex }),
  }
}

export function asTemplate(
  { opt_out_replies, edited_at, correct_category, category_changes_at, ...row }: TemplateRow,
  now: Date,
): z.input<typeof template> {
  const variables = templateVariables(readable(row)).map(asVariable)
  const permission = mayEdit({ status: row.status, editedAt: edited_at }, now)
  return {
    ...row,
    components: shownComponents({ ...row, opt_out_replies }),
    variables,
    category_change: explainCategoryChange({
      category: row.category,
      correctCategory: correct_category,
      at: category_changes_at,
    }),
    explanation: explained(row.status, row.rejection_reason),
    can_unpause: mayUnpause(row.status, row.status_detail),
    edit: {
      allowed: permission.allowed,
      reason: permission.allowed ? null : permission.reason,
      allowed_at: permission.allowed ? null : permission.allowedAt,
      edits_left: permission.allowed ? permission.editsLeft : 0,
    },
  }
}
