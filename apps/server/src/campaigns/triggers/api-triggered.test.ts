/** A campaign that is delivered by the API: started, asked for, stopped. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { openCampaign } from "../testing/open-campaign.ts"
import { releaseHits } from "./release-hits.ts"

let opened: Awaited<ReturnType<typeof openCampaign>>
let people: { id: string; phone: string }[]
beforeAll(async () => {
  opened = await openCampaign({ people: 3 })
  people = (await opened.api("GET", "contacts?limit=10&sort=created&order=asc")).body.data
  await opened.api("PATCH", `contacts/${people[0]?.id}`, { external_id: "ana", country: "PE" })
})
afterAll(() => opened.close())

const path = (end = "") => `campaigns/${opened.campaignId}${end}`
const change = (body: object) => opened.api("PATCH", path(), body)
const start = () => opened.api("POST", path("/start"))
const stop = () => opened.api("POST", path("/stop"))
const trigger = (...recipients: object[]) => opened.api("POST", path("/trigger"), { recipients })
const outbox = () =>
  opened.platform.db.system((tx) =>
    tx.selectFrom("outbox").select(["id", "contact_id", "variables", "source_id"]).orderBy("id").execute(),
  )

beforeEach(async () => {
  await opened.endAll()
  await opened.platform.db.system((tx) => tx.deleteFrom("campaign_triggers").execute())
  await change({ delivery: { kind: "api" }, audience: { all: [] }, control_share: 0 })
})

describe("sends", () => {
  beforeEach(start)

  it("to each person of a request, however they are named, with the properties of the request and their own", async () => {
    const { status, body } = await opened.api("POST", path("/trigger"), {
      trigger_properties: { shop: "Lima", order: "?" },
      recipients: [
        { external_id: "ana", trigger_properties: { order: "A-17" } },
        { contact_id: people[1]?.id },
        { phone: people[2]?.phone },
      ],
    })
    const queued = await outbox()
    expect(status).toBe(202)
    expect(body).toEqual({
      messages: queued.map(({ id }, recipient) => ({ recipient, id })),
      planned: [],
      skipped: [],
    })
    expect(queued).toMatchObject([
      { contact_id: people[0]?.id, variables: { api_trigger_properties: { shop: "Lima", order: "A-17" } } },
      { contact_id: people[1]?.id, variables: { api_trigger_properties: { shop: "Lima", order: "?" } } },
      { contact_id: people[2]?.id },
    ])
  })

  it("once to a person who is named twice, and once more with the next request", async () => {
    const twice = await trigger({ external_id: "ana" }, { contact_id: people[0]?.id })
    expect(twice.body.skipped).toEqual([{ recipient: 1, reason: "repeated" }])
    await trigger({ external_id: "ana" })
    expect(await outbox()).toHaveLength(2)
  })

  it("at a time, to who is in the audience then", async () => {
    await change({ audience: { all: [{ on: "contact", field: "country", op: "equals", value: "PE" }] } })
    await start()
    const send_at = new Date(opened.clock.now().getTime() + 3_600_000).toISOString()
    const recipients = [{ external_id: "ana" }, { contact_id: people[1]?.id }, { external_id: "nobody" }]
    const { body } = await opened.api("POST", path("/trigger"), { recipients, send_at })
    expect(body).toEqual({
      messages: [],
      planned: [{ recipient: 0 }, { recipient: 1 }],
      skipped: [{ recipient: 2, reason: "unknown_contact" }],
    })
    await releaseHits(opened.platform)
    expect(await outbox()).toEqual([])
    opened.clock.advance(3_600_000)
    await releaseHits(opened.platform)
    expect(await outbox()).toMatchObject([{ contact_id: people[0]?.id }])
  })

  it("to the whole audience, or a part of it, as a launch", async () => {
    const audience = { on: "contact", field: "country", op: "equals", value: "PE" }
    const trigger_properties = { sale: "50 %" }
    const launched = await opened.api("POST", path("/broadcast"), { audience, trigger_properties })
    expect(launched).toMatchObject({ status: 202, body: { campaign_id: opened.campaignId } })
    while (await opened.expand());
    expect(await outbox()).toMatchObject([
      { contact_id: people[0]?.id, variables: { api_trigger_properties: trigger_properties } },
    ])
  })

  it("once to a person, where the campaign says that nobody gets it again", async () => {
    await change({ controls: { re_eligibility: { kind: "never" } } })
    await start()
    await trigger({ external_id: "ana" })
    const { body } = await trigger({ external_id: "ana" })
    expect(body).toMatchObject({ messages: [], skipped: [{ recipient: 0, reason: "already_received" }] })
    await change({ controls: {} })
  })

  it("nothing to people who are not known or not in the audience, and says which", async () => {
    await change({ audience: { all: [{ on: "contact", field: "country", op: "equals", value: "PE" }] } })
    await start()
    const { body } = await trigger(
      { external_id: "nobody" },
      { contact_id: people[1]?.id },
      { external_id: "ana" },
    )
    expect(body.skipped).toEqual([
      { recipient: 0, reason: "unknown_contact" },
      { recipient: 1, reason: "not_in_audience" },
    ])
    expect(body.messages).toMatchObject([{ recipient: 2 }])
  })

  it("to nobody again where the campaign says so", async () => {
    await change({ controls: { re_eligibility: { kind: "never" } } })
    await start()
    expect((await trigger({ external_id: "ana" })).body.skipped).toEqual([])
    const { body } = await trigger({ external_id: "ana" }, { contact_id: people[1]?.id })
    expect(body).toMatchObject({
      messages: [{ recipient: 1 }],
      skipped: [{ recipient: 0, reason: "already_received" }],
    })
    await change({ controls: {} })
  })

  it("what Meta takes, counted under the campaign's name", async () => {
    await trigger({ external_id: "ana" })
    await opened.send()
    expect(await outbox()).toEqual([])
    const { body } = await opened.api("GET", `contacts/${people[0]?.id}/timeline`)
    expect(JSON.stringify(body)).toContain("Summer")
  })

  it("to its control group as far as the last gate", async () => {
    await change({ control_share: 90 })
    await start()
    await trigger(...people.map(({ id }) => ({ contact_id: id })))
    const claimed = await opened.claim()
    expect(claimed).toHaveLength(3)
    expect(claimed.some(({ is_control }) => is_control)).toBe(true)
  })
})

describe("a campaign", () => {
  it("that is not started sends nothing", async () => {
    expect(await trigger({ external_id: "ana" })).toMatchObject({
      status: 409,
      body: { error: { code: "conflict" } },
    })
  })

  it("that is sent by launches is not started", async () => {
    await change({ delivery: { kind: "once" } })
    expect(await start()).toMatchObject({ status: 409 })
  })

  it("that is started once more stays as it is where nothing changed, otherwise another version takes over", async () => {
    const { body: first } = await start()
    expect(first).toMatchObject({ state: "active" })
    expect((await start()).body.version).toBe(first.version)
    await trigger({ external_id: "ana" })
    await change({ control_share: 10 })
    expect((await start()).body.version).toBe(first.version + 1)
    await trigger({ external_id: "ana" })
    const [before, after] = await outbox()
    expect(before?.source_id).not.toBe(after?.source_id)
    expect(await opened.claim()).toHaveLength(2)
  })

  it("that is started is not archived, and is stopped whatever was changed since", async () => {
    await start()
    expect((await change({ archived: true })).status).toBe(409)
    await change({ delivery: { kind: "once" } })
    expect((await stop()).status).toBe(200)
    expect((await stop()).status).toBe(409)
  })

  it("that is stopped sends nothing more: what waits is dropped", async () => {
    await start()
    const { body } = await trigger({ external_id: "ana" })
    expect((await stop()).body.state).toBe("stopped")
    await opened.tidy()
    expect((await opened.api("GET", `messages/${body.messages[0].id}`)).body).toMatchObject({
      status: "dropped",
      reason: { code: "canceled" },
    })
    expect((await trigger({ external_id: "ana" })).status).toBe(409)
    expect((await stop()).status).toBe(409)
  })
})

it("a name that is none is refused with its field", async () => {
  expect(await trigger({ phone: "hello" })).toMatchObject({
    status: 422,
    body: { error: { field: "recipients.0.phone" } },
  })
})

describe("a broadcast to a part of the audience", () => {
  it("is repeated for those it was meant for, and nobody else of the campaign's audience", async () => {
    await start()
    const audience = { on: "contact", field: "country", op: "equals", value: "PE" }
    const { body: launched } = await opened.api("POST", path("/broadcast"), { audience })
    while (await opened.expand());
    await opened.send()
    await opened.tidy()
    const query = `?resends=${launched.id}&to=unsent`
    expect((await opened.api("GET", path(`/launches/preview${query}`))).body.people).toBe(0)
    const again = await opened.api("POST", `launches/${launched.id}/resend`, { to: "unsent" })
    expect(again.status).toBe(202)
    while (await opened.expand());
    expect(await outbox()).toEqual([])
  })
})
