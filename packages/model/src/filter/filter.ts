/**
 * Filters: which contacts a campaign, a segment or a canvas is for, as data.
 *
 * A filter is true or false of a contact, never unknown. A contact that lacks what is asked about answers false to every
 * comparison, except that `not_equals` and `not_in` are exactly the opposites of `equals` and `in`, and so true.
 * `not` is plain negation. `{ all: [] }` is everyone, `{ any: [] }` nobody.
 */
import { z } from "zod"
import type { FilterContext, FilteredContact } from "./condition.ts"
import { type Condition, conditionHolds, conditionKinds, conditionSchema, schemaFor } from "./kinds/index.ts"

export type Filter = { all: Filter[] } | { any: Filter[] } | { not: Filter } | Condition

/** How deep groups may be nested; the outermost is the first level. */
const mostLevels = 10
/** How many conditions one filter may have, and how many groups. */
const mostConditions = 200

/** A filter that was held to {@link filterSchema} when it was saved, as answers show it. */
export const savedFilterSchema: z.ZodType<Filter> = z
  .lazy(() =>
    z.union([
      z.strictObject({ all: z.array(savedFilterSchema) }),
      z.strictObject({ any: z.array(savedFilterSchema) }),
      z.strictObject({ not: savedFilterSchema }),
      conditionSchema,
    ]),
  )
  .meta({ id: "Filter" })

/**
 * The filter as requests carry it and tables keep it. Refuses, with the path of the offending part, what has more than
 * 10 levels or 200 conditions, and a condition that its kind does not know.
 */
export const filterSchema: z.ZodType<Filter> = z.preprocess((input, context) => {
  const problem = filterProblem(input)
  if (problem === undefined) return input
  context.addIssue({ code: "custom", path: problem.path, message: problem.message })
  return z.NEVER
}, savedFilterSchema)

/** Whether a contact matches. Pure; the server's SQL gives the same answer for every contact. */
export function matches(filter: Filter, contact: FilteredContact, context: FilterContext): boolean {
  if ("all" in filter) return filter.all.every((inner) => matches(inner, contact, context))
  if ("any" in filter) return filter.any.some((inner) => matches(inner, contact, context))
  if ("not" in filter) return !matches(filter.not, contact, context)
  return conditionHolds(filter, contact, context)
}

/** What filters ask beside the contact, with the filters of the segments that they name, by their ids. */
export function filterContext(
  of: Pick<FilterContext, "now" | "timeZone" | "sourcesOf"> & { segments: ReadonlyMap<string, Filter> },
): FilterContext & { segments: ReadonlyMap<string, Filter> } {
  const context = {
    ...of,
    isMember: (segmentId: string, contact: FilteredContact): boolean => {
      const filter = of.segments.get(segmentId)
      return filter !== undefined && matches(filter, contact, context)
    },
  }
  return context
}

/** Every condition of a filter, in the order in which it is read, with its path such as `all.0.any.1`. */
export function conditionsOf(filter: Filter, path = ""): { path: string; condition: Condition }[] {
  const at = (step: string) => (path === "" ? step : `${path}.${step}`)
  if ("all" in filter) return filter.all.flatMap((inner, index) => conditionsOf(inner, at(`all.${index}`)))
  if ("any" in filter) return filter.any.flatMap((inner, index) => conditionsOf(inner, at(`any.${index}`)))
  if ("not" in filter) return conditionsOf(filter.not, at("not"))
  return [{ path, condition: filter }]
}

interface Part {
  value: unknown
  path: (string | number)[]
  depth: number
}
type FilterProblem = Pick<Part, "path"> & { message: string }

/** What {@link filterSchema} refuses first. Walks without recursion, as the input may be nested deeper than any stack. */
export function filterProblem(input: unknown): FilterProblem | undefined {
  const waiting: Part[] = [{ value: input, path: [], depth: 1 }]
  let conditions = 0
  let groupsSeen = 0
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    const { value, path, depth } = part
    if (depth > mostLevels) return { path, message: `at most ${mostLevels} levels of groups` }
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return { path, message: notAFilter }
    const keys = Object.keys(value)
    const group = groups.find((name) => keys.includes(name))
    if (group === undefined) {
      conditions += 1
      const problem = conditionProblem(value, path)
      if (problem) return problem
      if (conditions > mostConditions) return { path, message: `at most ${mostConditions} conditions` }
      continue
    }
    groupsSeen += 1
    if (groupsSeen > mostConditions) return { path, message: `at most ${mostConditions} groups` }
    if (keys.length > 1)
      return {
        path,
        message: `${group} cannot have others beside it; put it and the rest into one { all: […] }`,
      }
    const content: unknown = Reflect.get(value, group)
    if (group === "not") waiting.push({ value: content, path: [...path, "not"], depth: depth + 1 })
    else if (!Array.isArray(content)) return { path: [...path, group], message: "a list of filters" }
    else {
      for (const [index, inner] of [...content.entries()].reverse()) {
        waiting.push({ value: inner, path: [...path, group, index], depth: depth + 1 })
      }
    }
  }
  return undefined
}

const groups = ["all", "any", "not"] as const
const kindNames = conditionKinds.join(", ")
const notAFilter = `a filter: { all: […] }, { any: […] }, { not: … } or a condition { on, … } on one of ${kindNames}`

function conditionProblem(value: object, path: (string | number)[]): FilterProblem | undefined {
  const schema = schemaFor(value)
  if (schema === undefined) {
    return "on" in value
      ? { path: [...path, "on"], message: `one of ${kindNames}` }
      : { path, message: notAFilter }
  }
  const issue = schema.safeParse(value).error?.issues[0]
  if (issue === undefined) return undefined
  const inside = issue.path.map((step) => (typeof step === "symbol" ? String(step) : step))
  return { path: [...path, ...inside], message: issue.message }
}
