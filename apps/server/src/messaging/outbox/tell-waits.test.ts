import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { told } from "../../notifications/testing/told.ts"
import { holdSources } from "../sources/hold.ts"
import { now, type OpenOutbox, openOutbox } from "../testing/open-outbox.ts"
import { decideDoubts } from "./doubts.ts"
import { postpone } from "./postpone.ts"
import { tellOfLimit, tellOfWaits } from "./tell-waits.ts"

const graceMs = 300_000
const minuteMs = 60_000
let outbox: OpenOutbox
let sourceId: string
beforeAll(async () => {
  outbox = await openOutbox()
})
afterAll(() => outbox.close())
beforeEach(async () => {
  await outbox.clear()
  await outbox.platform.db.system(async (tx) => {
    await tx.deleteFrom("notifications").execute()
    await tx.updateTable("sources").set({ held_until: null, hold_reason: null }).execute()
  })
  sourceId = await outbox.source()
})

const looks = (at: Date) => tellOfWaits(outbox.platform.db, { now: at, graceMs })
const after = (ms: number) => new Date(now.getTime() + ms)

describe("the messaging limit of a number", () => {
  const waits = (until: Date) =>
    outbox.inWorkspace(async (tx) => {
      await holdSources(tx, [sourceId], { until, reason: "messaging_limit" })
      await tellOfLimit(tx, outbox.numberId, now)
    })

  it("is told of as its launches wait, and as they go on", async () => {
    await waits(after(minuteMs))
    await waits(after(2 * minuteMs))
    await looks(after(minuteMs))
    const about = { kind: "limit_reached", number_id: outbox.numberId }
    expect(await told(outbox.platform)).toMatchObject([{ about, lasts: true, times: 1 }])
    await looks(after(10 * minuteMs))
    expect(await told(outbox.platform)).toMatchObject([{ about, lasts: false }])
  })
})

describe("messages in doubt", () => {
  async function inDoubt(postedAt: Date) {
    await outbox.queue(sourceId)
    const claimed = await outbox.claim()
    const doubted = claimed.map(({ id, claim, content_id: contentId }) => ({
      id,
      claim,
      contentId,
      state: "in_doubt" as const,
      at: postedAt,
      reason: "in_doubt",
      counts: "unanswered" as const,
    }))
    await outbox.inWorkspace((tx) => postpone(tx, doubted))
  }

  it("are told of once a person has to decide, and until that is done", async () => {
    await inDoubt(now)
    await looks(after(graceMs - 1))
    expect(await told(outbox.platform)).toEqual([])
    await looks(after(graceMs))
    const about = { kind: "messages_in_doubt", messages: 1 }
    expect(await told(outbox.platform)).toMatchObject([{ about, lasts: true }])
    await inDoubt(now)
    await looks(after(graceMs))
    expect(await told(outbox.platform)).toMatchObject([{ about: { messages: 2 }, lasts: true }])
    await outbox.inWorkspace((tx) =>
      decideDoubts(tx, {}, { decision: "leave", now: after(2 * graceMs), graceMs }),
    )
    await looks(after(2 * graceMs))
    expect(await told(outbox.platform)).toMatchObject([{ lasts: false }])
  })
})
