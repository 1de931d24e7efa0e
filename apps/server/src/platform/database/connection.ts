import pg from "pg"
import { type Clock, systemClock } from "../clock.ts"
import { answerMarginMs, connectMs, idleInTransactionMs as idleMs, ordinaryMs } from "./timeouts.ts"
import { WatchedDriver } from "./watched-driver.ts"

/** What a connection is for. */
interface Purpose {
  /** Shown in pg_stat_activity as `parley <name>`. */
  name: string
  /** How long a statement may take unless its transaction says otherwise. Default: {@link ordinaryMs} */
  statementMs?: number
  /** How long a transaction may ask nothing. Default: 90 s */
  idleInTransactionMs?: number
  /** How long the server keeps a connection that asks nothing. Default: forever */
  idleSessionMs?: number
  /** What the connection's transactions begin as. Default: who the URL names */
  role?: string
  /** A key for hashes that are kept in the database without it: the two pads of HMAC-SHA-256, in hexadecimal. */
  hashPads?: string
}

/**
 * How either side learns that the other machine is gone: asked after 5 s of silence and given up 15 s later, where the
 * systems' own default is more than two hours. What was sent and is not acknowledged is given up after 20 s.
 */
const keepAliveIdleSeconds = 5
const keepAliveSettings = {
  tcp_keepalives_idle: keepAliveIdleSeconds,
  tcp_keepalives_interval: 5,
  tcp_keepalives_count: 3,
  tcp_user_timeout: 20_000,
}

/** The settings of every connection of ours: who it is, how long it waits, and how it notices that it is dead. */
function connectionSettings(url: string, purpose: Purpose): pg.ClientConfig {
  const {
    name,
    statementMs = ordinaryMs,
    idleInTransactionMs = idleMs,
    idleSessionMs,
    role,
    hashPads,
  } = purpose
  const settings = {
    ...keepAliveSettings,
    statement_timeout: statementMs,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    ...(idleSessionMs !== undefined && { idle_session_timeout: idleSessionMs }),
    ...(role !== undefined && { role }),
    ...(hashPads !== undefined && { "parley.hash_pads": hashPads }),
  }
  // What is in a URL goes before what is beside it, and its options may say more, so they are joined.
  const database = new URL(url)
  const options = [
    database.searchParams.get("options") ?? "",
    ...Object.entries(settings).map(([key, value]) => `-c ${key}=${value}`),
  ]
  database.searchParams.delete("options")
  return {
    connectionString: database.href,
    options: options.join(" ").trim(),
    application_name: `parley ${name}`,
    connectionTimeoutMillis: connectMs,
    query_timeout: statementMs + answerMarginMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveIdleSeconds * 1000,
  }
}

/** A connection of its own, for what no pool can serve. Its failures come as the driver says them, to who asks it. */
export function createClient(url: string, purpose: Purpose): pg.Client {
  const client = new pg.Client(connectionSettings(url, purpose))
  client.on("error", () => undefined) // one that breaks while nobody asks it must not end the process
  return client
}

/**
 * Up to `max` connections. @param clock by which the database makes ids and times on them; default: the machine's
 * @param lost hears of each that breaks, idle or not
 */
export function createPool(
  url: string,
  { max, clock = systemClock, ...purpose }: Purpose & { max: number; clock?: Clock | undefined },
  lost: (error: Error) => void = () => undefined,
): WatchedDriver {
  const pool = new pg.Pool({ ...connectionSettings(url, purpose), max })
  pool.on("error", () => undefined) // said by the connection itself, idle or not
  pool.on("connect", (client) => client.on("error", lost))
  return new WatchedDriver(pool, { statementMs: purpose.statementMs ?? ordinaryMs, clock })
}
