import { afterAll, beforeAll, expect, it } from "vitest"
import { applyWebhooks } from "../../connect/webhooks/apply-webhooks.ts"
import { steppedClock } from "../../platform/clock.ts"
import type { Tx } from "../../platform/database/index.ts"
import { messagesWebhook } from "../../testing/messages-webhook.ts"
import { testPlatform } from "../../testing/platform.ts"
import { seedNumber } from "../../testing/seed.ts"
import { insertSentMessage } from "../testing/sent-message.ts"
import { learnAnswered, newsOf } from "./learn-recipients.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let platform: Awaited<ReturnType<typeof testPlatform>>
let seeded: Awaited<ReturnType<typeof seedNumber>>
beforeAll(async () => {
  platform = await testPlatform({ clock })
  seeded = await seedNumber(platform)
})
afterAll(() => platform.close())

const timestamp = String(clock.now().getTime() / 1000)

/** A contact with that phone, and a message that went to them; the id of both. */
async function sentTo(phone: string): Promise<{ contactId: string; messageId: string }> {
  const now = clock.now()
  return platform.db.workspace(platform.workspaceId, async (tx) => {
    const { id: contactId } = await tx
      .insertInto("contacts")
      .values({ workspace_id: platform.workspaceId, phone, created_at: now, updated_at: now })
      .returning("id")
      .executeTakeFirstOrThrow()
    const { numberId, contentId } = seeded
    await insertSentMessage(tx, {
      workspaceId: platform.workspaceId,
      numberId,
      contactId,
      contentId,
      decidedAt: now,
    })
    const { id } = await tx
      .selectFrom("messages")
      .select("id")
      .where("contact_id", "=", contactId)
      .executeTakeFirstOrThrow()
    return { contactId, messageId: id }
  })
}
const sent = (messageId: string, waId: string, userId: string) =>
  messagesWebhook({
    statuses: [
      {
        id: `wamid.${messageId}`,
        status: "sent",
        timestamp,
        recipient_id: waId,
        recipient_user_id: userId,
        biz_opaque_callback_data: messageId,
      },
    ],
  })
const contacts = () =>
  platform.db.workspace(platform.workspaceId, (tx) =>
    tx.selectFrom("contacts").select(["id", "phone", "bsuid"]).orderBy("id").execute(),
  )

it("a person who hides the number when they answer is the contact the message went to", async () => {
  const { contactId, messageId } = await sentTo("+4915120000001")
  await applyWebhooks(platform, [sent(messageId, "4915120000001", "DE.1")])
  await applyWebhooks(platform, [
    messagesWebhook({
      contacts: [{ profile: { name: "Ana" }, user_id: "DE.1" }],
      messages: [
        { from_user_id: "DE.1", id: "wamid.answer", timestamp, type: "text", text: { body: "stop" } },
      ],
    }),
  ])
  expect(await contacts()).toEqual([{ id: contactId, phone: "+4915120000001", bsuid: "DE.1" }])
})

it("the id that Meta's answer to the post names is known before any status", async () => {
  const { contactId, messageId } = await sentTo("+4915120000009")
  const { workspaceId, rooms } = platform
  const settled = {
    id: messageId,
    claim: messageId,
    contentId: seeded.contentId,
    status: "accepted" as const,
    reason: null,
    detail: null,
    wamid: "wamid.answered",
    recipient: { waId: "4915120000009", bsuid: "DE.9", isKnown: false },
  }
  let transactions = 0
  const within = (work: (tx: Tx) => Promise<void>) => {
    transactions += 1
    return platform.db.workspace(workspaceId, work)
  }
  const number = { workspaceId, numberId: seeded.numberId, now: clock.now(), rooms }
  await learnAnswered(within, number, [settled])
  expect(await contacts()).toContainEqual({ id: contactId, phone: "+4915120000009", bsuid: "DE.9" })
  // The next message to them asks the database nothing for that.
  await learnAnswered(within, number, [{ ...settled, recipient: { ...settled.recipient, isKnown: true } }])
  expect(transactions).toBe(1)
  await platform.db.system((tx) => tx.deleteFrom("contacts").where("id", "=", contactId).execute())
})

it("an answer that names the user id that the contact had is no news, and neither is the status that says the same", async () => {
  const { contactId, messageId } = await sentTo("+4915120000008")
  const recipient = { waId: "4915120000008", bsuid: "DE.8" }
  expect(newsOf(messageId, recipient, null)).toEqual(recipient)
  expect(newsOf(messageId, recipient, "DE.80")).toEqual(recipient)
  expect(newsOf(messageId, recipient, "DE.8")).toBeUndefined()
  await applyWebhooks(platform, [sent(messageId, "4915120000008", "DE.8")])
  expect((await contacts()).find(({ id }) => id === contactId)?.bsuid, "nobody was asked").toBeNull()
  await platform.db.system((tx) => tx.deleteFrom("contacts").where("id", "=", contactId).execute())
})

it("who wrote under an id first, and is told to have the number later, is one contact", async () => {
  const { contactId, messageId } = await sentTo("+4915120000002")
  await applyWebhooks(platform, [
    messagesWebhook({
      contacts: [{ profile: { name: "Bo" }, user_id: "DE.2" }],
      messages: [{ from_user_id: "DE.2", id: "wamid.first", timestamp, type: "text", text: { body: "hi" } }],
    }),
  ])
  expect((await contacts()).filter(({ bsuid }) => bsuid === "DE.2")).toHaveLength(1)
  await applyWebhooks(platform, [sent(messageId, "4915120000002", "DE.2")])
  expect((await contacts()).filter(({ bsuid }) => bsuid === "DE.2")).toMatchObject([{ id: contactId }])
})

it("a status of a contact who has another number by now teaches nothing", async () => {
  const { contactId, messageId } = await sentTo("+4915120000003")
  await applyWebhooks(platform, [sent(messageId, "4915129999999", "DE.3")])
  expect((await contacts()).find(({ id }) => id === contactId)?.bsuid).toBeNull()
  expect((await contacts()).some(({ bsuid }) => bsuid === "DE.3")).toBe(false)
})
