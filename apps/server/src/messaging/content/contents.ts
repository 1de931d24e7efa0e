import { createHash } from "node:crypto"
import {
  blocksOfContent,
  filesOfContent,
  type MessageContent,
  type NamedFile,
  valueIssues,
} from "@parley/model"
import { needsMarketingMessages, readComponents, type TemplateComponent } from "@parley/whatsapp/templates"
import { type Blocks, readBlocks } from "../../content-blocks/index.ts"
import { refusePrivateLinks, refuseUnknownFiles, wantUploads } from "../../media/index.ts"
import { jsonText, type Tx } from "../../platform/database/index.ts"
import { found, Problem } from "../../platform/errors.ts"
import { type Intent, intentOf } from "../decide.ts"
import { dropReasons } from "../reasons.ts"
import { liquidTexts } from "./compile.ts"
import { ContentTexts } from "./liquid/content-texts.ts"
import { checkLiquid, LiquidError } from "./liquid/language.ts"

/**
 * Stores a content after checking what can be known before anyone receives it.
 * Contents that say the same are one.
 * @param field the request's own name for the text, where it is not inside a `content`
 * @param isSingle for one message and not for a campaign: an operator may have what it says forgotten after a time
 * @returns the content's id, and what its messages are for
 * @throws Problem as {@link checkContent} does
 */
export async function createContent(
  tx: Tx,
  {
    workspaceId,
    numberId,
    content,
    now,
    field,
    isSingle = false,
  }: {
    workspaceId: string
    numberId: string
    content: MessageContent
    now: Date
    field?: string
    isSingle?: boolean
  },
): Promise<{ id: string; intent: Intent }> {
  const intent = await checkContent(tx, numberId, content, field)
  const body = jsonText(content)
  const digest = createHash("sha256").update(body).digest()
  const usedAt = isSingle ? now : null
  const blocks = blocksOfContent(content)
  const files = filesOfContent(content)
  await wantUploads(tx, { fileIds: files, numberId, now, again: true })
  const find = () => findContent(tx, digest, usedAt)
  const known = await find()
  if (known) return { id: known.id, intent }
  const made = await tx
    .insertInto("contents")
    .values({
      workspace_id: workspaceId,
      template_id: content.kind === "template" ? content.template_id : null,
      body,
      digest,
      created_at: now,
      used_at: usedAt,
      named_blocks: blocks.length > 0 ? blocks : null,
      named_files: files.length > 0 ? files : null,
    })
    .onConflict((conflict) => conflict.columns(["workspace_id", "digest"]).doNothing())
    .returning("id")
    .executeTakeFirst()
  const { id } = made ?? found(await find(), "content")
  return { id, intent }
}

const dayMs = 24 * 60 * 60_000

/**
 * A content that says the same, as one that is used again: from then on it is not forgotten, also where that is being done at
 * this moment.
 * @param usedAt null: it is to last
 */
async function findContent(tx: Tx, digest: Buffer, usedAt: Date | null): Promise<{ id: string } | undefined> {
  const known = await tx
    .selectFrom("contents")
    .select(["id", "used_at"])
    .where("digest", "=", digest)
    .executeTakeFirst()
  if (!known) return undefined
  const { used_at: lastUsed } = known
  const isSurelyKept = lastUsed === null || (usedAt !== null && usedAt.getTime() - lastUsed.getTime() < dayMs)
  if (isSurelyKept) return known
  return await tx
    .updateTable("contents")
    .set({ used_at: usedAt })
    .where("id", "=", known.id)
    .where("digest", "=", digest)
    .returning("id")
    .executeTakeFirst()
}

/**
 * Checks that the template belongs to the number's account, its values are such as Meta takes, and every text is
 * valid Liquid.
 * @returns what messages of it are for
 * @throws Problem invalid_request naming the field; not_found; not_sendable when only Meta's Marketing Messages API sends
 *   such a template
 */
export async function checkContent(
  tx: Tx,
  numberId: string,
  content: MessageContent,
  field?: string,
): Promise<Intent> {
  checkTexts(content, await blocksOf(tx, content), field)
  refusePrivateLinks(content)
  const number = found(
    await tx
      .selectFrom("numbers")
      .select("business_account_id")
      .where("id", "=", numberId)
      .executeTakeFirst(),
    "number",
  )
  if (content.kind === "template") return checkTemplateValues(tx, content, number.business_account_id)
  await refuseUnknownFiles(tx, content)
  return "service"
}

/** The content blocks that a content names, and those in them. */
export const blocksOf = (tx: Tx, ...contents: readonly unknown[]): Promise<Blocks> =>
  readBlocks(tx, contents.flatMap(blocksOfContent))

/**
 * Checks that every text is Liquid as contents may use it.
 * @param field the request's own name for the text, where it is not inside a `content`
 * @param blocks of {@link blocksOf}
 * @returns the texts, ready to be rendered, in the order of {@link liquidTexts}
 * @throws Problem invalid_request naming the field
 */
export function checkTexts(content: MessageContent, blocks: Blocks, field?: string): ContentTexts {
  const texts = liquidTexts(content)
  try {
    return new ContentTexts(
      texts.map(({ text }) => text),
      blocks,
    )
  } catch (error) {
    if (!(error instanceof LiquidError)) throw error
    const path = error.text === undefined ? undefined : texts[error.text]?.path
    throw new Problem("invalid_request", error.message, {
      field: field ?? (path === undefined ? "content" : `content.${path}`),
      help: error.help,
    })
  }
}

/** @throws Problem invalid_request naming the field */
export function refuseBadLiquid(text: string, field: string): void {
  try {
    checkLiquid(text)
  } catch (error) {
    if (!(error instanceof LiquidError)) throw error
    throw new Problem("invalid_request", error.message, { field, help: error.help })
  }
}

async function checkTemplateValues(
  tx: Tx,
  content: MessageContent & { kind: "template" },
  businessAccountId: string,
): Promise<Intent> {
  const template = found(
    await tx
      .selectFrom("templates")
      .select(["name", "category", "business_account_id", "components"])
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
    const [what, help] = dropReasons.gif_header
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
  await refuseUnknownFiles(tx, content, (file) => headerKind(components, file))
  return intentOf(template.category)
}

/** What the header of a template, or of a card of it, shows. */
function headerKind(components: readonly TemplateComponent[], { path }: NamedFile): string | undefined {
  const [, card] = /^values\.cards\.(\d+)\./.exec(path) ?? []
  const carousel = components.find((component) => component.type === "CAROUSEL")
  const parts = card === undefined ? components : (carousel?.cards[Number(card)]?.components ?? [])
  const header = parts.find((component) => component.type === "HEADER")
  return header?.format.toLowerCase()
}
