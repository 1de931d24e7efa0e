import { createServer, type Server } from "node:http"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { GraphClient } from "./client.ts"
import { deleteMedia, downloadMedia, downloadSample, mediaInfo, uploadMedia, uploadSample } from "./media.ts"
import {
  addNumber,
  listNumbers,
  markRead,
  registerNumber,
  removeWebhookOverride,
  requestCode,
  verifyCode,
} from "./numbers.ts"
import { debugToken, exchangeCode, getAccount, subscribeApp, subscribeAppFields } from "./onboarding.ts"
import { createGraphPool } from "./pool.ts"
import { getProfile, updateProfile } from "./profile.ts"
import { appAccessToken } from "./proof.ts"
import { createTemplate, deleteTemplate, listTemplates, unpauseTemplate } from "./templates.ts"

interface Seen {
  line: string
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

let server: Server
let graph: GraphClient
let baseUrl: string
let pool: ReturnType<typeof createGraphPool>
let seen: Seen[]
let answers: unknown[]

beforeEach(async () => {
  seen = []
  answers = []
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk) => chunks.push(chunk))
    request.on("end", () => {
      seen.push({
        line: `${request.method} ${request.url}`,
        headers: request.headers,
        body: Buffer.concat(chunks),
      })
      const next = answers.shift() ?? { success: true }
      if (Buffer.isBuffer(next)) response.writeHead(200, { "content-type": "image/png" }).end(next)
      else response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(next))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("no port")
  baseUrl = `http://127.0.0.1:${address.port}`
  pool = createGraphPool(baseUrl, { connections: 2 })
  graph = new GraphClient({ baseUrl, version: "v25.0", accessToken: "EAAT", dispatcher: pool })
})

afterEach(async () => {
  await pool.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const json = (index: number) => JSON.parse(seen[index]?.body.toString() ?? "null")

describe("connecting a business account", () => {
  it("exchanges the code with the secret in the body, not in the address", async () => {
    answers = [{ access_token: "EAANEW", token_type: "bearer", expires_in: 5183944 }]
    const login = { appId: "11", appSecret: "s", code: "c", redirectUri: "https://x.test/cb" }
    expect(await exchangeCode(graph, login)).toMatchObject({
      ok: true,
      data: { accessToken: "EAANEW", expiresInSeconds: 5183944 },
    })
    expect(seen[0]?.line).toBe("POST /v25.0/oauth/access_token")
    expect(json(0)).toEqual({
      client_id: "11",
      client_secret: "s",
      code: "c",
      redirect_uri: "https://x.test/cb",
    })
  })

  it("learns from a token which accounts it reaches", async () => {
    const granular_scopes = [
      { scope: "whatsapp_business_management", target_ids: ["102"] },
      { scope: "other" },
    ]
    answers = [
      {
        data: {
          app_id: "11",
          type: "SYSTEM_USER",
          expires_at: 0,
          is_valid: true,
          scopes: ["a"],
          granular_scopes,
        },
      },
    ]
    expect(await debugToken(graph, "EAANEW")).toMatchObject({
      data: {
        appId: "11",
        isValid: true,
        expiresAt: undefined,
        granularScopes: [
          { scope: "whatsapp_business_management", targetIds: ["102"] },
          { scope: "other", targetIds: [] },
        ],
      },
    })
    expect(seen[0]?.line).toBe("GET /v25.0/debug_token?input_token=EAANEW")
  })

  it("reads the account", async () => {
    answers = [{ id: "102", name: "W", currency: "EUR", country: null, owner_business_info: { id: "5" } }]
    expect(await getAccount(graph, "102")).toMatchObject({
      data: { id: "102", currency: "EUR", country: undefined, ownerBusinessId: "5" },
    })
  })

  it("subscribes the app to the account, and itself to the fields", async () => {
    await subscribeApp(graph, "102")
    await subscribeApp(graph, "102", { callbackUrl: "https://x.test/w", verifyToken: "v" })
    await subscribeAppFields(graph, "11", {
      callbackUrl: "https://x.test/w",
      verifyToken: "v",
      fields: ["messages", "flows"],
    })
    expect(seen.map(({ line }) => line)).toEqual([
      "POST /v25.0/102/subscribed_apps",
      "POST /v25.0/102/subscribed_apps",
      "POST /v25.0/11/subscriptions",
    ])
    expect(seen[0]?.body.length).toBe(0)
    expect(json(1)).toEqual({ override_callback_uri: "https://x.test/w", verify_token: "v" })
    expect(json(2)).toMatchObject({
      object: "whatsapp_business_account",
      fields: "messages,flows",
      include_values: true,
    })
    expect(appAccessToken("11", "s")).toBe("11|s")
  })
})

describe("numbers", () => {
  it("lists them with what one needs to know", async () => {
    answers = [
      {
        data: [
          {
            id: "106",
            display_phone_number: "+1 650-555-1234",
            quality_rating: "GREEN",
            throughput: { level: "HIGH" },
            whatsapp_business_manager_messaging_limit: "TIER_2K",
            webhook_configuration: { phone_number: "https://x.test/n", application: "https://x.test/w" },
          },
        ],
      },
    ]
    expect(await listNumbers(graph, "102")).toMatchObject({
      data: [
        {
          id: "106",
          qualityRating: "GREEN",
          throughputLevel: "HIGH",
          messagingLimitTier: "TIER_2K",
          webhookOverride: "https://x.test/n",
          status: undefined,
        },
      ],
    })
  })

  it("loses a callback of its own by an empty one", async () => {
    await removeWebhookOverride(graph, "106")
    expect(seen.map(({ line }) => line)).toEqual(["POST /v25.0/106"])
    expect(json(0)).toEqual({ webhook_configuration: { override_callback_uri: "" } })
  })

  it("adds, verifies and registers one", async () => {
    answers = [{ id: "106" }]
    await addNumber(graph, "102", { countryCode: "49", phoneNumber: "1701234567", verifiedName: "Shop" })
    await requestCode(graph, "106", { method: "SMS", language: "en_US" })
    await verifyCode(graph, "106", "123-456")
    const registered = await registerNumber(graph, "106", { pin: "000111" })
    expect(registered).toMatchObject({ ok: true, data: undefined })
    expect(seen.map(({ line }) => line)).toEqual([
      "POST /v25.0/102/phone_numbers",
      "POST /v25.0/106/request_code",
      "POST /v25.0/106/verify_code",
      "POST /v25.0/106/register",
    ])
    expect(json(0)).toEqual({ cc: "49", phone_number: "1701234567", verified_name: "Shop" })
    expect(json(2)).toEqual({ code: "123456" })
    expect(json(3)).toEqual({ messaging_product: "whatsapp", pin: "000111" })
  })

  it("marks as read, and shows that someone writes", async () => {
    await markRead(graph, "106", "wamid.x")
    await markRead(graph, "106", "wamid.x", { typing: true })
    expect(json(0)).toEqual({ messaging_product: "whatsapp", status: "read", message_id: "wamid.x" })
    expect(json(1)).toMatchObject({ typing_indicator: { type: "text" } })
  })

  it("reads and changes the profile", async () => {
    answers = [{ data: [{ about: "Hi", websites: ["https://x.test"], messaging_product: "whatsapp" }] }]
    expect(await getProfile(graph, "106")).toMatchObject({
      data: { about: "Hi", websites: ["https://x.test"] },
    })
    await updateProfile(graph, "106", { about: "New", profilePictureHandle: "4::h" })
    expect(json(1)).toEqual({ messaging_product: "whatsapp", about: "New", profile_picture_handle: "4::h" })
  })
})

describe("templates", () => {
  const body = { type: "BODY", text: "Hi {{1}}, hello", example: { body_text: [["Ana"]] } } as const

  it("lists them with the components it understands and the rest", async () => {
    const strange = { type: "HOLOGRAM" }
    answers = [
      {
        data: [
          {
            id: "5",
            name: "a",
            language: "en",
            category: "UTILITY",
            status: "APPROVED",
            parameter_format: "POSITIONAL",
            components: [body, strange],
            quality_score: { score: "GREEN", date: 1 },
            last_updated_time: "2026-11-01T10:00:00+0000",
          },
        ],
      },
    ]
    expect(await listTemplates(graph, "102", { status: "APPROVED" })).toMatchObject({
      data: [
        {
          id: "5",
          parameterFormat: "POSITIONAL",
          components: [body],
          unreadableComponents: [strange],
          quality: "GREEN",
          lastUpdatedAt: new Date("2026-11-01T10:00:00Z"),
        },
      ],
    })
    expect(seen[0]?.line).toContain("status=APPROVED")
  })

  it("submits and deletes", async () => {
    answers = [{ id: "5", status: "PENDING", category: "MARKETING" }]
    const definition = { name: "a", language: "en", category: "UTILITY" as const, components: [body] }
    expect(
      await createTemplate(graph, "102", {
        ...definition,
        components: [{ ...body, example: { body_text: [["Ana"]] } }],
      }),
    ).toMatchObject({
      data: { id: "5", status: "PENDING", category: "MARKETING" },
    })
    await deleteTemplate(graph, "102", { name: "a", templateId: "5" })
    expect(seen[1]?.line).toBe("DELETE /v25.0/102/message_templates?name=a&hsm_id=5")
  })

  it("takes success: false for a refusal", async () => {
    answers = [{ success: false, reason: "too early" }]
    expect(await unpauseTemplate(graph, "5")).toMatchObject({
      ok: false,
      error: { kind: "rejected", message: "too early" },
    })
  })
})

describe("media", () => {
  const file = { bytes: new Uint8Array([137, 80, 78, 71]), mimeType: "image/png", filename: "logo.png" }

  it("uploads as a form with the type in it", async () => {
    answers = [{ id: "9" }]
    expect(await uploadMedia(graph, "106", file)).toMatchObject({ ok: true, data: { id: "9" } })
    expect(seen[0]?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/)
    const body = seen[0]?.body.toString("latin1")
    expect(body).toContain('name="messaging_product"\r\n\r\nwhatsapp')
    expect(body).toContain('name="type"\r\n\r\nimage/png')
    expect(body).toContain('name="file"; filename="logo.png"\r\nContent-Type: image/png\r\n\r\n\x89PNG')
  })

  it("finds and downloads with the token", async () => {
    answers = [
      { id: "9", url: `${baseUrl}/bytes?mid=9`, mime_type: "image/png", sha256: "00", file_size: 4 },
      Buffer.from(file.bytes),
    ]
    const info = await mediaInfo(graph, "9", { phoneNumberId: "106" })
    expect(info).toMatchObject({ data: { mimeType: "image/png", fileSize: 4 } })
    if (!info.ok) throw new Error("no info")
    const download = await downloadMedia(graph, info.data.url)
    expect(download).toMatchObject({ ok: true, data: { mimeType: "image/png" } })
    if (download.ok) expect([...download.data.bytes]).toEqual([...file.bytes])
    expect(seen[1]).toMatchObject({ line: "GET /bytes?mid=9", headers: { authorization: "Bearer EAAT" } })
    expect(seen[1]?.headers["user-agent"]).toBeTruthy()
  })

  it("gives up on a file that is larger than wanted", async () => {
    answers = [Buffer.alloc(5000)]
    expect(await downloadMedia(graph, `${baseUrl}/big`, { maxBytes: 4999 })).toMatchObject({
      ok: false,
      error: { kind: "no_answer" },
    })
  })

  it("downloads a sample without the token, which its address does not need", async () => {
    answers = [Buffer.from(file.bytes)]
    const sample = await downloadSample(graph, `${baseUrl}/v/1?oh=2`, { maxBytes: 4 })
    expect(sample).toMatchObject({ ok: true, data: { mimeType: "image/png" } })
    expect(seen[0]).toMatchObject({ line: "GET /v/1?oh=2" })
    expect(seen[0]?.headers).not.toHaveProperty("authorization")
  })

  it("sends neither request nor token to a host that is not Meta's", async () => {
    for (const address of ["http://localhost:1/1", "https://example.com/1", "no address", "4::aW1h"]) {
      const refused = { ok: false, error: { kind: "not_sent" } }
      expect(await downloadMedia(graph, address)).toMatchObject(refused)
      expect(await downloadSample(graph, address, { maxBytes: 4 })).toMatchObject(refused)
    }
    expect(seen).toEqual([])
  })

  it("does not send the token in the clear when Meta is spoken to over TLS", async () => {
    const secure = new GraphClient({
      baseUrl: "https://graph.invalid",
      version: "v25.0",
      accessToken: "t",
      dispatcher: pool,
    })
    expect(await downloadMedia(secure, `${baseUrl}/bytes`)).toMatchObject({
      ok: false,
      error: { kind: "not_sent" },
    })
    expect(seen).toEqual([])
  })

  it("deletes", async () => {
    expect(await deleteMedia(graph, "9")).toMatchObject({ ok: true })
    expect(seen[0]?.line).toBe("DELETE /v25.0/9")
  })

  it("uploads samples in two steps", async () => {
    answers = [{ id: "upload:MTph?sig=abc" }, { h: "4::aW1h" }]
    expect(await uploadSample(graph, "11", file)).toMatchObject({ ok: true, data: { handle: "4::aW1h" } })
    expect(json(0)).toEqual({ file_name: "logo.png", file_length: 4, file_type: "image/png" })
    expect(seen[1]).toMatchObject({
      line: "POST /v25.0/upload:MTph?sig=abc",
      headers: { authorization: "OAuth EAAT", file_offset: "0" },
      body: Buffer.from(file.bytes),
    })
  })
})
