import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest"
import { sql, type Tx } from "../../platform/database/index.ts"
import { cancelSource, endSources, pauseSource } from "../sources/sources.ts"
import { later, now, type OpenOutbox, openOutbox, statusOf } from "../testing/open-outbox.ts"
import type { ClaimedRow } from "./claim.ts"
import { clearOutbox } from "./expiry.ts"
import { postpone } from "./postpone.ts"

let outbox: OpenOutbox
let sourceId: string
beforeAll(async () => {
  outbox = await openOutbox()
})
afterAll(() => outbox.close())
beforeEach(async () => {
  await outbox.clear()
  sourceId = await outbox.source({ expiresAt: later(3600) })
})

const queue = async () => (await outbox.queue(sourceId, { expiresAt: later(3600) }))[0] ?? ""
const cancel = () => outbox.inWorkspace((tx) => cancelSource(tx, sourceId, now))
const clear = (at = now) => clearOutbox(outbox.platform.db, at)
const giveBack = ({ id, claim, content_id: contentId }: ClaimedRow, state: "due" | "in_doubt") =>
  outbox.inWorkspace((tx) =>
    postpone(tx, [
      { id, claim, contentId, state, at: now, reason: null, counts: state === "due" ? null : "unanswered" },
    ]),
  )
async function queueInDoubt(): Promise<string> {
  const id = await queue()
  const row = (await outbox.claim()).find((one) => one.id === id)
  if (row) await giveBack(row, "in_doubt")
  return id
}
const isEnded = async () => {
  await endSources(outbox.platform.db, now)
  const { ended_at } = await outbox.inWorkspace((tx) =>
    tx.selectFrom("sources").select("ended_at").where("id", "=", sourceId).executeTakeFirstOrThrow(),
  )
  return ended_at !== null
}

it("what waits of other sources is not read, however much that is", async () => {
  const others = await outbox.source({ expiresAt: later(3600) })
  await outbox.queue(others, ...Array.from({ length: 1_000 }, () => ({ expiresAt: later(3600) })))
  await queue()
  await cancel()
  let read = Number.NaN
  const db = {
    hotSystem: <T>(work: (tx: Tx) => Promise<T>) =>
      outbox.platform.db.hotSystem(async (tx) => {
        const done = await work(tx)
        const { rows } = await sql<{ read: number }>`
          SELECT seq_tup_read + idx_tup_fetch AS read FROM pg_stat_xact_user_tables WHERE relname = 'outbox'`.execute(
          tx,
        )
        read = rows[0]?.read ?? 0
        return done
      }),
  }
  await clearOutbox(db, now)
  expect(await outbox.rows()).toHaveLength(1_000)
  expect(read).toBeLessThan(50)
})

describe("of a source that is canceled", () => {
  it("what waits is dropped, and what is in doubt apart", async () => {
    const doubtful = await queueInDoubt()
    const waiting = await queue()
    await cancel()
    await clear()
    expect(await outbox.rows()).toEqual([])
    expect(await outbox.message(waiting)).toMatchObject({ status: "dropped", reason: "canceled" })
    expect(await outbox.message(doubtful)).toMatchObject({ status: "dropped", reason: "canceled_in_doubt" })
    expect(await outbox.counts(sourceId)).toEqual({
      decided: 2,
      "dropped:canceled": 1,
      "dropped:canceled_in_doubt": 1,
    })
    expect(await isEnded()).toBe(true)
  })

  it("what a lane has claimed is left to it until it gives it back", async () => {
    const row = await outbox.claimOne(sourceId)
    await cancel()
    await clear()
    expect(await outbox.row(row.id)).toMatchObject({ claim: row.claim })
    expect(await isEnded()).toBe(false)
    await giveBack(row, "due")
    await clear()
    expect(await outbox.message(row.id)).toMatchObject({ status: "dropped", reason: "canceled" })
    expect(await isEnded()).toBe(true)
  })

  it("what a lane claims just then is left to it, too", async () => {
    const id = await queue()
    let clearing: Promise<boolean> | undefined
    const claim = "0199d1de-0000-7000-8000-000000000001"
    await outbox.platform.db.system(async (tx) => {
      await tx.updateTable("outbox").set({ claim }).where("id", "=", id).execute()
      await cancel()
      clearing = clear()
      await vi.waitFor(async () => expect(await outbox.waitingForLocks()).toBe(1), 10_000)
    })
    await clearing
    expect(await outbox.row(id)).toMatchObject({ claim })
    expect(await outbox.counts(sourceId)).toEqual({})
  })

  it("what was in doubt arrived after all when a status says so", async () => {
    const id = await queueInDoubt()
    await cancel()
    await clear()
    await outbox.apply(statusOf(id, "delivered", later(5)))
    expect(await outbox.message(id)).toMatchObject({ status: "delivered", reason: null })
    expect(await outbox.counts(sourceId)).toEqual({ decided: 1, accepted: 1, sent: 1, delivered: 1 })
  })

  it("more than one round takes out are taken out by several, which say that there is more", async () => {
    await outbox.queue(sourceId, ...Array.from({ length: 5_001 }, () => ({})))
    await cancel()
    expect(await clear()).toBe(true)
    expect(await clear()).toBe(false)
    expect(await outbox.counts(sourceId)).toEqual({ decided: 5_001, "dropped:canceled": 5_001 })
  })
})

describe("a message whose time is over", () => {
  it("is dropped while it waits, and has failed without an answer when it was in doubt", async () => {
    const doubtful = await queueInDoubt()
    const waiting = await queue()
    await clear(later(3599))
    expect(await outbox.rows()).toHaveLength(2)
    await clear(later(3600))
    expect(await outbox.message(waiting)).toMatchObject({ status: "dropped", reason: "expired" })
    expect(await outbox.message(doubtful)).toMatchObject({ status: "failed", reason: "no_answer" })
    expect(await outbox.counts(sourceId)).toEqual({
      decided: 2,
      "dropped:expired": 1,
      "failed:no_answer": 1,
    })
  })

  it("is left to the lane that has claimed it", async () => {
    const row = await outbox.claimOne(sourceId)
    await clear(later(3600 * 100))
    expect(await outbox.row(row.id)).toMatchObject({ claim: row.claim })
  })

  it("is dropped also of a source that is paused", async () => {
    const id = await queue()
    await outbox.inWorkspace((tx) => pauseSource(tx, sourceId, true))
    await clear(later(3600))
    expect(await outbox.message(id)).toMatchObject({ status: "dropped", reason: "expired" })
  })

  it("of a source without an end of its own is dropped at the message's", async () => {
    const standing = await outbox.source({ kind: "api" })
    const [short = "", long = ""] = await outbox.queue(
      standing,
      { expiresAt: later(600) },
      { expiresAt: later(1200) },
    )
    await clear(later(600))
    expect(await outbox.message(short)).toMatchObject({ status: "dropped", reason: "expired" })
    expect(await outbox.message(long)).toMatchObject({ status: "queued", expires_at: later(1200) })
  })
})

describe("a source ends", () => {
  it("when no more messages come and the last has left the outbox, not before", async () => {
    const doubtful = await queueInDoubt()
    expect(await isEnded()).toBe(false)
    await outbox.platform.db.system((tx) =>
      tx.updateTable("sources").set({ filled_at: now }).where("id", "=", sourceId).execute(),
    )
    expect(await isEnded()).toBe(false)
    await outbox.apply(statusOf(doubtful, "sent", now))
    expect(await isEnded()).toBe(true)
  })
})
