import { once } from "node:events"
import { createServer, type ServerResponse } from "node:http"
import { afterEach, expect, it } from "vitest"
import { postOnSchedule, type Webhook } from "./webhook-posts.ts"

const webhooks: Webhook[] = Array.from({ length: 40 }, (_, n) => ({
  body: Buffer.from(`{"n":${n}}`),
  signature: `sha256=${n}`,
}))
const cleanups: (() => unknown)[] = []
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup()
})

async function callback(take: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((request, response) => {
    request.resume().once("end", () => take(response))
  }).listen(0, "127.0.0.1")
  cleanups.push(() => {
    server.closeAllConnections()
    server.close()
  })
  await once(server, "listening")
  const address = server.address()
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/webhooks`
}

it("posts each when it is due although none before has been answered", async () => {
  const held: ServerResponse[] = []
  const url = await callback((response) => {
    held.push(response)
    if (held.length === webhooks.length) for (const one of held) one.writeHead(200).end()
  })
  const acknowledgements = await postOnSchedule(url, webhooks, 1_000)
  expect(acknowledgements.map(({ isOk }) => isOk)).toEqual(webhooks.map(() => true))
  // The first was answered with the last, which was not posted before it was due: 39 ms after the first was.
  expect(acknowledgements[0]?.milliseconds).toBeGreaterThanOrEqual(39)
})

it("tells which were refused or cut off", async () => {
  let posts = 0
  const url = await callback((response) => {
    posts++
    if (posts === 1) response.writeHead(503).end()
    else if (posts === 2) response.destroy()
    else response.writeHead(200).end()
  })
  const acknowledgements = await postOnSchedule(url, webhooks, 1_000)
  expect(acknowledgements.filter(({ isOk }) => !isOk)).toHaveLength(2)
})
