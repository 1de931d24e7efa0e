/**
 * One number's way out. A lane is held by one process at a time; it claims due rows in batches, decides and composes
 * each, posts them concurrently at the number's pace, and writes what came of them back in batches:
 *
 *     claim (next batch) ─┐
 *     batch → decide → compose → pace → post ─→ outcomes → settle / postpone
 *
 * The next batch is claimed while the present one is being posted, and outcomes are written while posts go on, so that
 * neither waits for the database. What must not be lost between a post and its outcome is the row itself: it stays
 * claimed in the outbox until its outcome is written.
 */
import { setTimeout as sleep } from "node:timers/promises"
import type { GraphClient } from "@parley/whatsapp/graph"
import { graphClient } from "../connect/index.ts"
import type { Tx } from "../platform/database/index.ts"
import type { Platform } from "../platform/index.ts"
import { Waker } from "../platform/waker.ts"
import type { ContentCache, ContentFor } from "./content-cache.ts"
import { decide } from "./decide.ts"
import { holdNumber, type LaneNumber, readLaneNumber } from "./lane-number.ts"
import { type ClaimedRow, claimDue, doubtClaimed } from "./outbox.ts"
import { judge } from "./outcome.ts"
import { OutcomeWriter } from "./outcome-writer.ts"
import { Pace, PairPace } from "./pace.ts"

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

type Needs = Pick<Platform, "config" | "clock" | "db" | "graph" | "logger" | "metrics" | "secrets">

export class Lane {
  readonly #platform: Needs
  readonly #contents: ContentCache
  readonly #signal: AbortSignal
  readonly #waker = new Waker()
  readonly #pairs = new PairPace()
  readonly #pace: Pace
  readonly #outcomes: OutcomeWriter
  #number: LaneNumber
  #client: GraphClient
  #refreshedMs = 0
  #inFlight = 0
  #slotFreed: (() => void) | undefined

  constructor(options: { platform: Needs; contents: ContentCache; number: LaneNumber; signal: AbortSignal }) {
    this.#platform = options.platform
    this.#contents = options.contents
    this.#number = options.number
    this.#signal = options.signal
    this.#pace = new Pace(options.number.ratePerSecond)
    this.#client = graphClient(options.platform, options.number.account)
    this.#outcomes = new OutcomeWriter(options.platform, (work) => this.#scope(work))
    options.signal.addEventListener("abort", () => this.wake())
  }

  /** There may be something to do. */
  wake(): void {
    this.#waker.wake()
  }

  /** Runs until the lane is idle, the number is held, or the signal is aborted; then everything posted is written. */
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
        if (this.#inFlight === 0 && performance.now() - idleSinceMs > idleMs) break
        await this.#waker.sleep(pollMs)
        await this.#refreshNumber()
        next = this.#claim()
      }
    }
    this.#giveBack(await next)
    while (this.#inFlight > 0) await this.#slot()
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
    const until = new Date(this.#platform.clock.now().getTime() + this.#platform.config.inDoubtGraceMs)
    const doubtful = await this.#scope((tx) => doubtClaimed(tx, this.#number.id, until))
    if (doubtful > 0) {
      this.#platform.metrics.postponed.labels("in_doubt").inc(doubtful)
      this.#platform.logger.warn(
        { number: this.#number.id, messages: doubtful, until },
        "messages of a dead worker are in doubt",
      )
    }
  }

  /** An absent database is waited for, not thrown over: what is in flight still has outcomes to write. */
  async #claim(): Promise<ClaimedRow[]> {
    if (!this.#mayContinue()) return []
    try {
      return await this.#scope((tx) => claimDue(tx, this.#number.id, this.#platform.clock.now(), claimSize))
    } catch (error) {
      this.#platform.logger.warn({ err: error, number: this.#number.id }, "cannot claim messages; retrying")
      await sleep(databaseRetryMs)
      return []
    }
  }

  /** Resolves when every row was posted or otherwise dealt with; answers may still be under way. */
  async #postBatch(batch: readonly ClaimedRow[]): Promise<void> {
    await this.#refreshNumber()
    const contents = await this.#readContents(batch)
    for (const [index, row] of batch.entries()) {
      if (!this.#mayContinue()) return this.#giveBack(batch.slice(index))
      const body = this.#prepare(row, contents.get(row.content_id)?.(row.contact?.language ?? null))
      if (body === undefined) continue
      const waitMs = this.#pace.take(performance.now())
      if (waitMs >= 1) await sleep(waitMs, undefined, { signal: this.#signal }).catch(() => undefined)
      while (this.#inFlight >= mostInFlight) await this.#slot()
      if (!this.#mayContinue()) return this.#giveBack(batch.slice(index))
      this.#inFlight++
      void this.#post(row, body)
    }
  }

  async #readContents(batch: readonly ClaimedRow[]): Promise<Map<string, ContentFor>> {
    const ids = batch.map((row) => row.content_id)
    for (;;) {
      try {
        return await this.#contents.read(this.#number.workspaceId, ids)
      } catch (error) {
        this.#platform.logger.warn({ err: error }, "cannot read contents; retrying")
        await sleep(databaseRetryMs)
      }
    }
  }

  /** Decides and composes. @returns the request body, or undefined when the row does not go out now */
  #prepare(row: ClaimedRow, content: ReturnType<ContentFor> | undefined): string | undefined {
    if (!content) return void this.#drop(row, "content_broken", "The content does not exist.")
    const now = this.#platform.clock.now()
    const decision = decide(
      { ...content.due, isOfLaunch: row.launch_id !== null },
      recipient(row, this.#number),
      now,
    )
    if (decision.kind === "drop") return void this.#drop(row, decision.reason, null)
    if (decision.kind === "hold")
      return void this.#postpone(row, { at: decision.until, reason: decision.reason })
    if (!row.contact) return void this.#drop(row, "contact_deleted", null)

    const pairWaitMs = this.#pairs.take(row.contact_id, performance.now())
    if (pairWaitMs > 0) {
      return void this.#postpone(row, { at: new Date(now.getTime() + pairWaitMs), reason: "pair_limit" })
    }
    const { compiled } = content
    if (compiled instanceof Error) return void this.#drop(row, "content_broken", compiled.message)
    const composed = compiled.compose({ contact: row.contact, variables: row.variables ?? {} })
    if (!composed.ok) return void this.#drop(row, composed.reason, composed.detail)
    const address = row.contact.phone
      ? `"to":"${row.contact.phone}"`
      : `"recipient":${JSON.stringify(row.contact.bsuid)}`
    return `{"messaging_product":"whatsapp",${address},"biz_opaque_callback_data":"${row.id}",${composed.content}}`
  }

  async #post(row: ClaimedRow, body: string): Promise<void> {
    const answer = await this.#client.sendMessage(this.#number.phoneNumberId, body)
    const { clock, config } = this.#platform
    const outcome = judge(answer, {
      attempts: row.attempts,
      isOfLaunch: row.launch_id !== null,
      now: clock.now(),
      graceMs: config.inDoubtGraceMs,
    })
    switch (outcome.kind) {
      case "accepted":
        this.#outcomes.settle({
          id: row.id,
          status: "accepted",
          reason: null,
          detail: null,
          wamid: outcome.wamid,
          posts: 1,
        })
        break
      case "failed":
        this.#outcomes.settle({
          id: row.id,
          status: "failed",
          reason: outcome.reason,
          detail: outcome.detail,
          wamid: null,
          posts: 1,
        })
        break
      case "retry":
        if (outcome.slowDown) this.#pace.pause(performance.now(), unreachablePauseMs)
        this.#postpone(row, {
          at: outcome.at,
          reason: String(outcome.code ?? "unreachable"),
          code: outcome.code,
          posts: outcome.counted ? 1 : 0,
        })
        break
      case "in_doubt":
        this.#postpone(row, { at: outcome.at, reason: "in_doubt", posts: 1 })
        break
      case "number_held":
        this.#postpone(row, { at: clock.now(), reason: String(outcome.code), code: outcome.code })
        await this.#hold(outcome)
        break
    }
    this.#inFlight--
    this.#slotFreed?.()
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
    this.#outcomes.giveBack(rows.map(({ id }) => id))
  }

  #drop(row: ClaimedRow, reason: string, detail: string | null): void {
    this.#outcomes.settle({ id: row.id, status: "dropped", reason, detail, wamid: null, posts: 0 })
  }

  #postpone(row: ClaimedRow, later: { at: Date; reason: string; code?: number | null; posts?: 0 | 1 }): void {
    const { at, reason, code = null, posts = 0 } = later
    const state = reason === "in_doubt" ? "in_doubt" : "due"
    this.#outcomes.postpone({ id: row.id, state, at, code, posts }, reason)
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
    return new Promise((freed) => {
      this.#slotFreed = () => {
        this.#slotFreed = undefined
        freed()
      }
    })
  }
}

function recipient(row: ClaimedRow, { onlyTo }: LaneNumber) {
  return (
    row.contact && {
      isInReach: onlyTo === null || (row.contact.phone !== null && onlyTo.has(row.contact.phone)),
      phone: row.contact.phone,
      bsuid: row.contact.bsuid,
      subscription: row.subscription,
      hasStoppedMarketing: row.marketing_stopped,
      lastInboundAt: row.last_inbound_at,
    }
  )
}
