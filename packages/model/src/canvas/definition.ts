/** What a canvas is, as a document: saved as a whole, kept for each version that was published. */
import { z } from "zod"
import { actionTrigger } from "../campaign/action-triggers.ts"
import { campaignQuietHours } from "../campaign/control-times.ts"
import { campaignConversions } from "../campaign/conversions.ts"
import { isObject } from "../contact/attribute-values.ts"
import { type Filter, filterProblem, filterSchema, savedFilterSchema } from "../filter/filter.ts"
import { canvasEntry, entryLimit, reEntry } from "./entry.ts"
import { localId } from "./step-kind.ts"
import { contextName, contextTypes } from "./steps/context.ts"
import { canvasStep, outletsOf } from "./steps/index.ts"

/** Raised when a definition is read differently; {@link readCanvasDefinition} reads all before. */
export const canvasSchema = 1
export const mostSteps = 200

const variant = z.strictObject({
  id: localId,
  name: z.string().trim().min(1).max(100),
  weight: z.int().min(0).max(1000).default(1).describe("Its share among the variants"),
  first: localId.nullable().default(null).describe("The step that its people begin with"),
})

const controls = z.strictObject({
  ignores_caps: z
    .boolean()
    .default(false)
    .describe("The workspace's frequency caps don't hold its messages back"),
  quiet_hours: campaignQuietHours.nullable().default(null),
  per_minute: z
    .int()
    .min(1)
    .max(500_000)
    .nullable()
    .default(null)
    .describe("Messages of each of its steps in a minute at most"),
})

const exits = z.strictObject({
  triggers: z
    .array(actionTrigger)
    .max(20)
    .default([])
    .describe("Who does one of these while inside leaves, within a second"),
  filter: savedFilterSchema.nullable().default(null).describe("Who matches when they come to a step leaves"),
})

const variants = z
  .array(variant)
  .min(1)
  .max(8)
  .refine((list) => list.some(({ weight }) => weight > 0), "one has a weight above 0")
  .superRefine((list, { addIssue }) => {
    for (const place of placesOfRepeated(list.map(({ id }) => id)))
      addIssue({ code: "custom", path: [place, "id"], message: "another variant has this id" })
  })

const steps = z
  .array(canvasStep)
  .max(mostSteps)
  .superRefine((list, { addIssue }) => {
    const issue = (path: (string | number)[], message: string) => addIssue({ code: "custom", path, message })
    for (const place of placesOfRepeated(list.map(({ id }) => id)))
      issue([place, "id"], "another step has this id")
    for (const [place, step] of list.entries()) {
      const outlets = outletsOf(step).map(({ id }) => id)
      for (const repeated of new Set(placesOfRepeated(outlets).map((at) => outlets[at])))
        issue(
          [place, "paths"],
          `two ways out have the id ${repeated}: give each path its own, and none that the step has itself`,
        )
      for (const outlet of Object.keys(step.next))
        if (!outlets.includes(outlet))
          issue(
            [place, "next", outlet],
            `the step has no such way out: ${outlets.join(", ") || "it has none"}`,
          )
    }
  })

const context = z
  .array(z.strictObject({ name: contextName, type: z.enum(contextTypes) }))
  .max(50)
  .superRefine((list, { addIssue }) => {
    for (const place of placesOfRepeated(list.map(({ name }) => name)))
      addIssue({ code: "custom", path: [place, "name"], message: "another variable has this name" })
  })

/** Where a value stands that stood before. */
const placesOfRepeated = (values: readonly string[]): number[] =>
  values.flatMap((value, place) => (values.indexOf(value) < place ? [place] : []))

/** Each filter in a part of a request, with where it stands. */
function* filtersWithin(
  input: unknown,
  path: (string | number)[] = [],
): Generator<{ filter: unknown; path: (string | number)[] }> {
  if (Array.isArray(input))
    for (const [place, each] of input.entries()) yield* filtersWithin(each, [...path, place])
  else if (isObject(input)) {
    if (input.filter !== undefined && input.filter !== null)
      yield { filter: input.filter, path: [...path, "filter"] }
    for (const name of ["validation", "paths"])
      if (isObject(input[name])) yield* filtersWithin(input[name], [...path, name])
  }
}

/** Refuses a filter as {@link filterSchema} does, before anything walks into it. */
const withFilters = <S extends z.ZodType>(schema: S) =>
  z.preprocess((input, context) => {
    let isFine = true
    for (const { filter, path } of filtersWithin(input)) {
      const problem = filterProblem(filter)
      if (problem === undefined) continue
      isFine = false
      context.addIssue({ code: "custom", path: [...path, ...problem.path], message: problem.message })
    }
    return isFine ? input : z.NEVER
  }, schema)

/** What a request says of it. */
export const canvasMembers = {
  number_id: z
    .uuid()
    .nullable()
    .describe("The number that its messages are sent from; null while that is not chosen"),
  audience: filterSchema.describe("Who may enter: looked at as they would"),
  entry: canvasEntry,
  re_entry: reEntry,
  entry_limit: entryLimit.nullable().describe("So many enter; null: everyone"),
  exits: withFilters(exits),
  variants,
  control_share: z
    .int()
    .min(0)
    .max(90)
    .describe("Percent of the people that enter and get nothing, for comparison"),
  conversions: campaignConversions.describe("What counts as success"),
  controls,
  context: context.describe("What those who have people enter by the API give; checked there"),
  steps: withFilters(steps),
}

const members = {
  number_id: canvasMembers.number_id.default(null),
  entry: canvasEntry.default({ kind: "api", from: null, until: null }),
  re_entry: reEntry.default({ kind: "never" }),
  entry_limit: canvasMembers.entry_limit.default(null),
  exits: exits.prefault({}),
  variants: variants.default([{ id: "a", name: "Variant A", weight: 1, first: null }]),
  control_share: canvasMembers.control_share.default(0),
  conversions: campaignConversions.default([]),
  controls: controls.prefault({}),
  context: canvasMembers.context.default([]),
  steps: steps.default([]),
}

/** As requests have it; what is absent is as usual. */
export const newCanvasDefinition = z.strictObject({
  ...members,
  audience: filterSchema.default({ all: [] }),
  exits: withFilters(exits.prefault({})),
  steps: withFilters(steps.default([])),
})

/** As it is kept, and answered. */
export const canvasDefinition = z.object({ ...members, audience: savedFilterSchema })
export type CanvasDefinition = Omit<z.output<typeof canvasDefinition>, "audience"> & { audience: Filter }

/** A definition of any schema, in the present one. */
export const readCanvasDefinition = (kept: unknown): CanvasDefinition =>
  canvasDefinition.extend({ audience: filterSchema }).parse(kept)
