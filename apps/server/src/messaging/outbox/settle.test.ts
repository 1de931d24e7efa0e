import { v7 } from "uuid"
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest"
import { ConnectionLost, Database } from "../../platform/database/index.ts"
import { commit, layWire } from "../../testing/wire.ts"
import {
  accepted,
  endedAs,
  later,
  now,
  type OpenOutbox,
  openOutbox,
  statusOf,
} from "../testing/open-outbox.ts"
import type { ClaimedRow } from "./claim.ts"
import { settle } from "./settle.ts"

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

/** As if the worker that has claimed it were gone, and another had it now. */
const claimAgain = (row: ClaimedRow, claim: string) =>
  outbox.platform.db.system((tx) =>
    tx.updateTable("outbox").set({ claim }).where("id", "=", row.id).execute(),
  )

describe("a claimed message that is settled", () => {
  it("is history with all that is known of it, and counted", async () => {
    const [first, second, third] = [
      await outbox.claimOne(sourceId),
      await outbox.claimOne(sourceId),
      await outbox.claimOne(sourceId),
    ]
    await outbox.settle(accepted(first), endedAs(second, "dropped", "unsubscribed"), {
      ...endedAs(third, "failed", "131026"),
      detail: "Undeliverable",
    })
    expect(await outbox.rows()).toEqual([])
    expect(await outbox.message(first.id)).toMatchObject({
      status: "accepted",
      source_id: sourceId,
      wamid: `wamid.${first.id}`,
      reason: null,
      decided_at: now,
      failed_at: null,
    })
    expect(await outbox.message(second.id)).toMatchObject({ status: "dropped", reason: "unsubscribed" })
    expect(await outbox.message(third.id)).toMatchObject({
      status: "failed",
      reason: "131026",
      error_detail: "Undeliverable",
      failed_at: now,
    })
    expect(await outbox.counts(sourceId)).toEqual({
      decided: 3,
      accepted: 1,
      "dropped:unsubscribed": 1,
      "failed:131026": 1,
    })
  })

  it("keeps what its posts came to", async () => {
    const row = await outbox.claimOne(sourceId)
    const posts = { refusals: 2, unanswered: 1, doubts: 1 }
    await outbox.platform.db.system((tx) =>
      tx.updateTable("outbox").set(posts).where("id", "=", row.id).execute(),
    )
    await outbox.settle(accepted(row))
    expect(await outbox.message(row.id)).toMatchObject(posts)
  })

  it("is so once, however often it is said, and however it is said then", async () => {
    const row = await outbox.claimOne(sourceId)
    await outbox.settle(accepted(row))
    await outbox.settle(accepted(row))
    await outbox.settle(endedAs(row, "failed", "131000"))
    expect(await outbox.message(row.id)).toMatchObject({ status: "accepted", reason: null })
    expect(await outbox.counts(sourceId)).toEqual({ decided: 1, accepted: 1 })
  })

  it("stays in the outbox when that is said under a claim which is not its own any more", async () => {
    const row = await outbox.claimOne(sourceId)
    const claim = v7()
    await claimAgain(row, claim)
    await outbox.settle(endedAs(row, "dropped", "unsubscribed"))
    expect(await outbox.row(row.id)).toMatchObject({ claim })
    expect(await outbox.counts(sourceId)).toEqual({})
    await outbox.settle(accepted({ ...row, claim }))
    expect(await outbox.counts(sourceId)).toEqual({ decided: 1, accepted: 1 })
  })

  it("stays in the outbox when another claims it while that is being said", async () => {
    const row = await outbox.claimOne(sourceId)
    const claim = v7()
    let settling: Promise<void> | undefined
    await outbox.platform.db.system(async (tx) => {
      await tx.updateTable("outbox").set({ claim }).where("id", "=", row.id).execute()
      settling = outbox.settle(endedAs(row, "dropped", "unsubscribed"))
      await vi.waitFor(async () => expect(await outbox.waitingForLocks()).toBe(1), 10_000)
    })
    await settling
    expect(await outbox.row(row.id)).toMatchObject({ claim })
    expect(await outbox.counts(sourceId)).toEqual({})
  })

  it("changes nothing when a status has settled it meanwhile", async () => {
    const row = await outbox.claimOne(sourceId)
    await outbox.apply(statusOf(row.id, "read", later(5)))
    await outbox.settle(endedAs(row, "failed", "131000"))
    expect(await outbox.message(row.id)).toMatchObject({ status: "read", reason: null })
    expect(await outbox.counts(sourceId)).toMatchObject({ decided: 1, accepted: 1, read: 1 })
  })

  it("under a COMMIT whose answer is lost is so once when it is said again", async () => {
    const row = await outbox.claimOne(sourceId)
    const wire = await layWire(outbox.platform.databaseUrl)
    const far = new Database(wire.url, { connections: 1, onConnectionLost: () => undefined })
    onTestFinished(async () => {
      await far.close()
      await wire.close()
    })
    const say = () => far.workspace(outbox.platform.workspaceId, (tx) => settle(tx, [accepted(row)], now))
    const answerLost = wire.loseAnswer(commit)
    await expect(say()).rejects.toBeInstanceOf(ConnectionLost)
    await answerLost
    await say()
    expect(await outbox.message(row.id)).toMatchObject({ status: "accepted" })
    expect(await outbox.counts(sourceId)).toEqual({ decided: 1, accepted: 1 })
  })

  it("of a transaction that fails is as it was", async () => {
    const row = await outbox.claimOne(sourceId)
    const broken = outbox.inWorkspace(async (tx) => {
      await settle(tx, [accepted(row)], now)
      throw new Error("The connection is gone.")
    })
    await expect(broken).rejects.toThrow()
    expect(await outbox.row(row.id)).toMatchObject({ claim: row.claim })
    expect(await outbox.counts(sourceId)).toEqual({})
  })
})
