import { z } from "zod"
import { actionTrigger } from "../../campaign/action-triggers.ts"
import { lengthOf, waitLength } from "../duration.ts"
import { localId, type StepKind } from "../step-kind.ts"

const path = z.strictObject({
  id: localId,
  name: z.string().trim().min(1).max(100),
  triggers: z.array(actionTrigger).min(1).max(20),
  exits: z.boolean().default(false).describe("Who does one of these leaves the canvas"),
})

const schema = z.strictObject({
  kind: z.literal("action_paths"),
  within: waitLength.default({ amount: 1, unit: "days" }),
  is_ranked: z
    .boolean()
    .default(false)
    .describe(
      "false: the first thing that a person does decides, at once. true: everybody waits to the end, and the highest path of what they did decides",
    ),
  paths: z.array(path).min(1).max(10).describe("People who do nothing of it take `else` at the end"),
})
export type ActionPathsStep = z.output<typeof schema>

/** What people do decides (braze.md 6.42 to 6.48). What of it was heard is kept with the run. */
export const actionPaths = {
  schema,
  outlets: ({ paths }) => [...paths.map(({ id, name }) => ({ id, name })), { id: "else" }],
  listens: ({ paths }) =>
    paths.flatMap(({ id, triggers }, place) =>
      triggers.map((trigger, at) => ({ path: `paths.${place}.triggers.${at}`, trigger, outlet: id })),
    ),
  longestMs: ({ within }) => lengthOf(within),
  shortestMs: ({ within, is_ranked }, outlet) => (is_ranked || outlet === "else" ? lengthOf(within) : 0),
  move({ within, is_ranked, paths }, { arrivedAt, heard }, _facts, now) {
    const until = new Date(arrivedAt.getTime() + lengthOf(within))
    if ((heard === null || is_ranked) && until > now) return { kind: "wait", until }
    const taken = paths.find(({ id }) => id === heard)
    const saw = { heard }
    if (taken?.exits) return { kind: "exit", reason: "exit_event", saw: { ...saw, path: taken.id } }
    return { kind: "go", outlet: taken?.id ?? "else", saw }
  },
} satisfies StepKind<ActionPathsStep, unknown>
