import { once } from "node:events"
import { connect, createServer, type Socket } from "node:net"
import { hasClosed } from "./has-closed.ts"

/** The way to a database, or to any other server, which a test can disturb. */
export interface Wire {
  /** The server, by this way. */
  url: string
  /** Connections that were made so far. */
  made(): number
  /** Breaks every connection; new ones can be made. */
  cut(): Promise<void>
  /** Breaks every connection, and lets nobody make another one. */
  sever(): Promise<void>
  /** Connections can be made again after `sever`, and are heard again after `silence("all")`. */
  restore(): Promise<void>
  /**
   * From now on the connections that there are carry nothing, not even their end, while both sides think them whole: what
   * a firewall does that forgot them, or a machine without power. New ones work; of `all`, they are accepted and silent, too.
   */
  silence(which?: "present" | "all"): void
  /** From now on all bytes are on their way for so many milliseconds, in both directions. */
  delay(ms: number): void
  /**
   * Once: the next request that matches reaches the server and is carried out, but its answer is thrown away and the
   * connection cut. With `after` only on a connection that has, since now, asked for something that matches that.
   * A client that asks before it has the answer to what it asked before is not understood.
   * @returns when it has happened
   */
  loseAnswer(to: RegExp, after?: RegExp): Promise<void>
  close(): Promise<void>
}

/** `COMMIT` as PostgreSQL's protocol carries it, for `loseAnswer`. */
export const commit = /\bcommit\0/i

interface Pair {
  client: Socket
  upstream: Socket
  /** What the client has asked for since the last answer. */
  asked: string
  mayLose: boolean
  isLosing: boolean
}

interface Trap {
  to: RegExp
  after: RegExp | undefined
  spring(): void
}

/** Lays a wire on this machine to the server of a URL, such as a database or a sandbox. */
export async function layWire(serverUrl: string): Promise<Wire> {
  const url = new URL(serverUrl)
  const target = { host: url.hostname, port: Number(url.port) }
  const pairs = new Set<Pair>()
  /** Both ends of what is silent: nobody tells them of each other any more. */
  const silent: Socket[] = []
  let made = 0
  let isDeaf = false
  let delayMs = 0
  let trap: Trap | undefined

  const later = (dueMs: number, act: () => void) => {
    const waitMs = dueMs - performance.now()
    // biome-ignore lint/plugin: the time that bytes need, which no test waits for
    if (waitMs > 0) setTimeout(act, waitMs)
    else act()
  }
  const noteRequest = (pair: Pair, chunk: Buffer) => {
    if (trap === undefined) return
    pair.asked += chunk.toString("latin1")
    pair.mayLose ||= trap.after?.test(pair.asked) ?? true
    pair.isLosing = pair.mayLose && trap.to.test(pair.asked)
    if (!pair.isLosing) return
    const { spring } = trap
    trap = undefined
    pair.upstream.once("data", () => {
      destroy(pair)
      spring()
    })
  }
  const destroy = (pair: Pair) => {
    if (!pairs.delete(pair)) return
    pair.client.destroy()
    pair.upstream.destroy()
  }
  const carry = (pair: Pair, from: Socket, to: Socket) => {
    let dueMs = 0
    const due = () => {
      dueMs = delayMs === 0 ? dueMs : Math.max(dueMs, performance.now() + delayMs)
      return dueMs
    }
    const end = () => later(due(), () => destroy(pair))
    from.on("error", end).on("close", end)
    from.on("data", (chunk) => {
      if (from === pair.client) noteRequest(pair, chunk)
      else pair.asked = ""
      const isLost = from === pair.upstream && pair.isLosing
      later(due(), () => {
        if (pairs.has(pair) && !isLost) to.write(chunk)
      })
    })
  }
  const server = createServer((client) => {
    made += 1
    if (isDeaf) {
      silent.push(client.on("error", () => undefined).resume())
      return
    }
    const pair: Pair = { client, upstream: connect(target), asked: "", mayLose: false, isLosing: false }
    pairs.add(pair)
    carry(pair, pair.client, pair.upstream)
    carry(pair, pair.upstream, pair.client)
  })
  const listen = async (port: number) => {
    server.listen(port, "127.0.0.1")
    await once(server, "listening")
  }
  await listen(0)
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("The wire has no port.")
  url.hostname = "127.0.0.1"
  url.port = String(address.port)

  const end = async (sockets: readonly Socket[]) => {
    const closed = sockets.map(hasClosed)
    for (const socket of sockets) socket.destroy()
    await Promise.all(closed)
  }
  const cut = async () => {
    const sockets = [...pairs].flatMap(({ client, upstream }) => [client, upstream])
    pairs.clear()
    await end(sockets)
  }
  const sever = async () => {
    if (server.listening) server.close()
    await cut()
  }
  return {
    url: url.href,
    made: () => made,
    cut,
    sever,
    async restore() {
      isDeaf = false
      if (!server.listening) await listen(address.port)
    },
    silence(which = "present") {
      isDeaf = which === "all"
      for (const { client, upstream } of pairs) silent.push(client, upstream)
      pairs.clear()
    },
    delay(ms) {
      delayMs = ms
    },
    loseAnswer(to, after) {
      for (const pair of pairs) Object.assign(pair, { asked: "", mayLose: false })
      return new Promise((spring) => {
        trap = { to, after, spring }
      })
    },
    async close() {
      await sever()
      await end(silent.splice(0))
    },
  }
}
