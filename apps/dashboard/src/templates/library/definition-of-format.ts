import type { TemplateDefinition } from "@parley/whatsapp/templates"
import type { Shapes } from "../../api/client.ts"
import { definitionOfTemplate } from "../definition-of-template.ts"

/** A format of Meta's library as a template that could be submitted. Pure. */
export function definitionOfFormat(format: Shapes["LibraryTemplate"]): TemplateDefinition {
  return definitionOfTemplate({ ...format, parameter_format: "POSITIONAL", message_send_ttl_seconds: null })
}
