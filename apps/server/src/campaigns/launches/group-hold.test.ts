import { afterAll, beforeAll, beforeEach, expect, it } from "vitest"
import { steppedClock } from "../../platform/clock.ts"
import { testPlatform } from "../../testing/platform.ts"
import { seedNumber, seedSubscribers } from "../../testing/seed.ts"
import { insertCampaign } from "../testing/campaign.ts"
import { expandDue } from "./expand.ts"
import { createLaunch, reportLaunch } from "./launches.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let platform: Awaited<ReturnType<typeof testPlatform>>
let seeded: Awaited<ReturnType<typeof seedNumber>>
let campaignId: string

beforeAll(async () => {
  platform = await testPlatform({ clock })
  const { db, workspaceId } = platform
  seeded = await seedNumber(platform)
  await seedSubscribers(platform, seeded.groupId, 3)
  campaignId = await db.workspace(workspaceId, (tx) =>
    insertCampaign(tx, { workspaceId, ...seeded, now: clock.now() }),
  )
})
beforeEach(() => archive(null))
afterAll(() => platform.close())

const archive = (archived_at: Date | null) =>
  platform.db.system((tx) => tx.updateTable("subscription_groups").set({ archived_at }).execute())
const launch = (at: Date) =>
  platform.db.workspace(platform.workspaceId, (tx) => createLaunch(tx, campaignId, { at, now: clock.now() }))
const report = (id: string) =>
  platform.db.workspace(platform.workspaceId, (tx) => reportLaunch(platform, tx, id))

it("a launch through a number whose group is archived is refused, with what to do", async () => {
  await archive(clock.now())
  await expect(launch(clock.now())).rejects.toMatchObject({
    code: "not_sendable",
    message: "The number's subscription group Lucky Shrub is archived.",
    help: expect.stringContaining("Take the group out of the archive"),
    extra: { subscription_group_id: seeded.groupId },
  })
})

it("a launch that was scheduled before waits with nobody in it, says why, and continues", async () => {
  const id = await launch(new Date(clock.now().getTime() + 60_000))
  await archive(clock.now())
  clock.advance(60_000)
  await expandDue(platform)
  expect(await report(id)).toMatchObject({
    state: "scheduled",
    audience: 0,
    waiting: 0,
    suppressed: { total: 0 },
    hold: { code: "subscription_group_archived", template: null },
  })
  await archive(null)
  await expandDue(platform)
  expect(await report(id)).toMatchObject({ audience: 3, hold: null })
})
