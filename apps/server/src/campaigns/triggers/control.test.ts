/** Who gets what, of campaigns that are sent to one person after another: as of launches. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { settle } from "../../messaging/outbox/settle.ts"
import { accepted, endedAs } from "../../messaging/testing/open-outbox.ts"
import { openCampaign } from "../testing/open-campaign.ts"

let opened: Awaited<ReturnType<typeof openCampaign>>
let people: string[]
beforeAll(async () => {
  opened = await openCampaign({ people: 40 })
  const { data } = (await opened.api("GET", "contacts?limit=50")).body
  people = data.map(({ id }: { id: string }) => id)
})
afterAll(() => opened.close())

const path = (end = "") => `campaigns/${opened.campaignId}${end}`
const change = async (body: object) => {
  const changed = await opened.api("PATCH", path(), body)
  expect(changed.status).toBe(200)
}
const start = async () => expect((await opened.api("POST", path("/start"))).status).toBe(200)
const trigger = async () => {
  const recipients = people.map((contact_id) => ({ contact_id }))
  expect((await opened.api("POST", path("/trigger"), { recipients })).status).toBe(202)
}
const waiting = () =>
  opened.platform.db.system((tx) => tx.selectFrom("outbox").select(["contact_id", "is_control"]).execute())
/** Those of what waits who get nothing, for comparison, and the others. */
const drawn = async () => {
  const rows = await waiting()
  const those = (isControl: boolean) =>
    new Set(rows.flatMap((row) => (row.is_control === isControl ? [row.contact_id] : [])))
  return { control: those(true), others: those(false) }
}
/** Meta takes the messages, and those of the control group are left out. */
const send = async () => {
  const rows = await opened.claim(200)
  await opened.inWorkspace((tx) =>
    settle(
      tx,
      rows.map((row) => (row.is_control ? endedAs(row, "dropped", "control") : accepted(row))),
      opened.clock.now(),
    ),
  )
}
const startWith = async (control_share: number) => {
  await change({ delivery: { kind: "api" }, control_share })
  await start()
}

describe("a control group", () => {
  it("stays as it was drawn when its share changes, while messages wait and once they are history", async () => {
    await startWith(50)
    await trigger()
    const first = await drawn()
    expect(first.control.size).toBeGreaterThan(5)
    for (const share of [1, 90]) {
      await startWith(share)
      await trigger()
      expect(await drawn()).toEqual(first)
      await send()
      expect(await waiting()).toEqual([])
    }
  })

  it("is that of the campaign's launches", async () => {
    await startWith(90)
    await trigger()
    const { control } = await drawn()
    await startWith(1)
    const { status, body: launch } = await opened.api("POST", path("/broadcast"), {})
    expect(status).toBe(202)
    while (await opened.expand());
    const recipients = await opened.platform.db.system((tx) =>
      tx
        .selectFrom("recipients")
        .select("contact_id")
        .where("source_id", "=", launch.id)
        .where("is_control", "=", true)
        .execute(),
    )
    expect(new Set(recipients.map(({ contact_id }) => contact_id))).toEqual(control)
  })
})

describe("by hand", () => {
  it.each([
    [{ kind: "api" }, "api"],
    [{ kind: "action", triggers: [{ on: "contact_created" }] }, "action"],
  ])("what is delivered as %j is not launched", async (delivery, kind) => {
    await change({ delivery })
    const answer = await opened.api("POST", path("/launches"), {})
    expect([answer.status, answer.body.error.code, answer.body.error.kind]).toEqual([409, "conflict", kind])
    expect(answer.body.error.help).toContain("/start")
  })

  it("what the API sent to everybody is sent once more to those it did not reach, with the same properties", async () => {
    await opened.platform.db.system((tx) => tx.deleteFrom("outbox").execute())
    await change({ delivery: { kind: "api" }, control_share: 0 })
    await start()
    const { body: launch } = await opened.api("POST", path("/broadcast"), {
      trigger_properties: { shop: "Lima" },
    })
    while (await opened.expand());
    expect((await opened.api("POST", `launches/${launch.id}/cancel`)).status).toBe(200)
    await opened.tidy()
    const again = await opened.api("POST", `launches/${launch.id}/resend`, { to: "unsent" })
    expect(again.status).toBe(202)
    while (await opened.expand());
    const [row] = await opened.platform.db.system((tx) =>
      tx.selectFrom("outbox").select("variables").where("source_id", "=", again.body.id).limit(1).execute(),
    )
    expect(row?.variables).toEqual({ api_trigger_properties: { shop: "Lima" } })
  })
})

it("says since when it is started", async () => {
  const startedAt = async () => (await opened.api("GET", path())).body.started_at
  expect(await startedAt()).toBe(opened.clock.now().toISOString())
  await opened.api("POST", path("/stop"))
  expect(await startedAt()).toBe(null)
  const { data } = (await opened.api("GET", "campaigns")).body
  expect(data[0].started_at).toBe(null)
})
