import { rows, sql, type Tx } from "../platform/database/index.ts"
import type { Platform } from "../platform/index.ts"
import { identifiersIn, subjectOf } from "./subjects.ts"

/** One request with a key, as it is kept. */
export interface LoggedRequest {
  id: string
  workspaceId: string
  apiKeyId: string
  at: Date
  method: string
  path: string
  route: string
  status: number
  durationMs: number
  errorCode: string | undefined
  body: string | undefined
  answer: string | undefined
  /** Values of its address. */
  named: readonly string[]
}

const everyMs = 1_000
const mostAtOnce = 500
/** What waits to be written. Beyond that requests are not kept: the log must not hold back the API, nor fill its memory. */
const mostWaiting = 5_000

/** Writes what was asked some time after it was answered, many requests at once. */
export class RequestLog {
  readonly #platform: Pick<Platform, "pools" | "logger">
  #waiting: LoggedRequest[] = []
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> | undefined
  #lost = 0

  constructor(platform: Pick<Platform, "pools" | "logger">) {
    this.#platform = platform
  }

  add(request: LoggedRequest): void {
    if (this.#waiting.length >= mostWaiting) {
      this.#lost += 1
      return
    }
    this.#waiting.push(request)
    if (this.#waiting.length >= mostAtOnce) void this.flush()
    else this.#timer ??= setTimeout(() => void this.flush(), everyMs)
  }

  /** Writes what waits. What cannot be written now waits on. */
  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined
      if (this.#waiting.length > 0) this.#timer ??= setTimeout(() => void this.flush(), everyMs)
    })
    return this.#writing
  }

  /** Writes what waits, as far as that is possible now, and keeps nothing more. */
  async close(): Promise<void> {
    await this.#writing
    await this.flush()
    clearTimeout(this.#timer)
    this.#waiting = []
  }

  async #write(): Promise<void> {
    const { pools, logger } = this.#platform
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, mostAtOnce)
      try {
        await pools.background.system((tx) => insertRequests(tx, batch))
      } catch (error) {
        return logger.warn(
          { err: error, requests: this.#waiting.length },
          "the request log waits to be written",
        )
      }
      this.#waiting.splice(0, batch.length)
    }
    if (this.#lost > 0) logger.warn({ requests: this.#lost }, "more was asked than the request log can hold")
    this.#lost = 0
  }
}

const columns = {
  id: "uuid",
  workspaceId: "uuid",
  apiKeyId: "uuid",
  at: "timestamptz",
  method: "text",
  path: "text",
  route: "text",
  status: "smallint",
  durationMs: "integer",
  errorCode: "text",
  body: "text",
  answer: "text",
} as const

async function insertRequests(tx: Tx, batch: readonly LoggedRequest[]): Promise<void> {
  const subjects = batch.flatMap(({ id, workspaceId, body = "", answer = "", named }) =>
    identifiersIn([body, answer], named).map((one) => ({
      workspaceId,
      requestId: id,
      subject: subjectOf(workspaceId, one),
    })),
  )
  // Repeated after a COMMIT whose answer was lost, it adds nothing.
  await sql`
    WITH kept AS (
      INSERT INTO api_requests (id, workspace_id, api_key_id, at, method, path, route, status, duration_ms, error_code, body, answer)
      SELECT id, workspace_id, api_key_id, at, method, path, route, status, duration_ms, error_code, body, answer
      FROM ${rows("request", batch, columns)} ON CONFLICT (id) DO NOTHING RETURNING id
    )
    INSERT INTO api_request_subjects (workspace_id, subject, request_id)
    SELECT DISTINCT workspace_id, subject, request_id
    FROM ${rows("named", subjects, { workspaceId: "uuid", subject: "bytea", requestId: "uuid" })}
    WHERE request_id IN (SELECT id FROM kept)`.execute(tx)
}
