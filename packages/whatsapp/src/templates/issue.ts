/** What is wrong with a template. */
import { pathText } from "../json.ts"

export interface TemplateIssue {
  /** Stable code of the rule, e.g. `body_too_long`. */
  rule: string
  /** Where, e.g. `components[1].text`. */
  path: string
  /** The same as keys and indexes. */
  at: (string | number)[]
  /** One sentence for people. */
  message: string
  /** `warning`: accepted at submission, but review or some people's phones may not take it. */
  severity: "error" | "warning"
}

export type Location = readonly (string | number)[]

export function error(rule: string, at: Location, message: string): TemplateIssue {
  return { rule, path: pathText(at), at: [...at], message, severity: "error" }
}

export function warning(rule: string, at: Location, message: string): TemplateIssue {
  return { rule, path: pathText(at), at: [...at], message, severity: "warning" }
}
