/** More keys are not told apart within a minute: a flood of addresses costs no memory. */
const mostKeys = 100_000

/** How often one key may do something within a minute. In memory: a process forgets it, and nothing is kept of anybody. */
export class Attempts {
  readonly #most: number
  #counts = new Map<string, number>()
  #minute = 0

  constructor(most: number) {
    this.#most = most
  }

  /** @returns false: it has had its turns */
  take(key: string, now: Date): boolean {
    this.#forget(now)
    const count = (this.#counts.get(key) ?? 0) + 1
    if (count > 1 || this.#counts.size < mostKeys) this.#counts.set(key, count)
    return count <= this.#most
  }

  /** Whether it has had its turns, without taking one. */
  isOver(key: string, now: Date): boolean {
    this.#forget(now)
    return (this.#counts.get(key) ?? 0) >= this.#most
  }

  #forget(now: Date): void {
    const minute = Math.floor(now.getTime() / 60_000)
    if (minute === this.#minute) return
    this.#minute = minute
    this.#counts = new Map()
  }
}
