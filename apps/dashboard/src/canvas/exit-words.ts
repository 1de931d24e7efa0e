/** Why people leave a canvas, in words. Pure. */
import type { ExitReason } from "@parley/model"

const words: Record<ExitReason, string> = {
  end: "Came to the end",
  exit_step: "Came to an exit",
  exit_event: "Did something that is an exit",
  exit_audience: "Matched the conditions of an exit",
  not_valid: "Didn't match when the message would go",
  date_passed: "The date was over",
  no_date: "There was no date",
  failed: "The step failed",
  control: "In the control group",
  stopped: "The canvas was stopped",
  removed: "The step was removed",
  loop: "Went round in a loop",
}

const isKnown = (reason: string): reason is ExitReason => Object.hasOwn(words, reason)

export const exitWords = (reason: string | null): string =>
  reason === null ? "Left" : isKnown(reason) ? words[reason] : reason.replaceAll("_", " ")
