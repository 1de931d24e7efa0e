import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { applyWebhooks } from "../connect/webhooks/apply-webhooks.ts"
import { classes } from "../messaging/sources/sources.ts"
import { steppedClock } from "../platform/clock.ts"
import { type Server, startServer } from "../server.ts"
import { testPlatform } from "../testing/platform.ts"
import { seedNumber } from "../testing/seed.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
const hourMs = 3_600_000
let platform: Awaited<ReturnType<typeof testPlatform>>
let server: Server

beforeAll(async () => {
  platform = await testPlatform({ clock, environment: { ROLES: "api" } })
  await seedNumber(platform)
  server = await startServer(platform)
  const message = {
    from: "16505551234",
    id: "wamid.1",
    timestamp: String(clock.now().getTime() / 1000),
    type: "text",
    text: { body: "Is it in stock?" },
  }
  const value = {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "15550783881", phone_number_id: "200" },
    contacts: [{ profile: { name: "Ana" }, wa_id: "16505551234" }],
    messages: [message],
  }
  await applyWebhooks(platform, [
    JSON.stringify({
      object: "whatsapp_business_account",
      entry: [{ id: "100", changes: [{ field: "messages", value }] }],
    }),
  ])
})
afterAll(async () => {
  await server.close()
  await platform.close()
})

async function ask(method: string, path: string, body?: unknown) {
  const response = await fetch(`${server.url}/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${platform.apiKey}`,
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: await response.json() }
}
const theConversation = async () => {
  const { body } = await ask("GET", "/conversations")
  const [conversation] = z.object({ data: z.array(z.looseObject({ id: z.string() })) }).parse(body).data
  return conversation ?? { id: "" }
}

describe("a conversation whose contact just wrote", () => {
  it("shows what was written and until when it may be answered", async () => {
    const conversation = await theConversation()
    expect(conversation).toMatchObject({
      window_open: true,
      window_closes_at: "2026-11-23T11:59:00.000Z",
      contact: { phone: "+16505551234", wa_id: "16505551234" },
    })
    const thread = await ask("GET", `/conversations/${conversation.id}/messages`)
    expect(thread.body).toMatchObject({ data: [{ direction: "inbound", type: "text" }] })
  })

  it("takes a free text, which waits in the outbox before any campaign", async () => {
    const { id } = await theConversation()
    const answer = await ask("POST", `/conversations/${id}/replies`, { text: "Yes, plenty." })
    expect(answer.status).toBe(202)
    const { message_id } = z.object({ message_id: z.string() }).parse(answer.body)
    expect((await ask("GET", `/messages/${message_id}`)).body).toMatchObject({ status: "queued" })
    const queued = await platform.db.system((tx) =>
      tx
        .selectFrom("outbox")
        .innerJoin("sources", "sources.id", "source_id")
        .select(["outbox.id", "kind", "class"])
        .execute(),
    )
    expect(queued).toEqual([{ id: message_id, kind: "reply", class: classes.reply }])
  })

  it("is told with its answer why that waits", async () => {
    const { id } = await theConversation()
    const answer = () => ask("POST", `/conversations/${id}/replies`, { text: "Three of them." })
    const register = (registered_at: Date | null) =>
      platform.db.system((tx) => tx.updateTable("numbers").set({ registered_at }).execute())
    expect((await answer()).body).toMatchObject({ waits: null })
    await register(null)
    expect(await answer()).toMatchObject({ status: 202, body: { waits: { code: "number_not_registered" } } })
    await register(clock.now())
  })

  it.each([[{}], [{ text: "" }], [{ text: "   " }], [{ text: "x".repeat(4097) }], [{ text: "Hi", to: "x" }]])(
    "refuses %j",
    async (body) => {
      expect((await ask("POST", `/conversations/${(await theConversation()).id}/replies`, body)).status).toBe(
        422,
      )
    },
  )

  it("a day later refuses free text, says until when the window was open, and offers templates", async () => {
    clock.advance(25 * hourMs)
    const { id } = await theConversation()
    const answer = await ask("POST", `/conversations/${id}/replies`, { text: "Still there?" })
    expect(answer.status).toBe(409)
    expect(answer.body).toMatchObject({
      error: {
        code: "window_closed",
        message: expect.stringContaining("2026-11-23T11:59:00.000Z"),
        window_closed_at: "2026-11-23T11:59:00.000Z",
        templates: [{ name: "summer", language: "en_US" }],
      },
    })
  })
})
