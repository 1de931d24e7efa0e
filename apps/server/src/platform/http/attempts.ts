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
    const minute = Math.floor(now.getTime() / 60_000)
    if (minute !== this.#minute) {
      this.#minute = minute
      this.#counts = new Map()
    }
    const count = (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, count)
    return count <= this.#most
  }
}
