import type { TemplateDefinition } from "@parley/whatsapp/templates"
import type { paths } from "../../../api/schema.generated.ts"

/** A template as the API is sent it. */
export type TemplateSubmission = Omit<
  paths["/v1/templates"]["post"]["requestBody"]["content"]["application/json"],
  "business_account_id"
>

/** What a definition says, without members that are undefined: to JSON those are the absent ones. */
export function submissionOf(definition: TemplateDefinition): TemplateSubmission {
  return JSON.parse(JSON.stringify(definition))
}
