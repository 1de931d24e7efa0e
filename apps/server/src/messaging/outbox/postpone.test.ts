import { v7 } from "uuid"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { sql, type Tx } from "../../platform/database/index.ts"
import { later, type OpenOutbox, openOutbox } from "../testing/open-outbox.ts"
import type { ClaimedRow } from "./claim.ts"
import { type Postponed, postpone } from "./postpone.ts"

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

/** Gives a claimed row back: due in a minute, for no reason, unless told otherwise. */
const giveBack = (row: ClaimedRow, more: Partial<Postponed> = {}) =>
  outbox.inWorkspace((tx) =>
    postpone(tx, [
      {
        ...{ id: row.id, claim: row.claim, contentId: row.content_id },
        ...{ state: "due", at: later(60), reason: null, counts: null, ...more },
      },
    ]),
  )

/** Rows of the outbox that this transaction has read through indexes so far. */
const rowsRead = async (tx: Tx): Promise<number> => {
  const { rows } = await sql<{ read: number }>`
    SELECT idx_tup_fetch AS read FROM pg_stat_xact_user_tables WHERE relname = 'outbox'`.execute(tx)
  return rows[0]?.read ?? 0
}

describe("a claimed message that is given back", () => {
  it("is found by its id, however many others wait", async () => {
    await outbox.queue(sourceId, ...Array.from({ length: 500 }, () => ({})))
    const claimed = await outbox.claim()
    const { db, workspaceId } = outbox.platform
    const read = await db.hotWorkspace(workspaceId, async (tx) => {
      await postpone(
        tx,
        claimed.map(({ id, claim, content_id: contentId }) => ({
          ...{ id, claim, contentId, at: later(60) },
          state: "due",
          reason: null,
          counts: null,
        })),
      )
      return rowsRead(tx)
    })
    expect(claimed).toHaveLength(10)
    expect(read).toBeLessThan(100)
  })

  it("is claimed no more, says why, and is due again at that time", async () => {
    const row = await outbox.claimOne(sourceId)
    await giveBack(row, { reason: "131000", counts: "refusal" })
    expect(await outbox.row(row.id)).toMatchObject({
      state: "due",
      claim: null,
      send_after: later(60),
      wait_reason: "131000",
      refusals: 1,
      unanswered: 0,
    })
    expect(await outbox.claim({ now: later(59) })).toEqual([])
    expect(await outbox.claim({ now: later(60) })).toMatchObject([{ id: row.id, refusals: 1 }])
  })

  it("as it was keeps why it waited before, and counts nothing", async () => {
    const row = await outbox.claimOne(sourceId)
    await giveBack(row, { reason: "template_paused" })
    const [again] = await outbox.claim({ now: later(60) })
    if (!again) throw new Error("It is not due.")
    await giveBack(again, { at: again.send_after })
    expect(await outbox.row(row.id)).toMatchObject({
      claim: null,
      send_after: later(60),
      wait_reason: "template_paused",
      refusals: 0,
      unanswered: 0,
      doubts: 0,
    })
  })

  it("in doubt remembers when it was posted, and is not claimed", async () => {
    const row = await outbox.claimOne(sourceId)
    await giveBack(row, { state: "in_doubt", at: later(1), counts: "unanswered", reason: "in_doubt" })
    expect(await outbox.row(row.id)).toMatchObject({
      state: "in_doubt",
      claim: null,
      posted_at: later(1),
      send_after: row.send_after,
      unanswered: 1,
    })
    expect(await outbox.claim({ now: later(3600) })).toEqual([])
    expect(await outbox.message(row.id)).toMatchObject({ status: "in_doubt", unanswered: 1 })
  })

  it("counts its posts by what became of them", async () => {
    const [id] = await outbox.queue(sourceId)
    for (const counts of ["refusal", "refusal", "unanswered", null] as const) {
      const [row] = await outbox.claim({ now: later(60) })
      if (!row) throw new Error("It is not due.")
      await giveBack(row, { counts })
    }
    expect(await outbox.claim({ now: later(60) })).toMatchObject([{ id, refusals: 2, unanswered: 1 }])
  })

  it("is so once, however often it is said", async () => {
    const row = await outbox.claimOne(sourceId)
    await giveBack(row, { counts: "refusal" })
    await giveBack(row, { counts: "refusal", at: later(600) })
    expect(await outbox.row(row.id)).toMatchObject({ refusals: 1, send_after: later(60) })
  })

  it("keeps what another claim of it will say", async () => {
    const row = await outbox.claimOne(sourceId)
    await giveBack(row, { at: row.send_after })
    const claim = v7()
    await outbox.claim({ claim })
    await giveBack(row, { counts: "unanswered", state: "in_doubt" })
    expect(await outbox.row(row.id)).toMatchObject({ state: "due", claim, unanswered: 0 })
  })
})
