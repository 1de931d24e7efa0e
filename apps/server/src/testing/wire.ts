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
  /** As `silence`, and new connections are made and carry nothing either: the database is there, and stands still. */
  mute(): void
  close(): Promise<void>
}

/** Lays a wire on this machine to the database of a URL. */
export async function layWire(databaseUrl: string): Promise<Wire> {
  const url = new URL(databaseUrl)
  const database = { host: url.hostname, port: Number(url.port) }
  const pairs = new Set<readonly [Socket, Socket]>()
  /** Both ends of what is silent: nobody tells them of each other any more. */
  const silent: Socket[] = []
  let isMute = false
  let made = 0
  const server = createServer((client) => {
    made += 1
    if (isMute) {
      silent.push(client.on("error", () => undefined))
      return
    }
    const upstream = connect(database)
    const pair = [client, upstream] as const
    pairs.add(pair)
    const end = () => {
      if (!pairs.delete(pair)) return
      client.destroy()
      upstream.destroy()
    }
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on("error", end).on("close", end)
      one.on("data", (chunk) => {
        if (pairs.has(pair)) other.write(chunk)
      })
    }
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
  const silence = () => {
    for (const pair of pairs) silent.push(...pair)
    pairs.clear()
  }
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
    silence,
    mute() {
      silence()
      isMute = true
    },
    async close() {
      await sever()
      await cut(silent.splice(0))
    },
  }
}
