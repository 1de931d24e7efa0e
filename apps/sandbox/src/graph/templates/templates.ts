/** Message templates: create, list, read, edit, delete. */
import type { Template, Waba } from "../../world/objects.ts"
import { sampleUrl } from "../media/uploads.ts"
import { management, requireScope } from "../protocol/access.ts"
import { askedFields, type Call, type Edges, pageOfNodes } from "../protocol/call.ts"
import { readNode } from "../protocol/fields.ts"
import { invalidParameter, missingParameter, refusePermission, templateError } from "../protocol/refusal.ts"
import {
  type Answer,
  oneOf,
  type Params,
  requiredText,
  structure,
  success,
  text,
} from "../protocol/request.ts"
import { addTemplate, requireRoom, templateLimitOf } from "./creation.ts"
import { readDefinition, templateCategories } from "./definition.ts"
import { keptMembers } from "./kept-members.ts"
import { fromLibrary } from "./library.ts"
import { wantedTemplates } from "./list-filters.ts"
import { templateShape } from "./shape.ts"

const dayMs = 24 * 60 * 60 * 1000
const unpauseWaitMs = 5 * 60 * 1000
const editableMembers = [
  "components",
  "category",
  "message_send_ttl_seconds",
  "optimization_spec",
  ...keptMembers,
]
const editable: readonly Template["status"][] = ["APPROVED", "REJECTED", "PAUSED"]

export const templateEdges: Edges<Template> = {
  "GET ": ({ world, request, object }) => readNode(object, templateShape(world), askedFields(request)),
  "POST ": editTemplate,
  "POST unpause": unpauseTemplate,
  "GET compare": refusePermission,
}

export function createTemplate(call: Call<Waba>): Answer {
  const { world, request, caller, object: waba } = call
  requireScope(caller, management)
  const library = text(request.params, "library_template_name")
  const params = library === undefined ? request.params : fromLibrary(library, request.params)
  const definition = readDefinition(params, (handle) => sampleUrl(world, request.publicUrl, handle))
  requireRoom(world, waba, definition)
  const template = addTemplate(call, definition, library)
  return { id: template.id, status: template.status, category: template.category }
}

export function listTemplates({ world, request, object }: Call<Waba>): Answer {
  const all = world.templatesOf(object.id).filter((template) => template.status !== "DELETED")
  const keep = wantedTemplates(request.params)
  const found = all.filter(keep).reverse()
  const listed = pageOfNodes(found, request, templateShape(world), 1000)
  if (text(request.params, "summary") === undefined) return listed
  return {
    ...listed,
    summary: {
      total_count: found.length,
      message_template_count: all.length,
      message_template_limit: templateLimitOf(world, object),
      are_translations_complete: true,
    },
  }
}

function editTemplate({ world, running, request, caller, object: template }: Call<Template>): Answer {
  requireScope(caller, management)
  const now = world.clock.nowMs()
  if (!editable.includes(template.status)) {
    throw templateError(
      2388039,
      "Message template cannot be edited",
      `A template in status ${template.status} cannot be edited.`,
    )
  }
  const edits = template.edits_ms.filter((at) => now - at < 30 * dayMs)
  if (template.status === "APPROVED" && (edits.length >= 10 || edits.some((at) => now - at < dayMs))) {
    throw templateError(
      2388039,
      "Message template cannot be edited",
      "An approved template can be edited once in 24 hours and 10 times in 30 days.",
    )
  }
  const { params } = request
  for (const name of ["name", "language", "parameter_format"] as const) {
    const wanted = text(params, name)
    if (wanted !== undefined && wanted !== template[name])
      throw invalidParameter(`Param ${name} of a message template cannot be changed.`)
  }
  const category = oneOf(params, "category", templateCategories)
  if (category !== undefined && category !== template.category && template.status === "APPROVED") {
    throw invalidParameter("The category of an approved template cannot be changed.")
  }
  if (!editableMembers.some((member) => params[member] !== undefined)) throw missingParameter("components")
  const definition = readDefinition(
    {
      ...Object.fromEntries(keptMembers.map((member) => [member, params[member] ?? template[member]])),
      name: template.name,
      language: template.language,
      category: category ?? template.category,
      parameter_format: template.parameter_format,
      components: params.components === undefined ? template.components : structure(params, "components"),
      message_send_ttl_seconds: params.message_send_ttl_seconds ?? template.message_send_ttl_seconds,
      optimization_spec: params.optimization_spec ?? template.optimization_spec,
    },
    (handle) => sampleUrl(world, request.publicUrl, handle),
  )
  const edited: Template = { ...template, ...definition, updated_at_ms: now, edits_ms: [...edits, now] }
  running.review.submit(edited)
  if (params.components !== undefined) running.review.tellComponents(edited)
  return { success: true, id: edited.id, name: edited.name, category: edited.category }
}

/** Ends a pause that came of pacing, five minutes after it started at the earliest. */
function unpauseTemplate({ world, running, caller, object: template }: Call<Template>): Answer {
  requireScope(caller, management)
  if (template.status !== "PAUSED") return { success: false, reason: "Template is not paused." }
  if (template.paused?.by_pacing !== true)
    return { success: false, reason: "Template was paused for its quality; the pause ends by itself." }
  if (world.clock.nowMs() - template.paused.at_ms < unpauseWaitMs)
    return { success: false, reason: "Template can be unpaused five minutes after it was paused." }
  running.review.unpause(template)
  return success
}

/** By name in all languages, by id and name, or by a list of ids. */
export function deleteTemplates({ world, running, request, caller, object: waba }: Call<Waba>): Answer {
  requireScope(caller, management)
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
  for (const template of doomed) running.review.remove(template)
  return success
}

function doomedBy(templates: readonly Template[], params: Params): Template[] {
  const alive = templates.filter((template) => template.status !== "DELETED")
  const ids = structure(params, "hsm_ids")
  if (Array.isArray(ids)) return alive.filter((template) => ids.map(String).includes(template.id))
  const name = requiredText(params, "name")
  const id = text(params, "hsm_id")
  return alive.filter((template) => template.name === name && (id === undefined || template.id === id))
}
