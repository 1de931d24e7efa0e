/** Steps that a worker carries out: the run goes on when that is done. */
import type { Move, Performed, RunAtStep } from "../step-kind.ts"
import { next } from "../step-kind.ts"

export interface PerformFacts {
  /** null: it is not done yet. */
  performed: Performed | null
}

/** @param otherwise what becomes of who it failed for */
export const movePerformed =
  <S>(otherwise: (step: S) => "advance" | "exit") =>
  (step: S, _run: RunAtStep, { performed }: PerformFacts): Move => {
    if (performed === null) return { kind: "perform" }
    if (performed.ok) return { kind: "go", outlet: performed.outlet ?? next.id, saw: { ...performed.saw } }
    const saw = { ...performed.saw, failed: performed.reason }
    return otherwise(step) === "exit"
      ? { kind: "exit", reason: "failed", saw }
      : { kind: "go", outlet: next.id, saw }
  }
