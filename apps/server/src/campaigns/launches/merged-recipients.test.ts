import { v7 } from "uuid"
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest"
import { mergeContacts } from "../../contacts/identity/merge-contacts.ts"
import { claimDue } from "../../messaging/outbox/claim.ts"
import { type Settled, settle } from "../../messaging/outbox/settle.ts"
import { classes } from "../../messaging/sources/sources.ts"
import { accepted, endedAs } from "../../messaging/testing/open-outbox.ts"
import { queueMessage } from "../../messaging/testing/queue-message.ts"
import { steppedClock } from "../../platform/clock.ts"
import type { Tx } from "../../platform/database/index.ts"
import { rooms } from "../../rooms.ts"
import { testPlatform } from "../../testing/platform.ts"
import { seedNumber } from "../../testing/seed.ts"
import { insertCampaign } from "../testing/campaign.ts"
import { expandDue } from "./expand.ts"
import { createLaunch, reportLaunch } from "./launches.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let platform: Awaited<ReturnType<typeof testPlatform>>
let seeded: Awaited<ReturnType<typeof seedNumber>>
let campaignId: string
/** One person, known twice; the first contact is the older. */
let ana: [older: string, newer: string]
let bob: string

const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) => platform.db.workspace(platform.workspaceId, work)

beforeAll(async () => {
  platform = await testPlatform({ clock })
  seeded = await seedNumber(platform)
  campaignId = await inWorkspace((tx) =>
    insertCampaign(tx, { workspaceId: platform.workspaceId, ...seeded, now: clock.now() }),
  )
})
afterAll(() => platform.close())

beforeEach(() =>
  inWorkspace(async (tx) => {
    for (const table of ["outbox", "messages", "recipients", "contacts"] as const)
      await tx.deleteFrom(table).execute()
    const add = async (identity: { phone: string } | { bsuid: string }) => {
      const dates = { created_at: clock.now(), updated_at: clock.now() }
      const row = { workspace_id: platform.workspaceId, ...identity, ...dates }
      const { id } = await tx.insertInto("contacts").values(row).returning("id").executeTakeFirstOrThrow()
      const subscription = { subscription_group_id: seeded.groupId, contact_id: id, state: "subscribed" }
      await tx
        .insertInto("subscriptions")
        .values({ ...subscription, workspace_id: platform.workspaceId, changed_at: clock.now() })
        .execute()
      return id
    }
    ana = [await add({ phone: "+4915112345678" }), await add({ bsuid: "DE.ana" })]
    bob = await add({ phone: "+4915112345679" })
  }),
)

/** A launch with everyone in the outbox. */
async function launch(): Promise<string> {
  const id = await inWorkspace((tx) => createLaunch(tx, campaignId, { at: clock.now(), now: clock.now() }))
  await expandDue(platform)
  return id
}

const merge = (from: string, into: string) =>
  inWorkspace((tx) =>
    mergeContacts(tx, { workspaceId: platform.workspaceId, now: clock.now(), rooms }, [{ from, into }]),
  )
const report = (id: string) => inWorkspace((tx) => reportLaunch(platform, tx, id))
const rows = () =>
  inWorkspace((tx) =>
    tx
      .selectFrom("outbox")
      .select(["id", "contact_id", "source_id", "state", "claim"])
      .orderBy("id")
      .execute(),
  )
const recipients = async () => (await rows()).map(({ contact_id }) => contact_id).sort()
const claim = (limit = 10) =>
  inWorkspace((tx) =>
    claimDue(tx, {
      numberId: seeded.numberId,
      claim: v7(),
      now: clock.now(),
      limit,
      upToClass: classes.marketing,
    }),
  )
const settleAs = (settled: Settled) => inWorkspace((tx) => settle(tx, [settled], clock.now()))
const setRow = (contactId: string, values: { state?: string; claim?: string | null; posted_at?: Date }) =>
  inWorkspace((tx) => tx.updateTable("outbox").set(values).where("contact_id", "=", contactId).execute())

it.each([
  ["the newer becomes the older", 1, 0],
  ["the older becomes the newer", 0, 1],
] as const)(
  "two who wait in a launch and prove to be one get one message when %s",
  async (_what, from, into) => {
    const id = await launch()
    await merge(ana[from], ana[into])
    const claimed = await claim()
    expect(claimed.map(({ contact_id }) => contact_id).sort()).toEqual([ana[into], bob].sort())
    expect(await report(id)).toMatchObject({
      audience: 3,
      waiting: 2,
      suppressed: {
        total: 1,
        reasons: [{ code: "duplicate", title: expect.stringContaining("same person"), count: 1 }],
      },
    })
  },
)

it("the message that was sent counts, and the one that waits is dropped", async () => {
  const id = await launch()
  const [first] = await claim(1)
  if (!first) throw new Error("Nothing was claimed.")
  await settleAs(accepted(first))
  await merge(ana[1], ana[0])
  expect(await recipients()).toEqual([bob])
  expect(await report(id)).toMatchObject({ audience: 3, waiting: 1, accepted: 1, suppressed: { total: 1 } })
})

it("a message that was dropped does not keep the other from being sent", async () => {
  await launch()
  const [first] = await claim(1)
  if (!first) throw new Error("Nothing was claimed.")
  await settleAs(endedAs(first, "dropped", "unsubscribed"))
  await merge(ana[1], ana[0])
  expect(await recipients()).toEqual([ana[0], bob].sort())
})

it.each([
  ["is on its way", { claim: v7() }],
  ["may have arrived", { state: "in_doubt", posted_at: clock.now() }],
])("a message that %s stays, though it is the newer", async (_how, values) => {
  await launch()
  const stays = (await rows()).find(({ contact_id }) => contact_id === ana[1])
  await setRow(ana[1], values)
  await merge(ana[1], ana[0])
  const left = (await rows()).filter(({ contact_id }) => contact_id === ana[0])
  expect(left.map(({ id }) => id)).toEqual([stays?.id])
})

it("two that are both on their way both stay: neither can be called back", async () => {
  await launch()
  for (const contact of ana) await setRow(contact, { claim: v7() })
  await merge(ana[1], ana[0])
  expect((await recipients()).filter((contact) => contact === ana[0])).toHaveLength(2)
})

it("the messages that are history are the other contact's, too", async () => {
  const id = await launch()
  const [first] = await claim(1)
  if (!first) throw new Error("Nothing was claimed.")
  await settleAs(accepted(first))
  const [from, into] = first.contact_id === ana[0] ? ana : [ana[1], ana[0]]
  await merge(from, into)
  const history = await inWorkspace((tx) =>
    tx.selectFrom("messages").select(["contact_id", "status"]).where("id", "=", first.id).execute(),
  )
  expect(history).toEqual([{ contact_id: into, status: "accepted" }])
  expect(await report(id)).toMatchObject({ accepted: 1, waiting: 1, suppressed: { total: 1 } })
})

it("messages of two launches, and single messages, all are sent", async () => {
  await launch()
  await launch()
  const single = { workspaceId: platform.workspaceId, ...seeded, sendAfter: clock.now() }
  await inWorkspace(async (tx) => {
    for (const contactId of ana) await queueMessage(tx, { ...single, contactId })
  })
  await merge(ana[1], ana[0])
  expect((await recipients()).filter((contact) => contact === ana[0])).toHaveLength(4)
})

it("a launch that is still expanding does not reach for the second time who has a message already", async () => {
  const id = await launch()
  // As if it had come as far as the older of the two.
  await inWorkspace(async (tx) => {
    for (const table of ["outbox", "recipients"] as const)
      await tx.deleteFrom(table).where("contact_id", "<>", ana[0]).execute()
    await tx.updateTable("launches").set({ after_contact: ana[0] }).where("id", "=", id).execute()
    await tx.updateTable("sources").set({ filled_at: null }).where("id", "=", id).execute()
    await tx.updateTable("stat_deltas").set({ n: 1 }).where("source_id", "=", id).execute()
  })
  await merge(ana[0], ana[1])
  await expandDue(platform)
  expect(await recipients()).toEqual([ana[1], bob].sort())
  expect(await report(id)).toMatchObject({ state: "sending", audience: 2, waiting: 2 })
})
