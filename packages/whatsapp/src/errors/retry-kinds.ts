/** Ways to try again, as the error tables name them. */
import type { Retry } from "./entry.ts"

export const never: Retry = { kind: "never" }
export const afterFix: Retry = { kind: "fix" }
export const backoff: Retry = { kind: "backoff" }
export const once: Retry = { kind: "backoff", maxAttempts: 1 }

const minuteMs = 60_000
const hourMs = 60 * minuteMs

export const waitMinutes = (minutes: number): Retry => ({ kind: "wait", waitMs: minutes * minuteMs })
export const waitHours = (hours: number): Retry => ({ kind: "wait", waitMs: hours * hourMs })
