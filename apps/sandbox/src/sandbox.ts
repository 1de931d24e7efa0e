/** Starts and ends a sandbox. */

import type { Server } from "node:http"
import { Statuses } from "./delivery/statuses.ts"
import { Webhooks } from "./delivery/webhooks.ts"
import { Limits } from "./graph/messages/limits.ts"
import { MediaLinks } from "./graph/messages/outgoing/links.ts"
import { NameReview } from "./graph/numbers/name-review.ts"
import { Usage } from "./graph/protocol/usage.ts"
import { Archive } from "./graph/templates/archive.ts"
import { Pacing } from "./graph/templates/pacing.ts"
import { Review } from "./graph/templates/review.ts"
import { type Certificate, openServer } from "./http/server.ts"
import { write } from "./phones/inbound.ts"
import { Typing } from "./phones/typing.ts"
import type { Running } from "./running.ts"
import { World } from "./world/world.ts"

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/

export interface SandboxOptions {
  /** 0 takes any free port. */
  port?: number
  host?: string
  /** Folder of the state; ":memory:" keeps none. */
  data?: string
  /** How the sandbox is reached from outside; `http://localhost:<port>` when absent. */
  publicUrl?: string | undefined
  /** A second port that speaks TLS with this certificate; port 0 takes any free one. */
  tls?: (Certificate & { port: number }) | undefined
}

export interface Sandbox {
  url: string
  port: number
  /** The same over TLS, where it was asked for. */
  tlsUrl?: string | undefined
  /** Writes what is still in memory, cuts connections and releases the state. */
  close(): Promise<void>
}

/** Rejects with StateFileError when the state cannot be used, and with the socket's error when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const host = options.host ?? "127.0.0.1"
  const world = new World(options.data ?? ":memory:", Date.now)
  world.store.onFault((fault) => {
    world.agenda.stop()
    console.error(`\n${fault.message}\nEvery call is answered with 503 from now on.\n`)
  })
  const webhooks = new Webhooks(world)
  const review = new Review(world, webhooks)
  const limits = new Limits()
  let url = ""
  const statuses = new Statuses(world, webhooks, (message, body, group_id, atMs) => {
    const number = world.numbers.get(String(message.number))
    if (number === undefined) return
    write(world, webhooks, String(message.person), number, {
      type: "text",
      members: { text: { body }, ...(group_id === undefined ? {} : { group_id }) },
      atMs,
    })
  })
  const pacing = new Pacing(world, statuses, review)
  const names = new NameReview(world, webhooks)
  const archive = new Archive(world, review)
  const usage = new Usage()
  const typing = new Typing()
  const mediaLinks = new MediaLinks()
  const running: Running = {
    world,
    webhooks,
    statuses,
    review,
    limits,
    pacing,
    names,
    archive,
    usage,
    typing,
    mediaLinks,
    publicUrl: () => options.publicUrl ?? url,
    reset: () => {
      world.reset()
      webhooks.forgetAll()
      statuses.forgetAll()
      limits.clear()
      usage.clear()
      typing.clear()
      mediaLinks.clear()
    },
  }
  const servers: Server[] = []
  const open = async (port: number, certificate?: Certificate) => {
    const server = openServer(running, certificate)
    servers.push(server)
    return await listen(server, port, host)
  }
  const closeServers = () => Promise.all(servers.map(close))
  let port: number
  let tlsPort: number | undefined
  try {
    port = await open(options.port ?? 0)
    tlsPort = options.tls && (await open(options.tls.port, options.tls))
  } catch (error) {
    await closeServers()
    world.store.close()
    throw error
  }
  url = `http://localhost:${port}`
  if (!loopback.test(host)) {
    console.error(
      `WARNING: the sandbox listens on ${host}. Anyone who can reach port ${port} can read and change every message, token and app secret in it: its control API asks for no password. Set SANDBOX_HOST=127.0.0.1 to keep it on this machine.`,
    )
  }
  statuses.resume()
  review.resume()
  pacing.resume()
  names.resume()
  archive.resume()
  webhooks.resume()
  return {
    url,
    port,
    tlsUrl: tlsPort === undefined ? undefined : `https://localhost:${tlsPort}`,
    close: async () => {
      await closeServers()
      world.agenda.stop()
      await webhooks.close()
      world.store.close()
    },
  }
}

/** @returns the port; rejects with the socket's error when it is taken */
function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === "object" && address !== null ? address.port : 0)
    })
  })
}

/** Cuts its connections. */
function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => {
    server.close(() => resolve())
  })
}
