import { steppedClock } from "../../platform/clock.ts"
import type { Tx } from "../../platform/database/index.ts"
import { seedNumber, seedSubscribers } from "../../testing/seed.ts"
import type { Browser } from "../../workspaces/testing/browser.ts"
import { startInstallation } from "../../workspaces/testing/installation.ts"
import { insertCampaign } from "./campaign.ts"

/** A campaign to some people, in a workspace with several members. */
export async function reviewedCampaign({ people = 3 }: { people?: number } = {}) {
  const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
  const house = await startInstallation({}, { clock })
  const { platform } = house
  const { workspaceId, db } = platform
  const seeded = await seedNumber(platform)
  await seedSubscribers(platform, seeded.groupId, people)
  const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) => db.workspace(workspaceId, work)
  const owner = await house.owner()
  const member = async (name: string, role: string) =>
    (await house.join(owner, `${name}@example.com`, role)).browser
  return {
    ...house,
    ...seeded,
    clock,
    inWorkspace,
    owner,
    mona: await member("mona", "marketer"),
    max: await member("max", "marketer"),
    dev: await member("dev", "developer"),
    vera: await member("vera", "viewer"),
    /** A campaign as it is made by hand. @returns its id */
    newCampaign: (delivery?: object) =>
      inWorkspace((tx) =>
        insertCampaign(tx, {
          workspaceId,
          ...seeded,
          now: clock.now(),
          ...(delivery && { delivery }),
        }),
      ),
    /** Another workspace, and a browser of its owner. */
    async neighbour(): Promise<Browser> {
      const { body } = await owner.ask("POST", "/v1/workspaces", { name: "Next door" })
      const browser = house.browse()
      for (const [name, value] of owner.cookies) browser.cookies.set(name, value)
      browser.workspace = body.id
      return browser
    },
  }
}
