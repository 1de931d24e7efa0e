import { type MessageContent, templateContent } from "@parley/model"
import type { z } from "zod"
import type { Tx } from "../platform/database/index.ts"
import { found, Problem } from "../platform/errors.ts"
import { findTemplate, type preview, previewTemplate } from "../templates/index.ts"
import { chooseLanguage } from "./choose-language.ts"
import { mapLiquid, renderLiquid } from "./compile.ts"
import { checkTexts } from "./contents.ts"
import type { Personal } from "./liquid/language.ts"

type TemplateContent = MessageContent & { kind: "template" }

/** What Liquid may name of a contact. @throws Problem not_found */
export async function readPersonal(tx: Tx, contactId: string, variables: unknown = {}): Promise<Personal> {
  const contact = await tx
    .selectFrom("contacts")
    .select([
      "external_id",
      "phone",
      "first_name",
      "last_name",
      "language",
      "country",
      "time_zone",
      "attributes",
    ])
    .where("id", "=", contactId)
    .executeTakeFirst()
  return { contact: found(contact, "contact"), variables }
}

/**
 * A template as one contact would see it: in their language where the content lets it choose, with its Liquid rendered.
 * @throws Problem not_found, invalid_request when a text is no valid Liquid
 */
export async function previewFor(
  tx: Tx,
  content: TemplateContent,
  personal: Personal,
): Promise<{ template_id: string; language: string; preview: z.input<typeof preview> }> {
  checkTexts(content)
  const own = await findTemplate(tx, content.template_id)
  const chosen = content.language === "contact" ? await theirs(tx, own, personal.contact.language) : undefined
  const row = chosen === undefined ? own : await findTemplate(tx, chosen)
  const filled = templateContent.safeParse(mapLiquid(content, (text) => rendered(text, personal)))
  if (!filled.success) {
    const [issue] = filled.error.issues
    throw new Problem("invalid_request", `Filled in, a value cannot be sent: ${issue?.message}`, {
      field: ["content", ...(issue?.path ?? [])].join("."),
    })
  }
  const { values } = filled.data
  return { template_id: row.id, language: row.language, preview: previewTemplate(row, values) }
}

async function theirs(
  tx: Tx,
  own: { business_account_id: string; name: string },
  language: string | null,
): Promise<string | undefined> {
  const variants = await tx
    .selectFrom("templates")
    .select(["id", "language", "status"])
    .where("business_account_id", "=", own.business_account_id)
    .where("name", "=", own.name)
    .where("status", "<>", "DELETED")
    .orderBy("id")
    .execute()
  const group = await tx
    .selectFrom("template_groups")
    .select("fallback_language")
    .where("business_account_id", "=", own.business_account_id)
    .where("name", "=", own.name)
    .executeTakeFirst()
  const choices = variants.map((one) => ({ ...one, isSendable: one.status === "APPROVED" }))
  return chooseLanguage(choices, language, group?.fallback_language ?? variants[0]?.language ?? null)?.id
}

function rendered(text: string, personal: Personal): string {
  try {
    return renderLiquid(text, personal)
  } catch (error) {
    throw new Problem("invalid_request", error instanceof Error ? error.message : String(error), {
      field: "content.values",
    })
  }
}
