import { signatureHeader } from "@parley/whatsapp/graph"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { createHttpApp, type HttpApp } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { freshDatabase, testPlatform } from "../../testing/platform.ts"
import { layWire, type Wire } from "../../testing/wire.ts"
import { webhookIntake } from "./intake.ts"

const secret = "the-app-secret"
const olderSecret = "the-app-secret-before"
const environment = { META_APP_SECRET: `${secret},${olderSecret}`, WEBHOOK_VERIFY_TOKEN: "a-verify-token" }

let platform: Awaited<ReturnType<typeof testPlatform>>
let app: HttpApp
let database: Wire

beforeAll(async () => {
  database = await layWire(await freshDatabase())
  platform = await testPlatform({ environment: { ...environment, DATABASE_URL: database.url } })
  app = intake(platform)
})
afterAll(async () => {
  await database.restore()
  await app.close()
  await platform.close()
  await database.close()
})

function intake(platform: Platform): HttpApp {
  const app = createHttpApp({ logger: platform.logger, metrics: platform.metrics, version: "test" })
  app.register(webhookIntake(platform))
  return app
}

const event = JSON.stringify({
  object: "whatsapp_business_account",
  entry: [
    {
      id: "100",
      changes: [{ field: "messages", value: { metadata: { phone_number_id: "200" }, note: "caf\\u00e9" } }],
    },
  ],
})

function post(body: string | Buffer, headers: Record<string, string>) {
  return app.inject({
    method: "POST",
    url: "/webhooks/whatsapp",
    headers: { "content-type": "application/json", ...headers },
    body,
  })
}

const signed = (body: string | Buffer, key = secret) => ({
  "x-hub-signature-256": signatureHeader(body, key),
})

async function kept(): Promise<string[]> {
  const rows = await platform.db.system((tx) =>
    tx
      .selectFrom("log_entries")
      .select("payload")
      .where("topic", "=", "webhooks")
      .orderBy("position")
      .execute(),
  )
  return rows.map((row) => row.payload.toString())
}

describe("an event", () => {
  it("is kept as it came, and acknowledged without a body", async () => {
    const answer = await post(event, signed(event))
    expect([answer.statusCode, answer.body]).toEqual([200, ""])
    expect(await kept()).toContain(event)
  })

  it("is accepted under an older secret while the secret is being rotated", async () => {
    expect((await post(event, signed(event, olderSecret))).statusCode).toBe(200)
  })

  it("is accepted whatever its content-type says, as the signature is over the bytes", async () => {
    const answer = await post(event, { "content-type": "text/plain", ...signed(event) })
    expect(answer.statusCode).toBe(200)
  })

  it("of an account that nobody here has is accepted too: Meta must not repeat it for a week", async () => {
    const unknown = JSON.stringify({
      object: "whatsapp_business_account",
      entry: [{ id: "999", time: 1, changes: [] }],
    })
    expect((await post(unknown, signed(unknown))).statusCode).toBe(200)
  })
})

describe("what is not an event", () => {
  it.each([
    ["without a signature", {}],
    ["with a signature of another secret", signed(event, "another-secret")],
    ["with a signature of another body", signed(`${event} `)],
    ["with half a signature", { "x-hub-signature-256": signed(event)["x-hub-signature-256"].slice(0, 40) }],
    ["with the SHA-1 signature only", { "x-hub-signature": "sha1=0123" }],
  ])("is refused %s, and not kept", async (_how, headers: Record<string, string>) => {
    const before = await kept()
    const answer = await post(event, headers)
    expect(answer.statusCode).toBe(401)
    expect(answer.json().error).toMatchObject({
      code: "unauthorized",
      help: expect.stringContaining("META_APP_SECRET"),
    })
    expect(await kept()).toEqual(before)
  })

  it.each([["not JSON"], [""], ["{"], ['{"a":1}\n{"b":2}']])(
    "is refused when it is signed but not JSON: %j",
    async (body) => {
      const answer = await post(body, signed(body))
      expect(answer.statusCode).toBe(400)
      expect(answer.json().error.code).toBe("invalid_json")
    },
  )

  it.each([
    ["42"],
    ["null"],
    ['"text"'],
    ["[]"],
    ['{"entry":7}'],
    ['{"entry":[null]}'],
    ['{"entry":[{"id":5,"changes":{}}]}'],
  ])("is kept to be applied when it is JSON of another shape: %s", async (body) => {
    expect((await post(body, signed(body))).statusCode).toBe(200)
  })

  it("may be 3 MB of nonsense", async () => {
    const nonsense = Buffer.alloc(3 * 1024 * 1024, "[")
    expect((await post(nonsense, {})).statusCode).toBe(401)
    expect((await post(nonsense, signed(nonsense))).statusCode).toBe(400)
  })

  it("is cut off above 4 MB", async () => {
    const answer = await post(Buffer.alloc(5 * 1024 * 1024, "a"), {})
    expect(answer.statusCode).toBe(413)
    expect(answer.json().error.code).toBe("too_large")
  })
})

describe("the handshake", () => {
  const ask = (query: Record<string, string>) => app.inject({ url: "/webhooks/whatsapp", query })
  const right = {
    "hub.mode": "subscribe",
    "hub.challenge": "1158201444",
    "hub.verify_token": "a-verify-token",
  }

  it("is answered with the challenge and nothing else", async () => {
    const answer = await ask(right)
    expect([answer.statusCode, answer.body]).toEqual([200, "1158201444"])
    expect(answer.headers["content-type"]).toMatch(/^text\/plain/)
  })

  it.each([
    { ...right, "hub.verify_token": "another-token" },
    { ...right, "hub.mode": "unsubscribe" },
    { "hub.mode": "subscribe", "hub.verify_token": "a-verify-token" },
    {},
  ])("is refused otherwise: %j", async (query: Record<string, string>) => {
    expect((await ask(query)).statusCode).toBe(403)
  })

  it("uses a token kept in the data folder when none is configured, the same after a restart", async () => {
    const own = await testPlatform()
    const challenge = async () => {
      const app = intake(own)
      const { readFile } = await import("node:fs/promises")
      await app.ready()
      const token = (await readFile(`${own.config.dataDir}/webhook-verify-token`, "utf8")).trim()
      const answer = await app.inject({
        url: "/webhooks/whatsapp",
        query: { ...right, "hub.verify_token": token },
      })
      await app.close()
      return { token, body: answer.body }
    }
    const first = await challenge()
    expect(first.body).toBe("1158201444")
    expect(await challenge()).toEqual(first)
    await own.close()
  })
})

describe("while the database is away", () => {
  it("an event is answered 503, so that Meta repeats it, and accepted when the database is back", async () => {
    const before = await kept()
    await database.sever()
    const answer = await post(event, signed(event))
    expect(answer.statusCode).toBe(503)
    expect(answer.json().error.code).toBe("unavailable")
    await database.restore()
    await vi.waitFor(async () => expect(await kept()).toEqual(before)) // once idle connections have noticed
    expect((await post(event, signed(event))).statusCode).toBe(200)
    expect(await kept()).toEqual([...before, event])
  })
})

describe("metrics", () => {
  it("count the answers", async () => {
    const text = await platform.metrics.registry.metrics()
    for (const answer of ["accepted", "bad_signature", "not_json", "unavailable"]) {
      expect(text).toMatch(new RegExp(`parley_webhooks_total\\{answer="${answer}"\\} [1-9]`))
    }
  })
})
