import pg from "pg"
import { sql } from "../platform/database/index.ts"
import type { Platform } from "../platform/index.ts"
import type { Work } from "./start-work.ts"

/** Who asks whether a process is ready waits seconds; a database that takes longer is none to build on. */
const answerWithinMs = 4_000
/** An append is tried this often at most: it writes some pages, and anyone may ask. */
const appendEveryMs = 5_000
/**
 * Lanes are looked after once a second. That takes longer than this only when connections go silent one after the other:
 * a new one, the numbers with work, and their leases have their time-outs before it.
 */
const lanesWithinMs = 45_000

/**
 * Tells why this process cannot do its part at the moment: its database does not answer, an intake could not keep a
 * webhook (its disk is full), or its lanes stand still. Undefined while it can.
 */
export function readinessOf(
  { db, embedded, log, config, logger }: Pick<Platform, "db" | "embedded" | "log" | "config" | "logger">,
  work: () => Pick<Work, "sinceLanesMs"> | undefined,
): () => Promise<string | undefined> {
  let tried: { atMs: number; failure: Promise<unknown> } | undefined

  const appendFailure = (): Promise<unknown> => {
    if (!tried || performance.now() - tried.atMs > appendEveryMs) {
      const failure = log.tryAppend().then(
        () => undefined,
        (error: unknown) => error,
      )
      tried = { atMs: performance.now(), failure }
    }
    return tried.failure
  }
  const intakeTrouble = async () => {
    const error = await appendFailure()
    if (error === undefined) return undefined
    logger.warn({ err: error }, "a webhook could not be kept now")
    return error instanceof pg.DatabaseError && error.code === "53100"
      ? "Webhooks cannot be kept: the disk of the database is full."
      : "Webhooks cannot be kept: the database does not take them."
  }

  return async () => {
    const answered = await within(
      answerWithinMs,
      db
        .system((tx) => sql`SELECT 1`.execute(tx))
        .then(
          () => true,
          () => false,
        ),
    )
    if (!answered) {
      return embedded?.isRunning() === false
        ? "The embedded PostgreSQL has stopped by itself and is being started again."
        : "The database does not answer."
    }
    if (config.roles.includes("intake")) {
      const trouble = await within(
        answerWithinMs,
        intakeTrouble().then((found) => found ?? ""),
      )
      if (trouble !== "") return trouble ?? "Webhooks cannot be kept: the database does not answer."
    }
    const standsMs = work()?.sinceLanesMs() ?? 0
    if (standsMs > lanesWithinMs) {
      return `Nothing has been looked for to send since ${Math.round(standsMs / 1000)} seconds.`
    }
    return undefined
  }
}

/** The answer, or undefined when it does not come in time. */
async function within<T>(ms: number, answer: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined)
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}
