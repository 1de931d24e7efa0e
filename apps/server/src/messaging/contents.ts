import { type MessageContent, valueIssues } from "@parley/model"
import { needsMarketingMessages, readComponents } from "@parley/whatsapp/templates"
import type { Tx } from "../platform/database/index.ts"
import { found, Problem } from "../platform/errors.ts"
import { LiquidError, liquidTexts, parseLiquid } from "./compile.ts"
import { DROP_REASONS } from "./decide.ts"

/**
 * Stores a content after checking what can be known before anyone receives it.
 * @returns the content's id
 * @throws Problem as {@link checkContent} does
 */
export async function createContent(
  tx: Tx,
  {
    workspaceId,
    numberId,
    content,
    now,
  }: { workspaceId: string; numberId: string; content: MessageContent; now: Date },
): Promise<string> {
  await checkContent(tx, numberId, content)
  const { id } = await tx
    .insertInto("contents")
    .values({
      workspace_id: workspaceId,
      template_id: content.kind === "template" ? content.template_id : null,
      body: JSON.stringify(content),
      created_at: now,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  return id
}

/**
 * Checks that the template belongs to the number's account, its values are such as Meta takes, and every text is
 * valid Liquid.
 * @throws Problem invalid_request naming the field; not_found; not_sendable when only Meta's Marketing Messages API sends
 *   such a template
 */
export async function checkContent(tx: Tx, numberId: string, content: MessageContent): Promise<void> {
  for (const { path, text } of liquidTexts(content)) {
    try {
      parseLiquid(text)
    } catch (error) {
      if (!(error instanceof LiquidError)) throw error
      throw new Problem("invalid_request", error.message, { field: `content.${path}` })
    }
  }
  const number = found(
    await tx
      .selectFrom("numbers")
      .select("business_account_id")
      .where("id", "=", numberId)
      .executeTakeFirst(),
    "number",
  )
  if (content.kind === "template") await checkTemplateValues(tx, content, number.business_account_id)
}

async function checkTemplateValues(
  tx: Tx,
  content: MessageContent & { kind: "template" },
  businessAccountId: string,
): Promise<void> {
  const template = found(
    await tx
      .selectFrom("templates")
      .select(["name", "business_account_id", "components"])
      .where("id", "=", content.template_id)
      .executeTakeFirst(),
    "template",
  )
  if (template.business_account_id !== businessAccountId) {
    throw new Problem(
      "invalid_request",
      `Template ${template.name} belongs to another business account than the number.`,
      {
        field: "content.template_id",
      },
    )
  }
  const { components } = readComponents(Array.isArray(template.components) ? template.components : [])
  if (needsMarketingMessages({ components })) {
    const [what, help] = DROP_REASONS.gif_header
    throw new Problem("not_sendable", `Template ${template.name} cannot be sent. ${what}`, {
      field: "content.template_id",
      help,
    })
  }
  const [issue] = valueIssues({ components }, content.values)
  if (issue) {
    throw new Problem("invalid_request", `Template ${template.name} ${issue.message}.`, {
      field: `content.values.${issue.path}`,
      help: 'Liquid with a default, such as {{ contact.first_name | default: "there" }}, is a value, too. A preview lists all that is wrong.',
    })
  }
}
