import { setTimeout as sleep } from "node:timers/promises"
import type { Tx } from "../platform/database/index.ts"
import type { Platform } from "../platform/index.ts"
import { type Postponed, postpone, type Settled, settle } from "./outbox.ts"

/** Outcomes are written when there are so many, or when the oldest has waited so long. */
const batchSize = 500
const delayMs = 50
const databaseRetryMs = 500

/**
 * Writes what came of a lane's messages, in batches and beside the posts. An outcome is a fact: while the database is
 * away it is kept and tried again. One batch is written at a time, so that the next grows meanwhile.
 */
export class OutcomeWriter {
  readonly #platform: Pick<Platform, "clock" | "logger" | "metrics">
  readonly #scope: (work: (tx: Tx) => Promise<void>) => Promise<void>
  #settled: Settled[] = []
  #postponed: Postponed[] = []
  #writing: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined

  /** @param scope runs a transaction in the workspace of the messages */
  constructor(
    platform: Pick<Platform, "clock" | "logger" | "metrics">,
    scope: (work: (tx: Tx) => Promise<void>) => Promise<void>,
  ) {
    this.#platform = platform
    this.#scope = scope
  }

  settle(settled: Settled): void {
    this.#platform.metrics.messages.labels(settled.status, settled.reason ?? "").inc()
    this.#settled.push(settled)
    this.#writeSoon()
  }

  /** @param reason for the metrics alone */
  postpone(postponed: Postponed, reason: string): void {
    this.#platform.metrics.postponed.labels(reason).inc()
    this.#postponed.push(postponed)
    this.#writeSoon()
  }

  /** What was claimed and never tried is due as before. */
  giveBack(ids: readonly string[]): void {
    if (ids.length === 0) return
    const at = this.#platform.clock.now()
    for (const id of ids) this.#postponed.push({ id, state: "due", at, code: null, posts: 0 })
    this.#writeSoon()
  }

  /** Resolves when everything is written. */
  async writeAll(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    while (this.#writing || this.#waiting > 0) {
      if (!this.#writing) this.#startWriting()
      await this.#writing
    }
  }

  get #waiting(): number {
    return this.#settled.length + this.#postponed.length
  }

  #writeSoon(): void {
    if (this.#writing) return
    if (this.#waiting >= batchSize) {
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
    this.#writing = this.#write().finally(() => {
      this.#writing = undefined
      if (this.#waiting > 0) this.#writeSoon()
    })
  }

  async #write(): Promise<void> {
    const settled = this.#settled
    const postponed = this.#postponed
    this.#settled = []
    this.#postponed = []
    for (;;) {
      try {
        await this.#scope(async (tx) => {
          if (settled.length > 0) await settle(tx, settled, this.#platform.clock.now())
          if (postponed.length > 0) await postpone(tx, postponed)
        })
        return
      } catch (error) {
        this.#platform.logger.warn({ err: error }, "cannot write outcomes; retrying")
        await sleep(databaseRetryMs)
      }
    }
  }
}
