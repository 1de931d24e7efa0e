import { afterAll, beforeAll, expect, it } from "vitest"
import { applyWebhooks } from "../connect/webhooks/apply-webhooks.ts"
import { insertSentMessage } from "../messaging/testing/sent-message.ts"
import { type Inbox, openInbox } from "./testing/inbox.ts"

let inbox: Inbox
beforeAll(async () => {
  inbox = await openInbox(applyWebhooks)
})
afterAll(() => inbox.close())

/** The conversation of someone whose first message just came. */
async function conversationAfter(message: object) {
  const from = inbox.newPhone()
  await inbox.write(from, message)
  return { ...(await inbox.conversationOf(from)), from }
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
  expect((await inbox.ask("POST", `/conversations/${id}/replies`, { text: "Hi" })).status).toBe(202)
  inbox.clock.advance(24 * 3_600_000 - 60_000)
  expect((await inbox.ask("POST", `/conversations/${id}/replies`, { text: "Hi" })).body).toMatchObject({
    error: { code: "window_closed" },
  })
})

it.each(isNoMessage)("%s is in the thread, and opens no window", async (_, message) => {
  const { id, window_open } = await conversationAfter(message)
  expect(window_open).toBe(false)
  const thread = await inbox.ask("GET", `/conversations/${id}/messages`)
  expect(thread.body).toMatchObject({ data: [{ direction: "inbound" }] })
  const reply = await inbox.ask("POST", `/conversations/${id}/replies`, { text: "Hi" })
  expect(reply.body).toMatchObject({ error: { code: "window_closed" } })
})

it.each(isNoMessage)(
  "%s leaves an open window as long as it was, and answers nothing",
  async (_, message) => {
    const { id, contact_id: contactId, from } = await conversationAfter(text)
    const { workspaceId, db } = inbox.platform
    const at = { decidedAt: inbox.clock.now() }
    await db.workspace(workspaceId, (tx) =>
      insertSentMessage(tx, { workspaceId, ...inbox, contactId, ...at }),
    )
    const before = await inbox.ask("GET", `/conversations/${id}`)
    inbox.clock.advance(3_600_000)
    await inbox.write(from, message)
    expect((await inbox.ask("GET", `/conversations/${id}`)).body).toEqual(before.body)
    const answered = () =>
      db.workspace(workspaceId, (tx) =>
        tx.selectFrom("messages").select("replied_at").where("contact_id", "=", contactId).execute(),
      )
    expect(await answered()).toEqual([{ replied_at: null }])
    await inbox.write(from, text)
    expect(await answered()).toEqual([{ replied_at: inbox.clock.now() }])
  },
)
