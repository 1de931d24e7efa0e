import { afterAll, beforeAll, expect, it } from "vitest"
import { shiftedClock } from "../../platform/clock.ts"
import { testPlatform } from "../../testing/platform.ts"
import { selectMembers } from "./members.ts"

const minuteMs = 60_000
let aheadMs = 0
const clock = shiftedClock(() => aheadMs)
let platform: Awaited<ReturnType<typeof testPlatform>>
beforeAll(async () => {
  platform = await testPlatform({ clock })
})
afterAll(() => platform.close())

it("a member was last seen as long ago as they were, however the platform's clock is moved", async () => {
  const now = clock.now()
  const tenMinutesAgo = new Date(Date.now() - 10 * minuteMs)
  await platform.db.system(async (tx) => {
    const { id } = await tx
      .insertInto("members")
      .values({ name: "Mara", email: "mara@example.com", created_at: now, updated_at: now })
      .returning("id")
      .executeTakeFirstOrThrow()
    await tx
      .insertInto("memberships")
      .values({ workspace_id: platform.workspaceId, member_id: id, role: "owner", created_at: now })
      .execute()
    const dates = { created_at: tenMinutesAgo, updated_at: tenMinutesAgo, expires_at: now }
    await tx
      .insertInto("sessions")
      .values({ member_id: id, token: "t", ...dates })
      .execute()
  })
  for (aheadMs of [0, 25 * 60 * minuteMs, -25 * 60 * minuteMs]) {
    const [member] = await platform.db.system((tx) => selectMembers(tx, platform.workspaceId).execute())
    const agoMs = clock.now().getTime() - (member?.last_seen_at?.getTime() ?? 0)
    expect(Math.abs(agoMs - 10 * minuteMs), `ahead by ${aheadMs}`).toBeLessThan(minuteMs / 2)
  }
})
