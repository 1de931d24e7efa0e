/** What one of Meta's error codes means and what may be done about it. */

/** Whose doing the failure is, and so who can fix it. */
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

/** What else is refused for the same reason, until it passes or is fixed. */
export type ErrorScope =
  /** Nothing: this message, or this call, alone. */
  | "message"
  /** Whatever goes to this person. */
  | "contact"
  /** Whatever is sent with this template. */
  | "template"
  /** Whatever this number sends. */
  | "number"
  /** Whatever the numbers of this business account send. */
  | "account"
  /** Whatever this business account sends to this country. */
  | "country"
  /** Whatever the numbers of this business portfolio send, over all its accounts. */
  | "portfolio"
  /** Whatever this app asks of Meta with this access. */
  | "app"

/** What a program can offer as the fix. */
export type ErrorRemedy = "log_in" | "register_number"

/** `sync`: in the answer to the request. `async`: later, in a webhook. */
export type ErrorTiming = "sync" | "async" | "both"

export type Retry =
  /** The same message to the same person will fail again. */
  | { kind: "never" }
  /** Only after someone changed something: see the entry's `fix`. */
  | { kind: "fix" }
  /** Exponential back-off; `maxAttempts` where Meta advises to stop after so many. */
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
  /** One sentence: what a person should do. */
  fix: string
  remedy?: ErrorRemedy
  scope: ErrorScope
  fault: ErrorFault
  timing: ErrorTiming
  retry: Retry
  /**
   * HTTP status Meta answered with when it still documented one. Never classify by it: observed statuses
   * differ from the documented ones.
   */
  httpStatus: number
}
