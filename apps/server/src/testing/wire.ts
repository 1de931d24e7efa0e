import { once } from "node:events"
import { connect, createServer, type Socket } from "node:net"

/** The way to a database, which a test can disturb. */
export interface Wire {
  /** The database, by this way. */
  url: string
  /** Connections that were made so far. */
  made(): number
  /** Breaks every connection, and lets nobody make another one. */
  sever(): Promise<void>
  /** Connections can be made again after `sever`. */
  restore(): Promise<void>
  /**
   * From now on the connections that there are carry nothing, not even their end, while both sides think them whole: what
   * a firewall does that forgot them, or a machine without power. New ones work.
   */
  silence(): void
  /** The next COMMIT reaches the database, and its answer nobody: the connection ends instead. */
  loseCommit(): void
  close(): Promise<void>
}

/** Lays a wire on this machine to the database of a URL. */
export async function layWire(databaseUrl: string): Promise<Wire> {
  const url = new URL(databaseUrl)
  const database = { host: url.hostname, port: Number(url.port) }
  const pairs = new Set<readonly [Socket, Socket]>()
  let made = 0
  let losesCommit = false
  const server = createServer((client) => {
    made += 1
    const upstream = connect(database)
    const pair = [client, upstream] as const
    pairs.add(pair)
    const end = () => {
      if (!pairs.delete(pair)) return
      client.destroy()
      upstream.destroy()
    }
    for (const one of pair) one.on("error", end).on("close", end)
    let isLost = false
    client.on("data", (chunk) => {
      if (!pairs.has(pair)) return
      if (losesCommit && chunk.includes("COMMIT")) {
        isLost = true
        losesCommit = false
      }
      upstream.write(chunk)
    })
    upstream.on("data", (chunk) => {
      if (isLost) end()
      else if (pairs.has(pair)) client.write(chunk)
    })
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
  /** Both ends of what is silent: nobody tells them of each other any more. */
  const silent: Socket[] = []
  const cut = async (sockets: readonly Socket[]) => {
    const closed = sockets.filter((socket) => !socket.closed).map((socket) => once(socket, "close"))
    for (const socket of sockets) socket.destroy()
    await Promise.all(closed)
  }
  const sever = async () => {
    if (server.listening) server.close()
    const sockets = [...pairs].flat()
    pairs.clear()
    await cut(sockets)
  }
  return {
    url: url.href,
    made: () => made,
    sever,
    async restore() {
      if (!server.listening) await listen(address.port)
    },
    silence() {
      for (const pair of pairs) silent.push(...pair)
      pairs.clear()
    },
    loseCommit() {
      losesCommit = true
    },
    async close() {
      await sever()
      await cut(silent.splice(0))
    },
  }
}
