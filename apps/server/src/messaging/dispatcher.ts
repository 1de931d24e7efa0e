import { type Lease, Leases, listen } from "../platform/database/index.ts"
import type { Platform } from "../platform/index.ts"
import { Waker } from "../platform/waker.ts"
import { ContentCache } from "./content-cache.ts"
import { Lane } from "./lane.ts"
import { numbersWithWork, readLaneNumber } from "./lane-number.ts"
import { outboxChannel } from "./outbox.ts"

/** How often numbers are looked at when nothing was heard; what a lost notification costs at most. */
const pollMs = 1_000

/** Runs the lanes of this process: one for each number with work whose lease it could get. */
export function startDispatcher(platform: Platform): { stop(): Promise<void> } {
  const { databaseUrl, clock, logger, metrics } = platform
  const stopping = new AbortController()
  const leases = new Leases(databaseUrl)
  const contents = new ContentCache(platform.db)
  const lanes = new Map<string, { lane: Lane | undefined; done: Promise<void> }>()
  const waker = new Waker()

  const listening = listen(databaseUrl, outboxChannel, (numberId) => {
    const running = lanes.get(numberId)?.lane
    if (running) running.wake()
    else waker.wake()
  })

  const runLane = async (numberId: string, lease: Lease) => {
    try {
      const number = await readLaneNumber(platform, numberId)
      if (!number) return
      const signal = AbortSignal.any([stopping.signal, lease.signal])
      const lane = new Lane({ platform, contents, number, signal })
      const entry = lanes.get(numberId)
      if (entry) entry.lane = lane
      metrics.lanes.inc()
      await lane.run().finally(() => metrics.lanes.dec())
    } catch (error) {
      logger.error({ err: error, number: numberId }, "a lane broke; another begins in a moment")
    } finally {
      await lease
        .release()
        .catch((error) => logger.warn({ err: error }, "a lane's lease went with its connection"))
      lanes.delete(numberId)
    }
  }

  const look = async () => {
    for (const numberId of await numbersWithWork(platform, clock.now())) {
      if (lanes.has(numberId)) continue
      const lease = await leases.tryAcquire(`lane:${numberId}`)
      if (!lease) continue
      const entry: { lane: Lane | undefined; done: Promise<void> } = {
        lane: undefined,
        done: Promise.resolve(),
      }
      lanes.set(numberId, entry)
      entry.done = runLane(numberId, lease)
    }
  }

  const loop = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await look()
      } catch (error) {
        logger.warn({ err: error }, "cannot look for due messages; retrying")
      }
      await waker.sleep(pollMs)
    }
  })()

  return {
    async stop() {
      stopping.abort()
      waker.wake()
      await loop
      await Promise.all([...lanes.values()].map((entry) => entry.done))
      await Promise.all([listening.stop(), leases.close()])
    },
  }
}
