/** Connections to Meta, shared by every client of a process. */
import { Pool } from "undici"

export interface GraphPoolOptions {
  /** Sockets at most. Each carries one request at a time: connections ÷ latency is the ceiling of requests per second. */
  connections?: number | undefined
  /** How long an idle socket is kept. */
  keepAliveMs?: number | undefined
  connectTimeoutMs?: number | undefined
}

/**
 * A pool of keep-alive connections to the origin of `baseUrl`, to be passed to clients as `dispatcher`. One
 * request per socket at a time (no pipelining): a request that fails then never leaves another in doubt.
 * The caller owns it and closes it.
 * @example
 * const dispatcher = createGraphPool("https://graph.facebook.com", { connections: 16 })
 * const graph = new GraphClient({ baseUrl: "https://graph.facebook.com", version: "v25.0", accessToken, dispatcher })
 * await dispatcher.close()
 */
export function createGraphPool(baseUrl: string, options: GraphPoolOptions = {}): Pool {
  return new Pool(new URL(baseUrl).origin, {
    connections: options.connections ?? 64,
    pipelining: 1,
    // Over HTTP/2 one lost session leaves every post on it in doubt, and undici repeats refused streams by itself.
    allowH2: false,
    keepAliveTimeout: options.keepAliveMs ?? 30_000,
    keepAliveMaxTimeout: 600_000,
    connectTimeout: options.connectTimeoutMs ?? 5_000,
  })
}
