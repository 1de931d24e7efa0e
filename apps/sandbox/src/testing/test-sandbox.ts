/** A sandbox with a client and a callback that remembers, for tests. */
import { createHmac } from "node:crypto"
import { createServer, type IncomingHttpHeaders, type Server } from "node:http"
import { vi } from "vitest"
import { z } from "zod"
import { type Sandbox, startSandbox } from "../sandbox.ts"

export interface Heard {
  headers: IncomingHttpHeaders
  raw: string
  field: string
  value: Record<string, unknown>
  entryId: string
}

export interface Answered {
  status: number
  headers: Headers
  body: Record<string, unknown>
}

/** A callback that answers challenges and keeps every change it was told. */
export class Callback {
  readonly heard: Heard[] = []
  readonly posts: { headers: IncomingHttpHeaders; raw: string }[] = []
  url = ""
  /** HTTP status of the answers. */
  status = 200
  verifyToken = "verify-me"
  readonly #server: Server
  #port = 0

  constructor() {
    this.#server = createServer((request, response) => {
      const url = new URL(request.url ?? "/", "http://localhost")
      if (request.method === "GET") {
        const isRight = url.searchParams.get("hub.verify_token") === this.verifyToken
        response.writeHead(isRight ? 200 : 403).end(isRight ? url.searchParams.get("hub.challenge") : "")
        return
      }
      const chunks: Buffer[] = []
      request.on("data", (chunk: Buffer) => chunks.push(chunk))
      request.on("end", () => {
        const raw = Buffer.concat(chunks).toString("latin1")
        this.posts.push({ headers: request.headers, raw })
        if (this.status === 200) this.#keep(request.headers, raw)
        response.writeHead(this.status).end()
      })
    })
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.listen(this.#port, "127.0.0.1", resolve)
    })
    const address = this.#server.address()
    this.#port = typeof address === "object" && address !== null ? address.port : 0
    this.url = `http://127.0.0.1:${this.#port}/hook`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve())
    })
  }

  /** Items of `statuses` or `messages` heard so far. */
  items(slot: "statuses" | "messages"): Record<string, unknown>[] {
    return this.heard.flatMap(({ value }) => z.array(recordSchema).parse(value[slot] ?? []))
  }

  statusesOf(wamid: string): string[] {
    return this.items("statuses").flatMap((status) => (status.id === wamid ? [String(status.status)] : []))
  }

  #keep(headers: IncomingHttpHeaders, raw: string): void {
    const envelope = envelopeSchema.parse(JSON.parse(raw))
    for (const entry of envelope.entry) {
      for (const { field, value } of entry.changes) {
        this.heard.push({ headers, raw, field, value, entryId: entry.id })
      }
    }
  }
}

const recordSchema = z.record(z.string(), z.unknown())
const envelopeSchema = z.object({
  object: z.literal("whatsapp_business_account"),
  entry: z.array(
    z.object({ id: z.string(), changes: z.array(z.object({ field: z.string(), value: recordSchema })) }),
  ),
})

const accountSchema = z.object({
  app_id: z.string(),
  app_secret: z.string(),
  access_token: z.string(),
  business_id: z.string(),
  waba_id: z.string(),
  phone_number_id: z.string(),
  display_phone_number: z.string(),
})
export type Account = z.infer<typeof accountSchema>

export class Rehearsal {
  sandbox: Sandbox
  readonly callback: Callback

  constructor(sandbox: Sandbox, callback: Callback) {
    this.sandbox = sandbox
    this.callback = callback
  }

  /** Starts a sandbox (state in memory unless a folder is named) and a callback. */
  static async start(data = ":memory:"): Promise<Rehearsal> {
    const callback = new Callback()
    await callback.open()
    return new Rehearsal(await startSandbox({ port: 0, data }), callback)
  }

  async end(): Promise<void> {
    await this.sandbox.close()
    await this.callback.close()
  }

  /** Ends the sandbox and starts another on the same state. */
  async restart(data: string): Promise<void> {
    await this.sandbox.close()
    this.sandbox = await startSandbox({ port: 0, data })
  }

  async call(method: string, path: string, body?: unknown, token?: string): Promise<Answered> {
    const response = await fetch(this.sandbox.url + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: recordSchema.parse(JSON.parse(text)) }
  }

  /** A control call that must succeed. */
  async control(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const answer = await this.call(method, `/_sandbox/${path}`, body)
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
    return answer.body
  }

  async quickstart(): Promise<Account> {
    return accountSchema.parse(
      await this.control("POST", "quickstart", {
        callback_url: this.callback.url,
        verify_token: "verify-me",
      }),
    )
  }

  send(account: Account, message: Record<string, unknown>): Promise<Answered> {
    const path = `/v23.0/${account.phone_number_id}/messages`
    return this.call("POST", path, { messaging_product: "whatsapp", ...message }, account.access_token)
  }

  /** Sends hello_world and answers its wamid. */
  async greet(account: Account, to: string, more: Record<string, unknown> = {}): Promise<string> {
    return wamidOf(await this.send(account, { to, ...helloWorld, ...more }))
  }

  async advance(ms: number): Promise<void> {
    await this.control("POST", "clock", { advance_ms: ms })
  }

  /** Waits until nothing is pending; the clock has to be moved before. */
  async quiet(): Promise<void> {
    await until(async () => {
      const { statuses, webhooks, reviews } = await this.control("GET", "pending")
      return statuses === 0 && webhooks === 0 && reviews === 0
    })
  }
}

export const helloWorld = { type: "template", template: { name: "hello_world", language: { code: "en_US" } } }

export function wamidOf(answer: Answered): string {
  const shape = z.object({ messages: z.tuple([z.object({ id: z.string() })]) })
  return shape.parse(answer.body).messages[0].id
}

const errorSchema = z.object({
  error: z.object({
    message: z.string(),
    type: z.string(),
    code: z.number(),
    error_subcode: z.number().optional(),
    error_data: z.object({ details: z.string() }).optional(),
    error_user_title: z.string().optional(),
    fbtrace_id: z.string(),
  }),
})

export function errorOf(answer: Answered): z.infer<typeof errorSchema>["error"] {
  return errorSchema.parse(answer.body).error
}

/** Meta's signature of a body. */
export function signatureOf(raw: string, secret: string, algorithm: "sha256" | "sha1" = "sha256"): string {
  return `${algorithm}=${createHmac(algorithm, secret).update(Buffer.from(raw, "latin1")).digest("hex")}`
}

/** Asks until the answer is yes; throws when it is not within the time. */
export async function until(isSo: () => boolean | Promise<boolean>, withinMs = 5_000): Promise<void> {
  await vi.waitUntil(isSo, { timeout: withinMs, interval: 10 })
}
