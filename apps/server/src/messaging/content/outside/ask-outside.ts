import { isIP } from "node:net"
import { LRUCache } from "lru-cache"
import type { Clock } from "../../../platform/clock.ts"
import type { Outgoing } from "../../../platform/outgoing/index.ts"
import { type OutsideAnswer, type OutsideRequest, requestKey } from "../liquid/connected-content.ts"
import { HostHealth } from "./host-health.ts"
import { type KeptAnswers, noneKept } from "./kept-answers.ts"

/** As Braze waits. */
const timeoutMs = 2_000
/** Of an answer, as Braze has it; more than that is none. */
const mostBytes = 1024 * 1024
const mostKeptBytes = 32 * 1024 * 1024
/** A message that goes again does so within this time, or has expired. */
const keptForMessageMs = 3_600_000
/** Requests under way for one workspace. */
const mostAtOnce = 32
/** As Braze has it: the call is tried again up to five times. */
const mostRetries = 5
const firstRetryMs = 5_000

/** The message waits, and asks again. */
export interface Later {
  laterMs: number
}
/** It was asked as often as it may be. */
export const gaveUp = "gave_up"
/** Why nobody was asked, and the message is not sent. */
export interface NotAsked {
  refused: string
}

/** The header Authorization that a host is told under a name; undefined: none. */
export type FindAuthorization = (
  workspaceId: string,
  credential: { name: string; host: string },
) => Promise<string | undefined>

interface Asker {
  workspaceId: string
  messageId: string
}

interface Needs {
  outgoing: Pick<Outgoing, "ask">
  clock: Clock
  /** Where answers outlive this process. */
  kept?: KeptAnswers
  authorization?: FindAuthorization
}

/**
 * Asks other systems for the contents of messages, a few requests at a time for each workspace. Answers are kept in memory and where a
 * worker that starts again finds them: for others as long as the request allows, and for the same message as long as it may go again.
 */
export class OutsideContent {
  readonly #outgoing: Pick<Outgoing, "ask">
  readonly #clock: Clock
  readonly #hosts = new HostHealth()
  readonly #shared = new LRUCache<string, { answer: OutsideAnswer }>({ max: 10_000, maxSize: mostKeptBytes })
  readonly #ofMessages = new LRUCache<string, { answer: OutsideAnswer }>({
    max: 50_000,
    maxSize: mostKeptBytes,
    ttl: keptForMessageMs,
  })
  readonly #failures = new LRUCache<string, number>({ max: 50_000, ttl: keptForMessageMs })
  readonly #underWay = new Map<string, Promise<OutsideAnswer>>()
  readonly #running = new Map<string, number>()
  readonly #waiting = new Map<string, (() => void)[]>()

  readonly #kept: KeptAnswers
  readonly #authorization: FindAuthorization

  constructor({ outgoing, clock, kept = noneKept, authorization = async () => undefined }: Needs) {
    this.#outgoing = outgoing
    this.#clock = clock
    this.#kept = kept
    this.#authorization = authorization
  }

  async answer(
    request: OutsideRequest,
    { workspaceId, messageId }: Asker,
  ): Promise<OutsideAnswer | Later | typeof gaveUp | NotAsked> {
    const key = `${workspaceId} ${requestKey(request)}`
    const ofMessage = `${messageId} ${key}`
    const own = { workspaceId, id: messageId }
    const inMemory = this.#ofMessages.get(ofMessage)?.answer ?? this.#sharedAnswer(key, request)
    if (inMemory) return this.#keepForMessage(ofMessage, inMemory)
    const isShared = request.cacheSeconds > 0
    const kept = await this.#kept.find(isShared ? { workspaceId, id: workspaceId } : own, key)
    if (kept) return this.#keepForMessage(ofMessage, kept)
    const authorization = await this.#authorizationOf(request, workspaceId)
    if (authorization === null)
      return {
        refused: `There is no credential “${request.credential}” for the host that is asked over HTTPS.`,
      }
    const answer = await this.#askOnce(key, request, { workspaceId, authorization })
    if (request.retries && hasFailed(answer)) {
      const failures = (this.#failures.get(ofMessage) ?? 0) + 1
      this.#failures.set(ofMessage, failures)
      return failures > mostRetries ? gaveUp : { laterMs: firstRetryMs * 2 ** (failures - 1) }
    }
    // One that others may have is kept by who asked for it.
    if (!isShared || hasFailed(answer) || answer.status !== 200)
      await this.#kept.keep(own, key, answer, keptForMessageMs)
    return this.#keepForMessage(ofMessage, answer)
  }

  #keepForMessage(ofMessage: string, answer: OutsideAnswer): OutsideAnswer {
    this.#ofMessages.set(ofMessage, { answer }, { size: sizeOf(answer) })
    return answer
  }

  /** @returns null where the credential that it names is not for its host */
  async #authorizationOf(
    { credential, url }: OutsideRequest,
    workspaceId: string,
  ): Promise<string | null | undefined> {
    if (credential === undefined) return undefined
    const address = URL.parse(url)
    // Over HTTP everybody on the way reads it. An address without a name is one of a network that the operator allows.
    if (!address || (address.protocol !== "https:" && isIP(address.hostname) === 0)) return null
    return (await this.#authorization(workspaceId, { name: credential, host: address.host })) ?? null
  }

  #sharedAnswer(key: string, { cacheSeconds }: OutsideRequest): OutsideAnswer | undefined {
    return cacheSeconds > 0 ? this.#shared.get(key)?.answer : undefined
  }

  /** Those who may share an answer wait for the one request. */
  #askOnce(
    key: string,
    request: OutsideRequest,
    { workspaceId, authorization }: { workspaceId: string; authorization: string | undefined },
  ): Promise<OutsideAnswer> {
    const asked = () => this.#inTurn(workspaceId, () => this.#ask(request, authorization))
    if (request.cacheSeconds === 0) return asked()
    const before = this.#underWay.get(key)
    if (before) return before
    const asking = asked()
      .then(async (answer) => {
        if (hasFailed(answer) || answer.status !== 200) return answer
        const forMs = request.cacheSeconds * 1_000
        this.#shared.set(key, { answer }, { size: sizeOf(answer), ttl: forMs })
        await this.#kept.keep({ workspaceId, id: workspaceId }, key, answer, forMs)
        return answer
      })
      .finally(() => this.#underWay.delete(key))
    this.#underWay.set(key, asking)
    return asking
  }

  async #inTurn<T>(workspaceId: string, work: () => Promise<T>): Promise<T> {
    const running = this.#running.get(workspaceId) ?? 0
    if (running >= mostAtOnce) {
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#waiting.set(workspaceId, [...(this.#waiting.get(workspaceId) ?? []), resolve])
      await promise
    } else this.#running.set(workspaceId, running + 1)
    try {
      return await work()
    } finally {
      const [next, ...others] = this.#waiting.get(workspaceId) ?? []
      if (others.length > 0) this.#waiting.set(workspaceId, others)
      else this.#waiting.delete(workspaceId)
      // Its place goes to who waits.
      if (next) next()
      else this.#leave(workspaceId)
    }
  }

  #leave(workspaceId: string): void {
    const running = (this.#running.get(workspaceId) ?? 1) - 1
    if (running > 0) this.#running.set(workspaceId, running)
    else this.#running.delete(workspaceId)
  }

  async #ask(
    { method, url, headers, body }: OutsideRequest,
    authorization: string | undefined,
  ): Promise<OutsideAnswer> {
    const host = URL.parse(url)?.host ?? ""
    const nowMs = this.#clock.now().getTime()
    if (this.#hosts.isPaused(host, nowMs)) return nothing
    const said = authorization === undefined ? headers : { ...headers, authorization }
    const asked = { method, headers: said, body, timeoutMs, mostBytes }
    const { status, text } = await this.#outgoing.ask(url, asked)
    this.#hosts.learn(host, status, nowMs)
    return status === null ? nothing : readAnswer(status, text)
  }
}

const nothing: OutsideAnswer = { status: null, value: null, isJson: false }
const hasFailed = ({ status }: OutsideAnswer) =>
  status === null || status === 408 || status === 429 || status >= 500
const sizeOf = ({ value }: OutsideAnswer) => (JSON.stringify(value)?.length ?? 0) + 100

/** Deeper than anything that is meant, and not as deep as would end a stack that walks through it. */
const deepest = 200

/** Brackets of its texts count as well: who has so many of them means no answer for a message. */
function isTooDeep(text: string): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (character === "[" || character === "{") depth += 1
    else if (character === "]" || character === "}") depth -= 1
    if (depth > deepest) return true
  }
  return false
}

/** An object of JSON says how it was answered; what is no success and no such object is nothing. */
function readAnswer(status: number, text: string): OutsideAnswer {
  const isFine = status >= 200 && status < 300
  if (/^\s*[[{]/.test(text) && isTooDeep(text)) return { status, value: null, isJson: false }
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return { status, value: { ...value, __http_status_code__: status }, isJson: true }
    return { status, value: isFine ? value : null, isJson: true }
  } catch {
    return { status, value: isFine ? text : null, isJson: false }
  }
}
