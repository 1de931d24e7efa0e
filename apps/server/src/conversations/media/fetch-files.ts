import type { RunningWork } from "../../platform/define-room.ts"
import type { Platform } from "../../platform/index.ts"
import { startLoop } from "../../platform/loop.ts"
import { fetchFile } from "./fetch-file.ts"
import { claimFiles, type FetchOutcome, fileKey, giveBackFiles, settleFiles } from "./media-rows.ts"

const pollMs = 1_000
/** Of one process; what they hold in memory has a bound of its own (`platform.files`). */
const atOnce = 4

/**
 * Fetches files of messages as they come. Several processes share them out row by row; what one of them had claimed when it
 * died is due again after a quarter of an hour. A stop waits for no file: what is under way is given back.
 */
export function startFetchingFiles(platform: Platform): RunningWork {
  const { db, clock, fileStore, logger } = platform
  const underWay = new Set<string>()
  let outcomes: FetchOutcome[] = []
  let stopped = false

  const settle = async () => {
    if (outcomes.length === 0) return
    const settling = outcomes
    const forNothing = await db.system((tx) => settleFiles(tx, settling, clock.now()))
    outcomes = outcomes.slice(settling.length)
    await Promise.all(forNothing.map((file) => fileStore.delete(fileKey(file))))
  }
  const round = async () => {
    await settle()
    const limit = atOnce - underWay.size
    if (limit === 0) return false
    const claim = { now: clock.now(), limit, underWay: [...underWay] }
    const { files, mayBeMore } = await db.system((tx) => claimFiles(tx, claim))
    for (const file of files) {
      underWay.add(file.id)
      void fetchFile(platform, file).then((outcome) => {
        if (stopped) return
        if (outcome.state !== "fetched" && outcome.failure === "store_failed")
          logger.warn(
            { detail: outcome.detail },
            "a file that someone sent could not be kept; it will be tried again",
          )
        underWay.delete(file.id)
        outcomes = [...outcomes, outcome]
        loop.wake()
      })
    }
    return mayBeMore
  }
  const loop = startLoop({
    everyMs: pollMs,
    round,
    broke: (error) => logger.warn({ err: error }, "files of messages cannot be fetched; retrying"),
  })
  return {
    async stop() {
      await loop.stop()
      stopped = true
      await settle()
      if (underWay.size > 0) await db.system((tx) => giveBackFiles(tx, [...underWay], clock.now()))
    },
  }
}
