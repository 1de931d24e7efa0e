import {
  authoredComponents,
  readComponents,
  type TemplateDefinition,
  templateCategories,
} from "@parley/whatsapp/templates"
import type { Shapes } from "../api/client.ts"

/** A template as it could be submitted again. Pure; components of a kind that is not known here are left out. */
export function definitionOfTemplate(
  template: Pick<
    Shapes["Template"],
    "name" | "language" | "category" | "parameter_format" | "components" | "message_send_ttl_seconds"
  >,
): TemplateDefinition {
  const category = templateCategories.find((known) => known === template.category) ?? "MARKETING"
  const { components } = readComponents(template.components)
  return {
    name: template.name,
    language: template.language,
    category,
    parameter_format: template.parameter_format === "NAMED" ? "NAMED" : "POSITIONAL",
    components: authoredComponents({ category, components }),
    ...(template.message_send_ttl_seconds === null
      ? {}
      : { message_send_ttl_seconds: template.message_send_ttl_seconds }),
  }
}
