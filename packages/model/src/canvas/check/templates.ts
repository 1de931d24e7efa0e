/** Templates that cannot be sent as they are. */

import type { MessageContent } from "../../content/content.ts"
import { contentsOf } from "../steps/index.ts"
import { type CanvasProblem, type Checked, errorAt, warningAt } from "./problem.ts"

export const checkTemplates = ({ known: { templates }, steps }: Checked): CanvasProblem[] =>
  templates === undefined
    ? []
    : steps.flatMap((step) =>
        contentsOf(step).flatMap(({ path, content }) =>
          content.kind === "template" ? checkTemplate(step.id, path, content, templates) : [],
        ),
      )

function checkTemplate(
  stepId: string,
  field: string,
  { template_id, language, values }: MessageContent & { kind: "template" },
  templates: NonNullable<Checked["known"]["templates"]>,
): CanvasProblem[] {
  const template = templates.get(template_id)
  if (template === undefined)
    return [
      errorAt({
        ...{ code: "template_missing", stepId, field },
        message: "The template is no longer there.",
        help: "Choose another template.",
      }),
    ]
  const problems: CanvasProblem[] = []
  if (template.status !== "APPROVED")
    problems.push(
      errorAt({
        ...{ code: "template_not_approved", stepId, field },
        message: `The template is not approved: Meta says ${template.status}.`,
        help: "Choose an approved template, or wait until Meta has reviewed it.",
      }),
    )
  if (language === "contact" && template.languages.length < 2)
    problems.push(
      warningAt({
        ...{ code: "template_in_one_language", stepId, field },
        message: `It is to go in each person's language, and is approved in ${template.languages[0] ?? "none"} alone.`,
        help: "Add the template in the other languages, or send it in this one.",
      }),
    )
  const missing = (template.variables ?? []).filter((path) => !hasValue(values, path))
  return [
    ...problems,
    ...missing.map((path) =>
      errorAt({
        ...{ code: "template_variable_missing", stepId, field: `${field}.values.${path}` },
        message: `The variable ${path} of the template has no value.`,
        help: "Give it a value.",
      }),
    ),
  ]
}

function hasValue(values: unknown, path: string): boolean {
  let found = values
  for (const key of path.split(".")) {
    if (typeof found !== "object" || found === null) return false
    found = Reflect.get(found, key)
  }
  return found !== undefined && found !== null && found !== ""
}
