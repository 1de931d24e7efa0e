/** What a call of the Graph API comes to. Failures are values; nothing here is thrown. */
import type { ErrorEntry } from "../errors/entry.ts"

/** Response headers as undici gives them: lower-case names. */
export type GraphHeaders = Record<string, string | string[] | undefined>

/** Meta answered with its error envelope: it surely did not do what was asked. */
export interface GraphRejection {
  kind: "rejected"
  httpStatus: number
  code: number
  subcode?: number | undefined
  /** Title and code as one sentence, e.g. `(#131030) Recipient phone number not in allowed list`. */
  message: string
  /** `OAuthException`, `GraphMethodException`, … */
  type?: string | undefined
  /** `error_data.details`: the most telling text there is. */
  details?: string | undefined
  /** For people, on template calls mostly. */
  userTitle?: string | undefined
  userMessage?: string | undefined
  isTransient?: boolean | undefined
  fbtraceId?: string | undefined
  /** What the code means and whether to try again. */
  entry: ErrorEntry
}

/** No byte of the request reached Meta (connection refused, name unknown): it is safe to try again. */
export interface GraphNotSent {
  kind: "not_sent"
  cause: unknown
}

/**
 * The request may have reached Meta, but no Graph answer came back (timeout, reset, an answer that is not
 * Graph's): Meta may have done what was asked, or not.
 */
export interface GraphNoAnswer {
  kind: "no_answer"
  cause: unknown
  /** Present when some answer came, only not Graph's. */
  httpStatus?: number | undefined
}

export type GraphError = GraphRejection | GraphNotSent | GraphNoAnswer

export type GraphResult<T> = { ok: true; data: T; headers: GraphHeaders } | { ok: false; error: GraphError }

/** Accepted for processing; whether it arrives is told by status webhooks. */
export interface SendAccepted {
  kind: "accepted"
  wamid: string
  /** May differ from the number dialled: key people by this one. */
  waId?: string | undefined
  bsuid?: string | undefined
  status?: "accepted" | "held_for_quality_assessment" | "paused" | undefined
}

export type SendOutcome = SendAccepted | GraphError
