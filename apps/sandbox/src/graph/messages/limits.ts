/** Meta's send limits per number and per (number, person) pair, on the virtual clock. */
const perSecond = { STANDARD: 80, HIGH: 1_000, UNLIMITED: Number.POSITIVE_INFINITY } as const
export type ThroughputLevel = keyof typeof perSecond

const pairIntervalMs = 6_000
const pairBurst = 45
const sweepAfter = 20_000

interface Bucket {
  tokens: number
  filledAtMs: number
}

interface Burst {
  beganAtMs: number
  count: number
  /** When the pair has paid back what it borrowed. */
  evenAtMs: number
}

declare module "../../running.ts" {
  interface Running {
    readonly limits: Limits
  }
}

export class Limits {
  readonly #buckets = new Map<number, Bucket>()
  readonly #pairs = new Map<number, Map<number, Burst>>()
  #sinceSweep = 0

  /** Takes one message from the number's second; false when the second is used up (130429). */
  takeThroughput(number: number, level: ThroughputLevel, nowMs: number): boolean {
    const rate = perSecond[level]
    if (rate === Number.POSITIVE_INFINITY) return true
    let bucket = this.#buckets.get(number)
    if (bucket === undefined) {
      bucket = { tokens: rate, filledAtMs: nowMs }
      this.#buckets.set(number, bucket)
    }
    const passedMs = nowMs - bucket.filledAtMs
    // A clock that was set back starts with a full bucket.
    bucket.tokens = passedMs < 0 ? rate : Math.min(rate, bucket.tokens + (passedMs * rate) / 1000)
    bucket.filledAtMs = nowMs
    if (bucket.tokens < 1) return false
    bucket.tokens -= 1
    return true
  }

  /**
   * One message in 6 seconds to the same person. Within 6 seconds up to 45 may go as a burst that borrows
   * from the future: after twenty at once, the next may go about two minutes later (131056).
   */
  takePair(number: number, person: number, nowMs: number): boolean {
    let people = this.#pairs.get(number)
    if (people === undefined) {
      people = new Map()
      this.#pairs.set(number, people)
    }
    this.#sweep(nowMs)
    const burst = people.get(person)
    if (burst === undefined || nowMs >= burst.evenAtMs || nowMs < burst.beganAtMs) {
      people.set(person, { beganAtMs: nowMs, count: 1, evenAtMs: nowMs + pairIntervalMs })
      return true
    }
    if (nowMs - burst.beganAtMs >= pairIntervalMs || burst.count >= pairBurst) return false
    burst.count += 1
    burst.evenAtMs += pairIntervalMs
    return true
  }

  clear(): void {
    this.#buckets.clear()
    this.#pairs.clear()
  }

  #sweep(nowMs: number): void {
    if (++this.#sinceSweep < sweepAfter) return
    this.#sinceSweep = 0
    for (const people of this.#pairs.values()) {
      for (const [person, burst] of people) if (burst.evenAtMs <= nowMs) people.delete(person)
    }
  }
}
