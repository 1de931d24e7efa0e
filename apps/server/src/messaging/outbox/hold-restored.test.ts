import { afterAll, beforeAll, beforeEach, expect, it } from "vitest"
import { later, type OpenOutbox, openOutbox, statusOf } from "../testing/open-outbox.ts"
import { holdRestored } from "./hold-restored.ts"

const hour = 3_600
let outbox: OpenOutbox
beforeAll(async () => {
  outbox = await openOutbox()
})
afterAll(() => outbox.close())
beforeEach(() => outbox.clear())

it("what failed later of a launch that had ended does not go once more by itself", async () => {
  const { platform, inWorkspace } = outbox
  const source = await outbox.source({ expiresAt: later(72 * hour) })
  const id = await outbox.sent(source)
  await inWorkspace((tx) =>
    tx
      .updateTable("sources")
      .set({ filled_at: later(1), ended_at: later(2) })
      .where("id", "=", source)
      .execute(),
  )
  expect(await platform.db.system((tx) => holdRestored(tx, later(hour)))).toEqual([
    expect.stringMatching(/^1 launch or wave .* is paused\. .*parley launch list --state paused/),
  ])
  const errors = [{ code: 131049, title: "No", message: "No" }]
  await outbox.apply(statusOf(id, "failed", later(2 * hour), { errors }))
  expect(await outbox.rows()).toMatchObject([{ retry_of: id }])
  expect(await outbox.claim({ now: later(48 * hour) })).toEqual([])
})

it("what had ended, with its time, stays as it is", async () => {
  const { platform, inWorkspace } = outbox
  const source = await outbox.source({ expiresAt: later(hour) })
  const state = () =>
    inWorkspace((tx) =>
      tx.selectFrom("sources").select("state").where("id", "=", source).executeTakeFirstOrThrow(),
    )
  await inWorkspace((tx) =>
    tx
      .updateTable("sources")
      .set({ ended_at: later(2) })
      .where("id", "=", source)
      .execute(),
  )
  await platform.db.system((tx) => holdRestored(tx, later(2 * hour)))
  expect(await state()).toEqual({ state: "active" })
})
