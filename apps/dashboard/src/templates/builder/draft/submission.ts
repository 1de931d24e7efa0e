import type { TemplateDefinition } from "@parley/whatsapp/templates"
import type { Shapes } from "../../../api/client.ts"

/** A template as the API is sent it. */
export type TemplateSubmission = Shapes["TemplateDefinition"]

/** What a definition says, without members that are undefined: to JSON those are the absent ones. */
export function submissionOf(definition: TemplateDefinition): TemplateSubmission {
  return JSON.parse(JSON.stringify(definition))
}
