import { preflightTemplate, type TemplateDefinition, type TemplateIssue } from "@parley/whatsapp/templates"
import { z } from "zod"
import { Problem } from "../../platform/errors.ts"

/** A finding about a template as the API shows it. */
export const finding = z
  .object({
    rule: z.string().describe("Stable name of the rule"),
    field: z.string().describe("Where, such as components.0.text"),
    severity: z.enum(["error", "warning"]),
    message: z.string(),
    help: z.string().describe("What to do about it"),
  })
  .meta({ id: "TemplateFinding" })

export function asFinding({ rule, at, severity, message, help }: TemplateIssue): z.output<typeof finding> {
  return { rule, field: at.join("."), severity, message, help }
}

/**
 * What review may object to.
 * @throws Problem invalid_request when Meta would refuse the template outright, with `rule` and every finding under `issues`
 */
export function requireAcceptable(definition: TemplateDefinition): TemplateIssue[] {
  const { issues } = preflightTemplate(definition)
  const [first] = issues.filter((issue) => issue.severity === "error")
  if (!first) return issues
  throw new Problem("invalid_request", first.message, {
    field: first.at.join("."),
    help: first.help,
    extra: { rule: first.rule, issues: issues.map(asFinding) },
  })
}
