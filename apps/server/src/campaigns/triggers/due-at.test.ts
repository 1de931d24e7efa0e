/** When what something triggered goes: after a delay, and then by the clock of each person. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { sql } from "../../platform/database/index.ts"
import { openCampaign } from "../testing/open-campaign.ts"
import { hearForTriggers } from "./hear.ts"
import { releaseHits } from "./release-hits.ts"

let opened: Awaited<ReturnType<typeof openCampaign>>
let people: string[]
beforeAll(async () => {
  opened = await openCampaign({ people: 3 })
  const { data } = (await opened.api("GET", "contacts?limit=10&sort=created&order=asc")).body
  people = data.map(({ id }: { id: string }) => id)
  await opened.api("PATCH", "workspace", { time_zone: "America/Lima" })
})
afterAll(() => opened.close())
beforeEach(async () => {
  await opened.endAll()
  await opened.platform.db.system(async (tx) => {
    for (const table of ["campaign_hits", "campaign_triggers"])
      await sql`DELETE FROM ${sql.table(table)}`.execute(tx)
  })
})

async function start(delivery: object): Promise<void> {
  const triggers = [{ on: "event", name: "signed_up" }]
  const changed = await opened.api("PATCH", `campaigns/${opened.campaignId}`, {
    delivery: { kind: "action", triggers, ...delivery },
  })
  expect(changed.status).toBe(200)
  expect((await opened.api("POST", `campaigns/${opened.campaignId}/start`)).status).toBe(200)
}

const livesIn = (contact: string, time_zone: string | null) =>
  opened.platform.db.system((tx) =>
    tx.updateTable("contacts").set({ time_zone }).where("id", "=", contact).execute(),
  )

/** Something happens to each of these people at that moment. @returns when the message of each goes, in their order */
async function dueOf(at: string, contacts: readonly string[]): Promise<(string | undefined)[]> {
  opened.clock.advance(Date.parse(at) - opened.clock.now().getTime())
  await hearForTriggers(opened.platform)(
    contacts.map((contact_id) => ({
      kind: "custom_event",
      workspace_id: opened.platform.workspaceId,
      contact_id,
      at,
      event_id: crypto.randomUUID(),
      name: "signed_up",
      happened_at: at,
      value: null,
      properties: null,
    })),
  )
  const { rows } = await opened.platform.db.system((tx) =>
    sql<{ contact_id: string; due_at: Date }>`SELECT contact_id, due_at FROM campaign_hits`.execute(tx),
  )
  const dueAt = new Map(
    rows.map(({ contact_id, due_at }) => [contact_id, due_at?.toISOString().slice(0, 16)]),
  )
  return contacts.map((id) => dueAt.get(id))
}

describe("at a time of day", () => {
  it("it goes when the person's own clock shows it next; who has none goes by the workspace's", async () => {
    const [berlin = "", tokyo = "", nowhere = ""] = people
    await livesIn(berlin, "Europe/Berlin")
    await livesIn(tokyo, "Asia/Tokyo")
    await livesIn(nowhere, null)
    await start({ at: { time: "09:00" } })
    expect(await dueOf("2026-11-23T12:00:00Z", [berlin, tokyo, nowhere])).toEqual([
      "2026-11-24T08:00",
      "2026-11-24T00:00",
      "2026-11-23T14:00",
    ])
  })

  it("a zone that nobody knows is no zone", async () => {
    const [ana = ""] = people
    await livesIn(ana, "Mars/Olympus")
    await start({ at: { time: "09:00" } })
    expect(await dueOf("2026-11-24T12:00:00Z", [ana])).toEqual(["2026-11-24T14:00"])
  })

  it("on certain days it waits for the next of them", async () => {
    const [ana = ""] = people
    await livesIn(ana, "Europe/Berlin")
    await start({ at: { time: "09:00", weekdays: ["monday", "thursday"] } })
    // A Wednesday, and then a Thursday at half past nine.
    expect(await dueOf("2026-11-25T12:00:00Z", [ana])).toEqual(["2026-11-26T08:00"])
    await opened.platform.db.system((tx) => sql`DELETE FROM campaign_hits`.execute(tx))
    expect(await dueOf("2026-11-26T08:30:00Z", [ana])).toEqual(["2026-11-30T08:00"])
  })

  it("a delay in hours comes before, and one in days counts days of the person's calendar", async () => {
    const [ana = ""] = people
    await livesIn(ana, "Europe/Berlin")
    await start({ delay: { amount: 30, unit: "hours" }, at: { time: "09:00" } })
    expect(await dueOf("2026-12-01T12:00:00Z", [ana])).toEqual(["2026-12-03T08:00"])
    await opened.platform.db.system((tx) => sql`DELETE FROM campaign_hits`.execute(tx))
    await start({ delay: { amount: 2, unit: "days" }, at: { time: "09:00" } })
    expect(await dueOf("2026-12-01T23:30:00Z", [ana])).toEqual(["2026-12-04T08:00"])
  })

  it("a time that a clock skips is as much later as it is put forward", async () => {
    const [ana = ""] = people
    await livesIn(ana, "Europe/Berlin")
    await start({ at: { time: "02:30" } })
    expect(await dueOf("2027-03-27T12:00:00Z", [ana])).toEqual(["2027-03-28T01:30"])
  })

  it("what calls it off does so until then, and it goes at its time", async () => {
    const [ana = "", ben = ""] = people
    await livesIn(ana, "Europe/Berlin")
    await livesIn(ben, "Europe/Berlin")
    await start({ at: { time: "09:00" }, unless: [{ on: "event", name: "left" }] })
    await dueOf("2027-04-01T12:00:00Z", [ana, ben])
    await hearForTriggers(opened.platform)([
      {
        kind: "custom_event",
        workspace_id: opened.platform.workspaceId,
        contact_id: ben,
        at: "2027-04-01T13:00:00Z",
        event_id: crypto.randomUUID(),
        name: "left",
        happened_at: "2027-04-01T13:00:00Z",
        value: null,
        properties: null,
      },
    ])
    const to = async () => {
      await releaseHits(opened.platform)
      const rows = opened.platform.db.system((tx) => tx.selectFrom("outbox").select("contact_id").execute())
      return (await rows).map(({ contact_id }) => contact_id)
    }
    opened.clock.advance(Date.parse("2027-04-02T06:59:00Z") - opened.clock.now().getTime())
    expect(await to()).toEqual([])
    opened.clock.advance(60_000)
    expect(await to()).toEqual([ana])
  })
})

it("what cannot be is refused by its field", async () => {
  const refused = async (delivery: object) => {
    const triggers = [{ on: "event", name: "signed_up" }]
    const body = { delivery: { kind: "action", triggers, ...delivery } }
    const answer = await opened.api("PATCH", `campaigns/${opened.campaignId}`, body)
    expect(answer.status).toBe(422)
    return answer.body.error.issues?.[0]?.field ?? answer.body.error.field
  }
  expect(await refused({ at: { time: "24:00" } })).toBe("delivery.at.time")
  expect(await refused({ at: { time: "09:00", weekdays: ["someday"] } })).toBe("delivery.at.weekdays.0")
  const nobody = crypto.randomUUID()
  expect(await refused({ triggers: [{ on: "segment", segment_id: nobody, op: "entered" }] })).toBe(
    "delivery.triggers.0.segment_id",
  )
  expect(await refused({ unless: [{ on: "message", campaign_id: nobody, became: "read" }] })).toBe(
    "delivery.unless.0.campaign_id",
  )
})
