/** How a condition compares: the operators and the values that each of them takes. */
import { z } from "zod"
import type { AttributeValue } from "../contact/attribute-values.ts"
import { instantOf } from "../instants.ts"

type Presence = { op: "exists" | "missing" }
export type TextComparison =
  | Presence
  | { op: "equals" | "not_equals"; value: string }
  | { op: "in" | "not_in"; value: string[] }
  | { op: "contains" | "starts_with"; value: string }
export type InstantComparison = Presence | { op: "before" | "after"; value: string }
export type ValueComparison =
  | TextComparison
  | InstantComparison
  | { op: "equals" | "not_equals"; value: AttributeValue }
  | { op: "in" | "not_in"; value: AttributeValue[] }
  | { op: "greater_than" | "at_least" | "less_than" | "at_most"; value: number }

const mostValues = 10_000
const mostCharacters = 4096

// PostgreSQL's text holds neither, so that such a value could match nothing there.
const text = z
  .string("text")
  .max(mostCharacters, `at most ${mostCharacters} characters`)
  .refine((value) => value.isWellFormed() && !value.includes("\0"), "text without NUL or broken characters")
const scalar = z.union([text, z.number("a number"), z.boolean()], "text, a number, true or false")
const instant = z
  .string("a date or an instant")
  .refine(
    (value) => instantOf(value) !== undefined,
    "a date such as 2026-11-22, or an instant with an offset such as 2026-11-22T09:00:00Z",
  )

const presence = z.enum(["exists", "missing"])
const equality = z.enum(["equals", "not_equals"])
const membership = z.enum(["in", "not_in"])
const part = z.enum(["contains", "starts_with"])
const order = z.enum(["greater_than", "at_least", "less_than", "at_most"])
const time = z.enum(["before", "after"])
const list = <T extends z.ZodType>(member: T) =>
  z.array(member, "a list of values").max(mostValues, `at most ${mostValues} values`)
const piece = text.min(1, "at least one character")

/** Conditions on a text. `subject` has the members that say what is compared. */
export const textComparisons = <S extends z.ZodRawShape>(subject: S, what: string) =>
  z.discriminatedUnion(
    "op",
    [
      z.strictObject({ ...subject, op: presence }),
      z.strictObject({ ...subject, op: equality, value: text }),
      z.strictObject({ ...subject, op: membership, value: list(text) }),
      z.strictObject({ ...subject, op: part, value: piece }),
    ],
    { error: oneOf(what, presence, equality, membership, part) },
  )

/** Conditions on an instant. */
export const instantComparisons = <S extends z.ZodRawShape>(subject: S, what: string) =>
  z.discriminatedUnion(
    "op",
    [z.strictObject({ ...subject, op: presence }), z.strictObject({ ...subject, op: time, value: instant })],
    { error: oneOf(what, presence, time) },
  )

/** Conditions on a value of any type. */
export const valueComparisons = <S extends z.ZodRawShape>(subject: S, what: string) =>
  z.discriminatedUnion(
    "op",
    [
      z.strictObject({ ...subject, op: presence }),
      z.strictObject({ ...subject, op: equality, value: scalar }),
      z.strictObject({ ...subject, op: membership, value: list(scalar) }),
      z.strictObject({ ...subject, op: part, value: piece }),
      z.strictObject({ ...subject, op: order, value: z.number("a number") }),
      z.strictObject({ ...subject, op: time, value: instant }),
    ],
    { error: oneOf(what, presence, equality, membership, part, order, time) },
  )

const oneOf = (what: string, ...ops: { options: readonly string[] }[]) =>
  `an operator that ${what} can be asked: ${ops.flatMap((op) => op.options).join(", ")}`

/**
 * Whether a value compares as asked; undefined is a value that is missing. Nothing is converted: text equals text, a number
 * equals a number; upper and lower case are apart.
 */
export function compares(comparison: ValueComparison, actual: unknown): boolean {
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
      return !comparison.value.some((value: AttributeValue) => actual === value)
    case "contains":
      return typeof actual === "string" && actual.includes(comparison.value)
    case "starts_with":
      return typeof actual === "string" && actual.startsWith(comparison.value)
    case "greater_than":
      return typeof actual === "number" && actual > comparison.value
    case "at_least":
      return typeof actual === "number" && actual >= comparison.value
    case "less_than":
      return typeof actual === "number" && actual < comparison.value
    case "at_most":
      return typeof actual === "number" && actual <= comparison.value
    case "before":
      return compareInstants(actual, comparison.value, (a, b) => a < b)
    case "after":
      return compareInstants(actual, comparison.value, (a, b) => a > b)
  }
}

function compareInstants(actual: unknown, wanted: string, holds: (a: number, b: number) => boolean): boolean {
  const a = actual instanceof Date ? actual : typeof actual === "string" ? instantOf(actual) : undefined
  const b = instantOf(wanted)
  return a !== undefined && b !== undefined && holds(a.getTime(), b.getTime())
}
