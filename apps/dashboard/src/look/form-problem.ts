import type { UseFormReturnType } from "@mantine/form"
import { asProblem, type Problem } from "../api/problem.ts"

/**
 * Puts a refusal beside the field that caused it.
 * @returns the problem, when no field of the form is to blame: show it above the form
 */
export function showOnFields<Values extends Record<string, unknown>>(
  form: Pick<UseFormReturnType<Values>, "setFieldError" | "getValues">,
  failure: unknown,
): Problem | undefined {
  const problem = asProblem(failure)
  const field = problem.field?.split(".")[0]
  if (field === undefined || !(field in form.getValues())) return problem
  form.setFieldError(field, withoutPath(problem.message, problem.field))
  return undefined
}

/** The API writes `email: is not valid`; beside the field its name is said already. */
export function withoutPath(message: string, field: string | undefined): string {
  const rest =
    field !== undefined && message.startsWith(`${field}: `) ? message.slice(field.length + 2) : message
  return rest.charAt(0).toUpperCase() + rest.slice(1)
}
