import { setTimeout as sleep } from "node:timers/promises"
import { type Occurrence, occurrence } from "@parley/model"
import { z } from "zod"
import type { Platform } from "../platform/index.ts"
import type { Consumer } from "../platform/log/index.ts"
import { hearTogether } from "./hear-together.ts"
import { screenChanges } from "./screen-changes.ts"

/** So long occurrences of all partitions are collected before screens are told of them together. Nobody sees 25 ms. */
const collectMs = 25

const entry = z.array(z.unknown())

const kinds: ReadonlySet<unknown> = new Set(occurrence.options.map(({ shape }) => shape.kind.value))

/**
 * A kind that is not known here was recorded by a newer version of the server: who shows it hears of it there. Not read by the schema,
 * which takes 8 µs for each: `record` wrote them by their type.
 */
const isKnown = (each: unknown): each is Occurrence =>
  typeof each === "object" && each !== null && "kind" in each && kinds.has(each.kind)

const occurrencesOf = (payload: string): Occurrence[] => entry.parse(JSON.parse(payload)).filter(isKnown)

/**
 * The consumer of the contact topic: has the rooms hear of what happened, and then tells screens what changed, on the channel
 * `parley_events`. What is recorded is announced at least once; what changes again and again meanwhile, once.
 */
export function announceChanges(platform: Platform): Consumer {
  const { wakes, rooms } = platform
  const hearing = rooms.flatMap((room) => room.hears?.(platform) ?? [])
  const hearAll = hearTogether(async (occurrences) => {
    for (const hear of hearing) await hear(occurrences)
  })
  let collected: Occurrence[] = []
  let announcing: Promise<void> | undefined

  const announce = async () => {
    await sleep(collectMs)
    const changes = screenChanges(collected)
    collected = []
    announcing = undefined
    if (changes.length === 0) return
    for (const change of changes) wakes.wake("parley_events", JSON.stringify(change))
    await wakes.told()
  }
  return {
    async apply(payloads) {
      const occurrences = payloads.flatMap(occurrencesOf)
      await hearAll(occurrences)
      collected.push(...occurrences)
      announcing ??= announce()
      await announcing
    },
    halve: halveOccurrences,
  }
}

/** An entry of the contact topic as two of half its occurrences; undefined when it has one, or cannot be read. */
function halveOccurrences(payload: string): [string, string] | undefined {
  const known = entry.safeParse(readIfAny(payload)).data ?? []
  if (known.length < 2) return undefined
  const middle = known.length >> 1
  return [JSON.stringify(known.slice(0, middle)), JSON.stringify(known.slice(middle))]
}

function readIfAny(payload: string): unknown {
  try {
    return JSON.parse(payload)
  } catch {
    return undefined
  }
}
