import type { Platform } from "../../platform/index.ts"
import { type LeasedWorker, startLeasedWork } from "../../platform/leased-work/index.ts"
import { ContentCache } from "../content/content-cache.ts"
import { numbersWithWork, readLaneNumber } from "../lane-number.ts"
import { outboxChannel } from "../outbox.ts"
import { Lane } from "./lane.ts"

/** How long a stop waits for the outcomes of posts: with a database that is away they would never be written. */
const outcomeGraceMs = 7_000

/** Runs the lanes of this process: one for each number with work whose lease it could get. */
export function startDispatcher(platform: Platform): LeasedWorker {
  const contents = new ContentCache(platform.db)
  const lanes = new Map<string, Lane>()
  const cutoff = new AbortController()
  const work = startLeasedWork(platform, {
    name: "lane",
    pollMs: 1_000,
    channel: outboxChannel,
    due: async () => (await numbersWithWork(platform, platform.clock.now())).map((id) => ({ id })),
    heard(numberId) {
      const lane = lanes.get(numberId)
      lane?.wake()
      return lane !== undefined
    },
    async run({ id }, signal) {
      const number = await readLaneNumber(platform, id)
      if (!number) return
      const lane = new Lane({ platform, contents, number, signal, cutoff: cutoff.signal })
      lanes.set(id, lane)
      platform.metrics.lanes.inc()
      try {
        await lane.run()
      } finally {
        platform.metrics.lanes.dec()
        lanes.delete(id)
      }
    },
  })
  return {
    sinceLookMs: () => work.sinceLookMs(),
    async stop() {
      const cut = setTimeout(() => cutoff.abort(), outcomeGraceMs)
      await work.stop().finally(() => clearTimeout(cut))
    },
  }
}
