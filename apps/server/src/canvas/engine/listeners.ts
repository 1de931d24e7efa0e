/** Which active canvases people enter by what they do, kept in memory for as long as they are the same. */
import { type ActionTrigger, type CanvasEntry, triggerKey } from "@parley/model"
import { sql, type Tx } from "../../platform/database/index.ts"
import { type CanvasVersion, type Versions, versionKey } from "./versions.ts"

export interface EntryListener {
  version: CanvasVersion
  entry: CanvasEntry & { kind: "action" }
  since: Date
  triggers: readonly ActionTrigger[]
}

/** By workspace and key, such as `0199… event:signed_up`. */
type EntryIndex = ReadonlyMap<string, readonly EntryListener[]>

export interface Listening {
  entries: EntryIndex
  /** Workspaces in which somebody may be in a canvas. */
  workspaces: ReadonlySet<string>
}

/** Reads again as another canvas is published or stopped. */
export class CanvasListeners {
  readonly #versions: Versions
  #mark = ""
  #listening: Listening = { entries: new Map(), workspaces: new Set() }

  constructor(versions: Versions) {
    this.#versions = versions
  }

  /** One small statement where they are the same. `tx` reads of all workspaces. */
  async read(tx: Tx): Promise<Listening> {
    const { rows } = await sql<{
      id: string
      workspace_id: string
      version: number
      is_listening: boolean
      since: Date | null
    }>`
      SELECT id, workspace_id, version, is_listening, started_at AS since FROM canvases WHERE state <> 'draft' ORDER BY id`.execute(
      tx,
    )
    const mark = rows.map(({ id, version, is_listening }) => `${id} ${version} ${is_listening}`).join()
    if (mark === this.#mark) return this.#listening
    const heard = rows.filter(({ is_listening }) => is_listening)
    const versions = await this.#versions.read(
      tx,
      heard.map(({ id, version }) => ({ canvasId: id, version })),
    )
    const entries = new Map<string, EntryListener[]>()
    for (const { id, version: number, since } of heard) {
      const version = versions.get(versionKey({ canvasId: id, version: number }))
      if (version === undefined || version.definition.entry.kind !== "action") continue
      const { entry } = version.definition
      for (const key of new Set(entry.triggers.map(triggerKey))) {
        const place = keyIn(version.workspaceId, key)
        const triggers = entry.triggers.filter((each) => triggerKey(each) === key)
        entries.set(place, [
          ...(entries.get(place) ?? []),
          { version, entry, since: since ?? new Date(0), triggers },
        ])
      }
    }
    this.#listening = { entries, workspaces: new Set(rows.map(({ workspace_id }) => workspace_id)) }
    this.#mark = mark
    return this.#listening
  }
}

export const keyIn = (workspaceId: string, key: string): string => `${workspaceId} ${key}`
