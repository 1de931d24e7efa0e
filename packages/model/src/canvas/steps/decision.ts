import { z } from "zod"
import { questionMembers } from "../question.ts"
import type { StepKind } from "../step-kind.ts"

const schema = z.strictObject({ kind: z.literal("decision"), ...questionMembers })
export type DecisionStep = z.output<typeof schema>

export interface DecisionFacts {
  matches: boolean
  /** What was seen of the person. */
  saw?: Readonly<Record<string, unknown>>
}

/** Yes or no, as of the moment of arrival (braze.md 6.35). */
export const decision = {
  schema,
  outlets: () => [{ id: "yes" }, { id: "no" }],
  filters: ({ filter }) => [{ path: "filter", filter }],
  move: (_step, _run, { matches, saw }) => ({
    kind: "go",
    outlet: matches ? "yes" : "no",
    saw: { ...saw, matches },
  }),
} satisfies StepKind<DecisionStep, DecisionFacts>
