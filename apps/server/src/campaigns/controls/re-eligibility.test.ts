/** Whether a person who had a message of a campaign may get another. */
import type { ReEligibility } from "@parley/model"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { settle } from "../../messaging/outbox/settle.ts"
import { accepted, endedAs } from "../../messaging/testing/open-outbox.ts"
import { sql } from "../../platform/database/index.ts"
import { openCampaign } from "../testing/open-campaign.ts"
import { whoMayReceive } from "./re-eligibility.ts"

let opened: Awaited<ReturnType<typeof openCampaign>>
let people: string[]
beforeAll(async () => {
  opened = await openCampaign({ people: 4 })
  people = (
    await opened.inWorkspace((tx) => tx.selectFrom("contacts").select("id").orderBy("id").execute())
  ).map(({ id }) => id)
})
afterAll(() => opened.close())
beforeEach(async () => {
  await opened.endAll()
  await opened.platform.db.system((tx) => sql`DELETE FROM messages`.execute(tx))
})

const change = (body: object) => opened.api("PATCH", `campaigns/${opened.campaignId}`, body)
const allow = (re_eligibility: object | null) => change({ controls: { re_eligibility } })

/** Launches, and says of each person what becomes of their message. @returns who was brought in, by place */
async function launch(fates: readonly ("taken" | "refused" | "control")[] = []): Promise<number[]> {
  await opened.launch()
  while (await opened.expand());
  const rows = await opened.claim()
  await opened.inWorkspace((tx) =>
    settle(
      tx,
      rows.map((row) => {
        const fate = fates[people.indexOf(row.contact_id ?? "")] ?? "taken"
        if (fate === "refused") return endedAs(row, "failed", "131026")
        return fate === "control" ? endedAs(row, "dropped", "control") : accepted(row)
      }),
      opened.clock.now(),
    ),
  )
  return rows.map((row) => people.indexOf(row.contact_id ?? "")).sort()
}

describe("a campaign", () => {
  it("reaches everybody again at each launch, unless it says otherwise", async () => {
    await allow(null)
    expect(await launch()).toEqual([0, 1, 2, 3])
    expect(await launch()).toEqual([0, 1, 2, 3])
  })

  it("that sends to nobody twice passes over who had its message, and who was left out for comparison", async () => {
    await allow({ kind: "never" })
    expect(await launch(["taken", "refused", "control", "taken"])).toEqual([0, 1, 2, 3])
    const id = await opened.launch()
    while (await opened.expand());
    const report = await opened.report(id)
    expect(report).toMatchObject({ audience: 4, waiting: 1 })
    expect(report.suppressed.reasons).toMatchObject([{ code: "already_received", count: 3 }])
  })

  it("that sends again after a time counts it from when Meta took the message", async () => {
    await allow({ kind: "after", seconds: 3_600 })
    expect(await launch()).toEqual([0, 1, 2, 3])
    opened.clock.advance(3_599_000)
    expect(await launch()).toEqual([])
    opened.clock.advance(1_000)
    expect(await launch()).toEqual([0, 1, 2, 3])
  })

  it("passes over those whose message still waits in another launch", async () => {
    await allow({ kind: "never" })
    await Promise.all([opened.launch(), opened.launch()])
    await Promise.all([opened.expand(), opened.expand()])
    expect(await opened.claim()).toHaveLength(4)
  })

  it("is asked the same for a trigger", async () => {
    await allow(null)
    await launch(["taken", "refused", "control", "taken"])
    const ask = (rule: ReEligibility) =>
      opened.inWorkspace(async (tx) => {
        const may = await whoMayReceive(tx, opened.campaignId, people, { rule, now: opened.clock.now() })
        return [...may].map((id) => people.indexOf(id))
      })
    expect(await ask({ kind: "never" })).toEqual([1])
    expect(await ask({ kind: "always" })).toEqual([0, 1, 2, 3])
    opened.clock.advance(10_000)
    expect(await ask({ kind: "after", seconds: 60 })).toEqual([1])
  })
})

it("who was left out for comparison stays so when the share changes, and who was not does, too", async () => {
  await allow(null)
  const control = async (control_share: number) => {
    await change({ control_share })
    const id = await opened.launch()
    while (await opened.expand());
    const rows = await opened.claim()
    await opened.endAll()
    const drawn = rows.filter((row) => row.is_control).map(({ contact_id }) => contact_id)
    return { id, drawn: drawn.sort() }
  }
  const { drawn } = await control(50)
  expect((await control(90)).drawn).toEqual(drawn)
  expect((await control(1)).drawn).toEqual(drawn)
})
