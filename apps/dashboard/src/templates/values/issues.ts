/** What is wrong with values, told beside the field it is about. Pure. */
import { asProblem, capitalized, issuesOf } from "../../api/problem.ts"
import type { Field } from "./fields.ts"

export interface Issue {
  /** Within the values. */
  path: string
  message: string
}

const ofValues = "content.values."

/** What the API refuses of the values; none where it refused for another reason. */
export function valueIssuesOf(failure: unknown): Issue[] {
  if (failure === undefined || failure === null) return []
  return issuesOf(asProblem(failure)).flatMap(({ field, message }) =>
    field.startsWith(ofValues) ? [{ path: field.slice(ofValues.length), message }] : [],
  )
}

/** The first issue of each field, by the field's path. Those of parts of a field have their own path. */
export function errorsOf(fields: readonly Field[], issues: readonly Issue[]): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const { path, message } of issues) {
    const [field] = fields
      .filter((one) => isWithin(path, one.covers ?? one.path) || isWithin(path, one.path))
      .sort((a, b) => Number(isWithin(path, b.path)) - Number(isWithin(path, a.path)))
    if (field === undefined) continue
    const key = field.input === "products" ? sectionPart(path) : field.path
    errors[key] ??= capitalized(message)
  }
  return errors
}

const isWithin = (path: string, whole: string) => path === whole || path.startsWith(`${whole}.`)

/** A product has no field of its own but a line in the field of its section. */
const sectionPart = (path: string) => path.replace(/\.product_items\..*$/, ".product_items")
