import { afterAll, beforeAll, beforeEach, expect, it } from "vitest"
import { mergeContacts } from "../contacts/identity/merge-contacts.ts"
import { claimDue, type Settled, settle } from "../messaging/outbox.ts"
import { steppedClock } from "../platform/clock.ts"
import type { Tx } from "../platform/database/index.ts"
import { rooms } from "../rooms.ts"
import { testPlatform } from "../testing/platform.ts"
import { seedNumber } from "../testing/seed.ts"
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
  campaignId = await inWorkspace(async (tx) => {
    const campaign = {
      workspace_id: platform.workspaceId,
      number_id: seeded.numberId,
      content_id: seeded.contentId,
      name: "Summer",
      audience: '{"all":[]}',
      created_at: clock.now(),
      updated_at: clock.now(),
    }
    return (await tx.insertInto("campaigns").values(campaign).returning("id").executeTakeFirstOrThrow()).id
  })
})
afterAll(() => platform.close())

beforeEach(() =>
  inWorkspace(async (tx) => {
    for (const table of ["outbox", "messages", "launch_counts", "launches", "contacts"] as const)
      await tx.deleteFrom(table).execute()
    const add = async (identity: { phone: string } | { bsuid: string }) => {
      const dates = { created_at: clock.now(), updated_at: clock.now() }
      const row = { workspace_id: platform.workspaceId, ...identity, ...dates }
      return (await tx.insertInto("contacts").values(row).returning("id").executeTakeFirstOrThrow()).id
    }
    ana = [await add({ phone: "+4915112345678" }), await add({ bsuid: "DE.ana" })]
    bob = await add({ phone: "+4915112345679" })
  }),
)

/** A launch with everyone in the outbox. */
async function launch(): Promise<string> {
  const id = await inWorkspace((tx) => createLaunch(tx, campaignId, clock.now(), clock.now()))
  await expandDue(platform)
  return id
}

const merge = (from: string, into: string) =>
  inWorkspace((tx) =>
    mergeContacts(tx, { workspaceId: platform.workspaceId, now: clock.now(), rooms }, [{ from, into }]),
  )
const report = (id: string) => inWorkspace((tx) => reportLaunch(tx, id))
const rows = () =>
  inWorkspace((tx) =>
    tx.selectFrom("outbox").select(["id", "contact_id", "launch_id", "state"]).orderBy("id").execute(),
  )
const recipients = async () => (await rows()).map(({ contact_id }) => contact_id).sort()
const claim = (limit = 10) => inWorkspace((tx) => claimDue(tx, seeded.numberId, clock.now(), limit))

const outcome = (id: string, status: Settled["status"]): Settled => ({
  id,
  status,
  reason: status === "accepted" ? null : "canceled",
  detail: null,
  wamid: status === "accepted" ? `wamid.${id}` : null,
  posts: 1,
})

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
  await inWorkspace((tx) => settle(tx, [outcome(first.id, "accepted")], clock.now()))
  await merge(ana[1], ana[0])
  expect(await recipients()).toEqual([bob])
  expect(await report(id)).toMatchObject({ audience: 3, waiting: 1, accepted: 1, suppressed: { total: 1 } })
})

it("a message that was dropped does not keep the other from being sent", async () => {
  await launch()
  const [first] = await claim(1)
  if (!first) throw new Error("Nothing was claimed.")
  await inWorkspace((tx) => settle(tx, [outcome(first.id, "dropped")], clock.now()))
  await merge(ana[1], ana[0])
  expect(await recipients()).toEqual([ana[0], bob].sort())
})

it("a message that is on its way stays, though it is the newer", async () => {
  await launch()
  const onItsWay = (await rows()).find(({ contact_id }) => contact_id === ana[1])
  await inWorkspace((tx) =>
    tx.updateTable("outbox").set({ state: "claimed" }).where("contact_id", "=", ana[1]).execute(),
  )
  await merge(ana[1], ana[0])
  const left = (await rows()).filter(({ contact_id }) => contact_id === ana[0])
  expect(left).toMatchObject([{ id: onItsWay?.id, state: "claimed" }])
})

it("messages of two launches, and single messages, all are sent", async () => {
  await launch()
  await launch()
  const single = {
    workspace_id: platform.workspaceId,
    number_id: seeded.numberId,
    content_id: seeded.contentId,
    priority: 5,
    send_after: clock.now(),
  }
  const both = ana.map((contact_id) => ({ ...single, contact_id }))
  await inWorkspace((tx) => tx.insertInto("outbox").values(both).execute())
  await merge(ana[1], ana[0])
  expect((await recipients()).filter((contact) => contact === ana[0])).toHaveLength(4)
})

it("a launch that is still expanding does not reach for the second time who has a message already", async () => {
  const id = await launch()
  // As if it had come as far as the older of the two.
  await inWorkspace(async (tx) => {
    await tx.deleteFrom("outbox").where("contact_id", "<>", ana[0]).execute()
    const early = { state: "expanding", after_contact: ana[0], audience_size: 1 }
    await tx.updateTable("launches").set(early).where("id", "=", id).execute()
  })
  await merge(ana[0], ana[1])
  await expandDue(platform)
  expect(await recipients()).toEqual([ana[1], bob].sort())
  expect(await report(id)).toMatchObject({ state: "sending", audience: 2, waiting: 2 })
})
