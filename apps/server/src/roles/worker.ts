import type { RunningWork } from "../platform/define-room.ts"
import type { Platform } from "../platform/index.ts"
import { startChores } from "./chores.ts"

export interface Worker {
  stop(): Promise<void>
  /** How long it has been since numbers with something to send were last looked for. */
  sinceLanesMs(): number
}

/** Everything that happens without anyone asking: what the rooms do of themselves, and what they take from the log. */
export function startWorker(platform: Platform): Worker {
  const parts: RunningWork[] = [
    ...platform.rooms.flatMap(({ work = [] }) => work.map((start) => start(platform))),
    ...platform.rooms.flatMap(({ consumers = [] }) =>
      consumers.map(({ topic, consumer }) => platform.log.consume(topic, consumer(platform))),
    ),
    startChores(
      platform,
      platform.rooms.flatMap((room) => room.chores?.(platform) ?? []),
    ),
  ]
  return {
    sinceLanesMs: () => Math.max(0, ...parts.map((part) => part.sinceLookMs?.() ?? 0)),
    async stop() {
      await Promise.all(parts.map((part) => part.stop()))
    },
  }
}
