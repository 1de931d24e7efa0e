import { type ErrorScope, errorCodes, explainError, retryDelayMs } from "@parley/whatsapp/errors"
import type { SendOutcome } from "@parley/whatsapp/graph"

/** Characters that are kept of what Meta says in a refusal; its own texts are a sentence or two. */
const longestDetail = 1_000

/** What is kept of Meta's words. */
export const detailOf = (words: string): string => words.slice(0, longestDetail)

/** What happens to an outbox row after it was posted. */
export type Outcome =
  | { kind: "accepted"; wamid: string }
  | { kind: "failed"; reason: string; detail: string }
  /** Goes again at `at`; `counted` when Meta saw the attempt. */
  | { kind: "retry"; at: Date; code: number | null; counted: boolean; slowDown: boolean }
  /** Meta may have it. A status webhook settles it; otherwise it goes again at `at`. */
  | { kind: "in_doubt"; at: Date }
  /** The number, not the message, was refused: everything of this number waits. */
  | { kind: "number_held"; until: Date; code: number }

const scopesOfSender: ReadonlySet<ErrorScope> = new Set(["number", "account", "portfolio", "app"])

/**
 * Whether the token, the app, the account or the number is at fault, so that the next message would fare no better.
 * Someone has to fix it; meanwhile nothing is burnt. Limits and outages of Meta are not: those pass, message by message.
 */
export function holdsNumber(code: number): boolean {
  const { scope, fault } = explainError(code)
  return scopesOfSender.has(scope) && (fault === "account" || fault === "app")
}

const numberHoldMs = 5 * 60_000
const firstUnreachableMs = 1_000
const longestUnreachableMs = 60_000
/** After so many posts without an answer the message is given up: each may have reached the person. */
const mostUnanswered = 3

/** Why a message failed, where that is not a code of Meta's. */
export const failureReasons = {
  no_answer: [
    "Meta gave no answer to three posts",
    "It may have arrived all the same: a status that Meta sends later corrects this.",
  ],
} as const satisfies Record<string, readonly [what: string, advice: string]>
const { throughputReached: tooFast, templateDisabled } = errorCodes
/** By then the template's new status has long arrived, and `decide` holds the message by it. */
const disabledHoldMs = 10 * 60_000

/**
 * Reads an answer of the Graph API. Retries follow the error catalogue; a post that got no answer is never repeated
 * before the grace period is over.
 * @param refusals posts of this message that Meta refused before this one
 * @param isOfLaunch a person can have the launch continue with another template, or cancel it
 */
export function judge(
  outcome: SendOutcome,
  {
    refusals,
    isOfLaunch,
    now,
    graceMs,
    random = Math.random,
  }: { refusals: number; isOfLaunch: boolean; now: Date; graceMs: number; random?: () => number },
): Outcome {
  const after = (ms: number) => new Date(now.getTime() + ms)
  switch (outcome.kind) {
    case "accepted":
      return { kind: "accepted", wamid: outcome.wamid }
    case "no_answer":
      return { kind: "in_doubt", at: after(graceMs) }
    case "not_sent": {
      const delayMs = Math.min(longestUnreachableMs, firstUnreachableMs * (1 + random()))
      return { kind: "retry", at: after(delayMs), code: null, counted: false, slowDown: true }
    }
    case "rejected": {
      const { code, details, message } = outcome
      if (holdsNumber(code)) return { kind: "number_held", until: after(numberHoldMs), code }
      if (code === templateDisabled && isOfLaunch) {
        return { kind: "retry", at: after(disabledHoldMs), code, counted: false, slowDown: false }
      }
      // Throughput is shared with whatever else sends from the number; however long that lasts, no message fails of it.
      const delayMs = retryDelayMs(outcome.entry, code === tooFast ? 0 : refusals, random)
      if (delayMs === null)
        return { kind: "failed", reason: String(code), detail: detailOf(details ?? message) }
      return {
        kind: "retry",
        at: after(delayMs),
        code,
        counted: code !== tooFast,
        slowDown: code === tooFast,
      }
    }
  }
}

/**
 * Whether a message is given up instead of posted once more. Asked when it is due again: until then, for a grace period
 * after its last post, a status may tell that Meta has it.
 * @param unanswered posts of this message that got no answer
 */
export const isGivenUp = ({ unanswered }: { unanswered: number }): boolean => unanswered >= mostUnanswered
