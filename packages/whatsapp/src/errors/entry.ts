/** What one of Meta's error codes means and what may be done about it. */

/** Whose doing the failure is, and so who can mend it. */
export type ErrorFault =
  /** The request or the message as composed. */
  | "content"
  /** The person written to: not on WhatsApp, opted out, blocked, capped. */
  | "recipient"
  /** The app, its token or its permissions. */
  | "app"
  /** The business account or number: locked, unpaid, not registered, not allowed. */
  | "account"
  /** Too fast or too much. */
  | "rate"
  /** Meta's own side. */
  | "meta"

/** `sync`: in the answer to the request. `async`: later, in a webhook. */
export type ErrorTiming = "sync" | "async" | "both"

export type Retry =
  /** The same message to the same person will fail again. */
  | { kind: "never" }
  /** Only after somebody changed something: see the entry's advice. */
  | { kind: "fix" }
  /** Exponential back-off; `maxAttempts` where Meta advises fewer than usual. */
  | { kind: "backoff"; maxAttempts?: number }
  /** Not before `waitMs` milliseconds have passed. */
  | { kind: "wait"; waitMs: number }
  /** 4^X seconds, X = 0, 1, 2, … (one number to one person: code 131056). */
  | { kind: "pair_backoff" }

export interface ErrorEntry {
  code: number
  /** Meta's short title. */
  title: string
  /** One sentence: what happened. */
  meaning: string
  fault: ErrorFault
  timing: ErrorTiming
  retry: Retry
  /** One sentence: what a person should do. */
  advice: string
  /**
   * HTTP status Meta answered with when it still documented one. Never classify by it: observed statuses
   * differ from the documented ones.
   */
  httpStatus: number
}
