import type { StatusEvent } from "@parley/whatsapp/webhooks"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import type { Tx } from "../platform/database/index.ts"
import { testPlatform } from "../testing/platform.ts"
import { seedNumber, seedSubscribers } from "../testing/seed.ts"
import { claimDue, doubtClaimed, enqueue, priorities, type Settled, settle } from "./outbox.ts"
import { readMessages } from "./read.ts"
import { applyStatuses } from "./statuses.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
let seeded: Awaited<ReturnType<typeof seedNumber>>
let contactId: string
const now = new Date("2026-11-22T12:00:00Z")
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)

const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) => platform.db.workspace(platform.workspaceId, work)

beforeAll(async () => {
  platform = await testPlatform()
  seeded = await seedNumber(platform)
  await seedSubscribers(platform, seeded.groupId, 1)
  contactId = await inWorkspace(
    async (tx) => (await tx.selectFrom("contacts").select("id").executeTakeFirstOrThrow()).id,
  )
})
afterAll(() => platform.close())
beforeEach(() => platform.db.system((tx) => tx.deleteFrom("outbox").execute()))

function queue(options: { priority?: number; sendAfter?: Date } = {}): Promise<string> {
  return inWorkspace((tx) =>
    enqueue(tx, {
      workspaceId: platform.workspaceId,
      numberId: seeded.numberId,
      contactId,
      contentId: seeded.contentId,
      priority: options.priority ?? priorities.campaign,
      sendAfter: options.sendAfter ?? now,
    }),
  )
}
const claim = (limit = 10) => inWorkspace((tx) => claimDue(tx, seeded.numberId, now, limit))
const accepted = (id: string): Settled => ({
  id,
  status: "accepted",
  reason: null,
  detail: null,
  wamid: `wamid.${id}`,
  posts: 1,
})
const read = async (id: string) => (await inWorkspace((tx) => readMessages(tx, { id, limit: 1 })))[0]
const apply = (...events: StatusEvent[]) => inWorkspace((tx) => applyStatuses(tx, events, now))

function status(
  id: string,
  name: StatusEvent["status"],
  at: Date,
  more: Partial<StatusEvent> = {},
): StatusEvent {
  return {
    kind: "status",
    wabaId: "100",
    field: "messages",
    phoneNumberId: "200",
    displayPhoneNumber: "15550783881",
    id: `wamid.${id}`,
    status: name,
    timestamp: at,
    opaque: id,
    errors: [],
    ...more,
  }
}

describe("an archived subscription group", () => {
  const archive = (at: Date | null) =>
    inWorkspace((tx) =>
      tx
        .updateTable("subscription_groups")
        .set({ archived_at: at })
        .where("id", "=", seeded.groupId)
        .execute(),
    )

  it("subscribes nobody until it comes back", async () => {
    await queue()
    await archive(now)
    expect((await claim()).map(({ subscription }) => subscription)).toEqual(["group_archived"])
    await platform.db.system((tx) => tx.deleteFrom("outbox").execute())
    await archive(null)
    await queue()
    expect((await claim()).map(({ subscription }) => subscription)).toEqual(["subscribed"])
  })
})

describe("claiming", () => {
  it("takes what is due, replies before campaigns, and nothing twice", async () => {
    const campaign = await queue()
    const reply = await queue({ priority: priorities.reply })
    await queue({ sendAfter: later(60) })
    expect((await claim()).map((row) => row.id)).toEqual([reply, campaign])
    expect(await claim()).toEqual([])
  })

  it("brings the contact and the consent as they are now", async () => {
    await queue()
    const [row] = await claim()
    expect(row).toMatchObject({
      contact: { phone: "+4915200000001", first_name: "Ana 1", attributes: { city: "Lima" } },
      subscription: "subscribed",
      last_inbound_at: null,
    })
  })
})

describe("a worker that dies after claiming", () => {
  it("leaves its rows in doubt: they go again only after the grace period", async () => {
    const id = await queue()
    await claim()
    expect(await inWorkspace((tx) => doubtClaimed(tx, seeded.numberId, later(300)))).toBe(1)
    expect(await claim()).toEqual([])
    expect(await read(id)).toMatchObject({ status: "in_doubt" })
    const again = await inWorkspace((tx) => claimDue(tx, seeded.numberId, later(300), 10))
    expect(again.map((row) => row.id)).toEqual([id])
  })

  it("has them settled by a status webhook that carries their id", async () => {
    const id = await queue()
    await claim()
    await inWorkspace((tx) => doubtClaimed(tx, seeded.numberId, later(300)))
    await apply(status(id, "delivered", later(5)))
    expect(await read(id)).toMatchObject({ status: "delivered", wamid: `wamid.${id}`, attempts: 1 })
    expect(await inWorkspace((tx) => claimDue(tx, seeded.numberId, later(300), 10))).toEqual([])
  })
})

describe("an outcome that is written after a status settled the message", () => {
  it("changes nothing", async () => {
    const id = await queue()
    await claim()
    await apply(status(id, "read", later(5)))
    await inWorkspace((tx) => settle(tx, [{ ...accepted(id), status: "failed", reason: "131000" }], now))
    expect(await read(id)).toMatchObject({ status: "read", reason: null })
  })
})

describe("statuses", () => {
  async function sent(): Promise<string> {
    const id = await queue()
    await claim()
    await inWorkspace((tx) => settle(tx, [accepted(id)], now))
    return id
  }

  it.each([
    ["in order", ["sent", "delivered", "read"]],
    ["backwards", ["read", "delivered", "sent"]],
    ["twice", ["sent", "sent", "delivered", "read", "read", "delivered"]],
    ["without delivered", ["sent", "read"]],
  ])("end at read when they come %s, each in a webhook of its own", async (_how, names) => {
    const id = await sent()
    for (const name of names)
      await apply(status(id, name, later(["sent", "delivered", "read"].indexOf(name))))
    expect(await read(id)).toMatchObject({ status: "read", read_at: later(2) })
  })

  it("come to the same in one webhook", async () => {
    const id = await sent()
    await apply(status(id, "read", later(3)), status(id, "sent", later(1)), status(id, "delivered", later(2)))
    expect(await read(id)).toMatchObject({
      status: "read",
      sent_at: later(1),
      delivered_at: later(2),
      read_at: later(3),
    })
  })

  it("count a stage that was left out as passed: who has read has received", async () => {
    const id = await sent()
    await apply(status(id, "read", later(3)))
    expect(await read(id)).toMatchObject({ sent_at: later(3), delivered_at: later(3), read_at: later(3) })
  })

  it("keep the failure and its reason, whatever comes after", async () => {
    const id = await sent()
    const errors = [
      { code: 131049, title: "Not delivered", message: "Not delivered", details: "healthy ecosystem" },
    ]
    await apply(status(id, "failed", later(1), { errors }))
    await apply(status(id, "sent", later(2)))
    expect(await read(id)).toMatchObject({
      status: "failed",
      reason: "131049",
      error_detail: "healthy ecosystem",
    })
  })

  it("of messages that other software sent from the number are left alone", async () => {
    const { opaque: _, ...foreign } = status("foreign", "sent", now)
    expect(await apply(foreign, status("not-an-id-of-ours", "sent", now))).toBe(0)
  })
})

describe("launch counts", () => {
  it("count each stage once, however often it is reported", async () => {
    const { id: launchId } = await inWorkspace(async (tx) => {
      const campaign = await tx
        .insertInto("campaigns")
        .values({
          workspace_id: platform.workspaceId,
          number_id: seeded.numberId,
          content_id: seeded.contentId,
          name: "Summer",
          audience: "{}",
          created_at: now,
          updated_at: now,
        })
        .returning("id")
        .executeTakeFirstOrThrow()
      return tx
        .insertInto("launches")
        .values({
          workspace_id: platform.workspaceId,
          campaign_id: campaign.id,
          number_id: seeded.numberId,
          content_id: seeded.contentId,
          audience: "{}",
          state: "sending",
          scheduled_at: now,
          created_at: now,
        })
        .returning("id")
        .executeTakeFirstOrThrow()
    })
    const ids = await Promise.all([queue(), queue(), queue()])
    await platform.db.system((tx) => tx.updateTable("outbox").set({ launch_id: launchId }).execute())
    await claim()
    const [first = "", second = "", third = ""] = ids
    await apply(status(first, "sent", now)) // before its outcome
    await inWorkspace((tx) =>
      settle(
        tx,
        [
          accepted(first),
          accepted(second),
          { ...accepted(third), status: "dropped", reason: "unsubscribed", wamid: null, posts: 0 },
        ],
        now,
      ),
    )
    for (let again = 0; again < 2; again++)
      await apply(status(first, "read", later(1)), status(second, "delivered", later(1)))
    const counts = await inWorkspace((tx) =>
      tx.selectFrom("launch_counts").select(["stage", "reason", "count"]).execute(),
    )
    expect(
      Object.fromEntries(counts.map((row) => [`${row.stage}${row.reason && `:${row.reason}`}`, row.count])),
    ).toEqual({
      decided: 3,
      accepted: 2,
      "dropped:unsubscribed": 1,
      sent: 2,
      delivered: 2,
      read: 1,
    })
  })
})
