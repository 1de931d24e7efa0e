/** Templates at Meta: list, submit, edit, delete. */

import { z } from "zod"
import { asCount } from "../json.ts"
import type { TemplateComponent } from "../templates/components.ts"
import { readComponents, type TemplateCategory, type TemplateDefinition } from "../templates/definition.ts"
import { acknowledged, successSchema } from "./acknowledgement.ts"
import type { GraphClient } from "./client.ts"
import { optionalNumber, optionalText } from "./fields.ts"
import type { GraphResult } from "./result.ts"

export interface RemoteTemplate {
  id: string
  name: string
  language: string
  /** MARKETING, UTILITY, AUTHENTICATION */
  category: string
  /** APPROVED, PENDING, REJECTED, PAUSED, DISABLED, … */
  status: string
  parameterFormat: "POSITIONAL" | "NAMED"
  components: TemplateComponent[]
  /** Components of a kind this version does not know. */
  unreadableComponents: unknown[]
  previousCategory?: string | undefined
  correctCategory?: string | undefined
  subCategory?: string | undefined
  /** NONE or a reason. */
  rejectedReason?: string | undefined
  /** GREEN, YELLOW, RED, UNKNOWN */
  quality?: string | undefined
  messageSendTtlSeconds?: number | undefined
  /** The format of Meta's library it was made from. */
  libraryTemplateName?: string | undefined
  lastUpdatedAt?: Date | undefined
}

export interface SubmittedTemplate {
  id: string
  status: string
  /** May differ from the one asked for. */
  category?: string | undefined
}

export interface TemplateEdit {
  category?: TemplateCategory | undefined
  components?: TemplateComponent[] | undefined
  message_send_ttl_seconds?: number | undefined
}

const fields = [
  "id",
  "name",
  "language",
  "category",
  "status",
  "parameter_format",
  "components",
  "sub_category",
  "previous_category",
  "correct_category",
  "rejected_reason",
  "quality_score",
  "message_send_ttl_seconds",
  "library_template_name",
  "last_updated_time",
]

const remoteTemplateSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    language: z.string(),
    category: z.string(),
    status: z.string(),
    parameter_format: optionalText,
    components: z.array(z.unknown()).default([]),
    sub_category: optionalText,
    previous_category: optionalText,
    correct_category: optionalText,
    rejected_reason: optionalText,
    quality_score: z.object({ score: optionalText }).nullish(),
    message_send_ttl_seconds: optionalNumber,
    library_template_name: optionalText,
    last_updated_time: optionalText,
  })
  .transform((remote): RemoteTemplate => {
    const { components, unreadable } = readComponents(remote.components)
    return {
      id: remote.id,
      name: remote.name,
      language: remote.language,
      category: remote.category.toUpperCase(),
      status: remote.status.toUpperCase(),
      parameterFormat: remote.parameter_format?.toUpperCase() === "NAMED" ? "NAMED" : "POSITIONAL",
      components,
      unreadableComponents: unreadable,
      previousCategory: remote.previous_category?.toUpperCase(),
      correctCategory: remote.correct_category?.toUpperCase(),
      subCategory: remote.sub_category,
      rejectedReason: remote.rejected_reason,
      quality: remote.quality_score?.score,
      messageSendTtlSeconds: asCount(remote.message_send_ttl_seconds),
      libraryTemplateName: remote.library_template_name,
      lastUpdatedAt: instant(remote.last_updated_time),
    }
  })

function instant(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined
  const date = new Date(text)
  return Number.isNaN(date.getTime()) ? undefined : date
}

/**
 * All templates of a business account. This list is the truth; template webhooks are hints to read it again.
 * @example
 * const templates = await listTemplates(graph, "102290129340398", { status: "APPROVED" })
 * if (templates.ok) for (const { name, language, quality } of templates.data) console.log(name, language, quality)
 */
export function listTemplates(
  graph: GraphClient,
  wabaId: string,
  filter: { name?: string | undefined; status?: string | undefined; language?: string | undefined } = {},
): Promise<GraphResult<RemoteTemplate[]>> {
  return graph.all(`${wabaId}/message_templates`, { ...filter, fields }, remoteTemplateSchema)
}

/**
 * One template, in one language.
 * @example
 * const template = await getTemplate(graph, "594425479261596")
 * const isSendable = template.ok && template.data.status === "APPROVED"
 */
export function getTemplate(graph: GraphClient, templateId: string): Promise<GraphResult<RemoteTemplate>> {
  return graph.get(templateId, { fields }, remoteTemplateSchema)
}

export const submittedTemplateSchema = z.object({
  id: z.string(),
  status: z.string().default("PENDING"),
  category: optionalText,
})

/**
 * Submits a template for review. Check it with `checkTemplate` first: a refusal costs one of 100 creations an hour.
 * @example
 * const submitted = await createTemplate(graph, "102290129340398", {
 *   name: "order_update",
 *   language: "en_US",
 *   category: "UTILITY",
 *   components: [
 *     { type: "BODY", text: "Order {{1}} is on its way.", example: { body_text: [["4711"]] } },
 *   ],
 * })
 * if (submitted.ok) console.log(submitted.data.id, submitted.data.status)
 */
export function createTemplate(
  graph: GraphClient,
  wabaId: string,
  definition: TemplateDefinition,
): Promise<GraphResult<SubmittedTemplate>> {
  return graph.post(`${wabaId}/message_templates`, definition, submittedTemplateSchema)
}

/**
 * Replaces what is given and puts the template into review again. Approved ones: once in 24 hours, ten times in 30 days.
 * @example await editTemplate(graph, "594425479261596", { components: [{ type: "BODY", text: "Your order is on its way." }] })
 */
export async function editTemplate(
  graph: GraphClient,
  templateId: string,
  edit: TemplateEdit,
): Promise<GraphResult<void>> {
  return acknowledged(await graph.post(templateId, edit, successSchema))
}

/**
 * Deletes one language with `templateId`, otherwise all. The name of an approved one cannot be used for 30 days.
 * @example
 * await deleteTemplate(graph, "102290129340398", { name: "order_update", templateId: "594425479261596" })
 * await deleteTemplate(graph, "102290129340398", { name: "order_update" })
 */
export async function deleteTemplate(
  graph: GraphClient,
  wabaId: string,
  template: { name: string; templateId?: string | undefined },
): Promise<GraphResult<void>> {
  const query = { name: template.name, hsm_id: template.templateId }
  return acknowledged(await graph.delete(`${wabaId}/message_templates`, query, successSchema))
}

/**
 * Ends a pause that came of pacing; possible five minutes after it started.
 * @example await unpauseTemplate(graph, "594425479261596")
 */
export async function unpauseTemplate(graph: GraphClient, templateId: string): Promise<GraphResult<void>> {
  return acknowledged(await graph.post(`${templateId}/unpause`, undefined, successSchema))
}
