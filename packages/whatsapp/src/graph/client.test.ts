import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { createServer as createSocketServer, type Server as SocketServer } from "node:net"
import { Agent, type Dispatcher } from "undici"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { z } from "zod"
import { UnexpectedAnswerError } from "./answer.ts"
import { GraphClient, type GraphClientOptions } from "./client.ts"
import { createGraphPool } from "./pool.ts"

interface Seen {
  method: string | undefined
  url: string | undefined
  headers: IncomingMessage["headers"]
  body: string
}

type Respond = (response: ServerResponse, request: Seen) => void

let server: Server
let baseUrl: string
let seen: Seen[]
let respond: Respond
const open: { close(): Promise<void> | void }[] = []

beforeEach(async () => {
  seen = []
  respond = (response) => response.end("{}")
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk) => chunks.push(chunk))
    request.on("end", () => {
      const { method, url, headers } = request
      const arrived = { method, url, headers, body: Buffer.concat(chunks).toString() }
      seen.push(arrived)
      respond(response, arrived)
    })
  })
  baseUrl = await listen(server)
})

afterEach(async () => {
  await Promise.all(open.splice(0).map((item) => item.close()))
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

async function listen(on: SocketServer): Promise<string> {
  await new Promise<void>((resolve) => on.listen(0, "127.0.0.1", resolve))
  const address = on.address()
  if (address === null || typeof address === "string") throw new Error("no port")
  return `http://127.0.0.1:${address.port}`
}

function client(options: Partial<GraphClientOptions> = {}): GraphClient {
  const url = options.baseUrl ?? baseUrl
  const dispatcher: Dispatcher =
    options.dispatcher ?? createGraphPool(url, { connections: 2, connectTimeoutMs: 500 })
  open.push(dispatcher)
  return new GraphClient({
    baseUrl: url,
    version: "v25.0",
    accessToken: "EAATESTTOKEN",
    dispatcher,
    ...options,
  })
}

const MESSAGE = {
  messaging_product: "whatsapp",
  to: "16505551234",
  type: "text",
  text: { body: "Hi" },
  biz_opaque_callback_data: "m1",
} as const

const ACCEPTED = {
  messaging_product: "whatsapp",
  contacts: [{ input: "+1 650", wa_id: "16505551234" }],
  messages: [{ id: "wamid.x", message_status: "accepted" }],
}

function answer(status: number, body: unknown, headers: Record<string, string> = {}): Respond {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers })
    response.end(typeof body === "string" ? body : JSON.stringify(body))
  }
}

describe("sendMessage", () => {
  it("posts the message under the number, with the token", async () => {
    respond = answer(200, ACCEPTED)
    const outcome = await client().sendMessage("1065", MESSAGE)
    expect(outcome).toEqual({
      kind: "accepted",
      wamid: "wamid.x",
      waId: "16505551234",
      bsuid: undefined,
      status: "accepted",
    })
    expect(seen).toMatchObject([{ method: "POST", url: "/v25.0/1065/messages" }])
    expect(seen[0]?.headers).toMatchObject({
      authorization: "Bearer EAATESTTOKEN",
      "content-type": "application/json",
    })
    expect(JSON.parse(seen[0]?.body ?? "")).toEqual(MESSAGE)
  })

  it("sends a string as it is", async () => {
    respond = answer(200, ACCEPTED)
    await client().sendMessage("1065", '{ "to":"é" }')
    expect(seen[0]?.body).toBe('{ "to":"é" }')
  })

  it("gives the business-scoped id where Meta answers with one, and leaves out what Meta leaves out", async () => {
    respond = answer(200, { contacts: [{ input: "US.1", user_id: "US.1" }], messages: [{ id: "wamid.y" }] })
    expect(await client().sendMessage("1065", MESSAGE)).toEqual({
      kind: "accepted",
      wamid: "wamid.y",
      waId: undefined,
      bsuid: "US.1",
      status: undefined,
    })
  })

  it("proves the app's secret", async () => {
    respond = answer(200, ACCEPTED)
    await client({ appSecret: "test-app-secret" }).sendMessage("1065", MESSAGE)
    expect(seen[0]?.url).toBe(
      "/v25.0/1065/messages?appsecret_proof=ba901af273193122e6a09621afeeeca2f0178ec975261a5cb1daeaea1c0635c2",
    )
  })

  it("explains Meta's refusals", async () => {
    respond = answer(400, {
      error: {
        message: "(#131030) Recipient phone number not in allowed list",
        type: "OAuthException",
        code: 131030,
        error_data: { messaging_product: "whatsapp", details: "Add recipient." },
        error_subcode: 2655007,
        fbtrace_id: "AI5O",
      },
    })
    expect(await client().sendMessage("1065", MESSAGE)).toMatchObject({
      kind: "rejected",
      httpStatus: 400,
      code: 131030,
      subcode: 2655007,
      message: "(#131030) Recipient phone number not in allowed list",
      details: "Add recipient.",
      fbtraceId: "AI5O",
      entry: { code: 131030, retry: { kind: "fix" } },
    })
  })

  it.each([
    ["data as plain text", { code: 100, message: "m", error_data: "plain" }, { details: "plain" }],
    ["no data", { code: 190, message: "m", error_subcode: 463 }, { details: undefined, subcode: 463 }],
    [
      "texts for people",
      { code: 100, error_subcode: 2388024, error_user_title: "T", error_user_msg: "M" },
      { userTitle: "T", userMessage: "M", entry: { code: 2388024 } },
    ],
  ])("understands an error envelope with %s", async (_what, error, rejection) => {
    respond = answer(400, { error })
    expect(await client().sendMessage("1065", MESSAGE)).toMatchObject({ kind: "rejected", ...rejection })
  })

  it("is rejected also where a server of Meta fails with an envelope", async () => {
    respond = answer(500, { error: { code: 131000, message: "(#131000) Something went wrong" } })
    expect(await client().sendMessage("1065", MESSAGE)).toMatchObject({
      kind: "rejected",
      entry: { retry: { kind: "backoff" } },
    })
  })

  it("never retries by itself", async () => {
    respond = answer(503, "upstream")
    await client().sendMessage("1065", MESSAGE)
    expect(seen).toHaveLength(1)
  })
})

describe("not_sent: surely nothing was accepted", () => {
  it("when the connection is refused", async () => {
    const gone = createSocketServer()
    const url = await listen(gone)
    await new Promise((resolve) => gone.close(resolve))
    expect(await client({ baseUrl: url }).sendMessage("1065", MESSAGE)).toMatchObject({
      kind: "not_sent",
      cause: { code: "ECONNREFUSED" },
    })
  })

  it("when the name is not known", async () => {
    expect(await client({ baseUrl: "http://graph.invalid" }).sendMessage("1065", MESSAGE)).toMatchObject({
      kind: "not_sent",
    })
  })

  it("when no TLS can be agreed on", async () => {
    const secure = baseUrl.replace("http:", "https:")
    expect(await client({ baseUrl: secure }).sendMessage("1065", MESSAGE)).toMatchObject({ kind: "not_sent" })
    expect(seen).toEqual([])
  })

  it("when the pool is closed already", async () => {
    const dispatcher = createGraphPool(baseUrl)
    await dispatcher.close()
    const graph = new GraphClient({ baseUrl, version: "v25.0", accessToken: "t", dispatcher })
    expect(await graph.sendMessage("1065", MESSAGE)).toMatchObject({ kind: "not_sent" })
  })

  it("when the request cannot be made at all", async () => {
    expect(await client().sendMessage("10 65\r\n", MESSAGE)).toMatchObject({ kind: "not_sent" })
  })
})

describe("no_answer: Meta may have accepted it", () => {
  it("when nothing comes back in time", async () => {
    respond = () => {}
    const start = performance.now()
    expect(await client({ timeoutMs: 150 }).sendMessage("1065", MESSAGE)).toMatchObject({
      kind: "no_answer",
      cause: { code: "UND_ERR_HEADERS_TIMEOUT" },
    })
    expect(performance.now() - start).toBeLessThan(1500)
    expect(seen).toHaveLength(1)
  })

  it("when the answer stops halfway", async () => {
    respond = (response) => {
      response.writeHead(200, { "content-length": "100" })
      response.write("{")
    }
    expect(await client({ timeoutMs: 150 }).sendMessage("1065", MESSAGE)).toMatchObject({
      kind: "no_answer",
      httpStatus: 200,
    })
  })

  it("when the connection is reset before an answer", async () => {
    respond = (response) => response.socket?.resetAndDestroy()
    expect(await client().sendMessage("1065", MESSAGE)).toMatchObject({ kind: "no_answer" })
    expect(seen).toHaveLength(1)
  })

  it("when the connection is reset within the answer", async () => {
    respond = (response) => {
      response.writeHead(200, { "content-length": "100" })
      response.write("{")
      setTimeout(() => response.socket?.resetAndDestroy(), 20)
    }
    expect(await client().sendMessage("1065", MESSAGE)).toMatchObject({ kind: "no_answer", httpStatus: 200 })
  })

  it("when the server hangs up as soon as it is connected", async () => {
    const rude = createSocketServer((socket) => socket.once("data", () => socket.destroy()))
    const url = await listen(rude)
    expect(await client({ baseUrl: url }).sendMessage("1065", MESSAGE)).toMatchObject({ kind: "no_answer" })
    await new Promise((resolve) => rude.close(resolve))
  })

  it.each([
    ["garbage with 200", 200, "<html>OK</html>"],
    ["garbage with 502", 502, "<html>Bad Gateway</html>"],
    ["an empty 200", 200, ""],
    ["JSON that names no message", 200, { success: true }],
    ["JSON of another kind", 200, ["wamid.x"]],
    ["a 500 without an envelope", 500, { message: "oops" }],
    ["a redirect", 302, ""],
  ])("when the answer is %s", async (_what, status, body) => {
    respond = answer(status, body)
    const outcome = await client().sendMessage("1065", MESSAGE)
    expect(outcome).toMatchObject({ kind: "no_answer", httpStatus: status })
    expect(outcome).toHaveProperty("cause", expect.any(UnexpectedAnswerError))
  })
})

it("keeps going after failures on the same pool", async () => {
  const graph = client()
  const outcomes: string[] = []
  const script: Respond[] = [
    (response) => response.socket?.resetAndDestroy(),
    answer(200, ACCEPTED),
    answer(502, "x"),
    answer(200, ACCEPTED),
  ]
  respond = (response, request) => script.shift()?.(response, request)
  for (let n = 0; n < 4; n++) outcomes.push((await graph.sendMessage("1065", MESSAGE)).kind)
  expect(outcomes).toEqual(["no_answer", "accepted", "no_answer", "accepted"])
})

describe("get, post, delete", () => {
  it("builds addresses from the path and the query, lists with commas", async () => {
    await client({ baseUrl: `${baseUrl}/graph/` }).get("/1065", {
      fields: ["id", "name"],
      limit: 5,
      after: undefined,
    })
    expect(seen[0]?.url).toBe("/graph/v25.0/1065?fields=id%2Cname&limit=5")
  })

  it("gives the data in the shape asked for", async () => {
    respond = answer(200, { id: "1", extra: true })
    const result = await client().get("1", undefined, z.object({ id: z.string() }))
    expect(result).toMatchObject({ ok: true, data: { id: "1" } })
  })

  it("gives no_answer for data of another shape", async () => {
    respond = answer(200, { id: 1 })
    expect(await client().get("1", undefined, z.object({ id: z.string() }))).toMatchObject({
      ok: false,
      error: { kind: "no_answer", httpStatus: 200 },
    })
  })

  it("hands over the headers, which tell how much of a limit is used", async () => {
    respond = answer(200, {}, { "x-app-usage": '{"call_count":28}' })
    expect(await client().get("me")).toMatchObject({
      ok: true,
      headers: { "x-app-usage": '{"call_count":28}' },
    })
  })

  it("takes an error in a 200 for an error", async () => {
    respond = answer(200, { error: { code: 100, message: "m" } })
    expect(await client().post("1", {})).toMatchObject({ ok: false, error: { kind: "rejected", code: 100 } })
  })

  it("deletes with a query", async () => {
    await client({ appSecret: "s" }).delete("7/message_templates", { name: "promo" })
    expect(seen[0]).toMatchObject({ method: "DELETE" })
    expect(seen[0]?.url).toMatch(/^\/v25\.0\/7\/message_templates\?name=promo&appsecret_proof=[0-9a-f]{64}$/)
  })

  it("works with any dispatcher", async () => {
    respond = answer(200, { id: "1" })
    expect(await client({ dispatcher: new Agent() }).get("1")).toMatchObject({ ok: true, data: { id: "1" } })
  })
})

describe("pages", () => {
  const page = (items: number[], after: string, next?: string) => ({
    data: items.map((id) => ({ id })),
    paging: { cursors: { before: "B", after }, ...(next === undefined ? {} : { next }) },
  })
  const item = z.object({ id: z.number() })

  it("follows the cursors and never the addresses, which hold the token", async () => {
    const evil = "http://127.0.0.1:1/v25.0/7/x?access_token=EAATESTTOKEN&after=A1"
    const script = [page([1, 2], "A1", evil), page([3], "A2")]
    respond = (response) => response.end(JSON.stringify(script.shift()))
    const result = await client().all("7/x", { fields: "id" }, item)
    expect(result).toMatchObject({ ok: true, data: [{ id: 1 }, { id: 2 }, { id: 3 }] })
    expect(seen.map(({ url }) => url)).toEqual([
      "/v25.0/7/x?limit=100&fields=id",
      "/v25.0/7/x?limit=100&fields=id&after=A1",
    ])
  })

  it("is done with an empty list without paging", async () => {
    respond = answer(200, { data: [] })
    expect(await client().all("7/x", undefined, item)).toMatchObject({ ok: true, data: [] })
  })

  it("fails as a whole when a page fails", async () => {
    const script: Respond[] = [
      answer(200, page([1], "A1", "next")),
      answer(400, { error: { code: 4, message: "m" } }),
    ]
    respond = (response, request) => script.shift()?.(response, request)
    expect(await client().all("7/x", undefined, item)).toMatchObject({ ok: false, error: { code: 4 } })
  })

  it("does not turn in circles when a cursor repeats", async () => {
    respond = answer(200, page([1], "A1", "next"))
    expect(await client().all("7/x", undefined, item)).toMatchObject({
      ok: true,
      data: [{ id: 1 }, { id: 1 }],
    })
  })
})
