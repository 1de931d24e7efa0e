/** The sandbox's control API: what only a stand-in for Meta can do, such as moving the clock or reading a person's phone. */
import { z } from "zod"
import { JsonHttp } from "./api/http.ts"
import { Failure } from "./failure.ts"

const done = z.unknown()
const app = z.object({ app_id: z.string(), app_secret: z.string() })
const clock = z.object({ now: z.coerce.date(), offset_ms: z.number() })
const login = z.object({ code: z.string(), waba_id: z.string() })
const codes = z.object({ data: z.array(z.object({ code: z.string() })) })
const pending = z.object({ statuses: z.number(), webhooks: z.number(), reviews: z.number() })
const settings = z.object({ population: z.record(z.string(), z.unknown()) })
const chat = z.object({
  data: z.array(
    z.object({ id: z.string(), direction: z.string(), status: z.string().optional(), message: z.unknown() }),
  ),
})
const ledger = z.object({
  accepted: z.number(),
  recipients: z.number(),
  duplicates: z.array(z.object({ wa_id: z.string(), count: z.number() })),
  duplicate_callback_data: z.number(),
  by_status: z.object({ sent: z.number(), delivered: z.number(), read: z.number(), failed: z.number() }),
})
/** What the sandbox's books say of one number, whatever its client believes. */
export type Ledger = z.infer<typeof ledger>

/** How people treat what they get: milliseconds `[min, max]`, shares from 0 to 1. */
export interface Behaviour {
  sent_ms: [number, number]
  delivered_share: number
  delivered_ms: [number, number]
  read_share: number
  read_ms: [number, number]
  reply_share: number
  reply_ms: [number, number]
  replies: string[]
  unreachable_share: number
  marketing_capped_share: number
  block_share: number
}

export interface LoginWish {
  app_id: string
  person: string
  business_name: string
}

export class SandboxControl {
  readonly url: string
  readonly #http: JsonHttp

  constructor(url: string) {
    this.url = url
    this.#http = new JsonHttp({
      url: `${url}/_sandbox`,
      name: "The sandbox",
      absent: "Start it with `npm start`.",
    })
  }

  /** The app of that name, made when there is none. */
  app(name: string) {
    return this.#ask("POST", "/apps", app, { name })
  }

  /** What a person does in the login dialog; `code` is what the dialog gives to the app. */
  logIn(wish: LoginWish) {
    return this.#ask("POST", "/login", login, wish)
  }

  /** The verification code that came last to the SIM of a number. */
  async latestCode(phoneNumberId: string): Promise<string | undefined> {
    const { data } = await this.#ask("GET", `/numbers/${phoneNumberId}/codes`, codes)
    return data[0]?.code
  }

  reviewTemplate(metaId: string, decision: "APPROVED" | "REJECTED") {
    return this.#ask("POST", `/templates/${metaId}/review`, done, { decision })
  }

  settings() {
    return this.#ask("GET", "/settings", settings)
  }

  setPopulation(population: Partial<Behaviour> | Record<string, unknown>) {
    return this.#ask("PATCH", "/settings", done, { population })
  }

  setPerson(
    waId: string,
    change: { name?: string; behaviour?: Partial<Behaviour>; blocked_numbers?: string[] },
  ) {
    return this.#ask("PUT", `/people/${waId}`, done, change)
  }

  /** What is on a person's phone in the chat with a number, oldest first. */
  async chat(waId: string, phoneNumberId: string) {
    return (await this.#ask("GET", `/people/${waId}/chats/${phoneNumberId}`, chat)).data
  }

  ledger(phoneNumberId: string): Promise<Ledger> {
    return this.#ask("GET", `/numbers/${phoneNumberId}/ledger`, ledger)
  }

  /** What will still happen by itself. */
  pending() {
    return this.#ask("GET", "/pending", pending)
  }

  /** Its time, and how far that is ahead of the machine's. */
  clock() {
    return this.#ask("GET", "/clock", clock)
  }

  /** @param offset_ms how far it is to be ahead of the machine's; below zero: behind */
  setClockOffset(offset_ms: number) {
    return this.#ask("POST", "/clock", clock, { offset_ms })
  }

  advanceClock(ms: number) {
    return this.#ask("POST", "/clock", clock, { advance_ms: ms })
  }

  async #ask<T>(
    method: Parameters<JsonHttp["send"]>[0],
    path: string,
    answer: z.ZodType<T>,
    body?: object,
  ): Promise<T> {
    const text = await this.#http.send(method, path, body && JSON.stringify(body))
    const parsed = answer.safeParse(text === "" ? null : JSON.parse(text))
    if (parsed.success) return parsed.data
    throw new Failure(
      `${method} ${path} of the sandbox answered something that this parley does not understand.`,
      "Use the sandbox and the parley command of one version.",
    )
  }
}
