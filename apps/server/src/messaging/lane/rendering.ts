/** Texts that take any time to render, which a process apart does: one batch at a time, beside everything else that is sent. */

import { untilAborted } from "../../platform/until-aborted.ts"
import type { CompiledContent, Composed } from "../content/compile.ts"
import type { Personal } from "../content/liquid/render.ts"
import type { Ready } from "./ready-queue.ts"

/** Texts that are kept because what they rely on was too old when they were there. */
const mostKept = 2_000

interface Kept {
  compiled: CompiledContent
  /** What the text was filled with, as JSON. */
  personal: string
  composed: Composed
}

interface Needs {
  workspaceId: string
  /** Ends the waiting: what is under way is given back. */
  signal: AbortSignal
  /** `busy`: the turn of the workspace did not come. */
  rendered(ready: Ready, composed: Composed | "busy" | "ended"): void
}

export class Rendering {
  readonly #needs: Needs
  readonly #kept = new Map<string, Kept>()
  #waiting: Ready[] = []
  #underWay: Promise<void> | undefined

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** The present batch. */
  get underWay(): Promise<void> | undefined {
    return this.#underWay
  }

  /** What was rendered for the same message before, where everything in it still is the same. */
  take(ready: Ready): Composed | undefined {
    const kept = this.#kept.get(ready.id)
    if (kept === undefined) return undefined
    this.#kept.delete(ready.id)
    return kept.compiled === ready.compiled && kept.personal === personalOf(ready) ? kept.composed : undefined
  }

  /** Keeps a text that came too late. */
  keep(ready: Ready, composed: Composed): void {
    this.#kept.set(ready.id, { compiled: ready.compiled, personal: personalOf(ready), composed })
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest)
  }

  add(ready: Ready): void {
    this.#waiting.push(ready)
  }

  /** Begins with what waits, unless a batch is under way. */
  begin(): void {
    if (this.#underWay || this.#waiting.length === 0) return
    this.#underWay = this.#render(this.#waiting.splice(0)).finally(() => {
      this.#underWay = undefined
    })
  }

  /** Takes out those that have waited too long for a batch of before. */
  takeWaiting(which: (ready: Ready) => boolean): Ready[] {
    if (this.#waiting.length === 0) return []
    const taken = this.#waiting.filter(which)
    this.#waiting = this.#waiting.filter((ready) => !which(ready))
    return taken
  }

  /** Each content is one piece of work for the process apart, whatever the number of its messages. */
  async #render(batch: readonly Ready[]): Promise<void> {
    const { workspaceId, signal, rendered } = this.#needs
    await Promise.all(
      [...Map.groupBy(batch, ({ compiled }) => compiled)].map(async ([compiled, all]) => {
        const composing = compiled
          .composeApart(all.map(personalFor), workspaceId)
          .catch(() => "busy" as const)
        await untilAborted(composing, signal)
        const composed = signal.aborted ? "ended" : await composing
        for (const [index, ready] of all.entries())
          rendered(ready, typeof composed === "string" ? composed : (composed[index] ?? "busy"))
      }),
    )
  }
}

/** What Liquid may name. */
export const personalFor = ({ id, contact, row, subscribedState, compiled }: Ready): Personal => ({
  contact,
  ...(compiled.links && { message_id: id }),
  variables: row.variables ?? {},
  ...(subscribedState && { subscribed_state: subscribedState }),
})

const personalOf = (ready: Ready) => JSON.stringify(personalFor(ready))
