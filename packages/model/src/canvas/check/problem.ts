/** What the check of a canvas finds. */
import type { CanvasDefinition } from "../definition.ts"
import type { Way } from "../graph.ts"
import type { CanvasStep } from "../steps/index.ts"

export interface CanvasProblem {
  /** Stable, such as `loop_without_pause`. */
  code: string
  /** An error keeps it from being published. */
  severity: "error" | "warning"
  /** null: of the canvas as a whole. */
  stepId: string | null
  /** Its path in the definition, such as `steps.3.content`; while the checks run, that of a step's inside of the step. */
  field: string | null
  message: string
  /** What to do about it. */
  help: string
}

/** What only the server knows; what is left out is not checked. */
export interface KnownOfCanvas {
  /** By their ids, those that are there. */
  templates?: ReadonlyMap<string, KnownTemplate>
  /** The subscription group of the canvas's number. */
  subscriptionGroupId?: string | null
}

interface KnownTemplate {
  /** Meta's, such as APPROVED. */
  status: string
  /** Languages in which an approved template of its name is there. */
  languages: readonly string[]
  /** Where its values must be among those of a content, such as `body.first_name`. Left out: not known. */
  variables?: readonly string[]
  /** Meta's, such as MARKETING. Left out: not known. */
  category?: string
}

/** A definition, with what the checks of it have in common. */
export interface Checked {
  definition: CanvasDefinition
  known: KnownOfCanvas
  /** Steps that somebody can come to, in the definition's order: others are not checked. */
  steps: readonly CanvasStep[]
  /** The ways between those. */
  ways: readonly Way[]
  /** Where people begin. */
  firsts: readonly string[]
}

export const errorAt = (of: Omit<CanvasProblem, "severity">): CanvasProblem => ({ severity: "error", ...of })
export const warningAt = (of: Omit<CanvasProblem, "severity">): CanvasProblem => ({
  severity: "warning",
  ...of,
})

const units = [
  [86_400_000, "day"],
  [3_600_000, "hour"],
  [60_000, "minute"],
  [1_000, "second"],
] as const

/** A length of time in milliseconds, as people say it: 1 day 2 hours. */
export function lengthInWords(length: number): string {
  let rest = length
  const words = units.flatMap(([ms, unit]) => {
    const count = Math.floor(rest / ms)
    rest -= count * ms
    return count === 0 ? [] : [`${count} ${unit}${count === 1 ? "" : "s"}`]
  })
  return words.join(" ") || "0 seconds"
}
