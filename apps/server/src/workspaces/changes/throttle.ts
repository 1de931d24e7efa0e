/** What changed: a kind, and which of it; null: several, or more than could be followed. */
export interface Change {
  type: string
  id: string | null
  /** Of an inbound message that is named. */
  conversation_id?: string | undefined
}

/**
 * Passes changes on, of each kind at most one in every `pauseMs`: the first at once, those that come in the pause after it
 * together at its end. Of several the id is lost, not that something changed.
 */
export class Together {
  readonly #pass: (change: Change) => void
  readonly #pauseMs: number
  /** By kind, while its pause lasts: what came in it. */
  readonly #pauses = new Map<string, { timer: NodeJS.Timeout; waiting: Change | undefined }>()

  constructor(pass: (change: Change) => void, pauseMs: number) {
    this.#pass = pass
    this.#pauseMs = pauseMs
  }

  take(change: Change): void {
    const pause = this.#pauses.get(change.type)
    if (pause === undefined) this.#passOn(change)
    else pause.waiting = { ...change, id: (pause.waiting ?? change).id === change.id ? change.id : null }
  }

  /** Forgets what waits. */
  stop(): void {
    for (const { timer } of this.#pauses.values()) clearTimeout(timer)
    this.#pauses.clear()
  }

  #passOn(change: Change): void {
    this.#pass(change)
    const timer = setTimeout(() => {
      const waiting = this.#pauses.get(change.type)?.waiting
      this.#pauses.delete(change.type)
      if (waiting !== undefined) this.#passOn(waiting)
    }, this.#pauseMs)
    this.#pauses.set(change.type, { timer, waiting: undefined })
  }
}
