import { asRole, type RunningWork } from "../platform/define-room.ts"
import type { Platform } from "../platform/index.ts"
import type { ProcessRole } from "../platform/process-roles.ts"
import { startChores } from "./chores.ts"

export interface Work {
  stop(): Promise<void>
  /** How long it has been since numbers with something to send were last looked for; 0 where this process sends nothing. */
  sinceLanesMs(): number
}

type Start = (platform: Platform) => readonly RunningWork[]

/** What happens without anyone asking, by the role of which it is. */
const starts: Partial<Record<ProcessRole, Start>> = {
  apply: (platform) =>
    platform.rooms.flatMap(({ consumers = [] }) =>
      consumers.map(({ topic, consumer }) => platform.log.consume(topic, consumer(platform))),
    ),
  lanes: (platform) => platform.rooms.flatMap(({ lanes = [] }) => lanes.map((start) => start(platform))),
  background: (platform) => [
    ...platform.rooms.flatMap(({ background = [] }) => background.map((start) => start(platform))),
    startChores(
      platform,
      platform.rooms.flatMap((room) => room.chores?.(platform) ?? []),
    ),
  ],
}

/** Starts what the rooms do of themselves, as far as it is of this process's roles. */
export function startWork(platform: Platform): Work {
  const parts = platform.config.roles.map((role) => ({
    role,
    running: starts[role]?.(asRole(platform, role)) ?? [],
  }))
  const lanes = parts.filter(({ role }) => role === "lanes").flatMap(({ running }) => running)
  return {
    sinceLanesMs: () => Math.max(0, ...lanes.map((part) => part.sinceLookMs?.() ?? 0)),
    async stop() {
      await Promise.all(parts.flatMap(({ running }) => running).map((part) => part.stop()))
    },
  }
}
