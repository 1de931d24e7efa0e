import { v7 } from "uuid"
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest"
import { applyWebhooks } from "../connect/webhooks/apply-webhooks.ts"
import { messagesWebhook } from "../testing/messages-webhook.ts"
import { doubtClaims } from "./outbox/doubts.ts"
import { now, type OpenOutbox, openOutbox } from "./testing/open-outbox.ts"

let outbox: OpenOutbox
let sourceId: string
beforeAll(async () => {
  outbox = await openOutbox()
})
afterAll(() => outbox.close())
beforeEach(async () => {
  await outbox.clear()
  sourceId = await outbox.source()
})

/** Meta tells, of the number's id at the time, that a person has read it. */
const readBy = (id: string, wamid = `wamid.${id}`) =>
  applyWebhooks(outbox.platform, [
    messagesWebhook({
      statuses: [
        {
          id: wamid,
          status: "read",
          timestamp: String(now.getTime() / 1000),
          recipient_id: "4915110000000",
          biz_opaque_callback_data: id,
        },
      ],
    }),
  ])
const change = (to: {
  disconnected_at?: Date | null
  phone_number_id?: string
  former_phone_number_ids?: string[]
}) =>
  outbox.platform.db.system((tx) =>
    tx.updateTable("numbers").set(to).where("id", "=", outbox.numberId).execute(),
  )

it.each([
  ["its account was disconnected", { disconnected_at: now }, { disconnected_at: null }],
  [
    "it was moved to another account",
    { phone_number_id: "201", former_phone_number_ids: ["200"] },
    { phone_number_id: "200", former_phone_number_ids: [] },
  ],
])("what a number sent is told of after %s, also what was in doubt", async (_, away, back) => {
  const sent = await outbox.sent(sourceId)
  const { id: doubtful } = await outbox.claimOne(sourceId)
  await outbox.inWorkspace((tx) => doubtClaims(tx, outbox.numberId, [v7()]))
  await change(away)
  await readBy(sent)
  await readBy(doubtful)
  expect(await outbox.message(sent)).toMatchObject({ status: "read" })
  expect(await outbox.message(doubtful)).toMatchObject({ status: "read" })
  expect(await outbox.rows()).toEqual([])
  await change(back)
})

it("what people write to it then is for somebody else", async () => {
  await change({ disconnected_at: now })
  await applyWebhooks(outbox.platform, [
    messagesWebhook({
      contacts: [{ profile: { name: "Ana" }, wa_id: "16505551234" }],
      messages: [
        {
          from: "16505551234",
          id: "wamid.in",
          timestamp: String(now.getTime() / 1000),
          type: "text",
          text: { body: "Hi" },
        },
      ],
    }),
  ])
  expect(await outbox.inWorkspace((tx) => tx.selectFrom("inbound_messages").select("id").execute())).toEqual(
    [],
  )
  await change({ disconnected_at: null })
})
