/** The ways in which a send can go wrong, in words, and orders that people ask for most. */
import type { FailureOrder } from "../../../src/world/failure.ts"

export type FailureKind = FailureOrder["kind"]

/** In the order of how often they are wanted. */
export const kinds: readonly { value: FailureKind; label: string; meaning: string }[] = [
  { value: "error", label: "Refused", meaning: "Answered with one of Meta’s errors; nothing is accepted." },
  { value: "async", label: "Fails later", meaning: "Accepted; a failed status with the error follows." },
  { value: "http", label: "Proxy’s page", meaning: "Answered with an HTTP status and no JSON." },
  { value: "reset", label: "Cut off", meaning: "The connection is cut; nothing is accepted." },
  { value: "timeout", label: "No answer", meaning: "Nothing is answered and nothing is accepted." },
  {
    value: "accept_then_reset",
    label: "Accepted, then cut off",
    meaning: "The message goes out, but the connection is cut before the answer.",
  },
  {
    value: "accept_then_timeout",
    label: "Accepted, no answer",
    meaning: "The message goes out, but no answer ever comes.",
  },
]

export function labelOf(kind: FailureKind): string {
  return kinds.find(({ value }) => value === kind)?.label ?? kind
}

/** Whether an order of this kind names one of Meta's codes. */
export function hasCode(kind: FailureKind): boolean {
  return kind === "error" || kind === "async"
}

export const examples: readonly { label: string; order: FailureOrder }[] = [
  { label: "429 for every tenth send", order: { kind: "http", http_status: 429, share: 0.1 } },
  { label: "Rate limit for the next 20", order: { kind: "error", code: 130429, times: 20 } },
  { label: "No answer after acceptance, once", order: { kind: "accept_then_timeout", times: 1 } },
  { label: "131049 for half of the sends", order: { kind: "async", code: 131049, share: 0.5 } },
  { label: "The object is out of reach", order: { kind: "error", code: 100, subcode: 33 } },
  { label: "Meta is away", order: { kind: "error", code: 2, match: { edge: "*" } } },
]
