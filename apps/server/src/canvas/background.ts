/** What moves runs, has people enter and does what steps ask, in the background. */
import type { Platform } from "../platform/index.ts"
import { startLoop } from "../platform/loop.ts"
import { canvasChannel } from "./channel.ts"
import { advanceDue } from "./engine/advance.ts"
import { Versions } from "./engine/versions.ts"
import { enterDue } from "./entry/scheduled.ts"
import { performDue } from "./tasks/perform.ts"

/** Runs that were marked by another process are found by then at the latest. */
const everyMs = 250

export function startCanvases(platform: Platform): { stop(): Promise<void> } {
  const versions = new Versions()
  const loop = (what: string, round: () => Promise<boolean>) =>
    startLoop({
      everyMs,
      round,
      broke: (error) => platform.logger.warn({ err: error }, `cannot ${what}; retrying`),
    })
  const loops = [
    loop("move people on in canvases", () => advanceDue(platform, versions)),
    loop("have people enter canvases", () => enterDue(platform)),
    loop("do what steps of canvases ask", () => performDue(platform, versions)),
  ]
  const unheard = platform.wakes.hear(canvasChannel, () => {
    for (const each of loops) each.wake()
  })
  return {
    async stop() {
      unheard()
      await Promise.all(loops.map((each) => each.stop()))
    },
  }
}
