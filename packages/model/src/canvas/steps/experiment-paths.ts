import { z } from "zod"
import { assignmentBuckets } from "../../campaign/variants.ts"
import { localId, type StepKind } from "../step-kind.ts"

const schema = z
  .strictObject({
    kind: z.literal("experiment_paths"),
    paths: z
      .array(
        z.strictObject({
          id: localId,
          name: z.string().trim().min(1).max(100),
          share: z.int().min(0).max(100).describe("Percent"),
        }),
      )
      .min(1)
      .max(8),
    control_share: z.int().min(0).max(90).default(0).describe("Percent that takes `control`"),
    is_sticky: z.boolean().default(true).describe("A person who comes again takes the same path again"),
  })
  .superRefine(({ paths, control_share }, { addIssue }) => {
    const total = paths.reduce((sum, { share }) => sum + share, control_share)
    if (total !== 100)
      addIssue({
        code: "custom",
        path: ["paths"],
        message: `the shares and the control's must make 100, not ${total}`,
      })
  })
export type ExperimentPathsStep = z.output<typeof schema>

export interface ExperimentFacts {
  /** From 0 to {@link assignmentBuckets} - 1: of the person at this step, or where it is not sticky of the run. */
  bucket: number
}

export const experimentPaths = {
  schema,
  outlets: ({ paths, control_share }) => [
    ...paths.map(({ id, name }) => ({ id, name })),
    ...(control_share > 0 ? [{ id: "control" }] : []),
  ],
  move({ paths, control_share }, _run, { bucket }) {
    let reached = control_share
    // In whole numbers: 2900 / 10000 * 100 is less than 29.
    const isReached = () => bucket * 100 < reached * assignmentBuckets
    if (isReached()) return { kind: "go", outlet: "control", saw: { bucket } }
    for (const { id, share } of paths) {
      reached += share
      if (isReached()) return { kind: "go", outlet: id, saw: { bucket } }
    }
    return { kind: "go", outlet: paths.at(-1)?.id ?? "control", saw: { bucket } }
  },
} satisfies StepKind<ExperimentPathsStep, ExperimentFacts>
