/** The breakers of one process, which all of its lanes share: what one learns of an account the others know at once. */
import { type Admission, type Answer, Breaker, type Pass, type Trouble } from "./breaker.ts"
import type { ClosedCountry } from "./closed-countries.ts"
import { type Fault, readHold, type SenderScope } from "./fault.ts"
import { TemplateStreaks } from "./template-streaks.ts"

export interface Sender {
  numberId: string
  wabaId: string
  /** null: not known. */
  portfolioId: string | null
}

const scopes = ["number", "account", "portfolio", "access", "meta"] as const satisfies readonly SenderScope[]

const strictness = { go: 0, probe: 1, wait: 2 } as const satisfies Record<Admission["kind"], number>

export class Breakers {
  readonly #breakers = new Map<string, Breaker>()
  readonly streaks = new TemplateStreaks()

  /** Those that a sender depends on. */
  of({ numberId, wabaId, portfolioId }: Sender): SenderBreakers {
    return new SenderBreakers({
      number: this.#at(`number:${numberId}`),
      account: this.#at(`account:${wabaId}`),
      portfolio: this.#at(portfolioId === null ? `portfolio of:${wabaId}` : `portfolio:${portfolioId}`),
      access: this.#at(`access:${wabaId}`),
      meta: this.#at("meta"),
    })
  }

  /** Of what is sent with a template; undefined while nothing was refused. */
  ofTemplate(templateId: string): Breaker | undefined {
    return this.#breakers.get(`template:${templateId}`)
  }

  /** Of what an account sends to a country; undefined while nothing was refused. */
  ofCountry({ wabaId }: Sender, country: string): Breaker | undefined {
    return this.#breakers.get(`country:${wabaId}:${country}`)
  }

  /** Stops what is sent with a template. */
  openTemplate(templateId: string, code: number, nowMs: number, untilMs?: number): void {
    this.#at(`template:${templateId}`).open(troubleOf(code, false), nowMs, untilMs)
  }

  /** Stops what an account sends to a country. */
  openCountry({ wabaId }: Sender, country: string, code: number, nowMs: number, untilMs?: number): void {
    this.hasCountries = true
    this.#at(`country:${wabaId}:${country}`).open(troubleOf(code, false), nowMs, untilMs)
  }

  /** Webhooks say to which countries an account can send nothing. */
  closeCountries(sender: Sender, closed: readonly ClosedCountry[], nowMs: number): void {
    for (const { country, code, untilMs } of closed)
      if (untilMs > nowMs) this.openCountry(sender, country, code, nowMs, untilMs)
  }

  /** Whether any country was ever refused: until then nobody's is looked up, which takes 28 µs. */
  hasCountries = false

  #at(key: string): Breaker {
    const known = this.#breakers.get(key)
    if (known) return known
    const breaker = new Breaker()
    this.#breakers.set(key, breaker)
    return breaker
  }
}

type Of<T> = Readonly<Record<SenderScope, T>>

/** What a post was started as, by each breaker. */
export type Passes = Of<Pass>

/** What stops a sender. */
export interface Stop extends Trouble {
  scope: SenderScope
  /** In milliseconds; null while an answer is awaited. */
  nextMs: number | null
}

/** The breakers that one sender depends on. All times are in milliseconds. */
export class SenderBreakers {
  readonly #of: Of<Breaker>

  constructor(of: Of<Breaker>) {
    this.#of = of
  }

  /** The strictest of them decides. */
  ask(nowMs: number): Admission {
    let strictest: Admission = { kind: "go" }
    for (const scope of scopes) {
      const admission = this.#of[scope].ask(nowMs)
      if (strictness[admission.kind] > strictness[strictest.kind]) strictest = admission
      else if (admission.kind === "wait" && strictest.kind === "wait" && admission.ms > strictest.ms)
        strictest = admission
    }
    return strictest
  }

  /** Why it waits, or sends single messages only; what lasts before what passes. */
  get stop(): Stop | null {
    let stop: Stop | null = null
    for (const scope of scopes) {
      const { trouble, nextMs } = this.#of[scope]
      if (trouble && (stop === null || (stop.passes && !trouble.passes))) stop = { ...trouble, scope, nextMs }
    }
    return stop
  }

  begin(): Passes {
    return this.#each((scope) => this.#of[scope].begin())
  }

  /** What a post came to that started with these passes. @param fault null: Meta took it */
  learn(passes: Passes, { fault, code }: { fault: Fault | null; code: number | null }, nowMs: number): void {
    for (const scope of scopes) {
      const isConcerned = fault?.of === "sender" && fault.scope === scope
      const trouble = troubleOf(code, isConcerned ? fault.passes : true)
      if (isConcerned && !fault.passes && !passes[scope].isProbe) this.#of[scope].open(trouble, nowMs)
      else this.#of[scope].learn(passes[scope], answerOf(fault, isConcerned), trouble, nowMs)
    }
  }

  /** Nothing was posted after all. */
  forget(passes: Passes, nowMs: number): void {
    for (const scope of scopes) this.#of[scope].forget(passes[scope], nowMs)
  }

  /** Another process, or a webhook, says that the number is held. @param code null: Meta is out of reach */
  hold({ code, untilMs }: { code: number | null; untilMs: number }, nowMs: number): void {
    const { scope, passes } = code === null ? ({ scope: "meta", passes: true } as const) : readHold(code)
    this.#of[scope].open(troubleOf(code, passes), nowMs, untilMs)
  }

  /** Someone says that what stopped it is over. */
  lift(): void {
    for (const scope of scopes) this.#of[scope].close()
  }

  #each<T>(what: (scope: SenderScope) => T): Of<T> {
    return {
      number: what("number"),
      account: what("account"),
      portfolio: what("portfolio"),
      access: what("access"),
      meta: what("meta"),
    }
  }
}

const troubleOf = (code: number | null, passes: boolean): Trouble => ({
  code,
  passes,
  comesLate: code !== null && readHold(code).comesLate,
})

function answerOf(fault: Fault | null, isConcerned: boolean): Answer {
  if (fault === null) return "accepted"
  return isConcerned ? "trouble" : "other"
}
