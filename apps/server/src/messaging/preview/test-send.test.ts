/** Tests in the outbox and in history: where they go, what they are filled with, what is kept of them. */
import { randomUUID } from "node:crypto"
import { errorCodes } from "@parley/whatsapp/errors"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { steppedClock } from "../../platform/clock.ts"
import { foldCounts } from "../counts/fold.ts"
import { readMessages } from "../find-message.ts"
import { clearOutbox } from "../outbox/expiry.ts"
import { classes } from "../sources/sources.ts"
import {
  accepted,
  endedAs,
  later,
  now,
  type OpenOutbox,
  openOutbox,
  statusOf,
} from "../testing/open-outbox.ts"
import { sendTest, type TestSend } from "./test-send.ts"

const phone = "+4915112345678"
const minute = 60
let outbox: OpenOutbox
beforeAll(async () => {
  outbox = await openOutbox()
})
afterAll(() => outbox.close())
beforeEach(() => outbox.clear())

const send = async (more: Partial<TestSend> = {}) => {
  const { workspaceId } = outbox.platform
  const values = { body: { first_name: "{{ contact.first_name | default: 'you' }}", city: "Lima" } }
  const { id } = await sendTest(
    { ...outbox.platform, clock: steppedClock(now) },
    {
      workspaceId,
      numberId: outbox.numberId,
      to: "+49 1511 2345678",
      content: { kind: "template", template_id: outbox.templateId, values },
      ...more,
    },
  )
  return id
}

/** Sends one that Meta takes. @returns its id */
async function sent(more: Partial<TestSend> = {}): Promise<string> {
  await send(more)
  const [row] = await outbox.claim()
  if (row === undefined) throw new Error("The test was not claimed.")
  await outbox.settle(accepted(row))
  return row.id
}

const everyCount = () =>
  outbox.inWorkspace(async (tx) => [
    ...(await tx.selectFrom("stats").selectAll().execute()),
    ...(await tx.selectFrom("stat_deltas").selectAll().execute()),
  ])

describe("a test", () => {
  it("waits in the outbox for its phone, in an urgent class, with ten minutes to go", async () => {
    const id = await send()
    const row = await outbox.row(id)
    expect(row).toMatchObject({
      contact_id: null,
      test_phone: phone,
      test_as: null,
      send_after: now,
      expires_at: later(10 * minute),
    })
    const [source, recipients] = await outbox.inWorkspace(async (tx) => [
      await tx.selectFrom("sources").selectAll().where("id", "=", row.source_id).executeTakeFirst(),
      await tx.selectFrom("recipients").selectAll().where("source_id", "=", row.source_id).execute(),
    ])
    expect(source).toMatchObject({ kind: "test", class: classes.authentication })
    expect(recipients).toEqual([])
  })

  it("goes to the phone it is for, and is filled with what is known of nobody", async () => {
    await send()
    expect(await outbox.claim({ upToClass: classes.authentication })).toMatchObject([
      {
        contact_id: null,
        source_kind: "test",
        to: { phone, wa_id: null, bsuid: null },
        contact: { phone: null, first_name: null, attributes: {} },
        subscription: null,
        last_inbound_at: null,
      },
    ])
  })

  it("is filled with the attributes of a contact, and does not go to them", async () => {
    await send({ contactId: outbox.contactIds[0] })
    expect(await outbox.claim()).toMatchObject([
      {
        contact_id: null,
        to: { phone },
        contact: { phone: "+4915200000001", first_name: "Ana 1", attributes: { city: "Lima" } },
      },
    ])
  })

  it("whose contact is gone by then has none", async () => {
    const id = await send()
    await outbox.inWorkspace((tx) => tx.updateTable("outbox").set({ test_as: randomUUID() }).execute())
    expect(await outbox.claim()).toMatchObject([{ id, contact: null }])
  })

  it("is sent as often as it is asked for, also to one phone in one second", async () => {
    const ids = [await send(), await send()]
    expect((await outbox.claim()).map(({ id }) => id)).toEqual(ids)
  })

  it.each([
    ["through a number of another workspace", { workspaceId: randomUUID() }],
    ["with the attributes of an unknown contact", { contactId: randomUUID() }],
  ])("%s is refused, and nothing is queued", async (_, more) => {
    await expect(send(more)).rejects.toMatchObject({ code: "not_found" })
    expect(await outbox.rows()).toEqual([])
  })
})

describe("a test that left the outbox", () => {
  it("is in history with its statuses, without its phone, and is counted nowhere", async () => {
    const id = await sent()
    expect(await outbox.message(id)).toMatchObject({
      status: "accepted",
      source_kind: "test",
      contact_id: null,
      wamid: `wamid.${id}`,
    })
    await outbox.apply(statusOf(id, "sent", later(1)), statusOf(id, "delivered", later(2)))
    await outbox.apply(statusOf(id, "read", later(3)))
    expect(await outbox.message(id)).toMatchObject({
      status: "read",
      sent_at: later(1),
      delivered_at: later(2),
      read_at: later(3),
    })
    await foldCounts(outbox.platform.db)
    expect(await everyCount()).toEqual([])
    expect(await outbox.rows()).toEqual([])
  })

  it("is not seen from another workspace", async () => {
    const id = await sent()
    const { db } = outbox.platform
    expect(await db.workspace(randomUUID(), (tx) => readMessages(tx, { id, limit: 1 }))).toEqual([])
  })

  it("and failed says why, is not repeated, and tells nothing of a contact", async () => {
    const id = await sent({ contactId: outbox.contactIds[0] })
    for (const code of [errorCodes.marketingStopped, 131049])
      await outbox.apply(statusOf(id, "failed", later(5), { errors: [{ code, title: "No", message: "No" }] }))
    expect(await outbox.message(id)).toMatchObject({
      status: "failed",
      reason: expect.stringMatching(/^1310/),
    })
    expect(await outbox.rows()).toEqual([])
    const facts = await outbox.inWorkspace((tx) => tx.selectFrom("delivery_facts").selectAll().execute())
    expect([facts, await everyCount()]).toEqual([[], []])
  })

  it.each([
    ["dropped", "empty_variable"],
    ["failed", "131008"],
  ] as const)("%s says why and is counted nowhere", async (status, reason) => {
    await send()
    const [row] = await outbox.claim()
    if (row) await outbox.settle(endedAs(row, status, reason))
    expect(await outbox.message(row?.id ?? "")).toMatchObject({ status, reason })
    expect(await everyCount()).toEqual([])
  })

  it("because its time was over is not counted either", async () => {
    const id = await send()
    await clearOutbox(outbox.platform.db, later(10 * minute))
    expect(await outbox.message(id)).toMatchObject({ status: "dropped", reason: "expired" })
    expect(await everyCount()).toEqual([])
  })
})
