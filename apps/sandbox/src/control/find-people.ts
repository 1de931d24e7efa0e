/** Everyone the sandbox knows, in the order of their numbers: who was described and who had a message. */
import { personOf } from "../people/person.ts"
import type { World } from "../world/world.ts"

const batchSize = 1_000

/** Up to `limit` wa_ids behind `after`, of people whose name or number holds `search`; any when it is empty. */
export function peopleAfter(world: World, after: number, limit: number, search = ""): string[] {
  const wanted = search.trim().toLowerCase()
  if (wanted === "") return batchAfter(world, after, limit)
  const digits = /^[+\d\s()-]+$/.test(wanted) ? wanted.replace(/\D/g, "") : ""
  const found: string[] = []
  let last = after
  for (;;) {
    const batch = batchAfter(world, last, batchSize)
    for (const waId of batch) {
      const isMeant =
        digits !== ""
          ? waId.includes(digits)
          : personOf(waId, world.people.get(waId)).name.toLowerCase().includes(wanted)
      if (isMeant) found.push(waId)
      if (found.length === limit) return found
    }
    if (batch.length < batchSize) return found
    last = Number(batch.at(-1))
  }
}

function batchAfter(world: World, after: number, limit: number): string[] {
  const described = describedIn(world)
  const start = firstBehind(described, after)
  const known = new Set(described.slice(start, start + limit))
  for (const waId of world.messages.people(after, limit)) known.add(Number(waId))
  return [...known]
    .sort((a, b) => a - b)
    .slice(0, limit)
    .map(String)
}

/** Sorted once for each change: ordering 100,000 people for every page would take 40 ms of it. */
const sorted = new WeakMap<World, { version: number; waIds: readonly number[] }>()

function describedIn(world: World): readonly number[] {
  const kept = sorted.get(world)
  if (kept !== undefined && kept.version === world.people.version) return kept.waIds
  const waIds = Array.from(world.people.values(), ({ wa_id }) => Number(wa_id)).sort((a, b) => a - b)
  sorted.set(world, { version: world.people.version, waIds })
  return waIds
}

function firstBehind(sorted: readonly number[], after: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) > after) high = middle
    else low = middle + 1
  }
  return low
}
