import { z } from "zod"
import type { Wakes } from "../../platform/database/index.ts"
import { type Change, Together } from "./throttle.ts"

const channel = "parley_events"

const announced = z.object({
  workspace_id: z.uuid(),
  type: z.string(),
  id: z.string().nullable(),
  conversation_id: z.string().optional(),
})

/** Of these thousands may change while someone watches. */
const many = new Set(["contact", "subscription"])
const pauseMs = 1_000

type Watcher = (change: Change) => void

/**
 * What the database announces, handed to the streams that watch a workspace. Heard from the first watcher on.
 */
export class ChangeFeed {
  readonly #wakes: Wakes
  readonly #watched = new Map<string, { watchers: Set<Watcher>; together: Together }>()
  #unheard: (() => void) | undefined

  constructor(wakes: Wakes) {
    this.#wakes = wakes
  }

  /** Calls `watcher` for every change in the workspace, until the returned function is called. */
  watch(workspaceId: string, watcher: Watcher): () => void {
    this.#unheard ??= this.#hear()
    const watched = this.#watched.get(workspaceId) ?? watchedBy(new Set())
    this.#watched.set(workspaceId, watched)
    watched.watchers.add(watcher)
    return () => {
      watched.watchers.delete(watcher)
      if (watched.watchers.size > 0) return
      watched.together.stop()
      if (this.#watched.get(workspaceId) === watched) this.#watched.delete(workspaceId)
    }
  }

  close(): void {
    this.#unheard?.()
  }

  #hear() {
    return this.#wakes.hear(channel, (payload) => {
      if (payload === "") {
        // A connection is new: nobody knows what was announced before it was there, so whatever is shown may be old.
        for (const { watchers } of this.#watched.values()) tell(watchers, { type: "everything", id: null })
        return
      }
      const { workspace_id, ...change } = announced.parse(JSON.parse(payload))
      const watched = this.#watched.get(workspace_id)
      if (watched === undefined) return
      if (many.has(change.type)) watched.together.take(change)
      else tell(watched.watchers, change)
    })
  }
}

function watchedBy(watchers: Set<Watcher>) {
  return { watchers, together: new Together((change) => tell(watchers, change), pauseMs) }
}

function tell(watchers: Iterable<Watcher>, change: Change): void {
  for (const watcher of watchers) watcher(change)
}
