/**
 * How fast a number may send. Meta counts messages per number and second (130429) and per pair of number and person
 * (131056); both are kept here, in the memory of the one process that holds the number's lane.
 */

/** A little less than allowed: requests do not arrive evenly spaced, and a refusal costs more than the margin. */
const margin = 0.98
/** Unused time is carried over for this long only, so that no second sees more than the rate. */
const burstMs = 20

/** Slower numbers let someone who waits have a place of the future. */
const slowMs = 150

/** A token bucket over time; hands out instants instead of counting tokens. */
export class Pace {
  #intervalMs: number
  #nextMs = 0
  #pausedMs = 0

  constructor(ratePerSecond: number) {
    this.#intervalMs = 1000 / (ratePerSecond * margin)
  }

  set ratePerSecond(rate: number) {
    this.#intervalMs = 1000 / (rate * margin)
  }

  /** Milliseconds until the next place; 0: it is now. */
  untilNext(nowMs: number): number {
    return Math.max(0, this.#nextMs - nowMs, this.#pausedMs - nowMs)
  }

  /** As {@link untilNext} for a message that someone waits for: where places are rare, one of the future. */
  untilUrgent(nowMs: number): number {
    return this.#intervalMs > slowMs ? Math.max(0, this.#pausedMs - nowMs) : this.untilNext(nowMs)
  }

  /** Takes the next place, which is now or borrowed from the future. */
  take(nowMs: number): void {
    this.#nextMs = Math.max(this.#nextMs, nowMs - burstMs) + this.#intervalMs
  }

  /** Nothing more for a while: Meta said it was too fast. */
  pause(nowMs: number, ms: number): void {
    this.#pausedMs = Math.max(this.#pausedMs, nowMs + ms)
  }
}

/**
 * Meta, "Throughput": one message to the same person each 6 seconds. Up to 45 may go within 6 seconds, borrowed from the
 * future: nothing more until the debt is paid.
 */
const pairIntervalMs = 6_000
const pairBurst = 45

interface Pair {
  burstStartMs: number
  burst: number
  /** When the debt is paid. */
  paidMs: number
}

/** The pair limit; people fall out once their debt is paid. */
export class PairPace {
  readonly #pairs = new Map<string, Pair>()
  #sweptMs = 0

  /** Takes a place for a message to `contactId`. @returns milliseconds until there is one; 0 means it was taken */
  take(contactId: string, nowMs: number): number {
    if (nowMs - this.#sweptMs > pairIntervalMs) this.#sweep(nowMs)
    const pair = this.#pairs.get(contactId)
    if (!pair || pair.paidMs <= nowMs) {
      this.#pairs.set(contactId, { burstStartMs: nowMs, burst: 1, paidMs: nowMs + pairIntervalMs })
      return 0
    }
    if (nowMs - pair.burstStartMs >= pairIntervalMs || pair.burst >= pairBurst) return pair.paidMs - nowMs
    pair.burst++
    pair.paidMs += pairIntervalMs
    return 0
  }

  #sweep(nowMs: number): void {
    this.#sweptMs = nowMs
    for (const [contactId, pair] of this.#pairs) if (pair.paidMs <= nowMs) this.#pairs.delete(contactId)
  }
}
