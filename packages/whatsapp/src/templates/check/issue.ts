/** What is wrong with a template. */
import { pathText } from "../../json.ts"
import { type TemplateRule, templateRules } from "./rules.ts"

export interface TemplateIssue {
  /** Stable name of the rule, e.g. `body_too_long`; see `TEMPLATE_RULES`. */
  rule: TemplateRule
  /** Where, e.g. `components[1].text`. */
  path: string
  /** The same as keys and indexes. */
  at: (string | number)[]
  /** One sentence for people. */
  message: string
  /** What to do about it. */
  help: string
  /** `warning`: accepted at submission, but review or some people's phones may not take it. */
  severity: "error" | "warning"
}

export type Location = readonly (string | number)[]

export function error(rule: TemplateRule, at: Location, message: string): TemplateIssue {
  return { rule, path: pathText(at), at: [...at], message, help: templateRules[rule], severity: "error" }
}

export function warning(rule: TemplateRule, at: Location, message: string): TemplateIssue {
  return { ...error(rule, at, message), severity: "warning" }
}
