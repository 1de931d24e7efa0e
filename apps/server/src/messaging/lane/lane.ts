/**
 * One number's way out. A lane is held by one process at a time; it claims due rows a little at a time, decides and composes
 * each, posts them concurrently at the number's pace, and writes what came of them back in batches:
 *
 *     claim (a quarter of a second ahead) → decide → wait for a place → compose → post ─→ outcome → settle / postpone
 *
 * Its modes, of which it is in one at a time:
 *
 *     idle ⇄ posting    nothing is due; or messages go, each when its place comes
 *     waiting ⇄ probing a breaker is open: nothing is claimed; or one message at a time finds out whether Meta takes it
 *     draining → ended  it gives back what has not been posted, and waits for the answers to what has
 *
 * What must not be lost between a post and its outcome is the row itself: it stays claimed in the outbox until its outcome is
 * written, and what is said of it counts only under that claim. Nothing is posted on knowledge that is older than a second:
 * it is given back, and claimed again.
 */
import { setImmediate as nextTurn } from "node:timers/promises"
import { errorCodes } from "@parley/whatsapp/errors"
import type { SendOutcome } from "@parley/whatsapp/graph"
import type { SendEndpoint } from "@parley/whatsapp/marketing"
import type { Platform } from "../../platform/index.ts"
import { untilAborted } from "../../platform/until-aborted.ts"
import { Waker } from "../../platform/waker.ts"
import type { OutsideContent } from "../content/outside/ask-outside.ts"
import type { Breakers, SenderBreakers } from "../faults/breakers.ts"
import { ContentFaults } from "../faults/content-faults.ts"
import type { LaneNumber } from "../lane-number.ts"
import { lastClass } from "../sources/quiet.ts"
import { Claiming } from "./claiming.ts"
import { Claims, claimLimit } from "./claims.ts"
import { type Instant, isFresh } from "./freshness.ts"
import { InFlight } from "./in-flight.ts"
import { OutcomeWriter } from "./outcome-writer.ts"
import { Pace, type PairPace } from "./pace.ts"
import { Places } from "./places.ts"
import { Posts } from "./posts.ts"
import { type Ready, ReadyQueue } from "./ready-queue.ts"
import { Stops } from "./stops.ts"
import type { Store } from "./store.ts"
import type { Ways } from "./ways.ts"

/** So long before a place comes its message is claimed. */
const claimAheadMs = 250
const numberRefreshMs = 750
/** A lane without work is given up after this time, so that another process may have it. */
const idleMs = 5_000
/** And one that waits for longer than its next probe, with nothing to do until then. */
const longestWaitMs = 70_000
const pollMs = 1_000
/** Composing a message takes microseconds, or a few milliseconds at most: other work may run in between. */
const composeMs = 10

export type Mode = "idle" | "posting" | "waiting" | "probing" | "draining" | "ended"

/** Posts a message. @param how.mayStart asked at the last moment before anything leaves */
export type Post = (
  number: LaneNumber,
  body: string,
  how: { endpoint: SendEndpoint; mayStart: () => boolean },
) => Promise<SendOutcome>

export interface LaneOptions extends Pick<Platform, "clock" | "logger" | "metrics"> {
  store: Store
  post: Post
  number: LaneNumber
  /** Those of the process. */
  breakers: Breakers
  /** What other systems answer, for all lanes of the process. */
  outside: OutsideContent
  /** Of the number, whichever lane it has. */
  pairs: PairPace
  /** Of its account. */
  ways: Ways
  /** Ends the claiming. */
  signal: AbortSignal
  /** Ends the waiting for what is still to be written. */
  cutoff: AbortSignal
}

export class Lane {
  readonly #needs: LaneOptions
  readonly #waker = new Waker()
  readonly #queue = new ReadyQueue()
  readonly #pace: Pace
  readonly #inFlight: InFlight
  readonly #outcomes: OutcomeWriter
  readonly #claims: Claims
  readonly #places: Places
  readonly #claiming: Claiming
  readonly #posts: Posts
  readonly #stops: Stops
  #number: LaneNumber
  #breakers: SenderBreakers
  #mode: Mode = "idle"
  #refreshing: Promise<void> | undefined
  #refreshedMs = Number.NEGATIVE_INFINITY

  constructor(options: LaneOptions) {
    const { number, store, clock, logger, metrics, breakers, pairs, signal, cutoff } = options
    this.#needs = options
    this.#number = number
    this.#breakers = breakers.of(senderOf(number))
    const pace = new Pace(number.ratePerSecond)
    const inFlight = new InFlight(number.ratePerSecond)
    const claims = new Claims({
      store,
      now: () => this.#now(),
      lastClass: (at) => lastClass(this.#number.quiet, at),
    })
    const places = new Places({ store, logger })
    const outcomes = new OutcomeWriter(
      {
        logger,
        metrics,
        write: (settled, postponed, targets) => store.write(settled, postponed, targets),
        written: (all) => {
          claims.written(all)
          places.written(all)
          this.#waker.wake()
        },
      },
      cutoff,
    )
    const content = new ContentFaults({
      breakers,
      sender: () => senderOf(this.#number),
      logger,
      holdTemplate: (templateId, hold) => store.holdTemplate(templateId, hold),
    })
    this.#pace = pace
    this.#inFlight = inFlight
    this.#claims = claims
    this.#outcomes = outcomes
    this.#places = places
    this.#stops = new Stops({
      store,
      logger: logger.child({ number: number.id }),
      breakers: () => this.#breakers,
      nowMs: () => this.#nowMs(),
    })
    const queue = this.#queue
    this.#claiming = new Claiming({
      ...{ store, claims, outcomes, places, queue, clock, logger, metrics, signal },
      number: () => this.#number,
      ended: () => this.#waker.wake(),
    })
    this.#posts = new Posts({
      ...{ clock, content, pace, pairs, inFlight, outcomes, queue, signal },
      workspaceId: number.workspaceId,
      outside: options.outside,
      post: (body, how) => options.post(this.#number, body, how),
      ways: options.ways,
      optimizes: () => this.#number.optimizesDelivery,
      breakers: () => this.#breakers,
      mayGo: () => this.#mayContinue() && this.#breakers.ask(this.#nowMs()).kind === "go",
      ended: (judgement) => {
        if (judgement) this.#heedLimit(judgement.code)
        this.#waker.wake()
      },
    })
    signal.addEventListener("abort", () => this.#waker.wake())
  }

  get mode(): Mode {
    return this.#mode
  }

  /** There may be something to do. */
  wake(): void {
    this.#claims.hint()
    this.#waker.wake()
  }

  /** Runs until the lane has nothing to do, or the signal is aborted; then what happened to every post is written. */
  async run(): Promise<void> {
    this.#stops.begin(this.#number)
    this.#heedCountries()
    let idleSinceMs = performance.now()
    let turnMs = idleSinceMs
    while (this.#mayContinue()) {
      const nowMs = performance.now()
      if (nowMs - turnMs > composeMs) {
        await nextTurn()
        turnMs = performance.now()
      }
      this.#refresh(nowMs)
      this.#giveBackStale()
      this.#claiming.doubtOthers()
      const admission = this.#breakers.ask(this.#nowMs())
      this.#stops.show()
      if (admission.kind === "wait") {
        this.#mode = "waiting"
        this.#giveBackQueue()
        if (admission.ms > longestWaitMs && this.#isQuiet) break
        idleSinceMs = nowMs
        await this.#rest(admission.ms)
        continue
      }
      this.#mode = modeOf(admission.kind, this.#queue.isEmpty)
      this.#claimAhead()
      this.#posts.render()
      const first = this.#queue.first
      if (first === undefined) {
        if (!this.#isQuiet || !this.#claims.isDrained) idleSinceMs = nowMs
        if (nowMs - idleSinceMs > idleMs) break
        await this.#rest(pollMs)
        continue
      }
      idleSinceMs = nowMs
      const waitMs = first.isUrgent ? this.#pace.untilUrgent(nowMs) : this.#pace.untilNext(nowMs)
      if (waitMs >= 1 || !this.#inFlight.hasRoom) await this.#rest(waitMs >= 1 ? waitMs : pollMs)
      else this.#sendNext()
    }
    await this.#drain()
  }

  #sendNext(): void {
    const next = this.#queue.take()
    if (next?.content !== undefined) this.#posts.send(next.ready, next.content)
    else if (next) this.#posts.begin(next.ready)
  }

  async #drain(): Promise<void> {
    const { cutoff } = this.#needs
    this.#mode = "draining"
    await untilAborted(this.#claiming.underWay, cutoff)
    this.#giveBackQueue()
    this.#posts.giveBackAll()
    await untilAborted(this.#posts.rendering, cutoff)
    this.#giveBackQueue()
    while (this.#inFlight.count > 0 && !cutoff.aborted) await untilAborted(this.#waker.sleep(pollMs), cutoff)
    await untilAborted(this.#releaseLost(), cutoff)
    await this.#outcomes.writeAll()
    await untilAborted(this.#places.allFreed(), cutoff)
    await untilAborted(this.#stops.written, cutoff)
    this.#mode = "ended"
  }

  async #releaseLost(): Promise<void> {
    await this.#claims
      .releaseAll()
      .catch((err) => this.#needs.logger.warn({ err }, "claims without an answer could not be given back"))
  }

  #mayContinue(): boolean {
    return !this.#needs.signal.aborted && this.#number.isConnected
  }

  /** Nothing is under way whose end the lane has to wait for. */
  get #isQuiet(): boolean {
    return this.#inFlight.count === 0 && !this.#claiming.underWay && !this.#posts.rendering
  }

  /** Sleeps for so long, or until there is something to do. */
  async #rest(ms: number): Promise<void> {
    await this.#waker.sleep(Math.max(1, Math.min(ms, pollMs, this.#untilClaim(performance.now()))))
  }

  /** Milliseconds until something may be claimed. What ends earlier than that wakes the lane. */
  #untilClaim(nowMs: number): number {
    if (this.#claiming.underWay || this.#outcomes.isBehind || this.#mode === "waiting") return pollMs
    if (this.#mode === "probing")
      return this.#isQuiet && this.#queue.isEmpty ? this.#claims.until("all", nowMs) : pollMs
    const limit = claimLimit(this.#number.ratePerSecond)
    const urgentMs = this.#queue.urgentLength < limit ? this.#claims.until("urgent", nowMs) : pollMs
    return Math.min(urgentMs, this.#untilOrdinary(nowMs, limit))
  }

  #untilOrdinary(nowMs: number, limit: number): number {
    if (this.#queue.length > limit / 2) return pollMs
    return Math.max(this.#claims.until("all", nowMs), this.#pace.untilNext(nowMs) - claimAheadMs)
  }

  /** Claims what comes next, beside the posts. */
  #claimAhead(): void {
    const nowMs = performance.now()
    if (this.#untilClaim(nowMs) > 0) return
    const limit = this.#mode === "probing" ? 1 : claimLimit(this.#number.ratePerSecond)
    this.#claiming.claim(this.#untilOrdinary(nowMs, limit) <= 0 ? "all" : "urgent", limit)
  }

  /** What was claimed too long ago is claimed again, with what is known then. */
  #giveBackStale(): void {
    const now = this.#now()
    this.#giveBack(this.#queue.takeStale((ready) => !isFresh(ready.since, now)))
    this.#posts.giveBackStale(now)
  }

  #giveBackQueue(): void {
    const { ready, rendered } = this.#queue.takeAll()
    this.#giveBack(ready)
    this.#posts.giveBackRendered(rendered)
  }

  #giveBack(all: readonly Ready[]): void {
    this.#outcomes.giveBack(all.map(({ row }) => row))
  }

  /** Reads the number again, beside everything else. */
  #refresh(nowMs: number): void {
    if (this.#refreshing || nowMs - this.#refreshedMs < numberRefreshMs) return
    this.#refreshedMs = nowMs
    const counts = this.#stops.mark()
    this.#refreshing = this.#needs.store
      .number()
      .then((number) => {
        if (!number) return
        this.#pace.ratePerSecond = number.ratePerSecond
        this.#inFlight.ratePerSecond = number.ratePerSecond
        this.#number = number
        this.#breakers = this.#needs.breakers.of(senderOf(number))
        if (counts()) this.#heedLimit(this.#stops.follow(number))
        this.#heedCountries()
        this.#waker.wake()
      })
      .catch((err) =>
        this.#needs.logger.warn(
          { err, number: this.#number.id },
          "cannot read the number; going on as it was",
        ),
      )
      .finally(() => {
        this.#refreshing = undefined
      })
  }

  #heedCountries(): void {
    const number = this.#number
    this.#needs.breakers.closeCountries(senderOf(number), number.closedCountries, this.#nowMs())
  }

  /** Where Meta takes no more people, it is because of those who have been written to. */
  #heedLimit(code: number | null): void {
    const { portfolioId, messagingLimit } = this.#number
    if (code !== errorCodes.spamLimitReached && code !== errorCodes.limitLowered) return
    if (portfolioId === null || messagingLimit === null) return
    const { store, logger } = this.#needs
    store.correctLimit(portfolioId).catch((err) => logger.warn({ err }, "cannot correct the messaging limit"))
  }

  #now(): Instant {
    return { monotonicMs: performance.now(), wall: this.#needs.clock.now() }
  }

  /** Of the domain: what is held is held by it. */
  #nowMs(): number {
    return this.#needs.clock.now().getTime()
  }
}

const modeOf = (admission: "go" | "probe", isEmpty: boolean): Mode => {
  if (admission === "probe") return "probing"
  return isEmpty ? "idle" : "posting"
}

const senderOf = ({ id, account, portfolioId }: LaneNumber) => ({
  numberId: id,
  wabaId: account.waba_id,
  portfolioId,
})
