/** Drawings for tests: steps by their ids, and where their outlets lead. */
import { canvasStep } from "@parley/model"
import type { Graph, StepDraft } from "./draft.ts"

/** A delay, or with `yes` and `no` a decision. */
export function stepIn(id: string, next: Record<string, string> = {}): StepDraft {
  const isDecision = "yes" in next || "no" in next
  const own = isDecision
    ? { kind: "decision" }
    : { kind: "delay", wait: { kind: "for", length: { amount: 1, unit: "days" } } }
  const step: StepDraft = JSON.parse(JSON.stringify(canvasStep.parse({ id, next, ...own })))
  return step
}

export const drawing = (first: string | null, ...steps: StepDraft[]): Graph => ({
  variants: [{ id: "a", name: "Variant A", weight: 1, first }],
  steps,
})

/** Every way, as `from outlet to`, the entry as `·`. */
export const shownWays = ({ steps, variants }: Graph): string[] => [
  ...variants.flatMap(({ id, first }) => (first === null ? [] : [`· ${id} ${first}`])),
  ...steps.flatMap(({ id, next }) => Object.entries(next).map(([outlet, to]) => `${id} ${outlet} ${to}`)),
]

/** `new-1`, `new-2` … */
export function counted(): () => string {
  let made = 0
  return () => {
    made += 1
    return `new-${made}`
  }
}
