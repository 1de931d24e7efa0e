import { Agent } from "undici"
import { ByteBudget } from "./byte-budget.ts"
import { type Clock, followClock, systemClock } from "./clock.ts"
import type { Config } from "./config.ts"
import {
  Database,
  Leases,
  migrate,
  preparePartitions,
  startEmbeddedPostgres,
  Wakes,
} from "./database/index.ts"
import { type Platform, type Room, refuseDoubles } from "./define-room.ts"
import { openFileStore } from "./file-store/index.ts"
import { PostgresLog } from "./log/index.ts"
import { createOutgoing } from "./outgoing/index.ts"
import { type ProcessRole, pools as poolSizes } from "./process-roles.ts"
import { keptSecret, randomHex, secretBox } from "./secrets.ts"
import { createLogger, createMetrics } from "./telemetry.ts"
import { waitAtMost } from "./until-aborted.ts"

export type { Platform } from "./define-room.ts"

/** To Meta, at once: one for each post under way, of all lanes. They are opened as they are needed. */
const mostConnections = 2_000

/** Two and a half of the largest files. */
const filesAtOnceBytes = 256 * 1024 * 1024
/** Of one workspace: enough for the largest file, and there is room for others beside it. */
const filesOfOneBytes = filesAtOnceBytes / 2
/** Shorter than clients and proxies wait for an answer. */
const filesWaitMs = 30_000

/** Nobody uses the database any more when it is closed: this is for connections on which an answer never came. */
const closeMs = 1_500

export interface OpenPlatform extends Platform {
  /** Resolves when it cannot continue and nothing in this process can help it. */
  failed: Promise<Error>
  close(): Promise<void>
}

/**
 * Opens the database (its own if none is configured), brings it up to date and builds the rest on it.
 * @param ownClock instead of the one that the configuration names
 */
export async function openPlatform(
  config: Config,
  rooms: readonly Room[],
  ownClock?: Clock,
): Promise<OpenPlatform> {
  refuseDoubles(rooms)
  const logger = createLogger(config.logLevel)
  const failed = Promise.withResolvers<Error>()
  const embedded = config.databaseUrl
    ? undefined
    : await startEmbeddedPostgres({
        folder: `${config.dataDir}/postgres`,
        onRestart: (event) =>
          event === "stopped"
            ? logger.error("the embedded PostgreSQL has stopped by itself; starting it again")
            : logger.warn("the embedded PostgreSQL runs again"),
        onLost: failed.resolve,
      })
  const databaseUrl = config.databaseUrl ?? embedded?.url ?? ""
  try {
    await migrate(databaseUrl)
    let preparedMonth: string | undefined
    const prepare = async (now: Date) => {
      const month = now.toISOString().slice(0, 7)
      if (month === preparedMonth) return
      await preparePartitions(databaseUrl, now)
      preparedMonth = month
    }
    const followed = config.clockUrl && !ownClock ? await followClock(config.clockUrl, prepare) : undefined
    const clock = ownClock ?? followed ?? systemClock
    await prepare(clock.now())
    const encryptionKey =
      config.encryptionKey ?? (await keptSecret(config.dataDir, "encryption.key", () => randomHex(32)))
    const secrets = secretBox(encryptionKey)
    const hashKey = secrets.derive("objections")
    const leases = new Leases(databaseUrl)
    const wakes = new Wakes(databaseUrl)
    const poolOf = (role: ProcessRole) =>
      new Database(databaseUrl, {
        ...poolSizes[role],
        connections: config.databasePools.get(role) ?? poolSizes[role].connections,
        name: role,
        clock,
        wakes,
        hashKey,
        onConnectionLost: (error) => logger.warn({ err: error, role }, "a database connection was lost"),
      })
    const pools = {
      intake: poolOf("intake"),
      apply: poolOf("apply"),
      lanes: poolOf("lanes"),
      background: poolOf("background"),
      api: poolOf("api"),
    }
    const log = new PostgresLog({ db: pools.apply, intake: pools.intake, leases, wakes, logger })
    const graph = new Agent({
      connections: mostConnections,
      // Over HTTP/2 one lost session leaves every post on it in doubt, and undici repeats refused streams by itself.
      allowH2: false,
      headersTimeout: config.meta.timeoutMs,
      bodyTimeout: config.meta.timeoutMs,
    })
    const outgoing = createOutgoing(config.outgoingNetworks)
    const metrics = createMetrics()
    const fileStore = openFileStore(config.files)
    return {
      config,
      clock,
      databaseUrl,
      embedded,
      failed: failed.promise,
      db: pools.api,
      pools,
      leases,
      wakes,
      log,
      secrets,
      graph,
      outgoing,
      fileStore,
      files: new ByteBudget({
        bytes: filesAtOnceBytes,
        bytesOfOne: filesOfOneBytes,
        waitMs: filesWaitMs,
        onChange: (held) => metrics.bytesHeld.labels("files").set(held),
      }),
      logger,
      metrics,
      rooms,
      async close() {
        followed?.stop()
        const database = log
          .close()
          .then(() => Promise.all([...Object.values(pools), leases, wakes].map((each) => each.close())))
        const closed = Promise.all([graph.destroy(), outgoing.close(), fileStore.close(), database])
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
