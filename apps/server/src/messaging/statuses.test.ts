import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import {
  accepted,
  endedAs,
  later,
  now,
  type OpenOutbox,
  openOutbox,
  statusOf,
} from "./testing/open-outbox.ts"

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

const undeliverable = { errors: [{ code: 131026, title: "Undeliverable", message: "Undeliverable" }] }

describe("statuses", () => {
  it.each([
    ["in order", ["sent", "delivered", "read"]],
    ["backwards", ["read", "delivered", "sent"]],
    ["twice", ["sent", "sent", "delivered", "read", "read", "delivered"]],
    ["without delivered", ["sent", "read"]],
  ])("end at read when they come %s, each in a webhook of its own", async (_how, names) => {
    const id = await outbox.sent(sourceId)
    for (const name of names)
      await outbox.apply(statusOf(id, name, later(["sent", "delivered", "read"].indexOf(name))))
    expect(await outbox.message(id)).toMatchObject({ status: "read", read_at: later(2) })
    expect(await outbox.counts(sourceId)).toEqual({ decided: 1, accepted: 1, sent: 1, delivered: 1, read: 1 })
  })

  it("come to the same in one webhook", async () => {
    const id = await outbox.sent(sourceId)
    await outbox.apply(
      statusOf(id, "read", later(3)),
      statusOf(id, "sent", later(1)),
      statusOf(id, "delivered", later(2)),
    )
    expect(await outbox.message(id)).toMatchObject({
      status: "read",
      sent_at: later(1),
      delivered_at: later(2),
      read_at: later(3),
    })
  })

  it("count a stage that was left out as passed: who has read has received", async () => {
    const id = await outbox.sent(sourceId)
    await outbox.apply(statusOf(id, "read", later(3)))
    expect(await outbox.message(id)).toMatchObject({
      sent_at: later(3),
      delivered_at: later(3),
      read_at: later(3),
    })
  })

  it("keep the failure and its reason, whatever comes after", async () => {
    const id = await outbox.sent(sourceId)
    const errors = [
      { code: 131026, title: "Undeliverable", message: "Undeliverable", details: "No WhatsApp" },
    ]
    await outbox.apply(statusOf(id, "failed", later(1), { errors }))
    await outbox.apply(statusOf(id, "sent", later(2)))
    expect(await outbox.message(id)).toMatchObject({
      status: "failed",
      reason: "131026",
      error_detail: "No WhatsApp",
    })
  })

  it.each(["__proto__", "constructor", "toString", "teleported"])(
    "called %s, which this version does not know, change nothing",
    async (name) => {
      const id = await outbox.sent(sourceId)
      expect(await outbox.apply(statusOf(id, name, now))).toBe(0)
      expect(await outbox.message(id)).toMatchObject({ status: "accepted" })
    },
  )

  it("of messages that other software sent from the number are left alone", async () => {
    const { opaque: _, ...foreign } = statusOf("foreign", "sent", now)
    expect(await outbox.apply(foreign, statusOf("not-an-id-of-ours", "sent", now))).toBe(0)
  })

  it("that come before the outcome of the post settle the message, which is counted once", async () => {
    const row = await outbox.claimOne(sourceId)
    await outbox.apply(statusOf(row.id, "sent", now))
    await outbox.settle(accepted(row))
    await outbox.apply(statusOf(row.id, "delivered", later(1)))
    expect(await outbox.rows()).toEqual([])
    expect(await outbox.message(row.id)).toMatchObject({
      status: "delivered",
      source_id: sourceId,
      wamid: `wamid.${row.id}`,
    })
    expect(await outbox.counts(sourceId)).toEqual({ decided: 1, accepted: 1, sent: 1, delivered: 1 })
  })

  it("that come before the outcome leave it to say for which reason the message went another way", async () => {
    const row = await outbox.claimOne(sourceId)
    await outbox.apply(statusOf(row.id, "read", now))
    const outcome = { ...accepted(row), otherWayFor: 134101 }
    await outbox.settle(outcome)
    await outbox.settle(outcome)
    expect(await outbox.message(row.id)).toMatchObject({ status: "read", other_way_for: 134101 })
    expect(await outbox.counts(sourceId)).toMatchObject({ accepted: 1, "other_way:134101": 1 })
  })

  it("count each stage of each message once, however often it is reported", async () => {
    const [first, second] = [await outbox.sent(sourceId), await outbox.sent(sourceId)]
    for (let again = 0; again < 2; again++)
      await outbox.apply(statusOf(first, "read", later(1)), statusOf(second, "delivered", later(1)))
    expect(await outbox.counts(sourceId)).toEqual({ decided: 2, accepted: 2, sent: 2, delivered: 2, read: 1 })
  })
})

describe("a status of a message that Meta had not taken, as far as we knew", () => {
  it.each([
    ["given up without an answer", "failed", "no_answer"],
    ["refused at a later try", "failed", "131026"],
    ["dropped at a later try", "dropped", "unsubscribed"],
    ["canceled while it was in doubt", "dropped", "canceled_in_doubt"],
  ] as const)("(%s) corrects that, and the counts", async (_what, status, reason) => {
    const rows = [await outbox.claimOne(sourceId), await outbox.claimOne(sourceId)]
    await outbox.settle(...rows.map((row) => endedAs(row, status, reason)))
    expect(await outbox.counts(sourceId)).toEqual({ decided: 2, [`${status}:${reason}`]: 2 })
    const id = rows[0]?.id ?? ""
    for (let again = 0; again < 2; again++) await outbox.apply(statusOf(id, "read", later(60)))
    await outbox.apply(statusOf(id, "sent", later(40)), statusOf(id, "delivered", later(50)))
    expect(await outbox.message(id)).toMatchObject({
      status: "read",
      reason: null,
      error_detail: null,
      failed_at: null,
      read_at: later(60),
      wamid: `wamid.${id}`,
    })
    expect(await outbox.counts(sourceId)).toEqual({
      decided: 2,
      [`${status}:${reason}`]: 1,
      accepted: 1,
      sent: 1,
      delivered: 1,
      read: 1,
    })
  })

  it("that says it failed after all counts it once, for Meta's reason", async () => {
    const row = await outbox.claimOne(sourceId)
    await outbox.settle(endedAs(row, "failed", "no_answer"))
    for (let again = 0; again < 2; again++)
      await outbox.apply(statusOf(row.id, "failed", later(60), undeliverable))
    expect(await outbox.message(row.id)).toMatchObject({
      status: "failed",
      reason: "131026",
      failed_at: later(60),
    })
    expect(await outbox.counts(sourceId)).toEqual({ decided: 1, accepted: 1, "failed:131026": 1 })
  })
})

describe("a message that was posted twice, and has two ids of WhatsApp's", () => {
  const first = (id: string) => ({ id: `wamid.${id}` })
  const second = (id: string) => ({ id: `wamid.again.${id}` })
  const wamids = (id: string) =>
    outbox.inWorkspace((tx) =>
      tx
        .selectFrom("messages")
        .select(["wamid", "other_wamids"])
        .where("id", "=", id)
        .executeTakeFirstOrThrow(),
    )
  const delivered = { decided: 1, accepted: 1, sent: 1, delivered: 1 }

  it("keeps both, each once", async () => {
    const id = await outbox.sent(sourceId)
    for (let again = 0; again < 2; again++) await outbox.apply(statusOf(id, "sent", later(1), second(id)))
    expect(await wamids(id)).toEqual({ wamid: `wamid.${id}`, other_wamids: [`wamid.again.${id}`] })
  })

  it("is delivered once both are", async () => {
    const id = await outbox.sent(sourceId)
    await outbox.apply(statusOf(id, "delivered", later(1), first(id)))
    await outbox.apply(statusOf(id, "delivered", later(2), second(id)))
    expect(await outbox.message(id)).toMatchObject({ status: "delivered", delivered_at: later(1) })
    expect(await outbox.counts(sourceId)).toEqual(delivered)
  })

  it.each([
    ["before it, after each other", true, "after each other"],
    ["after it, after each other", false, "after each other"],
    ["before it, in one webhook", true, "in one webhook"],
    ["after it, in one webhook", false, "in one webhook"],
  ])("is delivered when the first is, and the second fails, told of %s", async (_when, failedFirst, how) => {
    const id = await outbox.sent(sourceId)
    const failure = statusOf(id, "failed", later(1), { ...undeliverable, ...second(id) })
    const delivery = statusOf(id, "delivered", later(2), first(id))
    const told = failedFirst ? [failure, delivery] : [delivery, failure]
    if (how === "in one webhook") await outbox.apply(...told)
    else for (const one of told) await outbox.apply(one)
    expect(await outbox.message(id)).toMatchObject({ status: "delivered", reason: null, failed_at: null })
    expect(await wamids(id)).toEqual({ wamid: `wamid.${id}`, other_wamids: [`wamid.again.${id}`] })
    expect(await outbox.counts(sourceId)).toEqual(delivered)
  })

  it.each(["after each other", "in one webhook"])(
    "is delivered when the first failed and the second arrives, told of %s",
    async (how) => {
      const id = await outbox.sent(sourceId)
      const told = [
        statusOf(id, "failed", later(1), { ...undeliverable, ...first(id) }),
        statusOf(id, "delivered", later(2), second(id)),
      ]
      if (how === "in one webhook") await outbox.apply(...told)
      else for (const one of told) await outbox.apply(one)
      expect(await outbox.message(id)).toMatchObject({ status: "delivered", reason: null, failed_at: null })
      expect(await wamids(id)).toEqual({ wamid: `wamid.again.${id}`, other_wamids: [`wamid.${id}`] })
      expect(await outbox.counts(sourceId)).toEqual(delivered)
    },
  )

  it("has failed while the other was sent, and nothing more is known of that", async () => {
    const id = await outbox.sent(sourceId)
    await outbox.apply(statusOf(id, "failed", later(1), { ...undeliverable, ...first(id) }))
    await outbox.apply(statusOf(id, "sent", later(2), second(id)))
    expect(await outbox.message(id)).toMatchObject({ status: "failed", reason: "131026" })
  })

  it("has failed when both have", async () => {
    const id = await outbox.sent(sourceId)
    await outbox.apply(statusOf(id, "failed", later(1), { ...undeliverable, ...first(id) }))
    await outbox.apply(statusOf(id, "failed", later(2), { ...undeliverable, ...second(id) }))
    expect(await outbox.message(id)).toMatchObject({
      status: "failed",
      reason: "131026",
      failed_at: later(1),
    })
    expect(await outbox.counts(sourceId)).toEqual({ decided: 1, accepted: 1, "failed:131026": 1 })
  })
})
