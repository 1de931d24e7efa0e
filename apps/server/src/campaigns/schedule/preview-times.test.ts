/** What a campaign that recurs, or a launch by the clocks of contacts, would come to, before it is saved. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { openCampaign } from "../testing/open-campaign.ts"

let opened: Awaited<ReturnType<typeof openCampaign>>
beforeAll(async () => {
  opened = await openCampaign({ people: 2 })
  await opened.api("PATCH", "workspace", { time_zone: "Europe/Berlin" })
  const { data } = (await opened.api("GET", "contacts")).body
  const zones = ["Pacific/Auckland", "America/Lima"]
  for (const [place, { id }] of data.entries())
    await opened.api("PATCH", `contacts/${id}`, { time_zone: zones[place] })
})
afterAll(() => opened.close())

const occurrences = (delivery: object, count?: number) =>
  opened.api("POST", "campaigns/occurrences", {
    delivery: { kind: "recurring", time: "09:00", starts_on: "2026-11-01", ...delivery },
    ...(count && { count }),
  })

describe("the next occurrences", () => {
  it("are those after now, by the workspace's clock", async () => {
    const { body } = await occurrences({ frequency: "weekly", weekdays: ["monday", "friday"] })
    expect(body.time_zone).toBe("Europe/Berlin")
    expect(body.data.map(({ local_time }: { local_time: string }) => local_time)).toEqual([
      "2026-11-23T09:00",
      "2026-11-27T09:00",
      "2026-11-30T09:00",
      "2026-12-04T09:00",
      "2026-12-07T09:00",
    ])
    expect(body.data[0].at).toBe("2026-11-23T08:00:00.000Z")
  })

  it("are fewer where it ends, and none where it is over", async () => {
    const last = await occurrences({ frequency: "monthly", day_of_month: 31, ends_on: "2026-12-31" })
    expect(last.body.data).toMatchObject([
      { local_time: "2026-11-30T09:00" },
      { local_time: "2026-12-31T09:00" },
    ])
    const over = await occurrences({ frequency: "daily", ends_on: "2026-11-10" })
    expect(over.body).toEqual({ data: [], time_zone: "Europe/Berlin" })
  })

  it("of what cannot be are refused by the field", async () => {
    const { status, body } = await occurrences({ frequency: "weekly" })
    expect([status, body.error.issues?.[0]?.field ?? body.error.field]).toEqual([422, "delivery.weekdays"])
  })
})

describe("a time by the clocks of contacts", () => {
  const asked = async (at: string) => (await opened.api("GET", `campaigns/local-times?at=${at}`)).body

  it("has a first instant, the workspace's, and a last", async () => {
    expect(await asked("2026-12-24T09:00")).toEqual({
      at: "2026-12-24T09:00",
      time_zone: "Europe/Berlin",
      first: "2026-12-23T20:00:00.000Z",
      own: "2026-12-24T08:00:00.000Z",
      last: "2026-12-24T14:00:00.000Z",
      passed_time_zones: [],
      is_over: false,
    })
  })

  it("names where it has passed, and says that nobody is left", async () => {
    expect(await asked("2026-11-22T12:30")).toMatchObject({
      passed_time_zones: ["Pacific/Auckland"],
      own: "2026-11-22T11:30:00.000Z",
      first: "2026-11-22T11:30:00.000Z",
      is_over: false,
    })
    expect(await asked("2026-11-21T12:30")).toMatchObject({ is_over: true })
  })
})
