import { Agent, type Dispatcher } from "undici"
import { type Clock, followClock, systemClock } from "./clock.ts"
import type { Config } from "./config.ts"
import { Database, migrate, startEmbeddedPostgres } from "./database/index.ts"
import { type DurableLog, PostgresLog } from "./log/index.ts"
import { keptSecret, randomHex, type SecretBox, secretBox } from "./secrets.ts"
import { createLogger, createMetrics, type Logger, type Metrics } from "./telemetry.ts"
import { waitAtMost } from "./until-aborted.ts"

/** What every part of the server stands on. Each is handed what it needs of it; nothing of it is global. */
export interface Platform {
  config: Config
  clock: Clock
  databaseUrl: string
  db: Database
  log: DurableLog
  secrets: SecretBox
  /** Connections to Meta, shared by every caller. */
  graph: Dispatcher
  logger: Logger
  metrics: Metrics
}

/** Nobody uses the database any more when it is closed: this is for connections on which an answer never came. */
const closeMs = 1_500

/** Opens the database (its own if none is configured), brings it up to date and builds the rest on it. */
export async function openPlatform(config: Config): Promise<Platform & { close(): Promise<void> }> {
  const logger = createLogger(config.logLevel)
  const embedded = config.databaseUrl
    ? undefined
    : await startEmbeddedPostgres({ folder: `${config.dataDir}/postgres` })
  const databaseUrl = config.databaseUrl ?? embedded?.url ?? ""
  try {
    await migrate(databaseUrl)
    const clock = config.clockUrl ? await followClock(config.clockUrl) : undefined
    const encryptionKey =
      config.encryptionKey ?? (await keptSecret(config.dataDir, "encryption.key", () => randomHex(32)))
    const db = new Database(databaseUrl, {
      connections: config.databasePool,
      onConnectionLost: (error) => logger.warn({ err: error }, "a database connection was lost"),
    })
    const log = new PostgresLog({ db, url: databaseUrl, logger })
    const graph = new Agent({
      connections: 128,
      headersTimeout: config.meta.timeoutMs,
      bodyTimeout: config.meta.timeoutMs,
    })
    return {
      config,
      clock: clock ?? systemClock,
      databaseUrl,
      db,
      log,
      secrets: secretBox(encryptionKey),
      graph,
      logger,
      metrics: createMetrics(),
      async close() {
        clock?.stop()
        const closed = Promise.all([graph.destroy(), log.close().then(() => db.close())])
        if (!(await waitAtMost(closeMs, closed)))
          logger.error("the database did not answer; its connections end with the process")
        await embedded?.stop()
      },
    }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}
