/** Which campaigns wait for what, kept in memory for as long as they are the same. */
import { type ActionBased, type ActionTrigger, triggerKey } from "@parley/model"
import { sql, type Tx } from "../../platform/database/index.ts"
import { readTriggers, type Trigger } from "./triggers.ts"

export interface Listener {
  trigger: Trigger
  delivery: ActionBased
  timeZone: string
}

interface Heard {
  listener: Listener
  /** Those of it that the key is of. */
  triggers: readonly ActionTrigger[]
  unless: readonly ActionTrigger[]
}

/** By workspace and key, such as `0199… event:signed_up`. */
export type ListenerIndex = ReadonlyMap<string, readonly Heard[]>

/** Reads again as another campaign is started, stopped, or goes on as another version. */
export class Listeners {
  #mark = ""
  #index: ListenerIndex = new Map()

  /** One small statement where they are the same. `tx` reads of all workspaces. */
  async read(tx: Tx): Promise<ListenerIndex> {
    const { rows } = await sql<{ id: string }>`
      SELECT source_id AS id FROM campaign_triggers WHERE is_listening AND until IS NULL ORDER BY source_id`.execute(
      tx,
    )
    const mark = rows.map(({ id }) => id).join()
    if (mark === this.#mark) return this.#index
    this.#index = indexOf(await readListeners(tx))
    this.#mark = mark
    return this.#index
  }
}

async function readListeners(tx: Tx): Promise<Listener[]> {
  const triggers = await readTriggers(tx, sql`t.is_listening AND t.until IS NULL`)
  const { rows: zones } = await sql<{ id: string; time_zone: string | null }>`
    SELECT id, time_zone FROM workspaces WHERE id = ANY(${[...new Set(triggers.map(({ workspaceId }) => workspaceId))]}::uuid[])`.execute(
    tx,
  )
  const zoneOf = new Map(zones.map(({ id, time_zone }) => [id, time_zone]))
  return triggers.flatMap((trigger) => {
    const { delivery } = trigger.definition
    if (delivery.kind !== "action") return []
    return [{ trigger, delivery, timeZone: zoneOf.get(trigger.workspaceId) ?? "UTC" }]
  })
}

/** Pure. */
function indexOf(listeners: readonly Listener[]): ListenerIndex {
  const index = new Map<string, Heard[]>()
  for (const listener of listeners) {
    const { triggers, unless } = listener.delivery
    for (const key of new Set([...triggers, ...unless].map(triggerKey))) {
      const place = keyIn(listener.trigger.workspaceId, key)
      const ofKey = (each: ActionTrigger) => triggerKey(each) === key
      const heard = { listener, triggers: triggers.filter(ofKey), unless: unless.filter(ofKey) }
      index.set(place, [...(index.get(place) ?? []), heard])
    }
  }
  return index
}

export const keyIn = (workspaceId: string, key: string): string => `${workspaceId} ${key}`
