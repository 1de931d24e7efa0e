import { subscribe, unsubscribe } from "node:diagnostics_channel"
import { createServer as createSocketServer } from "node:net"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { UnexpectedAnswerError } from "./answer.ts"
import { GraphClient } from "./client.ts"
import { createGraphPool } from "./pool.ts"
import { answer, listen, type Respond, startGraph } from "./testing/graph.ts"

let graph: Awaited<ReturnType<typeof startGraph>>
beforeEach(async () => {
  graph = await startGraph()
})
afterEach(() => graph.close())

/** Does this when the client has the next answer's headers. */
function onceHeadersArrived(then: () => void): void {
  const channel = "undici:request:headers"
  const heard = () => {
    unsubscribe(channel, heard)
    then()
  }
  subscribe(channel, heard)
}

const message = {
  messaging_product: "whatsapp",
  to: "16505551234",
  type: "text",
  text: { body: "Hi" },
  biz_opaque_callback_data: "m1",
} as const

const accepted = {
  messaging_product: "whatsapp",
  contacts: [{ input: "+1 650", wa_id: "16505551234" }],
  messages: [{ id: "wamid.x", message_status: "accepted" }],
}

describe("sendMessage", () => {
  it("posts the message under the number, with the token", async () => {
    graph.respond = answer(200, accepted)
    const outcome = await graph.client().sendMessage("1065", message)
    expect(outcome).toEqual({
      kind: "accepted",
      wamid: "wamid.x",
      waId: "16505551234",
      bsuid: undefined,
      status: "accepted",
    })
    expect(graph.seen).toMatchObject([{ method: "POST", url: "/v25.0/1065/messages" }])
    expect(graph.seen[0]?.headers).toMatchObject({
      authorization: "Bearer EAATESTTOKEN",
      "content-type": "application/json",
    })
    expect(JSON.parse(graph.seen[0]?.body ?? "")).toEqual(message)
  })

  it("sends a string as it is", async () => {
    graph.respond = answer(200, accepted)
    await graph.client().sendMessage("1065", '{ "to":"é" }')
    expect(graph.seen[0]?.body).toBe('{ "to":"é" }')
  })

  it("gives the business-scoped id where Meta answers with one, and leaves out what Meta leaves out", async () => {
    graph.respond = answer(200, {
      contacts: [{ input: "US.1", user_id: "US.1" }],
      messages: [{ id: "wamid.y" }],
    })
    expect(await graph.client().sendMessage("1065", message)).toEqual({
      kind: "accepted",
      wamid: "wamid.y",
      waId: undefined,
      bsuid: "US.1",
      status: undefined,
    })
  })

  it("proves the app's secret", async () => {
    graph.respond = answer(200, accepted)
    await graph.client({ appSecret: "test-app-secret" }).sendMessage("1065", message)
    expect(graph.seen[0]?.url).toBe(
      "/v25.0/1065/messages?appsecret_proof=ba901af273193122e6a09621afeeeca2f0178ec975261a5cb1daeaea1c0635c2",
    )
  })

  it("explains Meta's refusals", async () => {
    graph.respond = answer(400, {
      error: {
        message: "(#131030) Recipient phone number not in allowed list",
        type: "OAuthException",
        code: 131030,
        error_data: { messaging_product: "whatsapp", details: "Add recipient." },
        error_subcode: 2655007,
        fbtrace_id: "AI5O",
      },
    })
    expect(await graph.client().sendMessage("1065", message)).toMatchObject({
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
    graph.respond = answer(400, { error })
    expect(await graph.client().sendMessage("1065", message)).toMatchObject({
      kind: "rejected",
      ...rejection,
    })
  })

  it("is rejected also where a server of Meta fails with an envelope", async () => {
    graph.respond = answer(500, { error: { code: 131000, message: "(#131000) Something went wrong" } })
    expect(await graph.client().sendMessage("1065", message)).toMatchObject({
      kind: "rejected",
      entry: { retry: { kind: "backoff" } },
    })
  })

  it("never retries by itself", async () => {
    graph.respond = answer(503, "upstream")
    await graph.client().sendMessage("1065", message)
    expect(graph.seen).toHaveLength(1)
  })
})

describe("not_sent: surely nothing was accepted", () => {
  it("when the connection is refused", async () => {
    const gone = createSocketServer()
    const url = await listen(gone)
    await new Promise((resolve) => gone.close(resolve))
    expect(await graph.client({ baseUrl: url }).sendMessage("1065", message)).toMatchObject({
      kind: "not_sent",
      cause: { code: "ECONNREFUSED" },
    })
  })

  it("when the name is not known", async () => {
    expect(
      await graph.client({ baseUrl: "http://graph.invalid" }).sendMessage("1065", message),
    ).toMatchObject({
      kind: "not_sent",
    })
  })

  it("when no TLS can be agreed on", async () => {
    const secure = graph.baseUrl.replace("http:", "https:")
    expect(await graph.client({ baseUrl: secure }).sendMessage("1065", message)).toMatchObject({
      kind: "not_sent",
    })
    expect(graph.seen).toEqual([])
  })

  it("when the pool is closed already", async () => {
    const dispatcher = createGraphPool(graph.baseUrl)
    await dispatcher.close()
    const client = new GraphClient({
      baseUrl: graph.baseUrl,
      version: "v25.0",
      accessToken: "t",
      dispatcher,
    })
    expect(await client.sendMessage("1065", message)).toMatchObject({ kind: "not_sent" })
  })

  it("when the request cannot be made at all", async () => {
    expect(await graph.client().sendMessage("10 65\r\n", message)).toMatchObject({ kind: "not_sent" })
  })

  it("when it may no longer start as its turn for a connection comes", async () => {
    const asked: string[] = []
    graph.respond = (response) => {
      asked.push("answered")
      answer(200, accepted)(response, { method: "", url: "", headers: {}, body: "" })
    }
    const dispatcher = createGraphPool(graph.baseUrl, { connections: 1 })
    const client = graph.client({ dispatcher })
    const first = client.sendMessage("1065", message)
    const second = client.sendMessage("1065", message, { mayStart: () => asked.length === 0 })
    const third = client.sendMessage("1065", message, { mayStart: () => asked.length === 1 })
    expect([await first, await second, await third]).toMatchObject([
      { kind: "accepted" },
      { kind: "not_sent" },
      { kind: "accepted" },
    ])
    expect(graph.seen).toHaveLength(2)
  })
})

describe("no_answer: Meta may have accepted it", () => {
  it("when nothing comes back in time", async () => {
    graph.respond = () => {}
    const start = performance.now()
    expect(await graph.client({ timeoutMs: 150 }).sendMessage("1065", message)).toMatchObject({
      kind: "no_answer",
      cause: { code: "UND_ERR_HEADERS_TIMEOUT" },
    })
    expect(performance.now() - start).toBeLessThan(1500)
    expect(graph.seen).toHaveLength(1)
  })

  it("when the answer stops halfway", async () => {
    graph.respond = (response) => {
      response.writeHead(200, { "content-length": "100" })
      response.write("{")
    }
    expect(await graph.client({ timeoutMs: 150 }).sendMessage("1065", message)).toMatchObject({
      kind: "no_answer",
      httpStatus: 200,
    })
  })

  it("when the connection is reset before an answer", async () => {
    graph.respond = (response) => response.socket?.resetAndDestroy()
    expect(await graph.client().sendMessage("1065", message)).toMatchObject({ kind: "no_answer" })
    expect(graph.seen).toHaveLength(1)
  })

  it("when the connection is reset within the answer", async () => {
    graph.respond = (response) => {
      response.writeHead(200, { "content-length": "100" })
      response.write("{")
      onceHeadersArrived(() => response.socket?.resetAndDestroy())
    }
    expect(await graph.client().sendMessage("1065", message)).toMatchObject({
      kind: "no_answer",
      httpStatus: 200,
    })
  })

  it("when the server hangs up as soon as it is connected", async () => {
    const rude = createSocketServer((socket) => socket.once("data", () => socket.destroy()))
    const url = await listen(rude)
    expect(await graph.client({ baseUrl: url }).sendMessage("1065", message)).toMatchObject({
      kind: "no_answer",
    })
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
    graph.respond = answer(status, body)
    const outcome = await graph.client().sendMessage("1065", message)
    expect(outcome).toMatchObject({ kind: "no_answer", httpStatus: status })
    expect(outcome).toHaveProperty("cause", expect.any(UnexpectedAnswerError))
  })
})

it("keeps going after failures on the same pool", async () => {
  const client = graph.client()
  const outcomes: string[] = []
  const script: Respond[] = [
    (response) => response.socket?.resetAndDestroy(),
    answer(200, accepted),
    answer(502, "x"),
    answer(200, accepted),
  ]
  graph.respond = (response, request) => script.shift()?.(response, request)
  for (let n = 0; n < 4; n++) outcomes.push((await client.sendMessage("1065", message)).kind)
  expect(outcomes).toEqual(["no_answer", "accepted", "no_answer", "accepted"])
})
