/**
 * Audience filters: which contacts a campaign, a segment or a canvas is for, as data.
 *
 * A filter is true or false of a contact, never unknown. A contact that lacks the field answers false to every
 * comparison, except that `not_equals` and `not_in` are exactly the opposites of `equals` and `in`, and so true of it.
 * `not` is plain negation. Nothing is converted: text equals text, a number equals a number; text is compared by its
 * characters, upper and lower case apart. `{ all: [] }` is everybody, `{ any: [] }` nobody.
 */
import { z } from "zod"
import { instantOf } from "./instants.ts"

export const CONTACT_TEXT_FIELDS = [
  "external_id",
  "phone",
  "first_name",
  "last_name",
  "language",
  "country",
  "time_zone",
] as const

/** How deep groups may stand in each other; the outermost is the first level. */
export const AUDIENCE_DEPTH = 10
/** How many conditions one filter may have. */
export const AUDIENCE_CONDITIONS = 200
const VALUES_PER_CONDITION = 10_000

/** Names that attributes may have: a letter or `_`, then letters, digits and `_`; of any script. */
export const attributeKey = z
  .string()
  .regex(
    /^[\p{L}_][\p{L}\p{M}\p{N}_]{0,63}$/u,
    "an attribute name: a letter, then up to 63 letters, digits and _",
  )

type AttributeField = `attributes.${string}`
export type AudienceField = (typeof CONTACT_TEXT_FIELDS)[number] | "created_at" | AttributeField
export type AudienceValue = string | number | boolean

export type AudienceCondition =
  | { field: AudienceField; op: "exists" | "missing" }
  | { field: AudienceField; op: "equals" | "not_equals"; value: AudienceValue }
  | { field: AudienceField; op: "in" | "not_in"; value: AudienceValue[] }
  | { field: AudienceField; op: "contains" | "starts_with"; value: string }
  | { field: AudienceField; op: "greater_than" | "at_least" | "less_than" | "at_most"; value: number }
  | { field: AudienceField; op: "before" | "after"; value: string }
export type AudienceOp = AudienceCondition["op"]

export type AudienceFilter =
  | { all: AudienceFilter[] }
  | { any: AudienceFilter[] }
  | { not: AudienceFilter }
  | AudienceCondition

const field = z
  .templateLiteral(["attributes.", z.string()])
  .or(z.enum([...CONTACT_TEXT_FIELDS, "created_at"]))
// PostgreSQL's text holds neither, so that such a value could match nothing there.
const text = z
  .string("text")
  .max(4096)
  .refine((value) => value.isWellFormed() && !value.includes("\0"), "text without NUL or broken characters")
const piece = text.min(1, "at least one character")
const number = z.number("a number")
const scalar = z.union([text, number, z.boolean()], "text, a number, true or false")
const instant = z
  .string("a date or an instant")
  .refine(
    (value) => instantOf(value) !== undefined,
    "a date such as 2026-11-22, or an instant with an offset such as 2026-11-22T09:00:00Z",
  )

const condition: z.ZodType<AudienceCondition> = z.discriminatedUnion(
  "op",
  [
    z.strictObject({ field, op: z.enum(["exists", "missing"]) }),
    z.strictObject({ field, op: z.enum(["equals", "not_equals"]), value: scalar }),
    z.strictObject({ field, op: z.enum(["in", "not_in"]), value: z.array(scalar).max(VALUES_PER_CONDITION) }),
    z.strictObject({ field, op: z.enum(["contains", "starts_with"]), value: piece }),
    z.strictObject({
      field,
      op: z.enum(["greater_than", "at_least", "less_than", "at_most"]),
      value: number,
    }),
    z.strictObject({ field, op: z.enum(["before", "after"]), value: instant }),
  ],
  {
    error:
      "one of equals, not_equals, in, not_in, contains, starts_with, greater_than, at_least, less_than, at_most, before, after, exists, missing",
  },
)

const shape: z.ZodType<AudienceFilter> = z
  .lazy(() =>
    z.union([
      z.strictObject({ all: z.array(shape) }),
      z.strictObject({ any: z.array(shape) }),
      z.strictObject({ not: shape }),
      condition,
    ]),
  )
  .meta({ id: "AudienceFilter" })

/**
 * The filter as requests carry it and tables keep it. Refuses, with the path of the offending part, what has more than
 * 10 levels or 200 conditions, a field that contacts do not have, and an operator that its field cannot be asked.
 */
export const audienceFilter: z.ZodType<AudienceFilter> = z.preprocess((input, context) => {
  const problem = firstProblem(input)
  if (problem === undefined) return input
  context.addIssue({ code: "custom", path: problem.path, message: problem.message })
  return z.NEVER
}, shape)

interface Part {
  value: unknown
  path: (string | number)[]
  depth: number
}
type FilterProblem = Pick<Part, "path"> & { message: string }

/** Walks without recursion, as the input may be nested deeper than any stack. */
function firstProblem(input: unknown): FilterProblem | undefined {
  const waiting: Part[] = [{ value: input, path: [], depth: 1 }]
  let conditions = 0
  let groupsSeen = 0
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    const { value, path, depth } = part
    if (depth > AUDIENCE_DEPTH) return { path, message: `at most ${AUDIENCE_DEPTH} levels of groups` }
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return { path, message: notAFilter }
    const keys = Object.keys(value)
    const group = groups.find((name) => keys.includes(name))
    if (group === undefined) {
      conditions += 1
      const problem = conditionProblem(value, path)
      if (problem) return problem
      if (conditions > AUDIENCE_CONDITIONS)
        return { path, message: `at most ${AUDIENCE_CONDITIONS} conditions` }
      continue
    }
    groupsSeen += 1
    if (groupsSeen > AUDIENCE_CONDITIONS) return { path, message: `at most ${AUDIENCE_CONDITIONS} groups` }
    if (keys.length > 1)
      return { path, message: `${group} stands alone; put it and the rest into one { all: […] }` }
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
const notAFilter = "a filter: { all: […] }, { any: […] }, { not: … } or { field, op, value }"

function conditionProblem(value: object, path: (string | number)[]): FilterProblem | undefined {
  const parsed = condition.safeParse(value)
  if (parsed.success) {
    const message = misfit(parsed.data)
    return message && { path: [...path, message.at], message: message.text }
  }
  const [issue] = parsed.error.issues
  const inside = (issue?.path ?? []).map((step) => (typeof step === "symbol" ? String(step) : step))
  if (inside[0] === "field") return { path: [...path, "field"], message: unknownField }
  return { path: [...path, ...inside], message: issue?.message ?? notAFilter }
}

const unknownField = `one of ${CONTACT_TEXT_FIELDS.join(", ")}, created_at, attributes.<name>`
const textOps: readonly AudienceOp[] = [
  "equals",
  "not_equals",
  "in",
  "not_in",
  "contains",
  "starts_with",
  "exists",
  "missing",
]
const timeOps: readonly AudienceOp[] = ["before", "after", "exists", "missing"]

function misfit(condition: AudienceCondition): { at: "field" | "op" | "value"; text: string } | undefined {
  if (condition.field.startsWith("attributes.")) {
    const key = attributeKey.safeParse(condition.field.slice("attributes.".length))
    return key.success ? undefined : { at: "field", text: `attributes. and ${key.error.issues[0]?.message}` }
  }
  const ops = condition.field === "created_at" ? timeOps : textOps
  if (!ops.includes(condition.op)) {
    return { at: "op", text: `${condition.field} can be asked ${ops.join(", ")}` }
  }
  const values = "value" in condition ? [condition.value].flat() : []
  if (values.some((value) => typeof value !== "string")) {
    return { at: "value", text: `${condition.field} is text, so it is compared with text` }
  }
  return undefined
}
