import { v7 } from "uuid"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { replaceContent } from "../sources/sources.ts"
import { later, now, type OpenOutbox, openOutbox, statusOf } from "../testing/open-outbox.ts"
import { countDoubts, decideDoubts, doubtClaims, mostDoubts, sendUndoubted } from "./doubts.ts"
import { keepPresence } from "./outages.ts"
import { postpone } from "./postpone.ts"

const graceMs = 300_000
let outbox: OpenOutbox
let sourceId: string
beforeAll(async () => {
  outbox = await openOutbox()
})
afterAll(() => outbox.close())
beforeEach(async () => {
  await outbox.clear()
  await outbox.platform.db.system(async (tx) => {
    for (const table of ["status_proofs", "intake_outages"] as const) await tx.deleteFrom(table).execute()
  })
  await seen(now)
  sourceId = await outbox.source()
})

const doubt = (own: string[] = []) => outbox.inWorkspace((tx) => doubtClaims(tx, outbox.numberId, own))
/** Webhooks were taken last at that time. */
const seen = (at: Date) =>
  outbox.platform.db.system((tx) =>
    tx
      .insertInto("intake_presence")
      .values({ seen_at: at })
      .onConflict((conflict) => conflict.column("is_only").doUpdateSet({ seen_at: at }))
      .execute(),
  )

async function sendAgain(at: Date, seenAt = at): Promise<string[]> {
  await seen(seenAt)
  return sendUndoubted(outbox.platform.db, { now: at, graceMs })
}

/** A message whose post at that time got no answer. @returns its id */
async function unanswered(postedAt = now, posts = 1): Promise<string> {
  const [id = ""] = await outbox.queue(sourceId)
  const rows = await outbox.claim()
  const given = rows.map((row) => ({
    id: row.id,
    claim: row.claim,
    contentId: row.content_id,
    state: "in_doubt" as const,
    at: postedAt,
    reason: "in_doubt",
    counts: "unanswered" as const,
  }))
  await outbox.inWorkspace((tx) => postpone(tx, given))
  await outbox.platform.db.system((tx) =>
    tx.updateTable("outbox").set({ unanswered: posts }).where("id", "=", id).execute(),
  )
  return id
}

/** What a source says instead. @returns its id */
const anotherContent = () =>
  outbox.inWorkspace(async (tx) => {
    const { id: _, ...content } = await tx
      .selectFrom("contents")
      .selectAll()
      .where("id", "=", outbox.contentId)
      .executeTakeFirstOrThrow()
    const values = { ...content, body: JSON.stringify(content.body), digest: Buffer.from("another") }
    return (await tx.insertInto("contents").values(values).returning("id").executeTakeFirstOrThrow()).id
  })

/** A status of a message that was posted at that time, applied then or later. */
async function proof(postedAt: Date, appliedAt = postedAt): Promise<void> {
  const other = await outbox.source()
  const id = await outbox.sent(other)
  await outbox.platform.db.system(async (tx) => {
    await tx.updateTable("messages").set({ decided_at: postedAt }).where("id", "=", id).execute()
  })
  await outbox.apply(statusOf(id, "sent", postedAt))
  await outbox.platform.db.system((tx) =>
    tx.updateTable("status_proofs").set({ applied_at: appliedAt }).execute(),
  )
}

describe("what a lane that is gone had claimed", () => {
  it("is in doubt since its claim, which counts, and is not claimed", async () => {
    const [id = ""] = await outbox.queue(sourceId)
    await outbox.claim({ claim: v7({ msecs: later(-5).getTime() }) })
    expect(await doubt()).toBe(1)
    expect(await outbox.row(id)).toMatchObject({
      state: "in_doubt",
      claim: null,
      doubts: 1,
      unanswered: 0,
      posted_at: later(-5),
    })
    expect(await outbox.claim({ now: later(3600) })).toEqual([])
    expect(await outbox.message(id)).toMatchObject({ status: "in_doubt" })
  })

  it("is told from what the lane that is there has claimed, and from what waits", async () => {
    const own = v7()
    const [ofGone = ""] = await outbox.queue(sourceId)
    await outbox.claim()
    const [ofOwn = ""] = await outbox.queue(sourceId)
    await outbox.claim({ claim: own })
    const [waiting = ""] = await outbox.queue(sourceId)
    expect(await doubt([own])).toBe(1)
    expect(await doubt([own])).toBe(0)
    const states = (await outbox.rows()).map(({ id, state, claim }) => [id, state, claim])
    expect(states).toEqual([
      [ofGone, "in_doubt", null],
      [ofOwn, "due", own],
      [waiting, "due", null],
    ])
  })

  it("is settled by a status that carries its id", async () => {
    const row = await outbox.claimOne(sourceId)
    await doubt()
    await outbox.apply(statusOf(row.id, "delivered", later(5)))
    expect(await outbox.message(row.id)).toMatchObject({
      status: "delivered",
      wamid: `wamid.${row.id}`,
      doubts: 1,
    })
    expect(await outbox.rows()).toEqual([])
  })
})

describe("a message in doubt", () => {
  it("waits for ever where nothing tells that its status would have come", async () => {
    const id = await unanswered()
    expect(await sendAgain(later(30 * 86_400))).toEqual([])
    expect(await outbox.row(id)).toMatchObject({ state: "in_doubt" })
  })

  it("goes again when a status of a later post was applied and the grace period is over", async () => {
    const id = await unanswered()
    await proof(later(40))
    expect(await sendAgain(later(299))).toEqual([])
    expect(await sendAgain(later(300))).toEqual([outbox.numberId])
    expect(await outbox.row(id)).toMatchObject({ state: "due", posted_at: null, unanswered: 1 })
    expect(await outbox.claim({ now: later(300) })).toMatchObject([{ id, unanswered: 1 }])
  })

  it("goes again with what its source says by then", async () => {
    const id = await unanswered()
    const contentId = await anotherContent()
    await outbox.inWorkspace((tx) => replaceContent(tx, sourceId, contentId, now))
    expect(await outbox.row(id)).toMatchObject({ content_id: outbox.contentId })
    await proof(later(40))
    await sendAgain(later(300))
    expect(await outbox.claim({ now: later(300) })).toMatchObject([{ id, content_id: contentId }])
  })

  it("waits where the status is of a post that is hardly later", async () => {
    await unanswered()
    await proof(later(30))
    expect(await sendAgain(later(3600))).toEqual([])
    await proof(later(31))
    expect(await sendAgain(later(3600))).toEqual([outbox.numberId])
  })

  it("waits after an outage of the intake until twice its length is over", async () => {
    await unanswered()
    await keepPresence(outbox.platform.db, later(10))
    await keepPresence(outbox.platform.db, later(1210)) // away for twenty minutes
    await proof(later(60), later(1215))
    expect(await sendAgain(later(1300))).toEqual([])
    await proof(later(61), later(2409))
    expect(await sendAgain(later(4000))).toEqual([])
    await proof(later(62), later(2411))
    expect(await sendAgain(later(4000))).toEqual([outbox.numberId])
  })

  it("waits for twice as long as nothing was told of later posts, where nobody knows why", async () => {
    const id = await unanswered()
    const sixHours = 6 * 3600
    await proof(later(sixHours))
    expect(await sendAgain(later(sixHours + 1))).toEqual([])
    await proof(later(2 * sixHours - 1))
    expect(await sendAgain(later(3 * sixHours))).toEqual([])
    await proof(later(2 * sixHours))
    expect(await sendAgain(later(3 * sixHours))).toEqual([outbox.numberId])
    expect(await outbox.row(id)).toMatchObject({ state: "due" })
  })

  it("that goes again and gets no answer once more waits for what is told after that", async () => {
    await unanswered()
    await proof(later(40))
    await sendAgain(later(300))
    const [again] = await outbox.claim({ now: later(300) })
    if (!again) throw new Error("It is not due.")
    const { id, claim, content_id: contentId } = again
    const inDoubt = {
      id,
      claim,
      contentId,
      state: "in_doubt",
      at: later(300),
      reason: "in_doubt",
      counts: "unanswered",
    } as const
    await outbox.inWorkspace((tx) => postpone(tx, [inDoubt]))
    expect(await sendAgain(later(3600))).toEqual([])
    await proof(later(340))
    expect(await sendAgain(later(3600))).toEqual([outbox.numberId])
  })

  it("waits while webhooks are not taken, and where it is not known yet for how long they were not", async () => {
    await unanswered()
    await proof(later(60))
    expect(await sendAgain(later(3600), later(3579))).toEqual([])
    expect(await sendAgain(later(3600), later(3580))).toEqual([outbox.numberId])
  })

  it("is left to a person after so many posts without an answer", async () => {
    await unanswered(now, mostDoubts)
    await proof(later(60))
    expect(await sendAgain(later(3600))).toEqual([])
    await unanswered(now, mostDoubts - 1)
    expect(await sendAgain(later(3600))).toEqual([outbox.numberId])
    expect((await outbox.rows()).map(({ state }) => state)).toEqual(["in_doubt", "due"])
  })
})

describe("a person decides", () => {
  const decide = (
    decision: "send_again" | "leave",
    of: Parameters<typeof decideDoubts>[1],
    at = later(300),
  ) => outbox.inWorkspace((tx) => decideDoubts(tx, of, { decision, now: at, graceMs }))

  it("that a message goes again, as if it had never been posted", async () => {
    const id = await unanswered(now, mostDoubts)
    expect(await decide("send_again", { messageIds: [id] })).toBe(1)
    expect(await outbox.claim({ now: later(300) })).toMatchObject([{ id, unanswered: 0, doubts: 0 }])
  })

  it("that a message goes again at its time, where that is still to come", async () => {
    const [id = ""] = await outbox.queue(sourceId, { sendAfter: later(3_600) })
    await outbox.platform.db.system((tx) =>
      tx
        .updateTable("outbox")
        .set({ state: "in_doubt", posted_at: now, doubts: mostDoubts })
        .where("id", "=", id)
        .execute(),
    )
    expect(await decide("send_again", { messageIds: [id] })).toBe(1)
    expect(await outbox.claim({ now: later(3_599) })).toEqual([])
    expect(await outbox.claim({ now: later(3_600) })).toMatchObject([{ id }])
  })

  it("once, however many do at once", async () => {
    const id = await unanswered()
    const of = { messageIds: [id] }
    const decided = await Promise.all([
      decide("send_again", of),
      decide("leave", of),
      decide("send_again", { sourceId }),
      decide("leave", { numberId: outbox.numberId }),
    ])
    expect(decided.toSorted()).toEqual([0, 0, 0, 1])
    const isLeft = (await outbox.rows()).length === 0
    expect((await outbox.message(id))?.status).toBe(isLeft ? "failed" : "queued")
  })

  it.each(["send_again", "leave"] as const)("(%s) while its status comes: Meta has it", async (decision) => {
    const id = await unanswered()
    await Promise.all([decide(decision, { messageIds: [id] }), outbox.apply(statusOf(id, "sent", later(1)))])
    expect(await outbox.message(id)).toMatchObject({ status: "sent", reason: null })
    expect(await outbox.rows()).toEqual([])
    expect(await outbox.counts(sourceId)).toEqual({ decided: 1, accepted: 1, sent: 1 })
  })

  it("that it is left, until a status says otherwise", async () => {
    const id = await unanswered()
    expect(await decide("leave", { sourceId })).toBe(1)
    expect(await outbox.message(id)).toMatchObject({ status: "failed", reason: "no_answer" })
    await outbox.apply(statusOf(id, "read", later(500)))
    expect(await outbox.message(id)).toMatchObject({ status: "read", reason: null })
    expect(await outbox.counts(sourceId)).toEqual({
      decided: 1,
      accepted: 1,
      sent: 1,
      delivered: 1,
      read: 1,
    })
  })

  it("nothing before the grace period is over, and nothing of what is not in doubt", async () => {
    await unanswered()
    await outbox.queue(sourceId)
    expect(await decide("leave", { numberId: outbox.numberId }, later(299))).toBe(0)
    expect(await decide("leave", { numberId: outbox.numberId })).toBe(1)
    expect(await outbox.rows()).toMatchObject([{ state: "due" }])
  })

  it("about those that are meant alone", async () => {
    const [mine, others] = [await unanswered(), await unanswered()]
    const elsewhere = await outbox.source()
    expect(await decide("leave", { sourceId: elsewhere })).toBe(0)
    expect(await decide("leave", { messageIds: [mine] })).toBe(1)
    expect((await outbox.rows()).map(({ id }) => id)).toEqual([others])
  })
})

it("messages in doubt of a source are counted, with the end of the last grace period", async () => {
  const count = () =>
    outbox.inWorkspace((tx) => countDoubts(tx, { id: sourceId, numberId: outbox.numberId }, graceMs))
  expect(await count()).toEqual({ count: 0, until: null })
  await unanswered(now)
  await unanswered(later(60))
  expect(await count()).toEqual({ count: 2, until: later(360) })
})
