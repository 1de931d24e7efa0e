import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { applyWebhooks } from "../connect/webhooks/apply-webhooks.ts"
import { sql } from "../platform/database/index.ts"
import { unpack } from "../platform/log/packing.ts"
import { messagesWebhook } from "../testing/messages-webhook.ts"
import { type Inbox, openInbox } from "./testing/inbox.ts"

let inbox: Inbox
beforeAll(async () => {
  inbox = await openInbox(applyWebhooks)
})
afterAll(() => inbox.close())

const text = { type: "text", text: { body: "Is it in stock?" } }
const nothing = { group_id: null, forwarded: null, referral: null, referred_product: null, errors: [] }

/** What was recorded of messages since it was asked last. */
async function recorded() {
  const entries = await inbox.platform.db.statement(
    sql<{ payload: Buffer }>`DELETE FROM log_entries WHERE topic = 'contacts' RETURNING payload`,
  )
  return entries
    .flatMap(({ payload }) => JSON.parse(unpack(payload)))
    .filter(({ kind }) => kind === "inbound_message")
}

describe("what comes along with a message", () => {
  const referral = {
    source_url: "https://fb.me/abc",
    source_id: "120210000000000123",
    source_type: "ad",
    headline: "Summer",
    body: "20% off",
    media_type: "image",
    image_url: "https://scontent.example/i.jpg",
    thumbnail_url: "https://scontent.example/t.jpg",
    ctwa_clid: "ARAkLk",
    welcome_message: { text: "Hi!" },
  }
  const { welcome_message: _, ...told } = referral
  const error = {
    code: 131051,
    title: "Message type unknown",
    message: "Message type unknown",
    error_data: { details: "Message type is currently not supported." },
  }
  it.each<[string, object, object]>([
    ["nothing", text, nothing],
    [
      "the ad that the person came from",
      { ...text, referral },
      { referral: { ...told, video_url: null, welcome_text: "Hi!" } },
    ],
    ["that it was forwarded", { ...text, context: { forwarded: true } }, { forwarded: "forwarded" }],
    [
      "that it was forwarded by many",
      { ...text, context: { frequently_forwarded: true } },
      { forwarded: "frequently_forwarded" },
    ],
    [
      "the product that it is about",
      {
        ...text,
        context: {
          from: "15550783881",
          id: "x",
          referred_product: { catalog_id: "7", product_retailer_id: "sku" },
        },
      },
      { referred_product: { catalog_id: "7", product_retailer_id: "sku" } },
    ],
    [
      "the group it was written to",
      { ...text, group_id: "Y2FwaV9ncm91cDox" },
      { group_id: "Y2FwaV9ncm91cDox" },
    ],
    [
      "why Meta does not pass it on",
      { type: "unsupported", unsupported: { type: "poll" }, errors: [error] },
      {
        type: "unsupported",
        content: { type: "unsupported", unsupportedType: "poll" },
        errors: [{ code: 131051, title: error.title, detail: error.error_data.details }],
      },
    ],
  ])("(%s) is in the thread, and in what others hear of it", async (_what, message, shown) => {
    const from = inbox.newPhone()
    await recorded()
    await inbox.write(from, message)
    const { id } = await inbox.conversationOf(from)
    expect(await inbox.thread(id)).toMatchObject([
      { direction: "inbound", origin: "contact", ...nothing, ...shown },
    ])
    const { content, ...heard } = { content: undefined, ...nothing, ...shown }
    expect(await recorded()).toMatchObject([{ conversation_id: id, ...heard }])
  })

  it("says which message it answers", async () => {
    const from = inbox.newPhone()
    await inbox.write(from, { ...text, context: { from: "15550783881", id: "wamid.ours" } })
    expect(await inbox.thread((await inbox.conversationOf(from)).id)).toMatchObject([
      { quoted_wamid: "wamid.ours" },
    ])
  })
})

describe("what the business writes on its phone", () => {
  const echo = (to: string, id: string, body = "Yes, come by.") =>
    messagesWebhook(
      {
        message_echoes: [
          { from: "15550783881", to, id, timestamp: "1795348800", type: "text", text: { body } },
        ],
      },
      "smb_message_echoes",
    )

  it("is in the thread, once, and opens no window", async () => {
    const to = inbox.newPhone()
    await applyWebhooks(inbox.platform, [echo(to, "wamid.e1"), echo(to, "wamid.e1")])
    await applyWebhooks(inbox.platform, [echo(to, "wamid.e1"), echo(to, "wamid.e2", "At noon.")])
    const { id, window_open } = await inbox.conversationOf(to)
    expect(window_open).toBe(false)
    const said = { direction: "outbound", origin: "phone_app", type: "text", status: null, media: null }
    const thread = await inbox.thread(id)
    expect(thread).toMatchObject([said, said])
    expect(thread.map(({ content }) => content)).toEqual(
      expect.arrayContaining([
        { type: "text", body: "Yes, come by." },
        { type: "text", body: "At noon." },
      ]),
    )
  })

  it("leaves an open window as it is, and is no answer and no message of ours", async () => {
    const phone = inbox.newPhone()
    await inbox.write(phone, text)
    const { id } = await inbox.conversationOf(phone)
    const before = await inbox.ask("GET", `/conversations/${id}`)
    inbox.clock.advance(3_600_000)
    await recorded()
    await applyWebhooks(inbox.platform, [echo(phone, "wamid.e3")])
    expect((await inbox.ask("GET", `/conversations/${id}`)).body).toEqual(before.body)
    expect(await recorded()).toEqual([])
    expect(await inbox.platform.db.system((tx) => tx.selectFrom("messages").select("id").execute())).toEqual(
      [],
    )
  })

  it("is told to those who watch the workspace", async () => {
    const heard: string[] = []
    const { wakes, workspaceId } = inbox.platform
    const unheard = wakes.hear("parley_events", (payload) => heard.push(payload))
    await expect.poll(() => heard).toEqual([""])
    const to = inbox.newPhone()
    await applyWebhooks(inbox.platform, [echo(to, "wamid.told")])
    const { id } = await inbox.conversationOf(to)
    await expect
      .poll(() => heard.slice(1).map((payload) => JSON.parse(payload)))
      .toContainEqual({ workspace_id: workspaceId, type: "conversation", id })
    unheard()
  })
})
