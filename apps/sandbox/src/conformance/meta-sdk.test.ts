/** Every operation of `whatsapp`, Meta's own archived SDK for Node.js. */
import { createServer } from "node:http"
import { Agent } from "node:https"
import { createRequire } from "node:module"
import { connect } from "node:net"
import { dirname, join } from "node:path"
import type { Duplex } from "node:stream"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { z } from "zod"
import { Stage } from "./fixture.ts"

const require = createRequire(import.meta.url)

interface Answer {
  statusCode(): number
  responseBodyToJSON(): Promise<unknown>
}

type Send = (content: unknown, recipient: number, replyTo?: string) => Promise<Answer>

/** As much of the SDK as is called; its own types rest on const enums that it does not export. */
interface Sdk {
  requester: { client: { agent: Agent } }
  messages: Record<
    | "audio"
    | "contacts"
    | "document"
    | "image"
    | "interactive"
    | "location"
    | "sticker"
    | "template"
    | "text"
    | "video",
    Send
  > & { status(content: unknown): Promise<Answer> }
  twoStepVerification: { setPin(pin: number): Promise<Answer> }
  webhooks: { start(heard: () => void): boolean; stop(done: () => void): boolean }
  updateSenderNumberId(id: number): boolean
  updateAccessToken(token: string): boolean
  updateTimeout(ms: number): boolean
}

/** The SDK only speaks TLS to port 443; this takes it to the sandbox's port in the clear. */
class PlainAgent extends Agent {
  readonly #port: number

  constructor(port: number) {
    super({ keepAlive: true })
    this.#port = port
  }

  // The SDK waits for a handshake while the socket connects, so it is given one that is connected.
  override createConnection(
    _options: object,
    done?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const socket = connect(this.#port, "127.0.0.1", () => done?.(null, socket))
  }
}

const sentSchema = z.object({ messages: z.tuple([z.object({ id: z.string() })]) })

describe("whatsapp, Meta's archived SDK", () => {
  let stage: Stage
  let sdk: Sdk
  let hookPort: number

  beforeAll(async () => {
    stage = await Stage.open()
    hookPort = await freePort()
    vi.stubEnv("NODE_ENV", "production")
    vi.stubEnv("WA_BASE_URL", "localhost")
    vi.stubEnv("WA_PHONE_NUMBER_ID", stage.account.phone_number_id)
    vi.stubEnv("WA_BUSINESS_ACCOUNT_ID", stage.account.waba_id)
    vi.stubEnv("M4D_APP_ID", stage.account.app_id)
    vi.stubEnv("M4D_APP_SECRET", stage.account.app_secret)
    vi.stubEnv("CLOUD_API_VERSION", "v23.0")
    vi.stubEnv("CLOUD_API_ACCESS_TOKEN", stage.account.access_token)
    vi.stubEnv("WEBHOOK_ENDPOINT", "webhook")
    vi.stubEnv("WEBHOOK_VERIFICATION_TOKEN", "sdk-token")
    vi.stubEnv("LISTENER_PORT", String(hookPort))
    vi.spyOn(console, "log").mockReturnValue(undefined)
    const WhatsApp: new (senderNumberId: number) => Sdk = require("whatsapp")
    sdk = new WhatsApp(Number(stage.account.phone_number_id))
    sdk.requester.client.agent = new PlainAgent(stage.rehearsal.sandbox.port)
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    vi.restoreAllMocks()
    sdk.requester.client.agent.destroy()
    await stage.end()
  })

  async function arrives(answer: Answer, content: Record<string, unknown>): Promise<void> {
    const body = await answer.responseBodyToJSON()
    expect(body).toMatchObject({
      messaging_product: "whatsapp",
      contacts: [{ input: stage.person, wa_id: stage.person }],
    })
    expect(answer.statusCode()).toBe(200)
    const { message } = await stage.bubble(sentSchema.parse(body).messages[0].id)
    expect(message).toMatchObject(content)
  }

  it("sends every kind of media", async () => {
    const to = Number(stage.person)
    const link = (name: string) => ({ link: `https://shop.test/${name}` })
    await arrives(await sdk.messages.audio(link("a.ogg"), to), { audio: link("a.ogg") })
    const document = { ...link("d.pdf"), filename: "d.pdf", caption: "Terms" }
    await arrives(await sdk.messages.document(document, to), { document })
    const image = { ...link("i.png"), caption: "Red" }
    await arrives(await sdk.messages.image(image, to), { image })
    await arrives(await sdk.messages.sticker(link("s.webp"), to), { sticker: link("s.webp") })
    await arrives(await sdk.messages.video(link("v.mp4"), to), { video: link("v.mp4") })
  })

  it("sends text as a reply", async () => {
    const answer = await sdk.messages.text(
      { body: "Yes", preview_url: false },
      Number(stage.person),
      stage.greeting,
    )
    await arrives(answer, { text: { body: "Yes" }, context: { message_id: stage.greeting } })
  })

  it("sends contacts, a location, an interactive message and a template", async () => {
    const to = Number(stage.person)
    const contacts = [
      {
        name: { formatted_name: "Ana Ruiz", first_name: "Ana" },
        phones: [{ phone: "+15551234567", type: "CELL" }],
      },
    ]
    await arrives(await sdk.messages.contacts(contacts, to), { contacts })
    const location = { latitude: -33.45, longitude: -70.66, name: "Santiago" }
    await arrives(await sdk.messages.location(location, to), { location })
    const interactive = {
      type: "button",
      body: { text: "Keep it?" },
      action: { buttons: [{ type: "reply", reply: { id: "yes", title: "Yes" } }] },
    }
    await arrives(await sdk.messages.interactive(interactive, to), { interactive })
    const template = { name: "hello_world", language: { policy: "deterministic", code: "en_US" } }
    await arrives(await sdk.messages.template(template, to), { template })
  })

  it("marks a message as read", async () => {
    const answer = await sdk.messages.status({ status: "read", message_id: stage.greeting })
    expect(await answer.responseBodyToJSON()).toEqual({ success: true })
    expect((await stage.bubble(stage.greeting)).status).toBe("read")
  })

  it("sets the PIN that registration asks for from then on", async () => {
    const answer = await sdk.twoStepVerification.setPin(246810)
    expect(await answer.responseBodyToJSON()).toEqual({ success: true })
    const registerWith = (pin: string) =>
      stage.rehearsal.call(
        "POST",
        `/v23.0/${stage.account.phone_number_id}/register`,
        { messaging_product: "whatsapp", pin },
        stage.account.access_token,
      )
    expect((await registerWith("111111")).body).toMatchObject({ error: { code: 133005 } })
    expect((await registerWith("246810")).body).toEqual({ success: true })
  })

  it("takes another number and token while it runs", async () => {
    const body = { body: "Hi" }
    expect(sdk.updateAccessToken("EAAunknown")).toBe(true)
    expect(sdk.updateTimeout(5_000)).toBe(true)
    // The requester copied both when the SDK was made, so the old ones continue being used.
    expect((await sdk.messages.text(body, Number(stage.person))).statusCode()).toBe(200)
    const WhatsApp: new (senderNumberId: number) => Sdk = require("whatsapp")
    vi.stubEnv("CLOUD_API_ACCESS_TOKEN", "EAAunknown")
    const stranger = new WhatsApp(Number(stage.account.phone_number_id))
    stranger.requester.client.agent = sdk.requester.client.agent
    const refused = await stranger.messages.text(body, Number(stage.person))
    expect(refused.statusCode()).toBe(401)
    expect(await refused.responseBodyToJSON()).toMatchObject({ error: { code: 190, type: "OAuthException" } })
  })

  it("answers the challenge, and its signature is the one that webhooks carry", async () => {
    // What the tests before caused is told first, or it would go to the SDK's listener and be retried for days.
    await stage.settle()
    sdk.webhooks.start(() => undefined)
    const subscribe = (token: string) =>
      stage.rehearsal.call(
        "POST",
        `/v23.0/${stage.account.waba_id}/subscribed_apps`,
        { override_callback_uri: `http://localhost:${hookPort}/webhook`, verify_token: token },
        stage.account.access_token,
      )
    expect((await subscribe("wrong")).status).toBe(400)
    expect((await subscribe("sdk-token")).body).toEqual({ success: true })
    await new Promise<void>((done) => {
      sdk.webhooks.stop(done)
    })

    // Its listener fails on every POST (it joins a string as if it were buffers), so its signature is asked alone.
    await stage.rehearsal.call(
      "POST",
      `/v23.0/${stage.account.waba_id}/subscribed_apps`,
      undefined,
      stage.account.access_token,
    )
    await stage.rehearsal.greet(stage.account, "16505559876")
    await stage.settle()
    const utils: { generateXHub256Sig(body: string, secret: string): string } = require(
      join(dirname(require.resolve("whatsapp/package.json")), "build/utils.js"),
    )
    const { posts } = stage.rehearsal.callback
    expect(posts.length).toBeGreaterThan(0)
    for (const { headers, raw } of posts) {
      const signature = utils.generateXHub256Sig(raw, stage.account.app_secret)
      expect(headers["x-hub-signature-256"]).toBe(`sha256=${signature}`)
    }
  })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve)
  })
  const address = server.address()
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
  return typeof address === "object" && address !== null ? address.port : 0
}
