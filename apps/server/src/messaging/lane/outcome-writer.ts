import { setTimeout as sleep } from "node:timers/promises"
import type { LinkTarget } from "../../links/index.ts"
import { troubleOf } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { untilAborted } from "../../platform/until-aborted.ts"
import type { ClaimedRow } from "../outbox/claim.ts"
import type { Postponed } from "../outbox/postpone.ts"
import type { Settled } from "../outbox/settle.ts"

/** Outcomes are written when there are so many, or when the oldest has waited so long. */
const batchSize = 500
const delayMs = 50
const databaseRetryMs = 500
/** With more than these a lane claims nothing: four batches behind, the database is away or slower than the posts. */
const mostWaiting = 2_000

export type Outcome = { settled: Settled } | { postponed: Postponed }
/** What is written with the outcomes: where links of a message that goes out lead. */
type Written = Outcome | { target: LinkTarget }

interface Needs extends Pick<Platform, "logger" | "metrics"> {
  /** Writes them in one transaction of the workspace of the messages. */
  write(
    settled: readonly Settled[],
    postponed: readonly Postponed[],
    targets: readonly LinkTarget[],
  ): Promise<void>
  /** These are written. */
  written?(outcomes: readonly Outcome[]): void
}

/**
 * Writes what came of a lane's messages, in batches and beside the posts. An outcome is a fact: while the database is
 * away it is kept and tried again, until `cutoff`. One batch is written at a time, so that the next grows meanwhile. Of a
 * batch that PostgreSQL refuses everything is written but the row at fault, and that one without its words.
 */
export class OutcomeWriter {
  readonly #needs: Needs
  readonly #cutoff: AbortSignal
  #outcomes: Written[] = []
  /** How many of them are being written. */
  #underWay = 0
  #writing: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined

  /** @param cutoff from then on nothing is waited for: rows whose outcome is not written stay claimed, as after a crash */
  constructor(needs: Needs, cutoff: AbortSignal) {
    this.#needs = needs
    this.#cutoff = cutoff
  }

  settle(settled: Settled): void {
    this.#needs.metrics.messages.labels(settled.status, settled.reason ?? "").inc()
    this.#outcomes.push({ settled })
    this.#writeSoon()
  }

  postpone(postponed: Postponed): void {
    this.#needs.metrics.postponed.labels(postponed.reason ?? "given_back").inc()
    this.#outcomes.push({ postponed })
    this.#writeSoon()
  }

  /** Its personal links lead there: kept as it is posted, so that nobody taps one that is not known. */
  keepTargets(
    { id: messageId, contact_id: contactId }: ClaimedRow,
    targets: readonly { linkId: number; nth: number; target: string }[],
  ): void {
    for (const target of targets) this.#outcomes.push({ target: { messageId, contactId, ...target } })
    this.#writeSoon()
  }

  /** It is not to be sent. */
  drop({ id, claim, content_id: contentId }: ClaimedRow, reason: string, detail: string | null): void {
    this.settle({ id, claim, contentId, status: "dropped", reason, detail, wamid: null })
  }

  /** It is due later, without having been posted. @param reason null: it is the same as before */
  waitUntil({ id, claim, content_id: contentId }: ClaimedRow, at: Date, reason: string | null): void {
    this.postpone({ id, claim, contentId, state: "due", at, reason, counts: null })
  }

  /** What was claimed and never tried is due as before. */
  giveBack(rows: readonly Pick<ClaimedRow, "id" | "claim" | "content_id" | "send_after">[]): void {
    if (rows.length === 0) return
    for (const { id, claim, content_id: contentId, send_after: at } of rows)
      this.#outcomes.push({
        postponed: { id, claim, contentId, state: "due", at, reason: null, counts: null },
      })
    this.#writeSoon()
  }

  /** So many wait that nothing more is to be claimed. */
  get isBehind(): boolean {
    return this.#outcomes.length + this.#underWay > mostWaiting
  }

  /** Resolves when everything is written, or at the cutoff. */
  async writeAll(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    while ((this.#writing || this.#outcomes.length > 0) && !this.#cutoff.aborted) {
      if (!this.#writing) this.#startWriting()
      await untilAborted(this.#writing, this.#cutoff)
    }
    const waiting = this.#outcomes.length + this.#underWay
    if (waiting > 0) {
      this.#needs.logger.error(
        { messages: waiting },
        "outcomes could not be written before the end: their messages will be in doubt",
      )
    }
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

  async #write(batch: readonly Written[]): Promise<void> {
    while (!this.#cutoff.aborted) {
      try {
        await this.#needs.write(
          batch.flatMap((one) => ("settled" in one ? [one.settled] : [])),
          batch.flatMap((one) => ("postponed" in one ? [one.postponed] : [])),
          batch.flatMap((one) => ("target" in one ? [one.target] : [])),
        )
        this.#needs.written?.(batch.flatMap((one) => ("target" in one ? [] : [one])))
        return
      } catch (error) {
        if (troubleOf(error) === "data") return this.#writeInParts(batch, error)
        this.#needs.logger.warn({ err: error }, "cannot write outcomes; retrying")
        await sleep(databaseRetryMs, undefined, { signal: this.#cutoff }).catch(() => undefined)
      }
    }
  }

  /** Halves a refused batch until the row at fault stands alone. */
  async #writeInParts(batch: readonly Written[], error: unknown): Promise<void> {
    const [first] = batch
    if (batch.length > 1) {
      const middle = batch.length >> 1
      await this.#write(batch.slice(0, middle))
      await this.#write(batch.slice(middle))
    } else if (first && "target" in first) {
      this.#needs.logger.error(
        { err: error, message: first.target.messageId },
        "a link's target is refused by the database",
      )
    } else if (first) {
      const bare = withoutWords(first)
      const { id } = "settled" in first ? first.settled : first.postponed
      this.#needs.logger.error(
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
