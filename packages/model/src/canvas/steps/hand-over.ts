import { z } from "zod"
import { next, type StepKind } from "../step-kind.ts"

const hourMs = 3_600_000

const schema = z.strictObject({
  kind: z.literal("hand_over"),
  reason: z.string().trim().max(500).default("").describe("What the team is told"),
  hours: z.int().min(1).max(168).default(24).describe("Automation is held at most so long"),
})
export type HandOverStep = z.output<typeof schema>

export interface HandOverFacts {
  /** Until when automation is held for this person and number because of this step; null: it is released, or has not started. */
  heldUntil: Date | null
  /** Whether it was handed over here already. */
  isHandedOver: boolean
}

/** A person takes over: nothing automatic is sent to this person from this number until they release it, or the time is over. */
export const handOver = {
  schema,
  outlets: () => [next],
  longestMs: ({ hours }) => hours * hourMs,
  // A person has to release it before.
  shortestMs: () => 1,
  move(_step, _run, { heldUntil, isHandedOver }, now) {
    if (!isHandedOver) return { kind: "perform" }
    if (heldUntil !== null && heldUntil > now) return { kind: "wait", until: heldUntil }
    return { kind: "go", outlet: next.id, saw: { released: heldUntil === null } }
  },
} satisfies StepKind<HandOverStep, HandOverFacts>
