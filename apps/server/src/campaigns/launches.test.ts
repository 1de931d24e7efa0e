import { afterAll, beforeAll, expect, it } from "vitest"
import { testPlatform } from "../testing/platform.ts"
import { seedNumber } from "../testing/seed.ts"
import { createLaunch, reportLaunch } from "./launches.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
let seeded: Awaited<ReturnType<typeof seedNumber>>
let campaignId: string

beforeAll(async () => {
  platform = await testPlatform()
  seeded = await seedNumber(platform)
  const now = platform.clock.now()
  const campaign = await platform.db.workspace(platform.workspaceId, (tx) =>
    tx
      .insertInto("campaigns")
      .values({
        workspace_id: platform.workspaceId,
        number_id: seeded.numberId,
        content_id: seeded.contentId,
        name: "Summer",
        audience: '{"all":[]}',
        created_at: now,
        updated_at: now,
      })
      .returning("id")
      .executeTakeFirstOrThrow(),
  )
  campaignId = campaign.id
})
afterAll(() => platform.close())

const launch = () => {
  const now = platform.clock.now()
  return platform.db.workspace(platform.workspaceId, async (tx) =>
    reportLaunch(tx, await createLaunch(tx, campaignId, now, now)),
  )
}
const archive = (at: Date | null) =>
  platform.db.system((tx) =>
    tx.updateTable("subscription_groups").set({ archived_at: at }).where("id", "=", seeded.groupId).execute(),
  )

it("a campaign is not launched through a number whose group is archived, and says what to do", async () => {
  await archive(platform.clock.now())
  await expect(launch()).rejects.toMatchObject({
    code: "not_sendable",
    help: expect.stringContaining("out of the archive"),
  })
  await archive(null)
  expect(await launch()).toMatchObject({ state: "scheduled", audience: 0 })
})
