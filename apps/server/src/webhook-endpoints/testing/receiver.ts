import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http"
import { text } from "node:stream/consumers"
import { Webhook } from "standardwebhooks"

export interface Received {
  path: string
  headers: IncomingHttpHeaders
  body: string
}

const noHeaders: IncomingHttpHeaders = {}

/** A system that hears webhooks, on this machine, and answers what a test wants. */
export async function startReceiver() {
  const received: Received[] = []
  const receiver = {
    url: "",
    received,
    /** Answers each; default: 204. */
    answer: (response: ServerResponse, _: Received): unknown => response.writeHead(204).end(),
    /** The types of what came, in its order. */
    types: (): string[] => received.map(({ body }) => JSON.parse(body).type),
    /** What came last, as a receiver reads it that checks the signature. @throws when it is not signed with the secret */
    verify(secret: string, which = -1): unknown {
      const { body, headers } = received.at(which) ?? { body: "", headers: noHeaders }
      return new Webhook(secret).verify(body, {
        "webhook-id": String(headers["webhook-id"]),
        "webhook-timestamp": String(headers["webhook-timestamp"]),
        "webhook-signature": String(headers["webhook-signature"]),
      })
    },
    async close() {
      server.closeAllConnections()
      server.close()
    },
  }
  const server = createServer(async (request, response) => {
    const one = { path: request.url ?? "", headers: request.headers, body: await text(request) }
    received.push(one)
    receiver.answer(response, one)
  })
  const { promise: listening, resolve } = Promise.withResolvers<void>()
  server.listen(0, "127.0.0.1", resolve)
  await listening
  const address = server.address()
  receiver.url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/hook`
  return receiver
}
