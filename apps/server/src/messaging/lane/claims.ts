/** What a lane takes out of the outbox, how much of it at a time, and what it still has to say something of. */
import { v7 } from "uuid"
import type { ClaimedRow } from "../outbox/claim.ts"
import { type PriorityClass, urgentClasses } from "../sources/sources.ts"
import { Floors } from "./floors.ts"
import type { Instant } from "./freshness.ts"
import type { Outcome } from "./outcome-writer.ts"
import type { Store } from "./store.ts"

/** A claim takes what goes within so long: what is known of a message is hardly older when it is posted. */
const claimSeconds = 0.25
const mostAtOnce = 500
/** Where messages go slowly, so many that someone waits for are taken at once nevertheless. */
const fewestUrgent = 5
const everyMs = 1_000
const urgentEveryMs = 50
const doubtEveryMs = 60_000
/** A transaction whose answer was lost is over by then, committed or not. */
const lostMs = 60_000
const releaseEveryMs = 1_000

/** Rows that a claim takes at most. */
export const claimLimit = (ratePerSecond: number): number =>
  Math.min(mostAtOnce, Math.max(1, Math.ceil(ratePerSecond * claimSeconds)))

export type ClaimKind = "all" | "urgent"

export interface Claimed {
  rows: ClaimedRow[]
  since: Instant
}

interface Needs {
  store: Pick<Store, "claim" | "release" | "doubt">
  now: () => Instant
  /** The last class of which a message may go at that time. */
  lastClass: (at: Date) => PriorityClass
}

/** One claim is made at a time: another one would be taken for a stranger's while strangers' claims are put in doubt. */
export class Claims {
  readonly #needs: Needs
  readonly #floors = new Floors()
  /** Rows of which nothing is written yet, by claim. */
  readonly #own = new Map<string, number>()
  /** Claims that may have been made: when they were asked for, and when they were given back last. */
  readonly #lost = new Map<string, { atMs: number; releasedMs: number }>()
  readonly #sources = new Map<string, string>()
  /** There may be more of them. */
  #more = true
  #moreUrgent = true
  #claimedMs = Number.NEGATIVE_INFINITY
  #urgentMs = Number.NEGATIVE_INFINITY
  #doubtedMs = Number.NEGATIVE_INFINITY

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** There may be something new. */
  hint(): void {
    this.#more = true
    this.#moreUrgent = true
  }

  /** The last claim of everything left nothing that is due. */
  get isDrained(): boolean {
    return !this.#more
  }

  /** Milliseconds until a claim of that kind makes sense; 0: now. */
  until(kind: ClaimKind, nowMs: number): number {
    if (kind === "urgent") {
      return Math.max(0, this.#urgentMs + (this.#moreUrgent ? urgentEveryMs : everyMs) - nowMs)
    }
    return this.#more ? 0 : Math.max(0, this.#claimedMs + everyMs - nowMs)
  }

  /**
   * Claims. What a claim of before that got no answer may have taken is given back first.
   * @throws when the database does not answer: nothing is claimed then, as far as anyone may rely on
   */
  async claim(kind: ClaimKind, atMost: number): Promise<Claimed> {
    const since = this.#needs.now()
    const nowMs = since.monotonicMs
    await this.#release(nowMs)
    const limit = kind === "urgent" ? Math.max(atMost, fewestUrgent) : atMost
    const claim = v7({ msecs: since.wall.getTime() })
    this.#lost.set(claim, { atMs: nowMs, releasedMs: Number.NEGATIVE_INFINITY })
    // What is told from now on may be missed by it.
    this.#moreUrgent = false
    if (kind === "all") this.#more = false
    const rows = await this.#needs.store
      .claim({
        claim,
        now: since.wall,
        limit,
        upToClass: kind === "urgent" ? urgentClasses : this.#needs.lastClass(since.wall),
        floors: this.#floors.next(nowMs),
      })
      .catch((error) => {
        this.hint()
        throw error
      })
    this.#lost.delete(claim)
    if (rows.length > 0) this.#own.set(claim, rows.length)
    for (const { id, source_id } of rows) this.#sources.set(id, source_id)
    this.#floors.claimed(rows)
    this.#urgentMs = nowMs
    if (kind === "all") this.#claimedMs = nowMs
    if (rows.length >= limit) {
      this.#moreUrgent ||= kind === "urgent"
      this.#more ||= kind === "all"
    }
    return { rows, since }
  }

  /** Puts in doubt what a worker left that had the number before, or that stood still too long. At most each minute. */
  async doubtOthers(): Promise<number> {
    const nowMs = this.#needs.now().monotonicMs
    if (nowMs - this.#doubtedMs < doubtEveryMs) return 0
    await this.#release(nowMs)
    const doubtful = await this.#needs.store.doubt([...this.#own.keys(), ...this.#lost.keys()])
    this.#doubtedMs = nowMs
    return doubtful
  }

  get isDoubtingDue(): boolean {
    return this.#needs.now().monotonicMs - this.#doubtedMs >= doubtEveryMs
  }

  /** Outcomes are written: nothing more is to be said under their claims. */
  written(outcomes: readonly Outcome[]): void {
    const due: { sourceId: string; sendAfter: Date }[] = []
    for (const outcome of outcomes) {
      const { id, claim } = "settled" in outcome ? outcome.settled : outcome.postponed
      const left = (this.#own.get(claim) ?? 1) - 1
      if (left <= 0) this.#own.delete(claim)
      else this.#own.set(claim, left)
      const sourceId = this.#sources.get(id)
      this.#sources.delete(id)
      if (sourceId !== undefined && "postponed" in outcome && outcome.postponed.state === "due") {
        due.push({ sourceId, sendAfter: outcome.postponed.at })
        if (outcome.postponed.reason === null) this.hint()
      }
    }
    this.#floors.lower(due)
  }

  /** Gives back what claims that got no answer may have taken: at once, and until it is sure that they took nothing later. */
  async #release(nowMs: number): Promise<void> {
    const due = [...this.#lost].filter(([, { releasedMs }]) => nowMs - releasedMs >= releaseEveryMs)
    if (due.length === 0) return
    await this.#needs.store.release(due.map(([claim]) => claim))
    for (const [claim, lost] of due) {
      if (nowMs - lost.atMs >= lostMs) this.#lost.delete(claim)
      else lost.releasedMs = nowMs
    }
    this.hint()
  }

  /** Gives back what is not known to be claimed, once more: the lane ends. */
  async releaseAll(): Promise<void> {
    if (this.#lost.size > 0) await this.#needs.store.release([...this.#lost.keys()])
  }
}
