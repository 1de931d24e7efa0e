import { z } from "zod"
import { listen } from "../platform/database/index.ts"

const channel = "parley_events"

const announced = z.object({ workspace_id: z.uuid(), type: z.string(), id: z.string().nullable() })

/** Something changed. `everything`: changes were missed, so whatever is shown may be old. */
type Change = { type: string; id: string | null } | { type: "everything"; id: null }

type Watcher = (change: Change) => void

/**
 * What the database announces, handed to whoever watches a workspace. One connection for a process, opened with the
 * first watcher.
 */
export class ChangeFeed {
  readonly #url: string
  readonly #watchers = new Map<string, Set<Watcher>>()
  #listening: { stop(): Promise<void> } | undefined

  constructor(databaseUrl: string) {
    this.#url = databaseUrl
  }

  /** Calls `watcher` for every change in the workspace, until the returned function is called. */
  watch(workspaceId: string, watcher: Watcher): () => void {
    this.#listening ??= this.#listen()
    const watchers = this.#watchers.get(workspaceId) ?? new Set()
    this.#watchers.set(workspaceId, watchers.add(watcher))
    return () => {
      watchers.delete(watcher)
      if (watchers.size === 0) this.#watchers.delete(workspaceId)
    }
  }

  async close(): Promise<void> {
    await this.#listening?.stop()
  }

  #listen() {
    return listen(this.#url, channel, (payload) => {
      if (payload === "") {
        // A connection is new: nobody knows what was announced before it stood.
        for (const watchers of this.#watchers.values()) tell(watchers, { type: "everything", id: null })
        return
      }
      const { workspace_id, ...change } = announced.parse(JSON.parse(payload))
      tell(this.#watchers.get(workspace_id), change)
    })
  }
}

function tell(watchers: Iterable<Watcher> | undefined, change: Change): void {
  for (const watcher of watchers ?? []) watcher(change)
}
