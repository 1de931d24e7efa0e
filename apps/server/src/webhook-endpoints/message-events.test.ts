import { randomBytes } from "node:crypto"
import { afterAll, afterEach, beforeAll, expect, it } from "vitest"
import { clearOutbox } from "../messaging/outbox/expiry.ts"
import {
  endedAs,
  later,
  now,
  type OpenOutbox,
  openOutbox,
  statusOf,
} from "../messaging/testing/open-outbox.ts"

let outbox: OpenOutbox
let sourceId: string
beforeAll(async () => {
  outbox = await openOutbox()
  sourceId = await outbox.source({ expiresAt: later(3600) })
})
afterAll(() => outbox.close())
afterEach(() =>
  outbox.platform.db.system(async (tx) => {
    await tx.deleteFrom("webhook_endpoints").execute()
    await tx.deleteFrom("webhook_events").execute()
  }),
)

const endpoint = (kinds: string[] | null = null) =>
  outbox.inWorkspace((tx) =>
    tx
      .insertInto("webhook_endpoints")
      .values({
        workspace_id: outbox.platform.workspaceId,
        url: "https://shop.example",
        kinds,
        sealed_secret: randomBytes(32),
        created_at: now,
      })
      .execute(),
  )
const told = () =>
  outbox.inWorkspace((tx) =>
    tx.selectFrom("webhook_events").select(["kind", "contact_id", "data"]).orderBy("id").execute(),
  )
const kinds = async () => (await told()).map(({ kind }) => kind)

it("an endpoint is told that a message was sent, delivered and read, each once", async () => {
  await endpoint()
  const id = await outbox.sent(sourceId)
  const sent = statusOf(id, "sent", later(1))
  await outbox.apply(sent, statusOf(id, "delivered", later(2)))
  await outbox.apply(sent, statusOf(id, "read", later(3)))
  expect(await kinds()).toEqual(["message_sent", "message_delivered", "message_read"])
  expect((await told())[2]).toMatchObject({
    contact_id: outbox.contactIds[0],
    data: {
      message_id: id,
      contact_id: outbox.contactIds[0],
      number_id: outbox.numberId,
      source_kind: "launch",
      launch_id: sourceId,
      wamid: `wamid.${id}`,
      reason: null,
      happened_at: later(3).toISOString(),
    },
  })
})

it("and why one failed: by a status, by WhatsApp's answer, or as nobody answered in time", async () => {
  await endpoint(["message_failed", "message_dropped"])
  const late = await outbox.sent(sourceId)
  const error = { code: 131026, title: "Undeliverable", details: undefined }
  await outbox.apply(statusOf(late, "failed", later(1), { errors: [error] as never }))
  await outbox.settle(endedAs(await outbox.claimOne(sourceId), "failed", "131009"))
  await outbox.settle(endedAs(await outbox.claimOne(sourceId), "dropped", "unsubscribed"))
  await outbox.queue(sourceId, { expiresAt: later(3600) })
  await clearOutbox(outbox.platform.db, later(4000), outbox.platform.rooms)
  expect((await told()).map(({ kind, data }) => [kind, (data as { reason: unknown }).reason])).toEqual([
    ["message_failed", "131026"],
    ["message_failed", "131009"],
    ["message_dropped", "unsubscribed"],
    ["message_dropped", "expired"],
  ])
})

it("nobody is told of what they did not choose, nor of other workspaces", async () => {
  await endpoint(["message_read"])
  const id = await outbox.sent(sourceId)
  await outbox.apply(statusOf(id, "sent", later(1)), statusOf(id, "delivered", later(2)))
  expect(await kinds()).toEqual([])
  await outbox.apply(statusOf(id, "read", later(3)))
  expect(await kinds()).toEqual(["message_read"])
})
