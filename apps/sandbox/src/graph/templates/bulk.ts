/** Many templates at once: authentication templates in several languages, and all of another account. */
import type { Template, Waba } from "../../world/objects.ts"
import { canReachWaba, management, requireScope } from "../protocol/access.ts"
import type { Call } from "../protocol/call.ts"
import { list, string } from "../protocol/inspect.ts"
import { invalidParameter, missingObject } from "../protocol/refusal.ts"
import { type Answer, requiredText, structure, text } from "../protocol/request.ts"
import { addTemplate, requireRoom } from "./creation.ts"
import { readDefinition } from "./definition.ts"

const migratedAtOnce = 500

/** Authentication templates of one name: new languages are added, those that exist are overwritten; approved at once. */
export function upsertTemplates(call: Call<Waba>): Answer {
  const { world, running, request, caller, object: waba } = call
  requireScope(caller, management)
  if (requiredText(request.params, "category").toUpperCase() !== "AUTHENTICATION")
    throw invalidParameter("Param category must be AUTHENTICATION.")
  const languages = list(structure(request.params, "languages"), "languages")
  const definitions = languages.map((language, i) =>
    readDefinition({ ...request.params, language: string(language, `languages[${i}]`) }, () => undefined),
  )
  const data = definitions.map((definition) => {
    const existing = world.templateNamed(waba.id, definition.name, definition.language)
    const isOverwritten = existing !== undefined && existing.status !== "DELETED"
    if (!isOverwritten) requireRoom(world, waba, definition)
    const template = isOverwritten
      ? world.templates.put({ ...existing, ...definition })
      : addTemplate(call, definition, undefined)
    running.review.decide(template, "APPROVED")
    return { id: template.id, status: template.status, language: template.language }
  })
  return { data }
}

/** Copies approved templates of another account of the same business, a page of them at a time. */
export function migrateTemplates(call: Call<Waba>): Answer {
  const { world, request, caller, object: waba } = call
  requireScope(caller, management)
  const sourceId = requiredText(request.params, "source_waba_id")
  const source = world.wabas.get(sourceId)
  if (source === undefined || !canReachWaba(world, caller, sourceId)) throw missingObject("POST", sourceId)
  if (source.business_id !== waba.business_id)
    throw invalidParameter("Both accounts have to belong to the same business.")
  const pageNumber = Number(text(request.params, "page_number") ?? 0)
  const templates = world
    .templatesOf(sourceId)
    .filter((template) => template.status !== "DELETED")
    .slice(pageNumber * migratedAtOnce, (pageNumber + 1) * migratedAtOnce)
  const migrated: string[] = []
  const failed: Record<string, string> = {}
  for (const template of templates) {
    const reason = reasonAgainst(call, template)
    if (reason !== undefined) {
      failed[template.id] = reason
      continue
    }
    const { pacing: _pacing, due_at_ms: _due, ...kept } = template
    const copy = world.templates.put({
      ...kept,
      id: world.newTemplateId(),
      waba_id: waba.id,
      pauses: 0,
      edits_ms: [],
    })
    migrated.push(copy.id)
  }
  return { migrated_templates: migrated, failed_templates: failed }
}

function reasonAgainst({ world, object: waba }: Call<Waba>, template: Template): string | undefined {
  if (template.status !== "APPROVED") return `Template is ${template.status}`
  if (template.quality !== "GREEN" && template.quality !== "UNKNOWN") return "Incorrect quality score"
  const taken = world.templateNamed(waba.id, template.name, template.language)
  return taken === undefined ? undefined : "Template name and language already exist"
}
