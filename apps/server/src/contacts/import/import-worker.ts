import { isDatabaseAway, type Lease, Leases, listen } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { Waker } from "../../platform/waker.ts"
import { isLostRace } from "../races.ts"
import { beginImport, endImport } from "./progress.ts"
import { runImport } from "./run-import.ts"
import { importsChannel } from "./upload.ts"

/** How often imports are looked for when nothing was heard; how long one waits at most whose worker died. */
const pollMs = 1_000
/** One writes while another reads; more would keep the lanes of messages from the database. */
const mostAtOnce = 2

/** Runs queued imports, and goes on with those whose worker died: each under a lease, so that one worker has it. */
export function startImports(platform: Platform): { stop(): Promise<void> } {
  const { databaseUrl, db, clock, logger } = platform
  const stopping = new AbortController()
  const leases = new Leases(databaseUrl)
  const running = new Map<string, Promise<void>>()
  const waker = new Waker()
  const listening = listen(databaseUrl, importsChannel, () => waker.wake())

  // Done by nobody in particular: the audit log has the import. A record for each of its contacts would make it ten times
  // as slow (100,000 contacts in one statement: 3 s without, 35 s with, measured).
  const run = async ({ id, workspace_id }: DueImport, lease: Lease) => {
    try {
      const begun = await db.workspace(workspace_id, (tx) => beginImport(tx, id, clock.now()))
      if (begun) await runImport(platform, begun, AbortSignal.any([stopping.signal, lease.signal]))
    } catch (error) {
      if (isDatabaseAway(error) || isLostRace(error)) {
        logger.warn({ err: error, import: id }, "an import was interrupted; it goes on in a moment")
        return
      }
      logger.error({ err: error, import: id }, "an import broke")
      await db
        .workspace(workspace_id, (tx) => endImport(tx, id, { failure: broken, now: clock.now() }))
        .catch(() => undefined) // the next look finds it running, and tries again
    } finally {
      await lease
        .release()
        .catch((error) => logger.warn({ err: error }, "an import's lease went with its connection"))
      running.delete(id)
      waker.wake()
    }
  }

  const look = async () => {
    if (running.size >= mostAtOnce) return
    for (const due of await dueImports(platform)) {
      if (running.size >= mostAtOnce) return
      if (running.has(due.id)) continue
      const lease = await leases.tryAcquire(`import ${due.id}`)
      if (lease) running.set(due.id, run(due, lease))
    }
  }

  const loop = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await look()
      } catch (error) {
        logger.warn({ err: error }, "cannot look for queued imports; retrying")
      }
      await waker.sleep(pollMs)
    }
  })()

  return {
    async stop() {
      stopping.abort()
      waker.wake()
      await loop
      await Promise.all(running.values())
      await Promise.all([listening.stop(), leases.close()])
    },
  }
}

const broken = {
  code: "interrupted",
  message: "Something went wrong on our side. What was imported stays; upload the file again.",
}

interface DueImport {
  id: string
  workspace_id: string
}

/** Imports that want a worker, the oldest first. */
function dueImports({ db }: Pick<Platform, "db">): Promise<DueImport[]> {
  return db.system((tx) =>
    tx
      .selectFrom("imports")
      .select(["id", "workspace_id"])
      .where("state", "in", ["queued", "running"])
      .orderBy("id")
      .limit(100)
      .execute(),
  )
}
