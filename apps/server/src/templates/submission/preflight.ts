import { consentWord } from "@parley/model"
import {
  estimateCategory,
  optOutReplies,
  preflightTemplate,
  type TemplateDefinition,
} from "@parley/whatsapp/templates"
import { z } from "zod"
import { sql, type Tx } from "../../platform/database/index.ts"
import { asFinding, finding } from "./findings.ts"

type Finding = z.output<typeof finding>

/** Everything that can be said about a template before Meta sees it. */
export const preflight = z
  .object({
    submittable: z.boolean().describe("True when no finding is an error"),
    findings: z.array(finding),
    likely_category: z.object({
      category: z.string(),
      differs: z.boolean().describe("Meta would probably change the category asked for"),
      reasons: z.array(z.string()),
    }),
  })
  .meta({ id: "TemplatePreflight" })

/** Where a template is to be submitted; without an account only the template itself is looked at. */
export interface PreflightPlace {
  businessAccountId?: string | undefined
  /** The template that is being edited: it may be like itself. */
  templateId?: string | undefined
}

/** Rules, policies and likely category, and what the account's other templates have to do with it. */
export async function runPreflight(
  tx: Tx,
  definition: TemplateDefinition,
  place: PreflightPlace,
): Promise<z.input<typeof preflight>> {
  const { issues } = preflightTemplate(definition)
  const findings = [
    ...issues.map(asFinding),
    ...deafReplies(definition),
    ...(await findRivals(tx, definition, place)),
  ]
  return {
    submittable: findings.every(({ severity }) => severity !== "error"),
    findings,
    likely_category: estimateCategory(definition),
  }
}

/** Quick replies that promise a way out which a tap on them does not open. */
function deafReplies(definition: TemplateDefinition): Finding[] {
  return optOutReplies(definition)
    .filter(({ text }) => consentWord(text, "tapped") !== "stop")
    .map(({ at, text }) => ({
      rule: "opt_out_not_heard",
      field: at.join("."),
      severity: "warning",
      message: `“${text}” reads as a way out, but a tap on it unsubscribes nobody.`,
      help: "If it is meant to, mark it with `opt_out` (in the builder: the button Opt out), call it “Stop promotions” or “Unsubscribe”, or send it with the payload STOP.",
    }))
}

/**
 * Templates of the account in the way of this one. Source: Meta, "Template management" (a name has each language once,
 * and one category), "Template review" (a copy of another template's body and footer is rejected).
 */
async function findRivals(
  tx: Tx,
  definition: TemplateDefinition,
  { businessAccountId, templateId }: PreflightPlace,
): Promise<Finding[]> {
  if (businessAccountId === undefined) return []
  const spoken = (type: "BODY" | "FOOTER") =>
    definition.components.flatMap((component) =>
      component.type === type ? (component.text ?? []) : [],
    )[0] ?? null
  const { rows } = await sql<{
    name: string
    language: string
    category: string
    has_name: boolean
    has_text: boolean
  }>`
    SELECT name, language, category, name = ${definition.name} AS has_name,
      ${textOf("BODY")} = ${spoken("BODY")} AND ${textOf("FOOTER")} IS NOT DISTINCT FROM ${spoken("FOOTER")} AS has_text
    FROM templates
    WHERE business_account_id = ${businessAccountId} AND status <> 'DELETED' AND id IS DISTINCT FROM ${templateId ?? null}::uuid
      AND (name = ${definition.name} OR category <> 'AUTHENTICATION' AND ${textOf("BODY")} = ${spoken("BODY")})
    ORDER BY id LIMIT 200
  `.execute(tx)
  const taken = rows.some((row) => row.has_name && row.language === definition.language)
  const sibling = rows.find((row) => row.has_name && row.category !== definition.category)
  const copy = rows.find((row) => row.has_text && !row.has_name)
  return [
    ...(taken ? [nameTaken(definition)] : []),
    ...(sibling ? [otherCategory(sibling)] : []),
    ...(copy ? [duplicateContent(copy)] : []),
  ]
}

const textOf = (type: "BODY" | "FOOTER") =>
  sql`(jsonb_path_query_first(components, ${`$[*] ? (@.type == "${type}").text`}::jsonpath) #>> '{}')`

const nameTaken = ({ name, language }: TemplateDefinition): Finding => ({
  rule: "name_taken",
  field: "name",
  severity: "error",
  message: `${name} exists already in ${language}.`,
  help: "Choose another name or language, or edit that template.",
})

const otherCategory = ({
  name,
  language,
  category,
}: {
  name: string
  language: string
  category: string
}): Finding => ({
  rule: "group_category",
  field: "category",
  severity: "warning",
  message: `${name} is ${category} in ${language}: the languages of one name share a category.`,
  help: "Choose the same category, or another name.",
})

const duplicateContent = ({ name, language }: { name: string; language: string }): Finding => ({
  rule: "duplicate_content",
  field: "components",
  severity: "warning",
  message: `${name} (${language}) says the same: Meta rejects copies of a template's body and footer.`,
  help: "Use that template, or write different text.",
})
