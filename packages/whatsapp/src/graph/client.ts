/** A client of the Graph API for one access token. */
import { type Dispatcher, FormData, getGlobalDispatcher } from "undici"
import { z } from "zod"
import type { SendEndpoint } from "../marketing/fallback.ts"
import type { OutgoingMessage } from "../messages/message.ts"
import { mayBeDone, readAnswer, readSendOutcome, unexpected } from "./answer.ts"
import { type AnswerLimits, type Exchange, exchange } from "./exchange.ts"
import { isMediaAddress } from "./media-address.ts"
import { appsecretProof } from "./proof.ts"
import type { GraphResult, SendOutcome } from "./result.ts"

export interface GraphClientOptions {
  /** e.g. `https://graph.facebook.com`; may have a path. */
  baseUrl: string
  /** e.g. `v25.0` */
  version: string
  accessToken: string
  /** Adds `appsecret_proof` to every call. */
  appSecret?: string | undefined
  /**
   * How long Meta may be silent once the request is on its way: before the headers, and between parts of the
   * body. 15 seconds if absent. The time to connect is the dispatcher's (see `createGraphPool`).
   */
  timeoutMs?: number | undefined
  /** Owned by the caller, see `createGraphPool`; undici's global dispatcher if absent. Must not retry by itself. */
  dispatcher?: Dispatcher | undefined
  /** For media, which live on other hosts; undici's global dispatcher if absent. */
  mediaDispatcher?: Dispatcher | undefined
  /**
   * Called before every call that may change something (POST and DELETE), which waits for it and is not made when it
   * throws. What it resolves to is told whether Meta may have done what was asked.
   */
  beginChange?: (() => Promise<(mayBeDone: boolean) => void>) | undefined
}

/** Lists are joined with commas, members that are undefined are left out. */
export type GraphQuery = Record<string, string | number | boolean | readonly string[] | undefined>

export interface SendOptions {
  mayStart?: (() => boolean) | undefined
  endpoint?: SendEndpoint | undefined
}

const defaultTimeoutMs = 15_000
const downloadTimeoutMs = 60_000
/** Far above any answer of the Graph API: a page of 100 templates is some 300 kB. */
const maxAnswerBytes = 32 * 1024 * 1024
/** The most Meta allows on most edges; fewer calls count against the hourly limit. */
const pageSize = 100

const pageSchema = z.object({
  data: z.array(z.unknown()),
  paging: z
    .object({ cursors: z.object({ after: z.string().optional() }).optional(), next: z.string().optional() })
    .optional(),
})

/**
 * Calls of the Graph API with one access token. Cheap to make: many clients share one pool.
 * Failures are values and nothing is ever retried here: the caller alone knows what may be done twice.
 * @example
 * const graph = new GraphClient({ baseUrl: "https://graph.facebook.com", version: "v25.0", accessToken })
 * const outcome = await graph.sendMessage("106540352242922", {
 *   messaging_product: "whatsapp",
 *   to: "+16505551234",
 *   type: "text",
 *   text: { body: "It is in stock" },
 * })
 * if (outcome.kind === "accepted") console.log(outcome.wamid)
 */
export class GraphClient {
  readonly #dispatcher: Dispatcher | undefined
  readonly #mediaDispatcher: Dispatcher | undefined
  readonly #baseUrl: string
  readonly #origin: string
  readonly #prefix: string
  readonly #proof: string
  readonly #timeoutMs: number
  readonly #headers: Record<string, string>
  readonly #jsonHeaders: Record<string, string>
  readonly #uploadHeaders: Record<string, string>
  readonly #beginChange: GraphClientOptions["beginChange"]

  constructor(options: GraphClientOptions) {
    const base = new URL(options.baseUrl)
    this.#dispatcher = options.dispatcher
    this.#mediaDispatcher = options.mediaDispatcher
    this.#baseUrl = options.baseUrl
    this.#origin = base.origin
    this.#prefix = `${base.pathname.replace(/\/$/, "")}/${options.version}`
    this.#proof =
      options.appSecret === undefined
        ? ""
        : `appsecret_proof=${appsecretProof(options.accessToken, options.appSecret)}`
    this.#timeoutMs = options.timeoutMs ?? defaultTimeoutMs
    this.#beginChange = options.beginChange
    // Meta's media host has refused requests without a user agent.
    const common = { accept: "application/json", "user-agent": "parley-whatsapp/0.1" }
    this.#headers = { authorization: `Bearer ${options.accessToken}`, ...common }
    this.#jsonHeaders = { ...this.#headers, "content-type": "application/json" }
    this.#uploadHeaders = { ...common, authorization: `OAuth ${options.accessToken}` }
  }

  /** Reads a node or an edge. With a schema, an answer of another shape is a `no_answer`. */
  get(path: string, query?: GraphQuery): Promise<GraphResult<unknown>>
  get<T>(path: string, query: GraphQuery | undefined, schema: z.ZodType<T>): Promise<GraphResult<T>>
  async get(
    path: string,
    query?: GraphQuery,
    schema: z.ZodType = z.unknown(),
  ): Promise<GraphResult<unknown>> {
    return read(await this.#call("GET", this.#target(path, query), this.#headers), schema)
  }

  /** Posts JSON, or multipart when the body is undici's `FormData`. */
  post(path: string, body?: unknown): Promise<GraphResult<unknown>>
  post<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<GraphResult<T>>
  async post(path: string, body?: unknown, schema: z.ZodType = z.unknown()): Promise<GraphResult<unknown>> {
    const target = this.#target(path)
    if (body instanceof FormData) return read(await this.#call("POST", target, this.#headers, body), schema)
    if (body === undefined) return read(await this.#call("POST", target, this.#headers), schema)
    return read(await this.#call("POST", target, this.#jsonHeaders, JSON.stringify(body)), schema)
  }

  delete(path: string, query?: GraphQuery): Promise<GraphResult<unknown>>
  delete<T>(path: string, query: GraphQuery | undefined, schema: z.ZodType<T>): Promise<GraphResult<T>>
  async delete(
    path: string,
    query?: GraphQuery,
    schema: z.ZodType = z.unknown(),
  ): Promise<GraphResult<unknown>> {
    return read(await this.#call("DELETE", this.#target(path, query), this.#headers), schema)
  }

  /**
   * Page after page of a list, by `cursors.after`: the `next` addresses Meta gives hold the access token and
   * would end in logs. A failure is the last thing given.
   */
  pages(path: string, query?: GraphQuery): AsyncGenerator<GraphResult<unknown[]>, void>
  pages<T>(
    path: string,
    query: GraphQuery | undefined,
    item: z.ZodType<T>,
  ): AsyncGenerator<GraphResult<T[]>, void>
  async *pages(
    path: string,
    query: GraphQuery = {},
    item: z.ZodType = z.unknown(),
  ): AsyncGenerator<GraphResult<unknown[]>, void> {
    const schema = pageSchema.extend({ data: z.array(item) })
    let after: string | undefined
    while (true) {
      const page = await this.get(path, { limit: pageSize, ...query, after }, schema)
      if (!page.ok) {
        yield page
        return
      }
      yield { ok: true, data: page.data.data, headers: page.headers }
      const next = page.data.paging?.next === undefined ? undefined : page.data.paging.cursors?.after
      if (next === undefined || next === after) return
      after = next
    }
  }

  /** All pages in one list. Fails as a whole if one page does. */
  all(path: string, query?: GraphQuery): Promise<GraphResult<unknown[]>>
  all<T>(path: string, query: GraphQuery | undefined, item: z.ZodType<T>): Promise<GraphResult<T[]>>
  async all(
    path: string,
    query: GraphQuery = {},
    item: z.ZodType = z.unknown(),
  ): Promise<GraphResult<unknown[]>> {
    const data: unknown[] = []
    let last: GraphResult<unknown[]> = { ok: true, data, headers: {} }
    for await (const page of this.pages(path, query, item)) {
      if (page.ok) data.push(...page.data)
      last = page
    }
    return last.ok ? { ok: true, data, headers: last.headers } : last
  }

  /**
   * `POST /{phone-number-id}/messages`. Never retries: the Cloud API has no idempotency key. Of the outcomes,
   * `not_sent` is surely not accepted, `no_answer` may have been; a status webhook with the message's
   * `biz_opaque_callback_data` tells.
   *
   * @param body a message, or its JSON as a string, which is sent as it is
   * @param options.mayStart asked at the moment the request is about to be written, after any wait for a connection; where it
   *   says no, nothing leaves, and the outcome is `not_sent`
   * @param options.endpoint `marketing_messages` posts to the Marketing Messages API, which takes marketing templates only
   */
  async sendMessage(
    phoneNumberId: string,
    body: OutgoingMessage | string,
    { endpoint = "messages", ...options }: SendOptions = {},
  ): Promise<SendOutcome> {
    const json = typeof body === "string" ? body : JSON.stringify(body)
    const proof = this.#proof === "" ? "" : `?${this.#proof}`
    const target = `${this.#prefix}/${phoneNumberId}/${endpoint}${proof}`
    const exchanged = await this.#call("POST", target, this.#jsonHeaders, json, options)
    return exchanged.kind === "answered" ? readSendOutcome(exchanged) : exchanged
  }

  /** Sends the bytes of a resumable upload session (`upload:…`), from the start. */
  async uploadBytes<T>(session: string, bytes: Uint8Array, schema: z.ZodType<T>): Promise<GraphResult<T>> {
    const headers = { ...this.#uploadHeaders, file_offset: "0", "content-type": "application/octet-stream" }
    return read(await this.#call("POST", this.#target(session), headers, bytes), schema)
  }

  /**
   * Fetches a file from where Meta keeps it (see `isMediaAddress`); no byte leaves for any other address, and no redirect
   * is followed.
   * @param options.maxBytes a longer file is given up while it arrives
   * @param options.withToken for files of messages; others have a signature in their address
   * @param options.withinMs until the last byte is there; a minute if absent
   */
  async download(
    address: string,
    options: { maxBytes: number; withToken: boolean; withinMs?: number | undefined },
  ): Promise<Exchange> {
    if (!isMediaAddress(address, this.#baseUrl)) {
      return { kind: "not_sent", cause: new Error("refused to fetch a file from elsewhere than Meta") }
    }
    const url = new URL(address)
    const { authorization: _token, ...unauthorized } = this.#headers
    return exchange(
      this.#mediaDispatcher ?? getGlobalDispatcher(),
      {
        origin: url.origin,
        path: url.pathname + url.search,
        method: "GET",
        headers: { ...(options.withToken ? this.#headers : unauthorized), accept: "*/*" },
        headersTimeout: this.#timeoutMs,
        bodyTimeout: this.#timeoutMs,
      },
      { maxBytes: options.maxBytes, withinMs: options.withinMs ?? downloadTimeoutMs },
    )
  }

  #target(path: string, query: GraphQuery = {}): string {
    const target = `${this.#prefix}/${path.replace(/^\//, "")}`
    const search = new URLSearchParams()
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined)
        search.append(name, typeof value === "object" ? value.join(",") : String(value))
    }
    const parts = [search.toString(), this.#proof].filter((part) => part !== "")
    if (parts.length === 0) return target
    return `${target}${target.includes("?") ? "&" : "?"}${parts.join("&")}`
  }

  #call(
    method: Dispatcher.HttpMethod,
    path: string,
    headers: Record<string, string>,
    body: string | Uint8Array | FormData | null = null,
    limits: Pick<AnswerLimits, "mayStart"> = {},
  ): Promise<Exchange> {
    const call = () => this.#exchange(method, path, headers, body, limits)
    return method === "GET" || this.#beginChange === undefined ? call() : change(this.#beginChange, call)
  }

  #exchange(
    method: Dispatcher.HttpMethod,
    path: string,
    headers: Record<string, string>,
    body: string | Uint8Array | FormData | null,
    limits: Pick<AnswerLimits, "mayStart">,
  ): Promise<Exchange> {
    return exchange(
      this.#dispatcher ?? getGlobalDispatcher(),
      {
        origin: this.#origin,
        path,
        method,
        headers,
        body,
        headersTimeout: this.#timeoutMs,
        bodyTimeout: this.#timeoutMs,
      },
      { maxBytes: maxAnswerBytes, ...limits },
    )
  }
}

async function change(
  begin: NonNullable<GraphClientOptions["beginChange"]>,
  call: () => Promise<Exchange>,
): Promise<Exchange> {
  const ended = await begin()
  const exchanged = await call()
  ended(mayBeDone(exchanged))
  return exchanged
}

function read<T>(exchanged: Exchange, schema: z.ZodType<T>): GraphResult<T> {
  if (exchanged.kind !== "answered") return { ok: false, error: exchanged }
  const answer = readAnswer(exchanged)
  if (!answer.ok) return answer
  const parsed = schema.safeParse(answer.json)
  if (parsed.success) return { ok: true, data: parsed.data, headers: exchanged.headers }
  return {
    ok: false,
    error: unexpected(exchanged, `the answer has another shape: ${z.prettifyError(parsed.error)}`),
  }
}
