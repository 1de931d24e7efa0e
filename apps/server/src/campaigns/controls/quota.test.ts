/** "Send to 50" sends to 50, whatever becomes of some of them. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest"
import { settle } from "../../messaging/outbox/settle.ts"
import { accepted, endedAs } from "../../messaging/testing/open-outbox.ts"
import { openCampaign } from "../testing/open-campaign.ts"

const people = 200
let opened: Awaited<ReturnType<typeof openCampaign>>
beforeAll(async () => {
  opened = await openCampaign({ people })
})
afterAll(() => opened.close())
beforeEach(() => opened.endAll())

const change = (body: object) => opened.api("PATCH", `campaigns/${opened.campaignId}`, body)
const bound = (count: number, more: object = {}) =>
  change({ controls: { most_recipients: { count, ...more } } })

/** Meta takes some of what is out, refuses some, and some is dropped. @returns how many were out */
async function sendSome(limit = 20, isTaken = (place: number) => place % 3 === 0): Promise<number> {
  const rows = await opened.claim(limit)
  const outcomes = rows.map((row, place) => {
    if (isTaken(place)) return accepted(row)
    return endedAs(row, place % 2 === 0 ? "failed" : "dropped", place % 2 === 0 ? "131026" : "empty_variable")
  })
  await opened.inWorkspace((tx) => settle(tx, outcomes, opened.clock.now()))
  return rows.length
}

async function sendAll(limit?: number, isTaken?: (place: number) => boolean): Promise<void> {
  do while (await opened.expand());
  while ((await sendSome(limit, isTaken)) > 0)
}

it("people are brought in again for those who got nothing, until so many went; the others are not touched", async () => {
  await bound(30)
  const id = await opened.launch()
  await opened.expand()
  expect(await opened.report(id)).toMatchObject({ audience: 30, waiting: 30 })
  await sendAll()
  await opened.tidy()
  const report = await opened.report(id)
  expect(report).toMatchObject({ state: "completed", accepted: 30, waiting: 0 })
  expect(report.audience).toBe(30 + report.suppressed.total + report.refused)
  expect(report.audience).toBeLessThan(people)
})

it("they come in a random order", async () => {
  await bound(20)
  const firsts = await Promise.all([1, 2].map(() => opened.launch()))
  await opened.expand()
  const brought = await opened.inWorkspace((tx) =>
    tx
      .selectFrom("recipients")
      .select(["contact_id", "source_id"])
      .where("source_id", "in", firsts)
      .execute(),
  )
  const everyone = await opened.inWorkspace((tx) =>
    tx.selectFrom("contacts").select("id").orderBy("id").execute(),
  )
  const oldest = new Set(everyone.slice(0, 20).map(({ id }) => id))
  const [one, other] = firsts.map((id) =>
    brought
      .filter(({ source_id }) => source_id === id)
      .map(({ contact_id }) => contact_id)
      .sort(),
  )
  expect(one).toHaveLength(20)
  expect(one).not.toEqual(other)
  expect(one?.every((id) => oldest.has(id))).toBe(false)
})

it("no more are out than are missing, however many workers bring them in", async () => {
  await bound(30)
  const id = await opened.launch()
  for (let round = 0; round < 12; round++) {
    await Promise.all([opened.expand(), opened.expand(), sendSome(10)])
    const { accepted: went, waiting } = await opened.report(id)
    expect(went + waiting).toBeLessThanOrEqual(30)
  }
  await sendAll()
  expect((await opened.report(id)).accepted).toBe(30)
})

it("where nobody is left it ends with fewer", async () => {
  await bound(1_000)
  const id = await opened.launch()
  await sendAll(500, (place) => place >= 5)
  await opened.tidy()
  expect(await opened.report(id)).toMatchObject({
    state: "completed",
    audience: people,
    accepted: people - 5,
  })
})

it("an audience that is chosen by more than the rows of contacts is bounded as well", async () => {
  await bound(30)
  await change({ audience: { all: [{ on: "subscription", group_id: opened.groupId, op: "subscribed" }] } })
  const id = await opened.launch()
  await sendAll()
  expect(await opened.report(id)).toMatchObject({ accepted: 30 })
  await change({ audience: { all: [] } })
})

it("the control group is left out beside them, and what may have arrived counts", async () => {
  await change({ control_share: 50, controls: { most_recipients: { count: 20 } } })
  const id = await opened.launch()
  let rows: Awaited<ReturnType<typeof opened.claim>>
  do {
    while (await opened.expand());
    rows = await opened.claim(100)
    const outcomes = rows.map((row, place) => {
      if (row.is_control) return endedAs(row, "dropped", "control")
      return place % 4 === 0 ? endedAs(row, "failed", "no_answer") : accepted(row)
    })
    await opened.inWorkspace((tx) => settle(tx, outcomes, opened.clock.now()))
  } while (rows.length > 0)
  const report = await opened.report(id)
  expect(report.accepted + report.failed.total).toBe(20)
  expect(report.suppressed.total).toBeGreaterThan(5)
  await change({ control_share: 0 })
})

it("a bound of the campaign is for all of its launches together", async () => {
  const copy = (await opened.api("POST", `campaigns/${opened.campaignId}/duplicate`)).body
  await opened.api("PATCH", `campaigns/${copy.id}`, {
    controls: { most_recipients: { count: 40, per: "campaign" } },
  })
  const launch = async () => (await opened.api("POST", `campaigns/${copy.id}/launches`, {})).body.id
  const launches = [await launch(), await launch()]
  await sendAll()
  launches.push(await launch())
  await sendAll()
  const reports = await Promise.all(launches.map((id) => opened.report(id)))
  expect(reports.reduce((sum, { accepted: went }) => sum + went, 0)).toBe(40)
  await opened.tidy()
  expect((await opened.report(launches[2] ?? "")).state).toBe("completed")
})

it("a preview says no more people than it", async () => {
  await bound(7)
  expect((await opened.api("GET", `campaigns/${opened.campaignId}/launches/preview`)).body.people).toBe(7)
})
