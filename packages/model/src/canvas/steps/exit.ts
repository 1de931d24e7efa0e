import { z } from "zod"
import type { StepKind } from "../step-kind.ts"

const schema = z.strictObject({ kind: z.literal("exit") })
export type ExitStep = z.output<typeof schema>

export const exit = {
  schema,
  outlets: () => [],
  move: () => ({ kind: "exit", reason: "exit_step" }),
} satisfies StepKind<ExitStep, unknown>
