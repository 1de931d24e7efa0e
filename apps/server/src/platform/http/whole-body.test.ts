import { connect, type Socket } from "node:net"
import type { FastifyRequest } from "fastify"
import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { ByteBudget } from "../byte-budget.ts"
import { Problem } from "../errors.ts"
import { createLogger, createMetrics } from "../telemetry.ts"
import { createHttpApp, type HttpApp, readWholeBodies } from "./index.ts"

const megabyte = 1024 * 1024
const limit = 8 * megabyte

let app: HttpApp
let url: string
let port: number
/** What was held after each change. */
let held: number[]
let atOnce: number
let mostAtOnce: number
/** How long the rest of a body may take. */
let limits: { arriveMs: number }
/** Each body is in use until it is told how that ends. */
let finish: Promise<void>
const sockets: Socket[] = []

beforeEach(() => start({ bytes: 20 * megabyte, bytesOfOne: 8 * megabyte, waitMs: 60_000 }))
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await app.close()
})

async function start(
  options: { bytes: number; bytesOfOne?: number; waitMs: number },
  { arriveMs = 60_000 } = {},
) {
  held = [0]
  atOnce = 0
  mostAtOnce = 0
  finish = Promise.resolve()
  const budget = new ByteBudget({ ...options, onChange: (now) => held.push(now) })
  app = createHttpApp({ logger: createLogger("silent"), metrics: createMetrics(), version: "test" })
  app.register(async (routes) => {
    const ownerOf = ({ headers }: FastifyRequest) => headers.owner?.toString()
    const all = { budget, limit, arriveMs, ownerOf }
    limits = all
    readWholeBodies(routes, "*", all)
    routes.addHook("preHandler", async ({ headers }) => {
      if (headers.refuse) throw new Problem("forbidden", "Not this one.")
    })
    routes.post("/files", async ({ body }) => {
      atOnce += 1
      mostAtOnce = Math.max(mostAtOnce, atOnce)
      await finish
      atOnce -= 1
      const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0)
      return { length: bytes.length, sum: bytes.reduce((sum, byte) => (sum + byte) % 65_536, 0) }
    })
  })
  url = `${await app.listen({ port: 0, host: "127.0.0.1" })}/files`
  port = Number(new URL(url).port)
}

const send = (
  body: Buffer<ArrayBuffer> | string | ReadableStream,
  headers: Record<string, string> = { "content-type": "image/png" },
) =>
  fetch(url, { method: "POST", headers, body, ...(body instanceof ReadableStream ? { duplex: "half" } : {}) })

const filled = (bytes: number, value: number) => Buffer.alloc(bytes, value)

/** Starts a request of that length by hand, and sends the first bytes of it. */
async function begin(length: number, bytes: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1")
  sockets.push(socket.on("error", () => {}))
  socket.write(`POST /files HTTP/1.1\r\nhost: x\r\ncontent-type: a/b\r\ncontent-length: ${length}\r\n\r\n`)
  if (bytes > 0) await new Promise<void>((resolve) => socket.write(filled(bytes, 1), () => resolve()))
  return socket
}

it("gives the body as it was sent", async () => {
  for (const size of [0, 1, megabyte, megabyte + 1, limit]) {
    const answer = await send(filled(size, 7))
    expect(await answer.json()).toEqual({ length: size, sum: (size * 7) % 65_536 })
  }
})

it("gives a body whose length nobody announced", async () => {
  const pieces = Array.from({ length: 5 }, () => filled(megabyte, 3))
  const answer = await send(ReadableStream.from(pieces))
  expect(await answer.json()).toEqual({ length: 5 * megabyte, sum: (15 * megabyte) % 65_536 })
  expect(Math.max(...held)).toBe(limit)
  expect(held.at(-1)).toBe(0)
})

it("never holds more than the budget, however many come at once, and serves all of them", async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  finish = promise
  const answers = Array.from({ length: 12 }, () => send(filled(6 * megabyte, 1)))
  await vi.waitFor(() => expect(atOnce).toBe(3))
  resolve()
  for (const answer of await Promise.all(answers)) expect(answer.status).toBe(200)
  expect(Math.max(...held)).toBe(18 * megabyte)
  expect(mostAtOnce).toBe(3)
  expect(held.at(-1)).toBe(0)
})

it("tells clients for which there is no room in time when to try again, and continues reading the small ones", async () => {
  await app.close()
  await start({ bytes: limit, waitMs: 20 })
  const { promise, resolve } = Promise.withResolvers<void>()
  finish = promise
  const first = send(filled(limit, 1))
  await vi.waitFor(() => expect(atOnce).toBe(1))
  const refused = await send(filled(6 * megabyte, 1))
  expect(refused.status).toBe(503)
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0)
  expect(await refused.json()).toMatchObject({ error: { code: "unavailable" } })
  const small = send(filled(megabyte, 1))
  await vi.waitFor(() => expect(atOnce).toBe(2))
  resolve()
  expect([(await first).status, (await small).status]).toEqual([200, 200])
})

it.each([
  ["announced", () => filled(limit + 1, 1)],
  ["unannounced", () => ReadableStream.from(Array.from({ length: 9 }, () => filled(megabyte, 1)))],
])("refuses a longer body, %s", async (_, body) => {
  const answer = await send(body())
  expect(answer.status).toBe(413)
  expect(await answer.json()).toMatchObject({ error: { code: "too_large" } })
  expect(held.at(-1)).toBe(0)
})

it("holds nothing for those who announce much and send little", async () => {
  for (let count = 0; count < 20; count += 1) await begin(limit, 1000)
  expect((await send(filled(6 * megabyte, 1))).status).toBe(200)
  expect(Math.max(...held)).toBe(6 * megabyte)
})

it("keeps room for others, however much one of them sends", async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  finish = promise
  const by = (owner: string) => send(filled(6 * megabyte, 1), { "content-type": "image/png", owner })
  const answers = [by("a"), by("a"), by("a")]
  await vi.waitFor(() => expect(held.at(-1)).toBe(6 * megabyte))
  answers.push(by("b"))
  await vi.waitFor(() => expect(held.at(-1)).toBe(12 * megabyte))
  resolve()
  for (const answer of await Promise.all(answers)) expect(answer.status).toBe(200)
})

it("gives the room back when the rest of a body takes its time", async () => {
  await app.close()
  await start({ bytes: limit, waitMs: 60_000 }, { arriveMs: 50 })
  await begin(limit, 3 * megabyte)
  await vi.waitFor(() => expect(held).toEqual([0, limit, 0]))
  limits.arriveMs = 60_000
  expect((await send(filled(6 * megabyte, 1))).status).toBe(200)
})

it("gives the room back when a request is refused after its body was read", async () => {
  const answer = await send(filled(6 * megabyte, 1), { "content-type": "image/png", refuse: "yes" })
  expect(answer.status).toBe(403)
  expect(held.slice(-2)).toEqual([6 * megabyte, 0])
})

it("gives the room back when a body is cut off", async () => {
  const socket = await begin(limit, 3 * megabyte)
  await vi.waitFor(() => expect(held.at(-1)).toBe(limit))
  socket.destroy()
  await vi.waitFor(() => expect(held.at(-1)).toBe(0))
  expect(atOnce).toBe(0)
})

it("keeps the room while a body is in use whose client is gone", async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  finish = promise
  const gone = new Promise((told) => app.server.once("connection", (client) => client.once("close", told)))
  const socket = await begin(2 * megabyte, 2 * megabyte)
  await vi.waitFor(() => expect(atOnce).toBe(1))
  socket.destroy()
  await gone
  expect(held.at(-1)).toBe(2 * megabyte)
  resolve()
  await vi.waitFor(() => expect(held.at(-1)).toBe(0))
})

it("is the only way to large bodies", async () => {
  const other = createHttpApp({ logger: createLogger("silent"), metrics: createMetrics(), version: "test" })
  expect(() => other.post("/large", { bodyLimit: 2 * megabyte }, async () => "")).toThrow("readWholeBodies")
})
