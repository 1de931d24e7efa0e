import { z } from "zod"
import { readDate } from "../dates.ts"
import { next, type StepKind } from "../step-kind.ts"
import { movePerformed, type PerformFacts } from "./perform.ts"

export const contextName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,99}$/, "up to 100 letters, digits and _, not beginning with a digit")
  .refine((name) => name !== "__proto__", "another name")

export const contextTypes = ["text", "number", "boolean", "time", "object", "array"] as const
export type ContextType = (typeof contextTypes)[number]

const schema = z.strictObject({
  kind: z.literal("context"),
  variables: z
    .array(
      z.strictObject({
        name: contextName,
        type: z.enum(contextTypes),
        value: z.string().max(4096).describe("Liquid; of an object or array JSON"),
      }),
    )
    .min(1)
    .max(10)
    .describe("In their order: a later one may name those before. What is not of its type stays as it was"),
})
export type ContextStep = z.output<typeof schema>

/** Keeps something for the rest of the run (braze.md 6.58 to 6.60). */
export const context = {
  schema,
  outlets: () => [next],
  liquid: ({ variables }) =>
    variables.map(({ value }, place) => ({ path: `variables.${place}.value`, text: value })),
  move: movePerformed(() => "advance"),
} satisfies StepKind<ContextStep, PerformFacts>

/** A text as a value of a type; undefined: it is none. A time without an offset is in UTC. */
export function readContextValue(type: ContextType, text: string): unknown {
  const trimmed = text.trim()
  switch (type) {
    case "text":
      return text
    case "number":
      return trimmed !== "" && Number.isFinite(Number(trimmed)) ? Number(trimmed) : undefined
    case "boolean":
      return trimmed === "true" ? true : trimmed === "false" ? false : undefined
    case "time": {
      const ms = readDate(trimmed, "UTC")
      return ms === undefined ? undefined : new Date(ms).toISOString()
    }
    case "object":
    case "array": {
      const value = parsed(trimmed)
      const isOfType =
        type === "array" ? Array.isArray(value) : typeof value === "object" && !Array.isArray(value)
      return isOfType && value !== null ? value : undefined
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
