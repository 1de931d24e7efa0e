import { z } from "zod"
import { questionMembers } from "../question.ts"
import { localId, type StepKind } from "../step-kind.ts"

const schema = z.strictObject({
  kind: z.literal("audience_paths"),
  paths: z
    .array(z.strictObject({ id: localId, name: z.string().trim().min(1).max(100), ...questionMembers }))
    .min(1)
    .max(10)
    .describe("The first that a person matches is the one they take; people who match none take `else`"),
})
export type AudiencePathsStep = z.output<typeof schema>

export interface AudiencePathsFacts {
  /** Of each path, in their order. */
  matches: readonly boolean[]
  saw?: Readonly<Record<string, unknown>>
}

/** Ranked: the first path that matches, as of the moment of arrival (braze.md 6.38, 6.39). */
export const audiencePaths = {
  schema,
  outlets: ({ paths }) => [...paths.map(({ id, name }) => ({ id, name })), { id: "else" }],
  filters: ({ paths }) => paths.map(({ filter }, place) => ({ path: `paths.${place}.filter`, filter })),
  move: ({ paths }, _run, { matches, saw }) => ({
    kind: "go",
    outlet: paths[matches.indexOf(true)]?.id ?? "else",
    saw: { ...saw, matches },
  }),
} satisfies StepKind<AudiencePathsStep, AudiencePathsFacts>
