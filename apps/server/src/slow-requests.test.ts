import { connect } from "node:net"
import { setInterval as atPace } from "node:timers/promises"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Server, startServer } from "./server.ts"
import { call } from "./testing/call.ts"
import { testPlatform } from "./testing/platform.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
let server: Server
let port: number

beforeAll(async () => {
  platform = await testPlatform({ environment: { ROLES: "api,intake" } })
  const patience = { headersMs: 500, bodyMs: 2_000, bytesPerSecond: 1_000, lookMs: 50 }
  server = await startServer(platform, { patience })
  port = Number(new URL(server.url).port)
})
afterAll(async () => {
  await server.close()
  await platform.close()
})

/** Sends `first`, then a byte now and then. @returns what was answered until the server cut the connection */
async function trickle(first: string, byte = "a"): Promise<string> {
  const client = connect(port, "127.0.0.1")
  let answer = ""
  client.on("data", (data) => {
    answer += data.toString()
  })
  client.on("error", () => undefined)
  if (first !== "") client.write(first)
  const drops = setInterval(() => byte !== "" && client.write(byte), 100)
  await new Promise((closed) => client.once("close", closed)) // also by a reset, which is an error
  clearInterval(drops)
  return answer
}

const post = (path: string, more = "") =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n${more}\r\n{`

describe.concurrent("a request that trickles in is cut", () => {
  it.each([
    ["before its headers are there", "GET /health HTTP/1.1\r\nHost: loc"],
    ["at the webhooks, before any signature", post("/webhooks/whatsapp")],
    ["after a refusal that did not wait for it", post("/v1/campaigns")],
    ["at an address that is none", post("/%zz")],
    ["where a session is proven", post("/auth/sign-in/email")],
    ["after a good beginning", post("/webhooks/whatsapp") + "x".repeat(50_000)],
    [
      "in chunks",
      "POST /webhooks/whatsapp HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n",
      "1\r\na\r\n",
    ],
  ])("%s", async (_where, first, byte = "a") => {
    const answer = await trickle(first, byte)
    expect(answer).not.toContain("HTTP/1.1 5")
  })

  it("where it says nothing at all", async () => {
    await trickle("", "")
  })
})

it("an upload that continues at a pace is taken, however long it lasts", async () => {
  const headers = { authorization: `Bearer ${platform.apiKey}` }
  const { body } = await call("POST", `${server.url}/v1/imports`, { file_name: "people.csv" }, headers)
  let isOver = false
  const other = trickle(post("/webhooks/whatsapp")).finally(() => {
    isOver = true
  })
  async function* file() {
    yield Buffer.from("phone\n")
    let n = 0
    for await (const _ of atPace(20)) {
      if (isOver) break
      yield Buffer.from(`+4915112${String(n++).padStart(6, "0")}\n`.repeat(200))
    }
    yield Buffer.from("+4915112999999\n")
  }
  const answer = await fetch(`${server.url}/v1/imports/${body.id}/file`, {
    method: "PUT",
    headers: { ...headers, "content-type": "text/csv" },
    body: ReadableStream.from(file()),
    duplex: "half",
  })
  expect(answer.status).toBe(202)
  await other
})

it("an import whose file stopped coming can be given it again", async () => {
  const headers = { authorization: `Bearer ${platform.apiKey}` }
  const { body } = await call("POST", `${server.url}/v1/imports`, { file_name: "people.csv" }, headers)
  const address = `/v1/imports/${body.id}`
  await trickle(
    `PUT ${address}/file HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nAuthorization: ${headers.authorization}\r\nContent-Length: 100000\r\n\r\nphone\n`,
  )
  const read = () => call("GET", server.url + address, undefined, headers)
  await expect.poll(async () => (await read()).body.state).toBe("failed")
  expect((await read()).body.failure_code).toBe("upload_interrupted")
})
