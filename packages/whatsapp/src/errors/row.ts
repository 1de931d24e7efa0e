/** One row of the error tables, so that they read as tables. */
import type { ErrorEntry, ErrorFault, ErrorTiming, Retry } from "./entry.ts"

export const never: Retry = { kind: "never" }
export const fix: Retry = { kind: "fix" }
export const backoff: Retry = { kind: "backoff" }
export const few: Retry = { kind: "backoff", maxAttempts: 2 }
export const once: Retry = { kind: "backoff", maxAttempts: 1 }

const minuteMs = 60_000
const hourMs = 60 * minuteMs

export function waitMinutes(minutes: number): Retry {
  return { kind: "wait", waitMs: minutes * minuteMs }
}

export function waitHours(hours: number): Retry {
  return { kind: "wait", waitMs: hours * hourMs }
}

export function row(
  code: number,
  httpStatus: number,
  timing: ErrorTiming,
  fault: ErrorFault,
  retry: Retry,
  title: string,
  meaning: string,
  advice: string,
): ErrorEntry {
  return { code, title, meaning, fault, timing, retry, advice, httpStatus }
}
