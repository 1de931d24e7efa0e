/**
 * One number's way out. A lane is held by one process at a time; it claims due rows in batches, decides and composes
 * each, posts them concurrently at the number's pace, and writes what came of them back in batches:
 *
 *     claim (next batch) ─┐
 *     batch → decide → compose → pace → post ─→ outcomes → settle / postpone
 *
 * The next batch is claimed while the present one is being posted, and outcomes are written while posts continue, so that
 * neither waits for the database. What must not be lost between a post and its outcome is the row itself: it stays
 * claimed in the outbox until its outcome is written.
 */
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises"
import type { GraphClient } from "@parley/whatsapp/graph"
import { envelopeMessage } from "@parley/whatsapp/messages"
import { v7 } from "uuid"
import { graphClient } from "../../connect/index.ts"
import type { Tx } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { untilAborted } from "../../platform/until-aborted.ts"
import { Waker } from "../../platform/waker.ts"
import type { CompiledContent, Composed } from "../content/compile.ts"
import type { ContentCache, ContentFor } from "../content/content-cache.ts"
import { decide } from "../decide.ts"
import { holdNumber, type LaneNumber, readLaneNumber } from "../lane-number.ts"
import { type ClaimedRow, claimDue } from "../outbox/claim.ts"
import { doubtClaims } from "../outbox/doubts.ts"
import type { Postponed } from "../outbox/postpone.ts"
import { judge } from "../outcome.ts"
import { classes } from "../sources/sources.ts"
import { OutcomeWriter } from "./outcome-writer.ts"
import { Pace, PairPace } from "./pace.ts"
import { RenderingTurn } from "./rendering-turn.ts"

/** Rows a claim takes; large enough to make its statement cheap, small enough that a crash leaves few in doubt. */
const claimSize = 500
/** Posts under way at once: a second's worth for a fast number at Meta's usual latency. */
const mostInFlight = 256
const numberRefreshMs = 1_000
const databaseRetryMs = 500
const unreachablePauseMs = 1_000
/** A lane without work is given up after this time, so that another process may have it. */
const idleMs = 5_000
const pollMs = 1_000
/** Composing a message takes microseconds, or a few milliseconds at most: other work may run in between. */
const composeMs = 10
/** Where the workspace's turn to have texts rendered did not come. */
const busyPauseMs = 5_000

/** A row whose text a process apart renders, and what for. */
interface Personalized {
  row: ClaimedRow
  compiled: CompiledContent
  personal: { contact: Addressee; variables: unknown }
}

type Addressee = NonNullable<ClaimedRow["contact"]>

type Needs = Pick<Platform, "config" | "clock" | "db" | "graph" | "logger" | "metrics" | "secrets">

export class Lane {
  readonly #platform: Needs
  readonly #contents: ContentCache
  readonly #signal: AbortSignal
  readonly #cutoff: AbortSignal
  readonly #waker = new Waker()
  readonly #pairs = new PairPace()
  readonly #rendering = new RenderingTurn()
  readonly #pace: Pace
  readonly #outcomes: OutcomeWriter
  #number: LaneNumber
  #client: GraphClient
  #refreshedMs = 0
  #inFlight = 0
  #slotsAwaited: (() => void)[] = []

  /**
   * @param options.signal ends the claiming
   * @param options.cutoff ends the waiting for what is still to be written
   */
  constructor(options: {
    platform: Needs
    contents: ContentCache
    number: LaneNumber
    signal: AbortSignal
    cutoff: AbortSignal
  }) {
    this.#platform = options.platform
    this.#contents = options.contents
    this.#number = options.number
    this.#signal = options.signal
    this.#cutoff = options.cutoff
    this.#pace = new Pace(options.number.ratePerSecond)
    this.#client = graphClient(options.platform, options.number.account)
    this.#outcomes = new OutcomeWriter(options.platform, (work) => this.#scope(work), options.cutoff)
    options.signal.addEventListener("abort", () => this.wake())
  }

  /** There may be something to do. */
  wake(): void {
    this.#waker.wake()
  }

  /** Runs until the lane is idle, the number is held, or the signal is aborted; then what happened to every post is written. */
  async run(): Promise<void> {
    await this.#doubtPredecessor()
    let idleSinceMs = performance.now()
    let next = this.#claim()
    while (this.#mayContinue()) {
      const batch = await next
      if (batch.length > 0) {
        next = this.#claimWhilePosting(batch)
        idleSinceMs = performance.now()
      } else {
        if (this.#inFlight === 0 && !this.#rendering.underWay && performance.now() - idleSinceMs > idleMs)
          break
        await this.#waker.sleep(pollMs)
        await this.#refreshNumber()
        next = this.#claim()
      }
    }
    this.#giveBack(await next)
    await untilAborted(this.#rendering.underWay, this.#cutoff)
    while (this.#inFlight > 0 && !this.#cutoff.aborted) await untilAborted(this.#slot(), this.#cutoff)
    await this.#outcomes.writeAll()
  }

  #mayContinue(): boolean {
    const { heldUntil, isConnected } = this.#number
    return (
      !this.#signal.aborted && isConnected && (heldUntil === null || heldUntil <= this.#platform.clock.now())
    )
  }

  async #claimWhilePosting(batch: ClaimedRow[]): Promise<ClaimedRow[]> {
    const [following] = await Promise.all([this.#claim(), this.#postBatch(batch)])
    return following
  }

  async #doubtPredecessor(): Promise<void> {
    const doubtful = await this.#scope((tx) => doubtClaims(tx, this.#number.id, []))
    if (doubtful > 0) {
      this.#platform.metrics.postponed.labels("in_doubt").inc(doubtful)
      this.#platform.logger.warn(
        { number: this.#number.id, messages: doubtful },
        "messages of a dead worker are in doubt",
      )
    }
  }

  /** An absent database is waited for, not thrown over: what is in flight still has outcomes to write. */
  async #claim(): Promise<ClaimedRow[]> {
    await this.#outcomes.catchUp(this.#signal)
    if (!this.#mayContinue()) return []
    try {
      const now = this.#platform.clock.now()
      const claim = v7({ msecs: now.getTime() })
      const request = {
        numberId: this.#number.id,
        claim,
        now,
        limit: claimSize,
        upToClass: classes.marketing,
      }
      return await this.#scope((tx) => claimDue(tx, request))
    } catch (error) {
      this.#platform.logger.warn({ err: error, number: this.#number.id }, "cannot claim messages; retrying")
      await sleep(databaseRetryMs)
      return []
    }
  }

  /**
   * Resolves when every row was posted or otherwise dealt with; answers may still be under way, and the texts that a
   * process apart renders. Those are sent beside the next batches. Where one of these has such texts, too, it waits a moment
   * for its turn, and then they wait in the outbox, so that what needs no such process is not held up.
   */
  async #postBatch(batch: readonly ClaimedRow[]): Promise<void> {
    await this.#refreshNumber()
    const contents = await this.#readContents(batch)
    if (!contents) return this.#giveBack(batch)
    const apart: Personalized[] = []
    let sinceMs = performance.now()
    for (const [index, row] of batch.entries()) {
      if (performance.now() - sinceMs > composeMs) {
        await nextTurn()
        sinceMs = performance.now()
      }
      if (!this.#mayContinue()) return this.#giveBack([...apart.map((one) => one.row), ...batch.slice(index)])
      const { contact } = row
      const compiled = this.#admit(row, contents.get(row.content_id)?.(contact?.language ?? null))
      if (!compiled || !contact) continue
      const personal = { contact, variables: row.variables ?? {} }
      const composed = compiled.compose(personal)
      if (composed) await this.#send(row, contact, composed)
      else apart.push({ row, compiled, personal })
    }
    if (apart.length === 0) return
    if (!(await this.#rendering.isFree())) return this.#postponeRendering(apart)
    this.#rendering.begin(this.#postApart(apart))
  }

  /** Each content is one piece of work for the process apart, whatever the number of its rows. */
  async #postApart(apart: readonly Personalized[]): Promise<void> {
    await Promise.all(
      [...Map.groupBy(apart, (one) => one.compiled)].map(async ([compiled, rows]) => {
        const people = rows.map(({ personal }) => personal)
        const composing = compiled.composeApart(people, this.#number.workspaceId)
        await untilAborted(composing, this.#signal)
        if (!this.#mayContinue()) return this.#giveBack(rows.map(({ row }) => row))
        const composed = await composing
        if (composed === "busy") return this.#postponeRendering(rows)
        for (const [index, { row, personal }] of rows.entries()) {
          const one = composed[index]
          if (one) await this.#send(row, personal.contact, one)
        }
      }),
    )
  }

  #postponeRendering(rows: readonly Personalized[]): void {
    const { clock, logger } = this.#platform
    logger.warn(
      { number: this.#number.id, messages: rows.length },
      "texts with loops or lists wait for a process that renders them; trying again in five seconds",
    )
    const at = new Date(clock.now().getTime() + busyPauseMs)
    for (const { row } of rows) this.#postpone(row, { at, reason: "rendering" })
  }

  /** @returns undefined when the lane ends before the database has answered */
  async #readContents(batch: readonly ClaimedRow[]): Promise<Map<string, ContentFor> | undefined> {
    const ids = batch.map((row) => row.content_id)
    while (this.#mayContinue()) {
      try {
        return await this.#contents.read(this.#number.workspaceId, ids)
      } catch (error) {
        this.#platform.logger.warn({ err: error }, "cannot read contents; retrying")
        await sleep(databaseRetryMs)
      }
    }
    return undefined
  }

  /** Decides. @returns what composes the message, or undefined when the row is not sent now */
  #admit(row: ClaimedRow, content: ReturnType<ContentFor> | undefined): CompiledContent | undefined {
    if (!row.contact) return void this.#drop(row, "contact_deleted", null)
    if (!content) return void this.#drop(row, "content_broken", "The content does not exist.")
    const now = this.#platform.clock.now()
    const decision = decide(
      { ...content.due, isOfLaunch: row.source_kind === "launch" },
      recipient(row, this.#number),
      now,
    )
    if (decision.kind === "drop") return void this.#drop(row, decision.reason, null)
    if (decision.kind === "hold")
      return void this.#postpone(row, { at: decision.until, reason: decision.reason })

    const pairWaitMs = this.#pairs.take(row.contact_id, performance.now())
    if (pairWaitMs > 0) {
      return void this.#postpone(row, { at: new Date(now.getTime() + pairWaitMs), reason: "pair_limit" })
    }
    const { compiled } = content
    if (compiled instanceof Error) return void this.#drop(row, "content_broken", compiled.message)
    return compiled
  }

  /** Posts a message when its turn has come, without waiting for the answer; a row that may not go any more is given back. */
  async #send(row: ClaimedRow, contact: Addressee, composed: Composed): Promise<void> {
    if (!composed.ok) return this.#drop(row, composed.reason, composed.detail)
    if (!this.#mayContinue()) return this.#giveBack([row])
    const waitMs = this.#pace.take(performance.now())
    if (waitMs >= 1) await sleep(waitMs, undefined, { signal: this.#signal }).catch(() => undefined)
    while (this.#inFlight >= mostInFlight && this.#mayContinue())
      await untilAborted(this.#slot(), this.#signal)
    if (!this.#mayContinue()) return this.#giveBack([row])
    const { phone, bsuid } = contact
    const body = envelopeMessage({ phone, bsuid, callbackData: row.id }, composed.content)
    this.#inFlight++
    void this.#post(row, body)
  }

  async #post(row: ClaimedRow, body: string): Promise<void> {
    const answer = await this.#client.sendMessage(this.#number.phoneNumberId, body)
    const { clock, config } = this.#platform
    const outcome = judge(answer, {
      refusals: row.refusals,
      isOfLaunch: row.source_kind === "launch",
      now: clock.now(),
      graceMs: config.inDoubtGraceMs,
    })
    switch (outcome.kind) {
      case "accepted":
        this.#outcomes.settle({
          ...settledBy(row),
          status: "accepted",
          reason: null,
          detail: null,
          wamid: outcome.wamid,
        })
        break
      case "failed":
        this.#outcomes.settle({
          ...settledBy(row),
          status: "failed",
          reason: outcome.reason,
          detail: outcome.detail,
          wamid: null,
        })
        break
      case "retry":
        if (outcome.slowDown) this.#pace.pause(performance.now(), unreachablePauseMs)
        this.#postpone(row, {
          at: outcome.at,
          reason: String(outcome.code ?? "unreachable"),
          counts: outcome.counted ? "refusal" : null,
        })
        break
      case "in_doubt":
        this.#postpone(row, { at: clock.now(), reason: "in_doubt", counts: "unanswered" })
        break
      case "number_held":
        this.#postpone(row, { at: clock.now(), reason: String(outcome.code) })
        await this.#hold(outcome)
        break
    }
    this.#inFlight--
    for (const freed of this.#slotsAwaited.splice(0)) freed()
  }

  async #hold(hold: { until: Date; code: number }): Promise<void> {
    if (!this.#mayContinue()) return
    this.#number = { ...this.#number, heldUntil: hold.until }
    this.#platform.logger.error(
      { number: this.#number.id, ...hold },
      "the number is held: Meta refuses its account, not a message",
    )
    await holdNumber(this.#platform, this.#number, hold).catch((error) =>
      this.#platform.logger.warn({ err: error }, "cannot hold the number"),
    )
  }

  /** Rows that were claimed and not posted are due again. */
  #giveBack(rows: readonly ClaimedRow[]): void {
    this.#outcomes.giveBack(rows)
  }

  #drop(row: ClaimedRow, reason: string, detail: string | null): void {
    this.#outcomes.settle({ ...settledBy(row), status: "dropped", reason, detail, wamid: null })
  }

  #postpone(row: ClaimedRow, later: { at: Date; reason: string; counts?: Postponed["counts"] }): void {
    const { at, reason, counts = null } = later
    const state = reason === "in_doubt" ? "in_doubt" : "due"
    this.#outcomes.postpone({ id: row.id, claim: row.claim, state, at, reason, counts })
  }

  async #refreshNumber(): Promise<void> {
    if (performance.now() - this.#refreshedMs < numberRefreshMs) return
    this.#refreshedMs = performance.now()
    try {
      const number = await readLaneNumber(this.#platform, this.#number.id)
      if (!number) return
      if (!number.account.sealed_token.equals(this.#number.account.sealed_token)) {
        this.#client = graphClient(this.#platform, number.account)
      }
      this.#pace.ratePerSecond = number.ratePerSecond
      this.#number = number
    } catch (error) {
      this.#platform.logger.warn(
        { err: error, number: this.#number.id },
        "cannot read the number; going on as it was",
      )
    }
  }

  #scope<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#platform.db.hotWorkspace(this.#number.workspaceId, work)
  }

  #slot(): Promise<void> {
    return new Promise((freed) => this.#slotsAwaited.push(freed))
  }
}

const settledBy = ({ id, claim, content_id: contentId }: ClaimedRow) => ({ id, claim, contentId })

function recipient(row: ClaimedRow, { onlyTo }: LaneNumber) {
  return (
    row.contact && {
      isInReach: onlyTo === null || (row.contact.phone !== null && onlyTo.has(row.contact.phone)),
      phone: row.contact.phone,
      bsuid: row.contact.bsuid,
      subscription: row.subscription,
      lastInboundAt: row.last_inbound_at,
    }
  )
}
