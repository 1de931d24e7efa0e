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
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises"
import { explainError } from "@parley/whatsapp/errors"
import type { SendOutcome } from "@parley/whatsapp/graph"
import { envelopeMessage } from "@parley/whatsapp/messages"
import type { Platform } from "../../platform/index.ts"
import { untilAborted } from "../../platform/until-aborted.ts"
import { Waker } from "../../platform/waker.ts"
import type { Composed } from "../content/compile.ts"
import { countryOf } from "../decide.ts"
import type { Pass } from "../faults/breaker.ts"
import type { Breakers, Passes, SenderBreakers } from "../faults/breakers.ts"
import type { LaneNumber } from "../lane-number.ts"
import type { ClaimedRow } from "../outbox/claim.ts"
import { type Judgement, judge } from "../outcome.ts"
import { admit, isSingle } from "./admission.ts"
import { type ClaimKind, Claims, claimLimit } from "./claims.ts"
import { ContactOrder } from "./contact-order.ts"
import { type Instant, isFresh } from "./freshness.ts"
import { InFlight } from "./in-flight.ts"
import { OutcomeWriter } from "./outcome-writer.ts"
import { Pace, type PairPace } from "./pace.ts"
import { type Ready, ReadyQueue } from "./ready-queue.ts"
import { personalFor, Rendering } from "./rendering.ts"
import { Stops } from "./stops.ts"
import type { Store } from "./store.ts"

/** So long before a place comes its message is claimed. */
const claimAheadMs = 250
const numberRefreshMs = 750
const databaseRetryMs = 500
/** Meta said that the number is too fast. */
const tooFastPauseMs = 1_000
/** A lane without work is given up after this time, so that another process may have it. */
const idleMs = 5_000
/** And one that waits for longer than its next probe, with nothing to do until then. */
const longestWaitMs = 70_000
const pollMs = 1_000
/** Composing a message takes microseconds, or a few milliseconds at most: other work may run in between. */
const composeMs = 10
/** Where the turn to have texts rendered did not come. */
const busyPauseMs = 5_000
/** After five people in a row a person has to look at the template; until then each try would cost five more. */
const streakHoldMs = 6 * 60 * 60_000
const templateHoldMs = 60_000

export type Mode = "idle" | "posting" | "waiting" | "probing" | "draining" | "ended"

/** Posts a message. @param mayStart asked at the last moment before anything leaves */
export type Post = (number: LaneNumber, body: string, mayStart: () => boolean) => Promise<SendOutcome>

export interface LaneOptions extends Pick<Platform, "clock" | "logger" | "metrics"> {
  store: Store
  post: Post
  number: LaneNumber
  /** Those of the process. */
  breakers: Breakers
  /** Of the number, whichever lane it has. */
  pairs: PairPace
  /** Ends the claiming. */
  signal: AbortSignal
  /** Ends the waiting for what is still to be written. */
  cutoff: AbortSignal
}

/** What a post was started with. */
interface Started {
  passes: Passes
  ofTemplate: Pass | undefined
  ofCountry: Pass | undefined
  wall: Date
}

export class Lane {
  readonly #needs: LaneOptions
  readonly #waker = new Waker()
  readonly #queue = new ReadyQueue()
  readonly #order = new ContactOrder<Ready>()
  readonly #pace: Pace
  readonly #inFlight: InFlight
  readonly #claims: Claims
  readonly #outcomes: OutcomeWriter
  readonly #rendering: Rendering
  readonly #stops: Stops
  #number: LaneNumber
  #breakers: SenderBreakers
  #mode: Mode = "idle"
  #claiming: Promise<void> | undefined
  #refreshing: Promise<void> | undefined
  #refreshedMs = Number.NEGATIVE_INFINITY

  constructor(options: LaneOptions) {
    const { number, store, logger, metrics, signal, cutoff } = options
    this.#needs = options
    this.#number = number
    this.#breakers = options.breakers.of(senderOf(number))
    this.#pace = new Pace(number.ratePerSecond)
    this.#inFlight = new InFlight(number.ratePerSecond)
    this.#claims = new Claims({ store, logger, now: () => this.#now() })
    this.#stops = new Stops({
      store,
      logger: logger.child({ number: number.id }),
      breakers: () => this.#breakers,
      nowMs: () => this.#nowMs(),
    })
    this.#outcomes = new OutcomeWriter(
      {
        logger,
        metrics,
        write: (settled, postponed) => store.write(settled, postponed),
        written: (outcomes) => {
          this.#claims.written(outcomes)
          this.#waker.wake()
        },
      },
      cutoff,
    )
    this.#rendering = new Rendering({
      workspaceId: number.workspaceId,
      signal,
      rendered: (ready, composed) => this.#rendered(ready, composed),
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
      if (!this.#claiming && this.#claims.isDoubtingDue) this.#claiming = this.#doubtOthers()
      const admission = this.#breakers.ask(this.#nowMs())
      this.#stops.show()
      if (admission.kind === "wait") {
        this.#mode = "waiting"
        this.#giveBack(this.#queue.takeAll())
        if (admission.ms > longestWaitMs && this.#isQuiet) break
        idleSinceMs = nowMs
        await this.#rest(admission.ms)
        continue
      }
      this.#mode = modeOf(admission.kind, this.#queue.isEmpty)
      this.#claimAhead()
      this.#rendering.begin()
      const first = this.#queue.first
      if (first === undefined) {
        if (!this.#isQuiet || !this.#claims.isDrained) idleSinceMs = nowMs
        if (nowMs - idleSinceMs > idleMs) break
        await this.#rest(pollMs)
        continue
      }
      idleSinceMs = nowMs
      const waitMs = first.isUrgent ? this.#pace.untilUrgent(nowMs) : this.#pace.untilNext(nowMs)
      if (waitMs >= 1 || !this.#inFlight.hasRoom) {
        await this.#rest(waitMs >= 1 ? waitMs : pollMs)
        continue
      }
      const next = this.#queue.take()
      if (next?.content === undefined) this.#begin(first)
      else this.#send(next.ready, next.content)
    }
    await this.#drain()
  }

  async #drain(): Promise<void> {
    const { cutoff } = this.#needs
    this.#mode = "draining"
    await untilAborted(this.#claiming, cutoff)
    this.#giveBack([...this.#queue.takeAll(), ...this.#rendering.takeWaiting(() => true)])
    await untilAborted(this.#rendering.underWay, cutoff)
    this.#giveBack([...this.#queue.takeAll(), ...this.#order.takeWaiting(() => true)])
    while (this.#inFlight.count > 0 && !cutoff.aborted) await untilAborted(this.#waker.sleep(pollMs), cutoff)
    this.#giveBack(this.#queue.takeAll())
    await untilAborted(this.#releaseLost(), cutoff)
    await this.#outcomes.writeAll()
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
    return (
      this.#inFlight.count === 0 && this.#claiming === undefined && this.#rendering.underWay === undefined
    )
  }

  /** Sleeps for so long, or until there is something to do. */
  async #rest(ms: number): Promise<void> {
    await this.#waker.sleep(Math.max(1, Math.min(ms, pollMs, this.#untilClaim(performance.now()))))
  }

  /** Milliseconds until something may be claimed. What ends earlier than that wakes the lane. */
  #untilClaim(nowMs: number): number {
    if (this.#claiming || this.#outcomes.isBehind || this.#mode === "waiting") return pollMs
    const untilAllMs = this.#claims.until("all", nowMs)
    if (this.#mode === "probing") return this.#isQuiet && this.#queue.isEmpty ? untilAllMs : pollMs
    const limit = claimLimit(this.#number.ratePerSecond)
    return Math.min(
      this.#queue.urgentLength < limit ? this.#claims.until("urgent", nowMs) : pollMs,
      this.#queue.length <= limit / 2
        ? Math.max(untilAllMs, this.#pace.untilNext(nowMs) - claimAheadMs)
        : pollMs,
    )
  }

  /** Claims what comes next, beside the posts. */
  #claimAhead(): void {
    if (this.#untilClaim(performance.now()) > 0) return
    if (this.#mode === "probing") return this.#claim("all", 1)
    const limit = claimLimit(this.#number.ratePerSecond)
    const nowMs = performance.now()
    const isNear = this.#pace.untilNext(nowMs) <= claimAheadMs
    const isWanted = this.#queue.length <= limit / 2 && isNear && this.#claims.until("all", nowMs) <= 0
    this.#claim(isWanted ? "all" : "urgent", limit)
  }

  #claim(kind: ClaimKind, limit: number): void {
    this.#claiming = this.#claimAndAdmit(kind, limit)
      .catch(async (err) => {
        this.#needs.logger.warn({ err, number: this.#number.id }, "cannot claim messages; retrying")
        await sleep(databaseRetryMs, undefined, { signal: this.#needs.signal }).catch(() => undefined)
      })
      .finally(() => this.#claimed())
  }

  async #claimAndAdmit(kind: ClaimKind, limit: number): Promise<void> {
    const { rows, since } = await this.#claims.claim(kind, limit)
    if (rows.length === 0) return
    try {
      const contents = await this.#needs.store.contents(rows.map((row) => row.content_id))
      const ready: Ready[] = []
      for (const row of rows) {
        const decision = admit(row, { number: this.#number, contents, since, now: this.#needs.clock.now() })
        if (decision.kind === "send") ready.push(decision.ready)
        else if (decision.kind === "drop") this.#drop(row, decision.reason, decision.detail)
        else this.#postpone(row, decision.until, decision.reason)
      }
      this.#queue.add(ready)
    } catch (error) {
      this.#outcomes.giveBack(rows)
      throw error
    }
  }

  async #doubtOthers(): Promise<void> {
    const { logger, metrics } = this.#needs
    try {
      const doubtful = await this.#claims.doubtOthers()
      if (doubtful === 0) return
      metrics.postponed.labels("in_doubt").inc(doubtful)
      logger.warn({ number: this.#number.id, messages: doubtful }, "messages of a dead worker are in doubt")
    } catch (err) {
      logger.warn({ err, number: this.#number.id }, "cannot look for messages of dead workers; retrying")
      await sleep(databaseRetryMs, undefined, { signal: this.#needs.signal }).catch(() => undefined)
    } finally {
      this.#claimed()
    }
  }

  #claimed(): void {
    this.#claiming = undefined
    this.#waker.wake()
  }

  /** What was claimed too long ago is claimed again, with what is known then. */
  #giveBackStale(): void {
    const now = this.#now()
    const isStale = (ready: Ready) => !isFresh(ready.since, now)
    this.#giveBack([...this.#queue.takeStale(isStale), ...this.#order.takeWaiting(isStale)])
    for (const ready of this.#rendering.takeWaiting(isStale)) this.#postponeRendering(ready)
  }

  /** The place of a message has come. */
  #begin(ready: Ready): void {
    if (!isFresh(ready.since, this.#now())) return this.#outcomes.giveBack([ready.row])
    const turn = this.#order.begin(ready, this.#needs.clock.now())
    if (turn === "behind") return
    if (turn !== "go") return this.#postpone(ready.row, turn.until, turn.reason)
    this.#goInTurn(ready)
  }

  #goInTurn(ready: Ready): void {
    const now = this.#needs.clock.now()
    const refused = this.#refusalOf(ready)
    if (refused) {
      this.#postpone(ready.row, refused.at, refused.reason)
      return this.#endTurn(ready)
    }
    const pairWaitMs = this.#needs.pairs.take(ready.contactId, performance.now())
    if (pairWaitMs > 0) {
      const again = { at: new Date(now.getTime() + pairWaitMs), reason: "pair_limit" }
      this.#postpone(ready.row, again.at, again.reason)
      return this.#endTurn(ready, again)
    }
    const composed = this.#rendering.take(ready) ?? ready.compiled.compose(personalFor(ready))
    if (composed === undefined) this.#rendering.add(ready)
    else this.#compose(ready, composed)
  }

  /** What is known of its template or its country to be refused. */
  #refusalOf({ row, templateId, contact }: Ready): { at: Date; reason: string } | undefined {
    const { breakers } = this.#needs
    const nowMs = this.#nowMs()
    const ofTemplate = templateId === null || isSingle(row) ? undefined : breakers.ofTemplate(templateId)
    const country = breakers.hasCountries ? countryOf(contact) : undefined
    const ofCountry = country === undefined ? undefined : breakers.ofCountry(senderOf(this.#number), country)
    for (const breaker of [ofTemplate, ofCountry]) {
      const code = breaker?.trouble?.code
      const admission = breaker?.ask(nowMs)
      if (admission?.kind === "wait") return { at: new Date(nowMs + admission.ms), reason: String(code) }
    }
    return undefined
  }

  #rendered(ready: Ready, composed: Composed | "busy" | "ended"): void {
    this.#waker.wake()
    if (composed === "ended") {
      this.#outcomes.giveBack([ready.row])
      return this.#endTurn(ready)
    }
    if (composed === "busy") return this.#postponeRendering(ready)
    if (isFresh(ready.since, this.#now())) return this.#compose(ready, composed, true)
    this.#rendering.keep(ready, composed)
    this.#outcomes.giveBack([ready.row])
    this.#endTurn(ready, { at: this.#needs.clock.now(), reason: "rendering" })
  }

  #postponeRendering(ready: Ready): void {
    const again = { at: new Date(this.#nowMs() + busyPauseMs), reason: "rendering" }
    this.#postpone(ready.row, again.at, again.reason)
    this.#endTurn(ready, again)
  }

  /** @param isLater its place has passed, and it gets the next one */
  #compose(ready: Ready, composed: Composed, isLater = false): void {
    if (!composed.ok) {
      this.#drop(ready.row, composed.reason, composed.detail)
      return this.#endTurn(ready)
    }
    if (isLater) this.#queue.addRendered({ ready, content: composed.content })
    else this.#send(ready, composed.content)
  }

  /** Posts, without waiting for the answer. */
  #send(ready: Ready, content: string): void {
    const now = this.#now()
    if (!isFresh(ready.since, now)) {
      this.#outcomes.giveBack([ready.row])
      return this.#endTurn(ready, { at: now.wall, reason: null })
    }
    const { breakers } = this.#needs
    const { phone, bsuid } = ready.contact
    this.#pace.take(performance.now())
    this.#inFlight.begin()
    const country = breakers.hasCountries ? countryOf(ready.contact) : undefined
    void this.#post(ready, envelopeMessage({ phone, bsuid, callbackData: ready.id }, content), {
      passes: this.#breakers.begin(),
      ofTemplate: ready.templateId === null ? undefined : breakers.ofTemplate(ready.templateId)?.begin(),
      ofCountry:
        country === undefined ? undefined : breakers.ofCountry(senderOf(this.#number), country)?.begin(),
      wall: now.wall,
    })
  }

  async #post(ready: Ready, body: string, started: Started): Promise<void> {
    const breakers = this.#breakers
    const mayStart = () => isFresh(ready.since, this.#now())
    const startedMs = performance.now()
    const answer = await this.#needs
      .post(this.#number, body, mayStart)
      .catch((cause): SendOutcome => ({ kind: "no_answer", cause }))
    this.#inFlight.end(performance.now() - startedMs)
    this.#waker.wake()
    if (answer.kind === "not_sent" && !mayStart()) {
      breakers.forget(started.passes, this.#nowMs())
      this.#outcomes.giveBack([ready.row])
      return this.#endTurn(ready, { at: this.#needs.clock.now(), reason: null })
    }
    const now = this.#needs.clock.now()
    const judgement = judge(answer, { refusals: ready.row.refusals, isSingle: isSingle(ready.row), now })
    breakers.learn(started.passes, judgement, now.getTime())
    this.#learnOfContent(ready, judgement, started, now.getTime())
    this.#conclude(ready, judgement, started)
  }

  /** What it says about the template, the country and the pace. */
  #learnOfContent(ready: Ready, { outcome, fault, code }: Judgement, started: Started, nowMs: number): void {
    const { breakers } = this.#needs
    const { templateId, row, contact } = ready
    if (fault?.of === "pace") this.#pace.pause(performance.now(), tooFastPauseMs)
    const answer = outcome.kind === "accepted" ? "accepted" : "trouble"
    const country = fault?.of === "country" || started.ofCountry ? countryOf(contact) : undefined
    if (country !== undefined) {
      const known = breakers.ofCountry(senderOf(this.#number), country)
      const trouble = known?.trouble
      if (started.ofCountry && trouble) known.learn(started.ofCountry, answer, trouble, nowMs)
      else if (fault?.of === "country" && code !== null)
        breakers.openCountry(senderOf(this.#number), country, code, nowMs)
    }
    if (templateId === null || isSingle(row)) return
    const known = breakers.ofTemplate(templateId)
    if (started.ofTemplate && known?.trouble) known.learn(started.ofTemplate, answer, known.trouble, nowMs)
    if (outcome.kind === "accepted") breakers.streaks.accepted(templateId)
    else if (fault?.of === "template" && code !== null)
      this.#holdTemplate(templateId, code, nowMs + templateHoldMs)
    else if (
      outcome.kind === "failed" &&
      isOfContent(code) &&
      breakers.streaks.refused(templateId, ready.contactId)
    )
      this.#holdTemplate(templateId, code, nowMs + streakHoldMs)
  }

  #holdTemplate(templateId: string, code: number, untilMs: number): void {
    const { breakers, logger, store } = this.#needs
    breakers.openTemplate(templateId, code, this.#nowMs(), untilMs)
    logger.error(
      { template: templateId, code },
      "what sends the template waits: Meta refuses the template, not a message",
    )
    store
      .holdTemplate(templateId, { until: new Date(untilMs), code })
      .catch((err) => logger.warn({ err, template: templateId }, "cannot hold what sends the template"))
  }

  #conclude(ready: Ready, { outcome, fault }: Judgement, started: Started): void {
    const { id, row } = ready
    const settled = { id, claim: row.claim, contentId: row.content_id }
    switch (outcome.kind) {
      case "accepted":
        this.#outcomes.settle({
          ...settled,
          status: "accepted",
          reason: null,
          detail: null,
          wamid: outcome.wamid,
        })
        return this.#endTurn(ready)
      case "failed": {
        const { reason, detail } = outcome
        this.#outcomes.settle({ ...settled, status: "failed", reason, detail, wamid: null })
        return this.#endTurn(ready)
      }
      case "again":
        this.#outcomes.postpone({
          id,
          claim: row.claim,
          state: "due",
          at: outcome.at,
          reason: outcome.reason,
          counts: outcome.isCounted ? "refusal" : null,
        })
        // What its template or its country is refused for concerns no other message to the person.
        return this.#endTurn(ready, fault?.of === "template" || fault?.of === "country" ? undefined : outcome)
      case "in_doubt":
        this.#outcomes.postpone({
          id,
          claim: row.claim,
          state: "in_doubt",
          at: started.wall,
          reason: "in_doubt",
          counts: "unanswered",
        })
        return this.#endTurn(ready)
    }
  }

  /** Its turn among the messages to its contact is over: who waited for it goes, or waits on with it. */
  #endTurn(ready: Ready, again?: { at: Date; reason: string | null }): void {
    const { next, later } = this.#order.end(ready, again)
    if (again?.reason) for (const one of later) this.#postpone(one.row, again.at, again.reason)
    else this.#giveBack(later)
    if (next === undefined) return
    const mayGo = this.#mayContinue() && this.#breakers.ask(this.#nowMs()).kind === "go"
    if (mayGo && isFresh(next.since, this.#now())) return this.#goInTurn(next)
    this.#outcomes.giveBack([next.row])
    this.#endTurn(next)
  }

  /** Rows that were claimed and not posted are due again as before. */
  #giveBack(all: readonly Ready[]): void {
    this.#outcomes.giveBack(all.map(({ row }) => row))
  }

  #drop({ id, claim, content_id: contentId }: ClaimedRow, reason: string, detail: string | null): void {
    this.#outcomes.settle({ id, claim, contentId, status: "dropped", reason, detail, wamid: null })
  }

  #postpone({ id, claim }: ClaimedRow, at: Date, reason: string | null): void {
    this.#outcomes.postpone({ id, claim, state: "due", at, reason, counts: null })
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
        if (counts()) this.#stops.follow(number)
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

/** Whether a message was refused for what it says. */
const isOfContent = (code: number | null): code is number =>
  code !== null && explainError(code).fault === "content"

const senderOf = ({ id, account, portfolioId }: LaneNumber) => ({
  numberId: id,
  wabaId: account.waba_id,
  portfolioId,
})
