import { createServer, type IncomingMessage } from "node:http"

/** What an HTTP server was asked. */
export interface Asked {
  method: string
  path: string
  body: string
  authorization: string | undefined
  key: string | undefined
}

/**
 * A server on this machine that answers as told, for what a client does with answers that the real one seldom gives.
 * @param answer undefined: it breaks the connection off
 */
export async function answering(answer: (asked: Asked) => { status: number; body: string } | undefined) {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const one: Asked = {
      method: request.method ?? "",
      path: request.url ?? "",
      body: await text(request),
      authorization: request.headers.authorization,
      key: request.headers["idempotency-key"]?.toString(),
    }
    asked.push(one)
    const given = answer(one)
    if (!given) response.destroy()
    else response.writeHead(given.status, { "content-type": "application/json" }).end(given.body)
  })
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("The server has no port.")
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    asked,
    close: () => {
      server.closeAllConnections()
      return new Promise((closed) => server.close(closed))
    },
  }
}

async function text(request: IncomingMessage): Promise<string> {
  let whole = ""
  for await (const chunk of request) whole += chunk
  return whole
}
