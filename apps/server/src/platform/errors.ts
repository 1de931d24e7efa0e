/**
 * Every error that a person can meet through the API, with its HTTP status and what to do about it.
 * The code is stable: clients build on it.
 */
const catalogue = {
  invalid_request: [422, "Correct the field named and send the request again."],
  invalid_json: [400, "Send a body that is valid JSON with content-type application/json."],
  unauthorized: [401, "Sign in, or send an API key as `Authorization: Bearer pk_…`."],
  api_key_expired: [401, "Use another key, or have a member extend this one under Settings → API keys."],
  forbidden: [403, "Ask a member who may do it, or use an API key that has the permission named."],
  too_slow: [408, "Send the request again on a better connection."],
  not_found: [404, "Check the id and the workspace you are in."],
  conflict: [409, "Reload it, then make your change again."],
  prerequisites_missing: [409, "Read and acknowledge what `missing` names, then connect."],
  idempotency_key_reused: [
    409,
    "Use a new Idempotency-Key for every new request, and an old one only to repeat exactly the same request.",
  ],
  idempotency_in_progress: [409, "Wait a moment, then repeat the request under the same Idempotency-Key."],
  idempotency_outcome_unknown: [
    409,
    "Read what the request was about to see what it did. To have it done again, send it under a new Idempotency-Key.",
  ],
  limit_reached: [409, "Make room first: remove one that is no longer needed."],
  too_large: [413, "Send less in one request."],
  unsupported_media_type: [415, "Send the content-type that the operation documents."],
  too_many_requests: [429, "Wait and try again."],
  meta_rejected: [422, "See `meta` for what Meta answered and what to do."],
  meta_unreachable: [502, "Try again; if it lasts, run `parley doctor`."],
  window_closed: [
    409,
    "Send an approved template instead; free-form messages wait until the contact writes.",
  ],
  not_sendable: [409, "Fix what the message names, then send again."],
  launch_too_long: [
    409,
    "Let it expire later, choose a smaller audience, or say `even_if_incomplete` to send what can be sent.",
  ],
  approval_required: [
    409,
    "Ask for it with POST /v1/campaigns/{id}/approvals. Another member approves it in the dashboard; then launch or start it.",
  ],
  unavailable: [503, "Try again in a moment."],
  internal: [500, "Try again; if it lasts, report the request id to your operator."],
} as const satisfies Record<string, readonly [status: number, help: string]>

export type ProblemCode = keyof typeof catalogue

interface ProblemDetails {
  /** The input that caused it, as a path such as `audience.all.0.value`. */
  field?: string
  /** Replaces the catalogue's advice where the thrower knows better. */
  help?: string
  /** Facts a client may act on, shown beside the error under their own names. */
  extra?: Record<string, unknown>
  /** When it is worth trying again; told as the header Retry-After. */
  retryAfterSeconds?: number
}

/** An error of the domain: a code from the catalogue, and a sentence a person can act on. */
export class Problem extends Error {
  override name = "Problem"
  readonly code: ProblemCode
  readonly status: number
  readonly field: string | undefined
  readonly help: string
  readonly extra: Record<string, unknown>
  readonly retryAfterSeconds: number | undefined

  constructor(code: ProblemCode, message: string, details: ProblemDetails = {}) {
    super(message)
    const [status, help] = catalogue[code]
    this.code = code
    this.status = status
    this.field = details.field
    this.help = details.help ?? help
    this.extra = details.extra ?? {}
    this.retryAfterSeconds = details.retryAfterSeconds
  }
}

/** The row, or the problem that there is none. */
export function found<T>(row: T | undefined, what: string): T {
  if (row === undefined) throw new Problem("not_found", `There is no such ${what} in this workspace.`)
  return row
}

/**
 * Refuses a change to a row that was changed since it was read.
 * @param given the revision that the editor has read; undefined changes whatever there is now
 * @throws Problem conflict with the present `revision`
 */
export function requireRevision(row: { revision: number }, given: number | undefined, what: string): void {
  if (given === undefined || given === row.revision) return
  throw new Problem("conflict", `Someone else changed the ${what} in the meantime.`, {
    help: "Reload it, then make your change again.",
    extra: { revision: row.revision },
  })
}
