import { randomUUID } from "node:crypto"
import type { Readable } from "node:stream"
import { setTimeout as sleep } from "node:timers/promises"
import { request } from "undici"
import { z } from "zod"
import { Failure } from "../failure.ts"
import { plainJson } from "./plain-text.ts"

const problem = z.object({
  error: z.looseObject({
    code: z.string(),
    message: z.string(),
    field: z.string().optional(),
    help: z.string().optional(),
    request_id: z.string().optional(),
  }),
})

/** An error that the API answered. */
export class ApiError extends Failure {
  override name = "ApiError"
  readonly status: number
  /** Stable; see the API's documentation. */
  readonly code: string
  readonly field: string | undefined
  readonly requestId: string | undefined
  /** Further members of the error, such as `templates` of window_closed. */
  readonly extra: Record<string, unknown>

  constructor(
    status: number,
    { code, message, field, help, request_id, ...extra }: z.infer<typeof problem>["error"],
  ) {
    super(message, help)
    this.status = status
    this.code = code
    this.field = field
    this.requestId = request_id
    this.extra = extra
  }
}

/** Nobody answers at the address. */
export class Unreachable extends Failure {
  override name = "Unreachable"
  /** The connection broke under way: the request may have been carried out. */
  readonly mayBeDone: boolean

  constructor(message: string, help: string, mayBeDone: boolean) {
    super(message, help)
    this.mayBeDone = mayBeDone
  }
}

export const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const
type Method = (typeof methods)[number]

/** What a body may be: JSON, or a stream with its content type. */
type Body = { json: string } | { stream: Readable; contentType: string; bytes: number }

export interface HttpOptions {
  /** Without a slash at the end. */
  url: string
  headers?: Record<string, string>
  /** Who answers there and what to do when nobody does; told to people. */
  name: string
  absent: string
  /** A POST carries an Idempotency-Key, and is repeated under it where its answer is lost. */
  takesKeys?: boolean
  /** Texts of answers stay as they are, whatever a terminal would do with them: they are for files. */
  keepsTexts?: boolean
}

const mostTries = 5
const pauseMs = 1_000

/** JSON over HTTP: refusals become errors, and what was lost on the way is asked again where that is safe. */
export class JsonHttp {
  readonly url: string
  readonly #options: HttpOptions

  constructor(options: HttpOptions) {
    this.url = options.url
    this.#options = options
  }

  /**
   * @param json the body as JSON; nothing for what takes none
   * @param givenKey of a POST, where repeating the whole command is to be the same request, too
   * @returns the answer as JSON, "" where it has none
   * @throws ApiError, Unreachable, Failure
   */
  async send(method: Method, path: string, json?: string, givenKey?: string): Promise<string> {
    const body = json === undefined ? undefined : { json }
    const key = method === "POST" && this.#options.takesKeys ? (givenKey ?? randomUUID()) : undefined
    let mayBeDone = false
    for (let tries = 1; ; tries++) {
      try {
        return await this.#exchange(method, path, body, key)
      } catch (error) {
        mayBeDone ||= isUnsettled(error)
        const isWorthRepeating = mayBeDone && (error instanceof Unreachable || isUnsettled(error))
        if (key === undefined || !isWorthRepeating || tries === mostTries) throw error
      }
      await sleep(pauseMs)
    }
  }

  /** Sends a file; the answer is waited for however long it takes. */
  async upload(path: string, file: { stream: Readable; contentType: string; bytes: number }): Promise<void> {
    await this.#exchange("PUT", path, file)
  }

  /** The body of an answer as it comes. */
  async download(path: string): Promise<Readable> {
    const response = await this.#send("GET", path, undefined)
    if (response.statusCode >= 400)
      throw this.#refusal("GET", path, response.statusCode, plainJson(await response.body.text()))
    return response.body
  }

  async #exchange(method: Method, path: string, body: Body | undefined, key?: string): Promise<string> {
    const response = await this.#send(method, path, body, key)
    const given = await response.body.text().catch((error) => {
      throw this.#unreachable(error)
    })
    const text = this.#options.keepsTexts ? given : plainJson(given)
    const isAnswer = response.statusCode < 400 && (text === "" || asJson(text) !== undefined)
    if (!isAnswer) throw this.#refusal(method, path, response.statusCode, text)
    return text
  }

  async #send(method: Method, path: string, body: Body | undefined, key?: string) {
    const isStream = body !== undefined && "stream" in body
    try {
      return await request(this.url + path, {
        method,
        headers: {
          ...this.#options.headers,
          ...(key !== undefined && { "idempotency-key": key }),
          ...(body && { "content-type": isStream ? body.contentType : "application/json" }),
          ...(isStream && { "content-length": String(body.bytes) }),
        },
        ...(body && { body: isStream ? body.stream : body.json }),
        ...(isStream && { headersTimeout: 0, bodyTimeout: 0 }),
      })
    } catch (error) {
      throw this.#unreachable(error)
    }
  }

  #unreachable(error: unknown): Unreachable {
    return new Unreachable(
      `${this.#options.name} cannot be reached at ${this.url}: ${reasonOf(error)}.`,
      this.#options.absent,
      !neverLeft.has(codeOf(error)),
    )
  }

  #refusal(method: Method, path: string, status: number, text: string): Failure {
    const parsed = problem.safeParse(asJson(text))
    if (parsed.success) return new ApiError(status, parsed.data.error)
    return new Failure(
      `${method} ${this.url}${path} answered ${status} in no form that ${this.#options.name} would use.`,
      `See whether something else answers at ${this.url}.`,
    )
  }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Of errors that come before there is a connection. */
const neverLeft: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
])

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : ""
}

/** One cannot know yet what happens to the request. */
function isUnsettled(error: unknown): boolean {
  if (error instanceof Unreachable) return error.mayBeDone
  return error instanceof ApiError && error.code === "idempotency_in_progress"
}

/** Trying both addresses of `localhost` gives an error of errors; the first one tells enough. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0])
  if (!(error instanceof Error)) return String(error)
  if (codeOf(error) === "ECONNREFUSED") return "nothing listens there"
  return error.message || error.name
}
