import { afterAll, beforeAll, expect, it } from "vitest"
import { z } from "zod"
import { applyWebhooks } from "../connect/webhooks/apply-webhooks.ts"
import { inboundWebhook } from "../conversations/testing/webhook.ts"
import { insertSentMessage } from "../messaging/testing/sent-message.ts"
import { steppedClock } from "../platform/clock.ts"
import { type Server, startServer } from "../server.ts"
import { call, type Method } from "../testing/call.ts"
import { testPlatform } from "../testing/platform.ts"
import { seedNumber } from "../testing/seed.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let platform: Awaited<ReturnType<typeof testPlatform>>
let seeded: Awaited<ReturnType<typeof seedNumber>>
let server: Server
beforeAll(async () => {
  platform = await testPlatform({ clock, environment: { ROLES: "api" } })
  seeded = await seedNumber(platform)
  server = await startServer(platform)
})
afterAll(async () => {
  await server.close()
  await platform.close()
})

const ask = (method: Method, path: string, body?: unknown) =>
  call(method, `${server.url}/v1${path}`, body, { authorization: `Bearer ${platform.apiKey}` })
let people = 0
const newPerson = () => `1650555${1000 + people++}`
let messages = 0
const write = (from: string, message: object) =>
  applyWebhooks(platform, [inboundWebhook({ from, id: `wamid.${messages++}`, at: clock.now(), ...message })])

const conversations = z.object({
  data: z.array(z.object({ id: z.string(), contact_id: z.string(), window_open: z.boolean() })),
})
/** The conversation of someone whose first message just came. */
async function conversationAfter(message: object) {
  const from = newPerson()
  await write(from, message)
  const contact = await ask("GET", `/contacts?phone=${encodeURIComponent(`+${from}`)}`)
  const { data } = z.object({ data: z.array(z.object({ id: z.string() })) }).parse(contact.body)
  const found = await ask("GET", `/conversations?contact_id=${data[0]?.id}`)
  const [conversation] = conversations.parse(found.body).data
  if (!conversation) throw new Error("There is no conversation.")
  return { ...conversation, from }
}
const text = { type: "text", text: { body: "Hello" } }
const isNoMessage: [string, object][] = [
  ["a text in a group", { ...text, group_id: "G1" }],
  ["a reaction", { type: "reaction", reaction: { message_id: "wamid.x", emoji: "👍" } }],
  ["a changed identity key", { type: "system", system: {}, identity: { hash: "h" } }],
  ["a system message of a new type", { type: "system", system: { type: "moon_phase" } }],
  ["a chat that was opened", { type: "request_welcome" }],
  ["what Meta does not pass on", { type: "unsupported", errors: [{ code: 131051, title: "Unknown" }] }],
]

it("a text opens the window, and free text may answer it until a minute before Meta closes it", async () => {
  const { id, window_open } = await conversationAfter(text)
  expect(window_open).toBe(true)
  expect((await ask("POST", `/conversations/${id}/replies`, { text: "Hi" })).status).toBe(202)
  clock.advance(24 * 3_600_000 - 60_000)
  expect((await ask("POST", `/conversations/${id}/replies`, { text: "Hi" })).body).toMatchObject({
    error: { code: "window_closed" },
  })
})

it.each(isNoMessage)("%s is in the thread, and opens no window", async (_, message) => {
  const { id, window_open } = await conversationAfter(message)
  expect(window_open).toBe(false)
  const thread = await ask("GET", `/conversations/${id}/messages`)
  expect(thread.body).toMatchObject({ data: [{ direction: "inbound" }] })
  const reply = await ask("POST", `/conversations/${id}/replies`, { text: "Hi" })
  expect(reply.body).toMatchObject({ error: { code: "window_closed" } })
})

it.each(isNoMessage)(
  "%s leaves an open window as long as it was, and answers nothing",
  async (_, message) => {
    const { id, contact_id: contactId, from } = await conversationAfter(text)
    const { workspaceId, db } = platform
    const at = { decidedAt: clock.now() }
    await db.workspace(workspaceId, (tx) =>
      insertSentMessage(tx, { workspaceId, ...seeded, contactId, ...at }),
    )
    const before = await ask("GET", `/conversations/${id}`)
    clock.advance(3_600_000)
    await write(from, message)
    expect((await ask("GET", `/conversations/${id}`)).body).toEqual(before.body)
    const answered = () =>
      db.workspace(workspaceId, (tx) =>
        tx.selectFrom("messages").select("replied_at").where("contact_id", "=", contactId).execute(),
      )
    expect(await answered()).toEqual([{ replied_at: null }])
    await write(from, text)
    expect(await answered()).toEqual([{ replied_at: clock.now() }])
  },
)
