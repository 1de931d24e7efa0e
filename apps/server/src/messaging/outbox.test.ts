import type { StatusEvent } from "@parley/whatsapp/webhooks"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import type { Tx } from "../platform/database/index.ts"
import { testPlatform } from "../testing/platform.ts"
import { seedNumber, seedSubscribers } from "../testing/seed.ts"
import { readMessages } from "./find-message.ts"
import {
  claimDue,
  doubtClaimed,
  enqueue,
  type Postponed,
  postpone,
  priorities,
  type Settled,
  settle,
} from "./outbox.ts"
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

  it.each(["__proto__", "constructor", "toString", "teleported"])(
    "called %s, which this version does not know, change nothing",
    async (name) => {
      const id = await sent()
      expect(await apply(status(id, name, now))).toBe(0)
      expect(await read(id)).toMatchObject({ status: "accepted" })
    },
  )

  it("of messages that other software sent from the number are left alone", async () => {
    const { opaque: _, ...foreign } = status("foreign", "sent", now)
    expect(await apply(foreign, status("not-an-id-of-ours", "sent", now))).toBe(0)
  })
})

/** A launch of nothing yet. @returns its id */
async function launch(): Promise<string> {
  const given = {
    workspace_id: platform.workspaceId,
    number_id: seeded.numberId,
    content_id: seeded.contentId,
  }
  return inWorkspace(async (tx) => {
    const campaign = await tx
      .insertInto("campaigns")
      .values({ ...given, name: "Summer", audience: "{}", created_at: now, updated_at: now })
      .returning("id")
      .executeTakeFirstOrThrow()
    const { id } = await tx
      .insertInto("launches")
      .values({
        ...given,
        campaign_id: campaign.id,
        audience: "{}",
        state: "sending",
        scheduled_at: now,
        created_at: now,
      })
      .returning("id")
      .executeTakeFirstOrThrow()
    return id
  })
}

/** One message of the launch, claimed. */
async function claimedOf(launchId: string): Promise<string> {
  const id = await queue()
  await platform.db.system((tx) =>
    tx.updateTable("outbox").set({ launch_id: launchId }).where("id", "=", id).execute(),
  )
  await claim()
  return id
}

/** By stage and reason; what came to nothing is left out. */
async function countsOf(launchId: string): Promise<Record<string, number>> {
  const counts = await inWorkspace((tx) =>
    tx
      .selectFrom("launch_counts")
      .select(["stage", "reason", "count"])
      .where("launch_id", "=", launchId)
      .execute(),
  )
  return Object.fromEntries(
    counts
      .filter(({ count }) => count !== 0)
      .map((row) => [`${row.stage}${row.reason && `:${row.reason}`}`, row.count]),
  )
}

describe("what a message's posts come to", () => {
  it("is counted by its kind: refusals, posts without an answer, and what died with a worker", async () => {
    const id = await queue()
    const at = now
    const back = (counts: Postponed["counts"], state: Postponed["state"] = "due") =>
      inWorkspace((tx) => postpone(tx, [{ id, state, at, code: null, counts }]))
    for (const counts of ["refusal", "refusal", "unanswered", null] as const) {
      await claim()
      await back(counts, counts === "unanswered" ? "in_doubt" : "due")
    }
    await claim()
    await inWorkspace((tx) => doubtClaimed(tx, seeded.numberId, now))
    expect(await claim()).toMatchObject([{ id, refusals: 2, unanswered: 1 }])
    expect(await read(id)).toMatchObject({ attempts: 4 })
  })
})

describe("a status of a message that Meta had not taken, as far as we knew", () => {
  const givenUp = { reason: "no_answer", detail: "Meta gave no answer.", wamid: null, posts: 0 } as const
  const settledAs = (id: string, outcome: Partial<Settled>) =>
    inWorkspace((tx) => settle(tx, [{ ...accepted(id), ...outcome }], now))

  it.each([
    ["given up without an answer", { ...givenUp, status: "failed" }, "failed:no_answer"],
    ["refused at a later try", { ...givenUp, status: "failed", reason: "131026" }, "failed:131026"],
    [
      "dropped at a later try",
      { ...givenUp, status: "dropped", reason: "unsubscribed" },
      "dropped:unsubscribed",
    ],
  ] as const)("(%s) corrects that, and the counts", async (_what, outcome, counted) => {
    const launchId = await launch()
    const [first, second] = [await claimedOf(launchId), await claimedOf(launchId)]
    await settledAs(first, outcome)
    await settledAs(second, outcome)
    expect(await countsOf(launchId)).toEqual({ decided: 2, [counted]: 2 })
    for (let again = 0; again < 2; again++) await apply(status(first, "read", later(60)))
    await apply(status(first, "sent", later(40)), status(first, "delivered", later(50)))
    expect(await read(first)).toMatchObject({
      status: "read",
      reason: null,
      error_detail: null,
      failed_at: null,
      read_at: later(60),
      wamid: `wamid.${first}`,
    })
    expect(await countsOf(launchId)).toEqual({
      decided: 2,
      [counted]: 1,
      accepted: 1,
      sent: 1,
      delivered: 1,
      read: 1,
    })
  })

  it("that says it failed after all counts it once, for Meta's reason", async () => {
    const launchId = await launch()
    const id = await claimedOf(launchId)
    await settledAs(id, { ...givenUp, status: "failed" })
    const errors = [{ code: 131049, title: "Not delivered", message: "Not delivered" }]
    for (let again = 0; again < 2; again++) await apply(status(id, "failed", later(60), { errors }))
    expect(await read(id)).toMatchObject({ status: "failed", reason: "131049", failed_at: later(60) })
    expect(await countsOf(launchId)).toEqual({ decided: 1, accepted: 1, "failed:131049": 1 })
  })
})

describe("launch counts", () => {
  it("count each stage once, however often it is reported", async () => {
    const launchId = await launch()
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
    expect(await countsOf(launchId)).toEqual({
      decided: 3,
      accepted: 2,
      "dropped:unsubscribed": 1,
      sent: 2,
      delivered: 2,
      read: 1,
    })
  })
})
