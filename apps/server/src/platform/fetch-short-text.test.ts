import { createServer, type RequestListener } from "node:http"
import { afterEach, expect, it } from "vitest"
import { askShortly } from "./fetch-short-text.ts"

let close = async () => {}
afterEach(() => close())

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  const address = server.address()
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`
}

it("reads a short text and its status", async () => {
  const url = await serve((_request, response) => response.writeHead(404).end("nothing"))
  expect(await askShortly(url, 5_000)).toEqual({ status: 404, text: "nothing" })
})

it("follows no redirect", async () => {
  const asked: (string | undefined)[] = []
  const url = await serve((request, response) => {
    asked.push(request.url)
    response.writeHead(302, { location: "/secret" }).end()
  })
  expect((await askShortly(url, 5_000)).status).toBe(302)
  expect(asked).toEqual(["/"])
})

it("hangs up on a text without an end", async () => {
  let hungUp = () => {}
  const closed = new Promise<void>((resolve) => {
    hungUp = resolve
  })
  const url = await serve((_request, response) => {
    const piece = Buffer.alloc(16 * 1024)
    const write = () => {
      while (!response.destroyed && response.write(piece));
    }
    response.on("drain", write).on("close", hungUp)
    write()
  })
  await expect(askShortly(url, 60_000)).rejects.toThrow("longer than 65536 bytes")
  await closed
})

it("hangs up on a text that does not end in time", async () => {
  const url = await serve((_request, response) => response.write("."))
  await expect(askShortly(url, 50)).rejects.toThrow("timeout")
})
