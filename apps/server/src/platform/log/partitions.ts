import { hash } from "node:crypto"
import type { Topic } from "./durable-log.ts"

/** The partition of a topic where everything of `key` is, in its order. */
export function partitionOf({ partitions }: Topic, key: string): number {
  return hash("md5", key, "buffer").readUInt16LE() % partitions
}

/** On which consumers are woken, with the name of a partition. */
export const logChannel = "parley_log"

/** What a process is told when a partition may have an entry. */
export const nameOf = (topic: Topic, partition: number) => `${topic.name}:${partition}`
