import { once } from "node:events"
import { createServer, type Server, type ServerResponse } from "node:http"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { reachOnce } from "./idempotency-keys.ts"

let server: Server
let url: string
/** The keys of the requests so far. */
let keys: (string | undefined)[]
/** What happens to the next request. */
let answer: (response: ServerResponse) => void

beforeAll(async () => {
  server = createServer((request, response) => {
    keys.push(request.headers["idempotency-key"]?.toString())
    request.resume().once("end", () => answer(response))
  }).listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("The server has no port.")
  url = `http://127.0.0.1:${address.port}/v1/things`
})
afterAll(() => {
  server.close()
})
beforeEach(() => {
  keys = []
  answer = done
})

const done = (response: ServerResponse) => void response.writeHead(201).end("{}")
const says = (status: number, body: string) => (response: ServerResponse) =>
  void response.writeHead(status, { "content-type": "application/json" }).end(body)
const problem = (code: string) => JSON.stringify({ error: { code, message: "No." } })

const post = (body: unknown, headers: Record<string, string> = {}) =>
  reachOnce(new Request(url, { method: "POST", body: JSON.stringify(body), headers }))

const distinct = () => new Set(keys).size

describe("a request that does something", () => {
  it("has a key of its own each time it is made", async () => {
    await post({ name: "a" })
    await post({ name: "a" })
    expect(keys).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), expect.stringMatching(/^[0-9a-f]{32}$/)])
    expect(distinct()).toBe(2)
  })

  it.each([
    ["no answer came", (response: ServerResponse) => void response.destroy()],
    ["a proxy answered", says(502, "<html>Bad Gateway</html>")],
    ["the database was away", says(503, problem("unavailable"))],
    ["the first was still under way", says(409, problem("idempotency_in_progress"))],
  ])("has the same key again when %s", async (_what, first) => {
    answer = first
    await post({ name: "b" })
    answer = done
    await post({ name: "b" })
    expect(distinct()).toBe(1)
    await post({ name: "b" })
    expect(distinct()).toBe(2)
  })

  it("has the same key as another that is under way", async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    answer = (response) => void promise.then(() => done(response))
    const both = [post({ name: "c" }), post({ name: "c" })]
    await expect.poll(() => keys.length).toBe(2)
    resolve()
    await Promise.all(both)
    expect(distinct()).toBe(1)
  })

  it("has another key when it is another request, or of another workspace", async () => {
    answer = (response) => void response.destroy()
    await post({ name: "d" })
    await post({ name: "e" })
    await post({ name: "d" }, { "Parley-Workspace": "other" })
    expect(distinct()).toBe(3)
  })

  it("has another key after a refusal", async () => {
    answer = says(422, problem("meta_rejected"))
    await post({ name: "f" })
    await post({ name: "f" })
    expect(distinct()).toBe(2)
  })

  it("keeps a key that it brings", async () => {
    await post({ name: "g" }, { "Idempotency-Key": "mine" })
    expect(keys).toEqual(["mine"])
  })
})

it("what is only read has no key", async () => {
  await reachOnce(new Request(url))
  expect(keys).toEqual([undefined])
})
