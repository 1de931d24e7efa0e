import type { UseFormReturnType } from "@mantine/form"
import { asProblem, capitalized, issuesOf, type Problem } from "../../api/problem.ts"
import { focusFirstInvalid } from "./focus-invalid.ts"

/**
 * Puts each thing that was refused beside the field that caused it.
 * @param fieldOf the field of the form that a path of the API is about; without it the one that its first part names
 * @returns what no field of the form is to blame for, to be shown above the form; undefined: nothing is left
 */
export function showOnFields<Values extends object>(
  form: Pick<UseFormReturnType<Values>, "setFieldError" | "getValues">,
  failure: unknown,
  fieldOf: (path: string) => string = firstPart,
): Problem | undefined {
  const problem = asProblem(failure)
  const issues = issuesOf(problem)
  const isOfForm = (field: string) => firstPart(fieldOf(field)) in form.getValues()
  const first = new Map(issues.toReversed().map(({ field, message }) => [fieldOf(field), message]))
  for (const [field, message] of first) if (isOfForm(field)) form.setFieldError(field, capitalized(message))
  const left = issues.filter(({ field }) => !isOfForm(field))
  if (left.length < issues.length) focusFirstInvalid(document)
  if (issues.length > 0 && left.length === 0) return undefined
  return left.length === issues.length ? problem : { ...problem, issues: left }
}

const firstPart = (path: string) => path.split(".")[0] ?? path
