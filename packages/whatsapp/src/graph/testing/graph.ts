import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { Server } from "node:net"
import { GraphClient, type GraphClientOptions } from "../client.ts"
import { createGraphPool } from "../pool.ts"

interface Seen {
  method: string | undefined
  url: string | undefined
  headers: IncomingMessage["headers"]
  body: string
}

export type Respond = (response: ServerResponse, request: Seen) => void

/** A Graph API that answers as a test wants it to, for what the sandbox does not do: answers of no shape, broken connections. */
export async function startGraph() {
  const open: { close(): Promise<void> | void }[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk) => chunks.push(chunk))
    request.on("end", () => {
      const { method, url, headers } = request
      const arrived = { method, url, headers, body: Buffer.concat(chunks).toString() }
      graph.seen.push(arrived)
      graph.respond(response, arrived)
    })
  })
  const baseUrl = await listen(server)
  const respond: Respond = (response) => response.end("{}")
  const graph = {
    baseUrl,
    seen: [] as Seen[],
    respond,
    /** Closed with it. */
    open,
    client(options: Partial<GraphClientOptions> = {}): GraphClient {
      const url = options.baseUrl ?? baseUrl
      const dispatcher = options.dispatcher ?? createGraphPool(url, { connections: 2, connectTimeoutMs: 500 })
      open.push(dispatcher)
      return new GraphClient({
        baseUrl: url,
        version: "v25.0",
        accessToken: "EAATESTTOKEN",
        dispatcher,
        ...options,
      })
    },
    async close() {
      await Promise.all(open.splice(0).map((item) => item.close()))
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return graph
}

/** @returns its address */
export async function listen(on: Server): Promise<string> {
  await new Promise<void>((resolve) => on.listen(0, "127.0.0.1", resolve))
  const address = on.address()
  if (address === null || typeof address === "string") throw new Error("no port")
  return `http://127.0.0.1:${address.port}`
}

export function answer(status: number, body: unknown, headers: Record<string, string> = {}): Respond {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers })
    response.end(typeof body === "string" ? body : JSON.stringify(body))
  }
}
