/** Rules of the texts of a template and of the variables in them. Source: Meta, "Template components", "Template review". */
import { characterCount } from "../../messages/text.ts"
import type { BodyComponent, FooterComponent, HeaderComponent } from "../components.ts"
import { type Placeholder, placeholderNames, placeholdersIn, withoutPlaceholders } from "../placeholders.ts"
import { error, type Location, type TemplateIssue, warning } from "./issue.ts"
import type { TemplateRule } from "./rules.ts"

export type ParameterFormat = "POSITIONAL" | "NAMED"

const emoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u

export function checkHeader(header: HeaderComponent, format: ParameterFormat, at: Location): TemplateIssue[] {
  if (header.format === "TEXT") return checkHeaderText(header, format, at)
  const issues: TemplateIssue[] = []
  if (header.text !== undefined) {
    issues.push(error("header_text_with_media", [...at, "text"], "Only a header of format TEXT has a text."))
  }
  const needsSample = header.format !== "LOCATION" && header.format !== "PRODUCT"
  if (needsSample && !header.example?.header_handle?.[0]) {
    issues.push(
      error(
        "header_sample_missing",
        [...at, "example", "header_handle"],
        "Upload a sample file for the reviewers.",
      ),
    )
  }
  if (header.format === "GIF") {
    issues.push(
      warning(
        "header_gif",
        [...at, "format"],
        "GIF headers can be sent through the Marketing Messages API only.",
      ),
    )
  }
  return issues
}

function checkHeaderText(header: HeaderComponent, format: ParameterFormat, at: Location): TemplateIssue[] {
  const path = [...at, "text"]
  const text = header.text ?? ""
  if (text.trim() === "") return [error("header_empty", path, "Write a header or remove it.")]
  const issues = [...checkLength("header_too_long", text, 60, path), ...checkPlaceholders(text, format, path)]
  if (placeholderNames(text).length > 1) {
    issues.push(error("header_variables_too_many", path, "A header can have one variable."))
  }
  if (/[\r\n]/.test(text)) issues.push(error("header_line_break", path, "A header is one line."))
  const literal = withoutPlaceholders(text, " ")
  if (emoji.test(literal)) issues.push(error("header_emoji", path, "A header cannot have emoji."))
  if (/[*~`]|_\S.*\S_/.test(literal)) {
    issues.push(error("header_formatting", path, "A header cannot be formatted: remove *, _, ~ and `."))
  }
  const positional = header.example?.header_text
  const named = header.example?.header_text_named_params
  return [
    ...issues,
    ...checkExamples(text, format, positional, named, [...at, "example"], "header_example_missing"),
  ]
}

/** `maxLength` is 1024, 600 with a limited-time offer, 160 on a card of a carousel. */
export function checkBody(
  body: BodyComponent,
  format: ParameterFormat,
  maxLength: number,
  at: Location,
): TemplateIssue[] {
  const path = [...at, "text"]
  const text = body.text ?? ""
  if (text.trim() === "") return [error("body_empty", path, "Write a text.")]
  const issues = [
    ...checkLength("body_too_long", text, maxLength, path),
    ...checkPlaceholders(text, format, path),
  ]
  const placeholders = placeholdersIn(text)
  issues.push(...checkEdges(text, placeholders, path), ...checkNeighbours(text, placeholders, path))
  if (tooDense(text, placeholders.length)) {
    issues.push(
      warning(
        "variables_too_many_for_length",
        path,
        "There are many variables for so few words: Meta may refuse the template. Write more text around them.",
      ),
    )
  }
  const positional = body.example?.body_text?.[0]
  const named = body.example?.body_text_named_params
  return [
    ...issues,
    ...checkExamples(text, format, positional, named, [...at, "example"], "body_example_missing"),
  ]
}

export function checkFooter(footer: FooterComponent, at: Location): TemplateIssue[] {
  const path = [...at, "text"]
  const text = footer.text ?? ""
  if (text.trim() === "") return [error("footer_empty", path, "Write a footer or remove it.")]
  const issues = checkLength("footer_too_long", text, 60, path)
  if (text.includes("{{")) issues.push(error("footer_variables", path, "A footer cannot have variables."))
  if (/[\r\n]/.test(text)) issues.push(error("footer_line_break", path, "A footer is one line."))
  return issues
}

export function checkLength(rule: TemplateRule, text: string, max: number, at: Location): TemplateIssue[] {
  const length = characterCount(text)
  return length <= max ? [] : [error(rule, at, `At most ${max} characters are allowed, there are ${length}.`)]
}

function checkPlaceholders(text: string, format: ParameterFormat, at: Location): TemplateIssue[] {
  const issues: TemplateIssue[] = []
  const placeholders = placeholdersIn(text)
  if (/\{\{|\}\}/.test(withoutPlaceholders(text, " "))) {
    issues.push(error("variable_malformed", at, "A variable is two braces, a name and two braces: {{1}}."))
  }
  const seen = new Set<string>()
  for (const { name } of placeholders) {
    const isNumber = /^\d+$/.test(name)
    if (!isNumber && !/^[a-z][a-z0-9_]*$/.test(name)) {
      issues.push(
        error(
          "variable_name",
          at,
          `{{${name}}}: names have lower-case letters, digits and underscores and begin with a letter.`,
        ),
      )
    } else if (isNumber !== (format === "POSITIONAL")) {
      const wanted = format === "POSITIONAL" ? "numbers, {{1}}" : "names, {{first_name}}"
      issues.push(error("variable_format", at, `{{${name}}}: this template's variables are ${wanted}.`))
    }
    if (seen.has(name)) {
      const report = format === "NAMED" ? error : warning
      issues.push(report("variable_repeated", at, `{{${name}}} is here more than once.`))
    }
    seen.add(name)
  }
  if (format === "POSITIONAL") issues.push(...checkSequence([...seen], at))
  return issues
}

function checkSequence(names: string[], at: Location): TemplateIssue[] {
  const numbers = names.filter((name) => /^\d+$/.test(name)).map(Number)
  const gap = Array.from({ length: numbers.length }, (_, index) => index + 1).find(
    (n) => !numbers.includes(n),
  )
  if (gap === undefined) return []
  return [error("variable_gap", at, `Variables are numbered from 1 without gaps: {{${gap}}} is missing.`)]
}

function checkEdges(text: string, placeholders: Placeholder[], at: Location): TemplateIssue[] {
  const first = placeholders[0]
  const last = placeholders.at(-1)
  if (first === undefined || last === undefined) return []
  const atStart = text.slice(0, first.start).trim() === ""
  const atEnd = text.slice(last.end).trim() === ""
  if (!atStart && !atEnd) return []
  return [error("variable_at_edge", at, "The text cannot begin or end with a variable: put words around it.")]
}

function checkNeighbours(text: string, placeholders: Placeholder[], at: Location): TemplateIssue[] {
  for (const [index, { end }] of placeholders.entries()) {
    const next = placeholders[index + 1]
    if (next === undefined) break
    const between = text.slice(end, next.start)
    if (between === "")
      return [error("variable_adjacent", at, "Two variables touch: put words between them.")]
    if (between.trim() === "") {
      return [
        warning("variable_adjacent", at, "There is only space between two variables: reviewers may object."),
      ]
    }
  }
  return []
}

/**
 * Meta publishes no ratio. Twice as many words as variables and one more is what its refusals suggest, so this
 * only warns.
 */
function tooDense(text: string, variables: number): boolean {
  if (variables === 0) return false
  const words = withoutPlaceholders(text, " ").split(/[^\p{L}\p{N}]+/u)
  return words.filter((word) => word !== "").length < 2 * variables + 1
}

function checkExamples(
  text: string,
  format: ParameterFormat,
  positional: readonly string[] | undefined,
  named: readonly { param_name: string; example: string }[] | undefined,
  at: Location,
  rule: TemplateRule,
): TemplateIssue[] {
  const names = placeholderNames(text)
  const missing = names.filter((name, index) => {
    if (format === "POSITIONAL") return !positional?.[index]?.trim()
    return !named?.find((example) => example.param_name === name)?.example.trim()
  })
  if (missing.length > 0) {
    const list = missing.map((name) => `{{${name}}}`).join(", ")
    return [error(rule, at, `Give an example for ${list}: reviewers see the message with it.`)]
  }
  const given = format === "POSITIONAL" ? (positional?.length ?? 0) : (named?.length ?? 0)
  if (given <= names.length) return []
  return [error("example_without_variable", at, "There are more examples than variables.")]
}
