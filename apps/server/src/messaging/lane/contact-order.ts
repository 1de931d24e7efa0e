/**
 * The order of messages of one class to one contact that are due together: each waits for the answer to the one before, and
 * where that one goes again later, for that.
 */

/** One chain; `class` of priority. */
export interface Link {
  id: string
  /** Of a test its phone. */
  contactId: string
  class: number
}

/** A message that is to go again may never come: what follows it waits no longer than so. */
const patienceMs = 5_000

interface Chain<T> {
  /** The message that is being posted. */
  posting: string | null
  waiting: T[]
  /** The message that goes again, and when. */
  again: { id: string; at: Date; reason: string | null } | null
}

export class ContactOrder<T extends Link> {
  readonly #chains = new Map<string, Chain<T>>()
  #sweptMs = 0
  #waiting = 0

  /**
   * Takes the turn of a message, or puts it behind those that have one.
   * @returns `go`: it has its turn, which ends with `end`; `behind`: `end` of the one before hands it out; otherwise until when
   *   it has to wait, and the reason of the one that it waits for
   */
  begin(link: T, now: Date): "go" | "behind" | { until: Date; reason: string | null } {
    this.#sweep(now)
    const key = keyOf(link)
    const chain = this.#chains.get(key)
    if (chain === undefined) {
      this.#chains.set(key, { posting: link.id, waiting: [], again: null })
      return "go"
    }
    if (chain.posting !== null) {
      chain.waiting.push(link)
      this.#waiting++
      return "behind"
    }
    const { again } = chain
    if (again !== null && again.id !== link.id) {
      if (now < again.at) return { until: again.at, reason: again.reason }
      // Due together, the first comes first; where it does not, it has left the outbox in another way.
      if (now.getTime() < again.at.getTime() + patienceMs)
        return { until: new Date(now.getTime() + 1_000), reason: again.reason }
    }
    chain.posting = link.id
    chain.again = null
    return "go"
  }

  /**
   * The message that had its turn is done.
   * @param again where it goes again later
   * @returns who is next, or who waited for nothing: they go again later as well
   */
  end(link: T, again?: { at: Date; reason: string | null }): { next: T | undefined; later: T[] } {
    const key = keyOf(link)
    const chain = this.#chains.get(key)
    if (chain === undefined) return { next: undefined, later: [] }
    chain.posting = null
    if (again) {
      chain.again = { id: link.id, ...again }
      this.#waiting -= chain.waiting.length
      return { next: undefined, later: chain.waiting.splice(0) }
    }
    const next = chain.waiting.shift()
    if (next) {
      chain.posting = next.id
      this.#waiting--
    } else this.#chains.delete(key)
    return { next, later: [] }
  }

  /** Those who wait for the one before; they do no longer. */
  takeWaiting(which: (link: T) => boolean): T[] {
    const taken: T[] = []
    if (this.#waiting === 0) return taken
    for (const chain of this.#chains.values()) {
      if (chain.waiting.length === 0) continue
      taken.push(...chain.waiting.filter(which))
      chain.waiting = chain.waiting.filter((link) => !which(link))
    }
    this.#waiting -= taken.length
    return taken
  }

  #sweep(now: Date): void {
    const nowMs = performance.now()
    if (nowMs - this.#sweptMs < patienceMs) return
    this.#sweptMs = nowMs
    for (const [key, { posting, again }] of this.#chains)
      if (posting === null && (again === null || again.at.getTime() + patienceMs < now.getTime()))
        this.#chains.delete(key)
  }
}

const keyOf = ({ contactId, class: priorityClass }: Link) => `${priorityClass}:${contactId}`
