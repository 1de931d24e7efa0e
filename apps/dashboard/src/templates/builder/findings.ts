/** Where in the builder a finding belongs. Pure. */
import type { TemplateDefinition } from "@parley/whatsapp/templates"

/** What the preflight found, here or on the server. */
export interface Finding {
  rule: string
  field: string
  severity: "error" | "warning"
  message: string
  help: string
}

/** `name`, `language`, `category`, `header`, `body`, `footer`, `offer`, `delivery`, `buttons`, `buttons.0`, `cards`, `cards.0`, `code` or `template`. */
export function sectionOf(
  field: string,
  definition: Pick<TemplateDefinition, "components" | "category">,
): string {
  const [first, index, ...rest] = field.split(".")
  if (first === "name" || first === "language" || first === "category") return first
  if (first === "message_send_ttl_seconds") return "delivery"
  const component = definition.components[Number(index)]
  if (first !== "components" || component === undefined) return "template"
  if (definition.category === "AUTHENTICATION") return "code"
  switch (component.type) {
    case "HEADER":
      return "header"
    case "BODY":
      return "body"
    case "FOOTER":
      return "footer"
    case "LIMITED_TIME_OFFER":
      return "offer"
    case "BUTTONS":
      return numbered("buttons", rest)
    case "CAROUSEL":
      return numbered("cards", rest)
  }
}

function numbered(list: string, rest: readonly string[]): string {
  const [name, index] = rest
  return name === list && index !== undefined ? `${list}.${index}` : list
}

/** The part of the page that a section is in: `basics` for the name; none for what is about the template as a whole. */
export function placeOf(section: string): string | undefined {
  const [first = ""] = section.split(".")
  if (first === "name" || first === "language" || first === "category") return "basics"
  return first === "template" ? undefined : first
}

/** Findings by the section they belong to. */
export function bySection(
  findings: readonly Finding[],
  definition: Pick<TemplateDefinition, "components" | "category">,
): Map<string, Finding[]> {
  return Map.groupBy(findings, (finding) => sectionOf(finding.field, definition))
}
