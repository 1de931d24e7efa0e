/** What failed statuses hold, by the database: the numbers that they concern, and what sends a refused template. */
import type { StatusEvent } from "@parley/whatsapp/webhooks"
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest"
import { applyWebhooks } from "../../connect/webhooks/apply-webhooks.ts"
import { messagesWebhook } from "../../testing/messages-webhook.ts"
import { now, type OpenOutbox, openOutbox, statusOf } from "../testing/open-outbox.ts"
import { holdByStatuses } from "./late-faults.ts"

let outbox: OpenOutbox
beforeAll(async () => {
  outbox = await openOutbox()
})
afterAll(() => outbox.close())
beforeEach(() => outbox.clear())

const failed = (id: string, code: number) =>
  statusOf(id, "failed", now, { errors: [{ code, title: `(#${code})`, message: `(#${code})` }] })
const told = (...statuses: StatusEvent[]) =>
  outbox.inWorkspace((tx) => holdByStatuses(tx, { numberId: outbox.numberId, now }, statuses))
const holdOf = (table: "numbers" | "sources", id: string) =>
  outbox.inWorkspace((tx) =>
    tx.selectFrom(table).select("held_until").where("id", "=", id).executeTakeFirstOrThrow(),
  )
const after = (ms: number) => ({ held_until: new Date(now.getTime() + ms) })

it("holds the number by a fault of its account", async () => {
  const id = await outbox.sent(await outbox.source())
  await told(failed(id, 131042))
  expect(await holdOf("numbers", outbox.numberId)).toEqual(after(90_000))
})

it("holds the number by what Meta says of its account with no message, and by nothing that passes", async () => {
  await outbox.platform.db.system((tx) =>
    tx.updateTable("numbers").set({ held_until: null, hold_code: null }).execute(),
  )
  const tell = (code: number) =>
    applyWebhooks(outbox.platform, [messagesWebhook({ errors: [{ code, title: `(#${code})` }] })])
  await tell(130429)
  expect(await holdOf("numbers", outbox.numberId)).toEqual({ held_until: null })
  await tell(131031)
  expect((await holdOf("numbers", outbox.numberId)).held_until).not.toBeNull()
})

it("holds at once what sends a template that was paused, and no single messages", async () => {
  const [launch, api] = [await outbox.source(), await outbox.source({ kind: "api" })]
  await told(failed(await outbox.sent(launch), 132015), failed(await outbox.sent(api), 132015))
  expect(await holdOf("sources", launch)).toEqual(after(600_000))
  expect(await holdOf("sources", api)).toEqual({ held_until: null })
})
