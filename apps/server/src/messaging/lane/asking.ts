/** Texts with what other systems answer: each message for itself, beside everything else that is sent. */
import type { CompiledContent } from "../content/compile.ts"
import type { OutsideContent } from "../content/outside/ask-outside.ts"
import type { Ready } from "./ready-queue.ts"
import { personalFor } from "./rendering.ts"

/** Messages of one number that are composed at the same time; those behind them wait as fresh as they are. */
const mostAtOnce = 64

type Outcome = Awaited<ReturnType<CompiledContent["composeAsking"]>> | "ended"

interface Needs {
  workspaceId: string
  outside: OutsideContent
  /** Ends the asking: what is under way is given back. */
  signal: AbortSignal
  composed(ready: Ready, outcome: Outcome): void
}

export class Asking {
  readonly #needs: Needs
  readonly #underWay = new Set<Promise<void>>()
  #waiting: Ready[] = []

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** All that is under way at present. */
  get underWay(): Promise<void> | undefined {
    return this.#underWay.size === 0 ? undefined : Promise.all(this.#underWay).then(() => undefined)
  }

  add(ready: Ready): void {
    this.#waiting.push(ready)
    this.#begin()
  }

  /** Takes out those that have waited too long for their turn. */
  takeWaiting(which: (ready: Ready) => boolean): Ready[] {
    if (this.#waiting.length === 0) return []
    const taken = this.#waiting.filter(which)
    this.#waiting = this.#waiting.filter((ready) => !which(ready))
    return taken
  }

  #begin(): void {
    while (this.#underWay.size < mostAtOnce) {
      const ready = this.#waiting.shift()
      if (ready === undefined) return
      const composing = this.#compose(ready).finally(() => {
        this.#underWay.delete(composing)
        this.#begin()
      })
      this.#underWay.add(composing)
    }
  }

  async #compose(ready: Ready): Promise<void> {
    const { workspaceId, outside, signal, composed } = this.#needs
    const asking = { outside, workspaceId, messageId: ready.id, signal }
    const outcome = await ready.compiled
      .composeAsking(personalFor(ready), asking)
      .catch(() => "busy" as const)
    composed(ready, signal.aborted ? "ended" : outcome)
  }
}
