import { setFlagsFromString } from "node:v8"
import { CannotStart } from "./platform/cannot-start.ts"
import { readConfig } from "./platform/config.ts"
import { openPlatform } from "./platform/index.ts"
import { rooms } from "./rooms.ts"
import { startServer } from "./server.ts"

// Batches leave much behind that is soon garbage. Left alone, V8 lets the heap grow to several times what is alive before
// it looks (384 MB resident at 100,000 recipients, 478 at 1,000,000, of which 60 alive); so it stays near 300.
setFlagsFromString("--heap-growing-percent=30")

/**
 * A stop ends within 10 s, whatever hangs: what is under way has its grace within that (`server.ts`, `platform/index.ts`), and
 * this is for everything else, such as a start that waits for a lock. The embedded PostgreSQL may write its last checkpoint
 * for longer; what started this process waits for 20 s (apps/cli).
 */
const stopWithinMs = 9_500
const stopWithDatabaseMs = 18_000

/** Resolves at the first request to stop, also one that comes while the server is still starting; later ones change nothing. */
const asked = new Promise<string>((resolve) => {
  process.on("SIGTERM", resolve)
  process.on("SIGINT", resolve)
})

try {
  const config = readConfig(process.env)
  void asked.then((signal) => {
    const end = () => {
      process.stderr.write(`Something hangs; this process ends without it (${signal}).\n`)
      process.exit(1)
    }
    setTimeout(end, config.databaseUrl === undefined ? stopWithDatabaseMs : stopWithinMs)
  })
  const platform = await openPlatform(config, rooms)
  // Nothing can be finished or handed over without a database; what started this process can start all of it again.
  void platform.failed.then((error) => {
    platform.logger.fatal(
      { err: error },
      "the embedded PostgreSQL cannot be started again; this process ends",
    )
    process.exit(1)
  })
  try {
    const server = await startServer(platform)
    platform.logger.info({ url: server.url, roles: config.roles }, "parley ready")
    platform.logger.info({ signal: await asked }, "stopping")
    await server.close()
  } finally {
    await platform.close()
  }
  process.exit(0)
} catch (error) {
  const known = error instanceof CannotStart
  process.stderr.write(`${known ? error.message : error instanceof Error ? error.stack : error}\n`)
  process.exit(known ? 78 : 1)
}
