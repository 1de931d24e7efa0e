import { createServer } from "node:http"
import { afterEach, beforeEach, expect, it } from "vitest"
import { listen, startGraph } from "./testing/graph.ts"

let graph: Awaited<ReturnType<typeof startGraph>>
beforeEach(async () => {
  graph = await startGraph()
})
afterEach(() => graph.close())

const download = (options: { maxBytes: number; withinMs?: number }) =>
  graph.client().download(`${graph.baseUrl}/file`, { withToken: false, ...options })

it("follows no redirect", async () => {
  const asked: (string | undefined)[] = []
  const elsewhere = createServer((request, response) => {
    asked.push(request.url)
    response.end("secret")
  })
  const address = await listen(elsewhere)
  graph.open.push({ close: () => void elsewhere.close() })
  for (const status of [301, 302, 303, 307, 308]) {
    graph.respond = (response) => response.writeHead(status, { location: `${address}/secret` }).end()
    expect(await download({ maxBytes: 1000 })).toMatchObject({ kind: "answered", httpStatus: status })
  }
  expect(asked).toEqual([])
})

it("hangs up on a body without an end once it is longer than wanted", async () => {
  let sent = 0
  const hungUp = new Promise<void>((resolve) => {
    graph.respond = (response) => {
      const piece = Buffer.alloc(64 * 1024)
      const write = () => {
        while (!response.destroyed && response.write(piece)) sent += piece.length
      }
      response.writeHead(200).on("drain", write).on("close", resolve)
      write()
    }
  })
  const maxBytes = 1024 * 1024
  expect(await download({ maxBytes })).toMatchObject({
    kind: "no_answer",
    cause: { message: "the answer is longer than 1048576 bytes" },
  })
  await hungUp
  // What is over is in the sockets' buffers of both ends.
  expect(sent).toBeLessThan(maxBytes + 16 * 1024 * 1024)
})

it("hangs up on a body that does not end in time, however steadily it comes", async () => {
  const hungUp = new Promise<void>((resolve) => {
    graph.respond = (response) => {
      const drip = setInterval(() => response.write("."), 10)
      response.writeHead(200).on("close", () => {
        clearInterval(drip)
        resolve()
      })
    }
  })
  expect(await download({ maxBytes: 1000_000, withinMs: 100 })).toMatchObject({
    kind: "no_answer",
    cause: { message: "the answer took longer than 100 ms" },
  })
  await hungUp
})
