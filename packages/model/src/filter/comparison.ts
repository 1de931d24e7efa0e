/** How a condition compares: the operators and the values that each of them takes. */
import { z } from "zod"
import { instantOf } from "../instants.ts"
import { startOfDay } from "./local-days.ts"
import { isFound, patternProblem } from "./pattern.ts"
import {
  type DayZone,
  isDay,
  type PointInTime,
  passes,
  pointSchema,
  resolvePoint,
  zoneSchema,
} from "./time.ts"

/** What a value is compared with. */
export type Scalar = string | number | boolean

type Presence = { op: "exists" | "missing" }
export type TextComparison =
  | Presence
  | { op: "equals" | "not_equals"; value: string }
  | { op: "in" | "not_in"; value: string[] }
  | { op: "contains" | "starts_with"; value: string }
  | { op: "matches" | "not_matches"; value: string }
export type InstantComparison =
  | Presence
  | { op: "before" | "after" | "on"; value: PointInTime; zone?: DayZone | undefined }
export type ValueComparison =
  | TextComparison
  | InstantComparison
  | { op: "equals" | "not_equals"; value: Scalar }
  | { op: "in" | "not_in"; value: Scalar[] }
  | { op: "greater_than" | "at_least" | "less_than" | "at_most"; value: number }
  | { op: "includes" | "excludes"; value: Scalar }

const mostValues = 10_000
const mostCharacters = 4096

// PostgreSQL's text holds neither, so that such a value could match nothing there.
const text = z
  .string("text")
  .max(mostCharacters, `at most ${mostCharacters} characters`)
  .refine((value) => value.isWellFormed() && !value.includes("\0"), "text without NUL or broken characters")
const scalar = z.union([text, z.number("a number"), z.boolean()], "text, a number, true or false")
const presence = z.enum(["exists", "missing"])
const equality = z.enum(["equals", "not_equals"])
const membership = z.enum(["in", "not_in"])
const part = z.enum(["contains", "starts_with"])
const search = z.enum(["matches", "not_matches"])
const order = z.enum(["greater_than", "at_least", "less_than", "at_most"])
const time = z.enum(["before", "after"])
const day = z.enum(["on"])
const holding = z.enum(["includes", "excludes"])
const list = <T extends z.ZodType>(member: T) =>
  z.array(member, "a list of values").max(mostValues, `at most ${mostValues} values`)
const times = <S extends z.ZodRawShape>(subject: S) =>
  [
    z.strictObject({ ...subject, op: time, value: pointSchema, zone: zoneSchema }),
    z.strictObject({
      ...subject,
      op: day,
      value: pointSchema.refine(isDay, "a day: a date such as 2026-11-22, or { day: 0 } for today"),
      zone: zoneSchema,
    }),
  ] as const
const piece = text.min(1, "at least one character")
const pattern = text
  .superRefine((value, context) => {
    const problem = patternProblem(value)
    if (problem !== undefined)
      context.addIssue({ code: "custom", message: `The pattern cannot be searched for: ${problem}` })
  })
  .describe(
    "A regular expression without back-references and look-around, for any part of the text; (?i) for any case",
  )

/** Conditions on a text. `subject` has the members that say what is compared. */
export const textComparisons = <S extends z.ZodRawShape>(subject: S, what: string) =>
  z.discriminatedUnion(
    "op",
    [
      z.strictObject({ ...subject, op: presence }),
      z.strictObject({ ...subject, op: equality, value: text }),
      z.strictObject({ ...subject, op: membership, value: list(text) }),
      z.strictObject({ ...subject, op: part, value: piece }),
      z.strictObject({ ...subject, op: search, value: pattern }),
    ],
    { error: oneOf(what, presence, equality, membership, part, search) },
  )

/** Conditions on an instant. */
export const instantComparisons = <S extends z.ZodRawShape>(subject: S, what: string) =>
  z.discriminatedUnion("op", [z.strictObject({ ...subject, op: presence }), ...times(subject)], {
    error: oneOf(what, presence, time, day),
  })

/** Conditions on a value of any type. */
export const valueComparisons = <S extends z.ZodRawShape>(subject: S, what: string) =>
  z.discriminatedUnion(
    "op",
    [
      z.strictObject({ ...subject, op: presence }),
      z.strictObject({ ...subject, op: equality, value: scalar }),
      z.strictObject({ ...subject, op: membership, value: list(scalar) }),
      z.strictObject({ ...subject, op: part, value: piece }),
      z.strictObject({ ...subject, op: search, value: pattern }),
      z.strictObject({ ...subject, op: order, value: z.number("a number") }),
      z.strictObject({ ...subject, op: holding, value: scalar }),
      ...times(subject),
    ],
    { error: oneOf(what, presence, equality, membership, part, search, order, holding, time, day) },
  )

const oneOf = (what: string, ...ops: { options: readonly string[] }[]) =>
  `an operator that ${what} can be asked: ${ops.flatMap((op) => op.options).join(", ")}`

/** When, and by whose clock, a value is compared. */
export interface Judged {
  now: Date
  /** IANA */
  zone: string
}

/**
 * Whether a value compares as asked; undefined is a value that is missing. Nothing is converted: text equals text, a number
 * equals a number; upper and lower case are apart.
 */
export function compares(comparison: ValueComparison, actual: unknown, judged: Judged): boolean {
  switch (comparison.op) {
    case "exists":
      return actual !== undefined
    case "missing":
      return actual === undefined
    case "equals":
      return actual === comparison.value
    case "not_equals":
      return actual !== comparison.value
    case "in":
      return comparison.value.some((value) => actual === value)
    case "not_in":
      return !comparison.value.some((value: Scalar) => actual === value)
    case "contains":
      return typeof actual === "string" && actual.includes(comparison.value)
    case "starts_with":
      return typeof actual === "string" && actual.startsWith(comparison.value)
    case "matches":
      return typeof actual === "string" && isFound(comparison.value, actual)
    case "not_matches":
      return !(typeof actual === "string" && isFound(comparison.value, actual))
    case "includes":
      return Array.isArray(actual) && actual.includes(comparison.value)
    case "excludes":
      return !(Array.isArray(actual) && actual.includes(comparison.value))
    case "greater_than":
      return typeof actual === "number" && actual > comparison.value
    case "at_least":
      return typeof actual === "number" && actual >= comparison.value
    case "less_than":
      return typeof actual === "number" && actual < comparison.value
    case "at_most":
      return typeof actual === "number" && actual <= comparison.value
    case "before":
    case "after":
    case "on": {
      const at = readInstant(actual, judged.zone)
      if (at === undefined) return false
      const { start, end } = resolvePoint(comparison.value, judged)
      if (comparison.op === "before") return at < start
      return comparison.op === "after" ? at > start : at >= start && at < end
    }
  }
}

/** Instants at which time alone may change how a value compares. */
export function comparisonTurns(comparison: ValueComparison, actual: unknown, zone: string): number[] {
  if (comparison.op !== "before" && comparison.op !== "after" && comparison.op !== "on") return []
  const at = readInstant(actual, zone)
  // After a point is after its millisecond: one before that it is passed, too.
  return at === undefined
    ? []
    : [...passes(comparison.value, at, zone), ...passes(comparison.value, at - 1, zone)]
}

/** In milliseconds. A date alone is its first moment, where its day begins by the clock of the zone. */
function readInstant(actual: unknown, zone: string): number | undefined {
  if (actual instanceof Date) return actual.getTime()
  if (typeof actual !== "string") return undefined
  const ms = instantOf(actual)?.getTime()
  return ms !== undefined && actual.length === 10 ? startOfDay(ms, zone) : ms
}
