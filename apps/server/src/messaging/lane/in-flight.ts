/** How many posts of a lane may be under way: enough for the number's rate at Meta's latency, and few to be in doubt of. */

/** Meta, "Throughput": no number sends more a second. */
const fastestPerSecond = 1_000
/** What an answer is taken to need at least: with less, the first answers that are slower would throttle the number. */
const usualMs = 150
const reserve = 1.5
const fewest = 16
const most = 2_000
/** Of so many last answers the slowest twentieth is left out. */
const kept = 200

export class InFlight {
  #count = 0
  #ratePerSecond: number
  readonly #latenciesMs: number[] = []
  #next = 0
  #limit: number

  constructor(ratePerSecond: number) {
    this.#ratePerSecond = ratePerSecond
    this.#limit = this.#limitAt(usualMs)
  }

  set ratePerSecond(rate: number) {
    this.#ratePerSecond = rate
    this.#limit = this.#limitAt(this.#usualLatencyMs())
  }

  get count(): number {
    return this.#count
  }

  get limit(): number {
    return this.#limit
  }

  get hasRoom(): boolean {
    return this.#count < this.#limit
  }

  begin(): void {
    this.#count++
  }

  /** @param latencyMs what the answer took */
  end(latencyMs: number): void {
    this.#count--
    this.#latenciesMs[this.#next] = latencyMs
    this.#next = (this.#next + 1) % kept
    // Sorting 200 numbers takes 10 µs, which a tenth of the answers can pay.
    if (this.#next % 10 === 0) this.#limit = this.#limitAt(this.#usualLatencyMs())
  }

  #usualLatencyMs(): number {
    const sorted = this.#latenciesMs.toSorted((one, other) => one - other)
    return Math.max(usualMs, sorted[Math.floor(sorted.length * 0.95)] ?? 0)
  }

  #limitAt(latencyMs: number): number {
    const rate = Math.min(this.#ratePerSecond, fastestPerSecond)
    return Math.min(most, Math.max(fewest, Math.ceil((rate * latencyMs * reserve) / 1000)))
  }
}
