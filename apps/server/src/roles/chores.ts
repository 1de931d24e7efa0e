import { setTimeout as sleep } from "node:timers/promises"
import type { Chore } from "../platform/define-room.ts"
import type { Platform } from "../platform/index.ts"
import { startLeasedWork } from "../platform/leased-work/index.ts"

/** How long the chores rest when the process that did them has died. */
const takeOverMs = 10_000

/**
 * Does the chores in one process at a time, however many have that role: each takes them up when nobody else has them.
 * A chore is first done `everyMs` after that. One that fails is logged and tried again at its next time.
 */
export function startChores(
  platform: Pick<Platform, "leases" | "wakes" | "logger">,
  chores: readonly Chore[],
  pollMs = takeOverMs,
): { stop(): Promise<void> } {
  const repeat = async ({ what, everyMs, work }: Chore, signal: AbortSignal) => {
    while (await passes(everyMs, signal)) {
      await work().catch((error) =>
        platform.logger.error({ err: error }, `${what} failed; it will be tried again`),
      )
    }
  }
  return startLeasedWork(platform, {
    name: "chores",
    pollMs,
    due: async () => [{ id: "all" }],
    run: async (_, signal) => {
      await Promise.all(chores.map((chore) => repeat(chore, signal)))
    },
  })
}

/** @returns false as soon as the signal is aborted */
const passes = (ms: number, signal: AbortSignal) => sleep(ms, true, { signal }).catch(() => false)
