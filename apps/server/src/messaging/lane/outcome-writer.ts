import { setTimeout as sleep } from "node:timers/promises"
import { type Tx, troubleOf } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { untilAborted } from "../../platform/until-aborted.ts"
import type { ClaimedRow } from "../outbox/claim.ts"
import { type Postponed, postpone } from "../outbox/postpone.ts"
import { type Settled, settle } from "../outbox/settle.ts"

/** Outcomes are written when there are so many, or when the oldest has waited so long. */
const batchSize = 500
const delayMs = 50
const databaseRetryMs = 500
/** With more than these a lane claims nothing: four batches behind, the database is away or slower than the posts. */
const mostWaiting = 2_000

type Outcome = { settled: Settled } | { postponed: Postponed }

/**
 * Writes what came of a lane's messages, in batches and beside the posts. An outcome is a fact: while the database is
 * away it is kept and tried again, until `cutoff`. One batch is written at a time, so that the next grows meanwhile. Of a
 * batch that PostgreSQL refuses everything is written but the row at fault, and that one without its words.
 */
export class OutcomeWriter {
  readonly #platform: Pick<Platform, "clock" | "logger" | "metrics">
  readonly #scope: (work: (tx: Tx) => Promise<void>) => Promise<void>
  readonly #cutoff: AbortSignal
  #outcomes: Outcome[] = []
  /** How many of them are being written. */
  #underWay = 0
  #writing: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined

  /**
   * @param scope runs a transaction in the workspace of the messages
   * @param cutoff from then on nothing is waited for: rows whose outcome is not written stay claimed, as after a crash
   */
  constructor(
    platform: Pick<Platform, "clock" | "logger" | "metrics">,
    scope: (work: (tx: Tx) => Promise<void>) => Promise<void>,
    cutoff: AbortSignal,
  ) {
    this.#platform = platform
    this.#scope = scope
    this.#cutoff = cutoff
  }

  settle(settled: Settled): void {
    this.#platform.metrics.messages.labels(settled.status, settled.reason ?? "").inc()
    this.#outcomes.push({ settled })
    this.#writeSoon()
  }

  postpone(postponed: Postponed): void {
    this.#platform.metrics.postponed.labels(postponed.reason ?? "").inc()
    this.#outcomes.push({ postponed })
    this.#writeSoon()
  }

  /** What was claimed and never tried is due as before. */
  giveBack(rows: readonly Pick<ClaimedRow, "id" | "claim" | "send_after">[]): void {
    if (rows.length === 0) return
    for (const { id, claim, send_after: at } of rows)
      this.#outcomes.push({ postponed: { id, claim, state: "due", at, reason: null, counts: null } })
    this.#writeSoon()
  }

  /** Resolves when there is room for the outcomes of another claim, or when `signal` is aborted. */
  async catchUp(signal: AbortSignal): Promise<void> {
    while (this.#waiting > mostWaiting && !signal.aborted) {
      if (!this.#writing) this.#startWriting()
      await untilAborted(this.#writing, signal)
    }
  }

  /** Resolves when everything is written, or at the cutoff. */
  async writeAll(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    while ((this.#writing || this.#outcomes.length > 0) && !this.#cutoff.aborted) {
      if (!this.#writing) this.#startWriting()
      await untilAborted(this.#writing, this.#cutoff)
    }
    if (this.#waiting > 0) {
      this.#platform.logger.error(
        { messages: this.#waiting },
        "outcomes could not be written before the end: their messages will be in doubt",
      )
    }
  }

  get #waiting(): number {
    return this.#outcomes.length + this.#underWay
  }

  #writeSoon(): void {
    if (this.#writing) return
    if (this.#outcomes.length >= batchSize) {
      clearTimeout(this.#timer)
      this.#timer = undefined
      this.#startWriting()
    } else {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined
        if (!this.#writing) this.#startWriting()
      }, delayMs)
    }
  }

  #startWriting(): void {
    const batch = this.#outcomes
    this.#outcomes = []
    this.#underWay = batch.length
    this.#writing = this.#write(batch).finally(() => {
      this.#underWay = 0
      this.#writing = undefined
      if (this.#outcomes.length > 0 && !this.#cutoff.aborted) this.#writeSoon()
    })
  }

  async #write(batch: readonly Outcome[]): Promise<void> {
    while (!this.#cutoff.aborted) {
      try {
        await this.#scope(async (tx) => {
          const settled = batch.flatMap((one) => ("settled" in one ? [one.settled] : []))
          const postponed = batch.flatMap((one) => ("postponed" in one ? [one.postponed] : []))
          if (settled.length > 0) await settle(tx, settled, this.#platform.clock.now())
          if (postponed.length > 0) await postpone(tx, postponed)
        })
        return
      } catch (error) {
        if (troubleOf(error) === "data") return this.#writeInParts(batch, error)
        this.#platform.logger.warn({ err: error }, "cannot write outcomes; retrying")
        await sleep(databaseRetryMs, undefined, { signal: this.#cutoff }).catch(() => undefined)
      }
    }
  }

  /** Halves a refused batch until the row at fault stands alone. */
  async #writeInParts(batch: readonly Outcome[], error: unknown): Promise<void> {
    const [first] = batch
    if (batch.length > 1) {
      const middle = batch.length >> 1
      await this.#write(batch.slice(0, middle))
      await this.#write(batch.slice(middle))
    } else if (first) {
      const bare = withoutWords(first)
      const { id } = "settled" in first ? first.settled : first.postponed
      this.#platform.logger.error(
        { err: error, message: id },
        bare
          ? "an outcome is refused by the database; writing it without its words"
          : "an outcome is refused by the database: its message stays claimed",
      )
      if (bare) await this.#write([bare])
    }
  }
}

/** What must be known of an outcome, without what someone else worded; undefined when that is all there is. */
function withoutWords(outcome: Outcome): Outcome | undefined {
  if ("settled" in outcome) {
    const { settled } = outcome
    return settled.detail === null ? undefined : { settled: { ...settled, detail: null } }
  }
  const { postponed } = outcome
  return postponed.reason === null ? undefined : { postponed: { ...postponed, reason: null } }
}
