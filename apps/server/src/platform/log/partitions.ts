import { hash } from "node:crypto"
import type { Topic } from "./durable-log.ts"

/** What was hashed lately: one key is asked for several times in a row, and a hash takes some 4 µs. */
const hashed = new Map<string, number>()
const mostHashed = 10_000

/** The partition of a topic where everything of `key` is, in its order. */
export function partitionOf({ partitions }: Topic, key: string): number {
  const known = hashed.get(key)
  if (known !== undefined) return known % partitions
  if (hashed.size >= mostHashed) hashed.clear()
  const number = hash("md5", key, "buffer").readUInt16LE()
  hashed.set(key, number)
  return number % partitions
}

/** On which consumers are woken, with the name of a partition. */
export const logChannel = "parley_log"

/** What a process is told when a partition may have an entry. */
export const nameOf = (topic: Topic, partition: number) => `${topic.name}:${partition}`
