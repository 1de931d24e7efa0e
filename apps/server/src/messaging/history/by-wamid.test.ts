import type { StatusEvent } from "@parley/whatsapp/webhooks"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { later, now, type OpenOutbox, openOutbox, statusOf } from "../testing/open-outbox.ts"
import { statusWebhooks } from "../webhooks.ts"

let outbox: OpenOutbox
let sourceId: string
let phone: string
beforeAll(async () => {
  outbox = await openOutbox()
})
afterAll(() => outbox.close())
beforeEach(async () => {
  await outbox.clear()
  sourceId = await outbox.source()
  phone = await phoneOf(outbox.contactIds[0] ?? "")
})

const phoneOf = async (contactId: string) => {
  const contact = await outbox.inWorkspace((tx) =>
    tx.selectFrom("contacts").select("phone").where("id", "=", contactId).executeTakeFirstOrThrow(),
  )
  return contact.phone ?? ""
}
const tell = (...statuses: StatusEvent[]) => {
  const { platform, numberId, inWorkspace } = outbox
  const { workspaceId, metrics, rooms } = platform
  return inWorkspace((tx) =>
    statusWebhooks.apply(tx, { workspaceId, numberId, now, metrics, rooms }, statuses),
  )
}
/** As Meta sends it where our id of the message does not come along. */
const nameless = (...of: Parameters<typeof statusOf>): StatusEvent => {
  const { opaque: _, ...status } = statusOf(...of)
  return { recipientWaId: phone.slice(1), ...status }
}

describe("a status without our id of the message", () => {
  it("is of the message that has WhatsApp's id, to the person it names", async () => {
    const [id, other] = [await outbox.sent(sourceId), await outbox.sent(sourceId)]
    await tell(nameless(id, "delivered", later(1)), statusOf(other, "sent", later(1)))
    expect(await outbox.message(id)).toMatchObject({ status: "delivered", delivered_at: later(1) })
    expect(await outbox.message(other)).toMatchObject({ status: "sent" })
  })

  it("finds them by Meta's id of them, where that is known", async () => {
    const id = await outbox.sent(sourceId)
    const bsuid = "PE.13491208655302741918"
    await outbox.inWorkspace((tx) => tx.updateTable("contacts").set({ bsuid }).execute())
    await tell(nameless(id, "read", later(1), { recipientBsuid: bsuid, recipientWaId: undefined }))
    expect(await outbox.message(id)).toMatchObject({ status: "read" })
  })

  it("counts for all that a failure tells", async () => {
    const id = await outbox.sent(sourceId)
    await tell(nameless(id, "failed", later(1), { errors: [{ code: 131026, title: "No", message: "No" }] }))
    expect(await outbox.counts(sourceId)).toMatchObject({ "failed:131026": 1 })
  })

  it("is of nothing of ours when it has another id of WhatsApp's or names nobody we know", async () => {
    const id = await outbox.sent(sourceId)
    await tell(
      nameless(id, "delivered", later(1), { id: "wamid.of-other-software" }),
      nameless(id, "delivered", later(1), { recipientWaId: "14155550000" }),
    )
    expect(await outbox.message(id)).toMatchObject({ status: "accepted" })
    const people = await outbox.inWorkspace((tx) => tx.selectFrom("contacts").select("id").execute())
    expect(people.map((person) => person.id)).toEqual(outbox.contactIds)
  })
})
