/** Message templates: create, list, read, edit, delete. */
import type { Template, Waba } from "../world/objects.ts"
import { MANAGEMENT, requireScope } from "./access.ts"
import { askedFields, type Call, type Edges, urlOf } from "./call.ts"
import { readNode } from "./fields.ts"
import { page } from "./paging.ts"
import { invalidParameter, missingParameter, templateError } from "./refusal.ts"
import { type Answer, type Params, requiredText, SUCCESS, structure, text } from "./request.ts"
import { readDefinition } from "./template/definition.ts"
import { languageName } from "./template/languages.ts"
import { templateShape } from "./template/shape.ts"
import { sampleUrl } from "./uploads.ts"

const DAY_MS = 24 * 60 * 60 * 1000
const NAME_REUSE_MS = 30 * DAY_MS
const MAX_TEMPLATES = 6_000
const EDITABLE: readonly Template["status"][] = ["APPROVED", "REJECTED", "PAUSED"]

export const TEMPLATE_EDGES: Edges<Template> = {
  "GET ": ({ request, object }) => readNode(object, templateShape(), askedFields(request)),
  "POST ": editTemplate,
  "POST unpause": unpauseTemplate,
}

export function createTemplate({ world, running, request, caller, object: waba }: Call<Waba>): Answer {
  requireScope(caller, MANAGEMENT)
  const definition = readDefinition(request.params, (handle) => sampleUrl(world, request.publicUrl, handle))
  const now = world.clock.nowMs()
  const { name, language } = definition
  const siblings = world.templatesOf(waba.id).filter((template) => template.name === name)
  if (siblings.some((template) => template.language === language && template.status !== "DELETED")) {
    throw templateError(
      2388024,
      "Content in This Language Already Exists",
      `There is already ${languageName(language)} content for this template. You can create a new template and try again.`,
    )
  }
  if (
    siblings.some((template) => template.status === "DELETED" && now - template.updated_at_ms < NAME_REUSE_MS)
  ) {
    throw templateError(
      2388023,
      "Message template language is being deleted",
      `New ${languageName(language)} content can't be added while the existing content is being deleted. Try again in 4 weeks or consider creating a new message template.`,
    )
  }
  if (
    world.templatesOf(waba.id).filter((template) => template.status !== "DELETED").length >= MAX_TEMPLATES
  ) {
    throw templateError(
      2388019,
      "Template Limit Exceeded",
      "This account has reached its limit of message templates.",
    )
  }
  for (const template of siblings) if (template.language === language) world.templates.delete(template.id)
  const template = world.templates.put({
    id: world.newId(),
    type: "template",
    waba_id: waba.id,
    ...definition,
    status: "PENDING",
    rejected_reason: "NONE",
    quality: "UNKNOWN",
    created_at_ms: now,
    updated_at_ms: now,
    pauses: 0,
    edits_ms: [],
  })
  running.review.submit(template)
  return { id: template.id, status: template.status, category: template.category }
}

const FILTERS: Readonly<Record<string, (template: Template, wanted: string) => boolean>> = {
  name: (template, wanted) => template.name.includes(wanted),
  name_or_content: (template, wanted) =>
    template.name.includes(wanted) || JSON.stringify(template.components).includes(wanted),
  content: (template, wanted) => JSON.stringify(template.components).includes(wanted),
  status: (template, wanted) => listOf(wanted).includes(template.status),
  category: (template, wanted) => listOf(wanted).includes(template.category),
  language: (template, wanted) => listOf(wanted).includes(template.language.toUpperCase()),
  quality_score: (template, wanted) => listOf(wanted).includes(template.quality),
}

export function listTemplates({ world, request, object }: Call<Waba>): Answer {
  const { params } = request
  const wanted = Object.entries(FILTERS).flatMap(([name, matches]) => {
    const value = text(params, name)
    return value === undefined || value === "" ? [] : [{ matches, value }]
  })
  const all = world.templatesOf(object.id).filter((template) => template.status !== "DELETED")
  const found = all
    .filter((template) => wanted.every(({ matches, value }) => matches(template, value)))
    .reverse()
  const fields = askedFields(request)
  const shape = templateShape()
  const listed = page(found, params, urlOf(request), (template) => readNode(template, shape, fields), 1000)
  if (text(params, "summary") === undefined) return listed
  return {
    ...listed,
    summary: {
      total_count: found.length,
      message_template_count: all.length,
      message_template_limit: MAX_TEMPLATES,
      are_translations_complete: true,
    },
  }
}

/** `APPROVED`, `APPROVED,PAUSED` or `["APPROVED"]`. */
function listOf(value: string): string[] {
  return value
    .replace(/[[\]"\s]/g, "")
    .split(",")
    .map((one) => one.toUpperCase())
}

function editTemplate({ world, running, request, caller, object: template }: Call<Template>): Answer {
  requireScope(caller, MANAGEMENT)
  const now = world.clock.nowMs()
  if (!EDITABLE.includes(template.status)) {
    throw templateError(
      2388039,
      "Message template cannot be edited",
      `A template in status ${template.status} cannot be edited.`,
    )
  }
  const edits = template.edits_ms.filter((at) => now - at < 30 * DAY_MS)
  if (template.status === "APPROVED" && (edits.length >= 10 || edits.some((at) => now - at < DAY_MS))) {
    throw templateError(
      2388039,
      "Message template cannot be edited",
      "An approved template can be edited once in 24 hours and 10 times in 30 days.",
    )
  }
  const { params } = request
  const category = text(params, "category")?.toUpperCase()
  if (category !== undefined && category !== template.category && template.status === "APPROVED") {
    throw invalidParameter("The category of an approved template cannot be changed.")
  }
  if (
    params.components === undefined &&
    category === undefined &&
    params.message_send_ttl_seconds === undefined
  ) {
    throw missingParameter("components")
  }
  const definition = readDefinition(
    {
      name: template.name,
      language: template.language,
      category: category ?? template.category,
      parameter_format: template.parameter_format,
      components: params.components === undefined ? template.components : structure(params, "components"),
      message_send_ttl_seconds: params.message_send_ttl_seconds ?? template.message_send_ttl_seconds,
    },
    (handle) => sampleUrl(world, request.publicUrl, handle),
  )
  const edited: Template = { ...template, ...definition, updated_at_ms: now, edits_ms: [...edits, now] }
  running.review.submit(edited)
  return SUCCESS
}

function unpauseTemplate({ running, caller, object: template }: Call<Template>): Answer {
  requireScope(caller, MANAGEMENT)
  if (template.status !== "PAUSED") return { success: false, reason: "Template is not paused." }
  running.review.unpause(template)
  return SUCCESS
}

/** By name in all languages, by id and name, or by a list of ids. */
export function deleteTemplates({ world, request, caller, object: waba }: Call<Waba>): Answer {
  requireScope(caller, MANAGEMENT)
  const doomed = doomedBy(world.templatesOf(waba.id), request.params)
  if (doomed.length === 0) {
    throw templateError(
      2593002,
      "Message Template Not Found",
      "The message template does not exist in this account.",
    )
  }
  for (const template of doomed) {
    if (template.status === "DISABLED") {
      throw templateError(
        2388330,
        "Message template cannot be deleted",
        "A disabled template cannot be deleted.",
      )
    }
  }
  for (const template of doomed) {
    if (template.status !== "APPROVED") world.templates.delete(template.id)
    else {
      delete template.due_at_ms
      world.templates.put({ ...template, status: "DELETED", updated_at_ms: world.clock.nowMs() })
    }
  }
  return SUCCESS
}

function doomedBy(templates: readonly Template[], params: Params): Template[] {
  const alive = templates.filter((template) => template.status !== "DELETED")
  const ids = structure(params, "hsm_ids")
  if (Array.isArray(ids)) return alive.filter((template) => ids.map(String).includes(template.id))
  const name = requiredText(params, "name")
  const id = text(params, "hsm_id")
  return alive.filter((template) => template.name === name && (id === undefined || template.id === id))
}
