import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import type { Tx } from "../../platform/database/index.ts"
import { openCampaign } from "../testing/open-campaign.ts"

let campaign: Awaited<ReturnType<typeof openCampaign>>
let people: string[]
beforeAll(async () => {
  campaign = await openCampaign({ people: 10 })
  const rows = await campaign.inWorkspace((tx) =>
    tx.selectFrom("contacts").select("id").orderBy("id").execute(),
  )
  people = rows.map(({ id }) => id)
  await campaign.inWorkspace((tx) =>
    tx.updateTable("numbers").set({ registered_at: campaign.clock.now() }).execute(),
  )
})
afterAll(() => campaign.close())
beforeEach(() => campaign.endAll())

const preflight = async (query = "") =>
  (await campaign.api("GET", `campaigns/${campaign.campaignId}/preflight${query}`)).body
const people5 = () => people[5]
/** Changes one of the contacts. */
const change = (index: number, work: (tx: Tx, id: string) => { execute(): Promise<unknown> }) =>
  campaign.inWorkspace((tx) => work(tx, people[index] ?? "").execute())

describe("the preflight of a campaign", () => {
  it("counts the people it reaches, and why not the others", async () => {
    const contact = (set: object) => (tx: Tx, id: string) =>
      tx.updateTable("contacts").set(set).where("id", "=", id)
    const subscription = (tx: Tx, id: string) =>
      tx.updateTable("subscriptions").set({ state: "unsubscribed" }).where("contact_id", "=", id)
    await change(0, contact({ phone: null, wa_id: null, bsuid: null }))
    await change(1, subscription)
    await change(2, (tx, id) => tx.deleteFrom("subscriptions").where("contact_id", "=", id))
    await change(3, contact({ phone: "+12125550123", wa_id: null })) // New York
    await change(4, contact({ phone: "+14165550123", wa_id: null })) // Toronto
    await change(5, contact({ language: "de" }))
    const { reach, languages } = await preflight()
    expect(reach).toMatchObject({ audience: 10, people: 6, control: 0, us_numbers: 1 })
    const reasons = reach.suppressed.map(({ code, count }: { code: string; count: number }) => [code, count])
    expect(Object.fromEntries(reasons)).toEqual({
      no_address: 1,
      unsubscribed: 1,
      not_subscribed: 1,
      us_marketing: 1,
    })
    const spoken = languages.map(({ language, people }: { language: string; people: number }) => [
      language,
      people,
    ])
    expect(Object.fromEntries(spoken)).toMatchObject({ de: 1 })
  })

  it("leaves out members of suppression lists, and who is in the control group", async () => {
    const before = (await preflight()).reach
    const list = {
      name: "No mail",
      filter: { all: [{ on: "contact", field: "language", op: "equals", value: "de" }] },
    }
    const { body: segment } = await campaign.api("POST", "segments", { ...list, is_suppression: true })
    expect((await preflight()).reach).toMatchObject({ people: before.people - 1 })
    await campaign.api("PATCH", `segments/${segment.id}`, { archived: true })
    const control = (control_share: number) =>
      campaign.api("PATCH", `campaigns/${campaign.campaignId}`, { control_share })
    await control(50)
    const { reach } = await preflight()
    expect(reach.people + reach.control).toBe(before.people)
    await control(0)
  })

  it("says how long it takes and which part goes on which day", async () => {
    await campaign.inWorkspace((tx) =>
      tx.updateTable("numbers").set({ messaging_limit: 4, rate_per_second: 10 }).execute(),
    )
    const { sending, reach } = await preflight("?at=2026-12-01T10:00:00Z")
    expect(reach.people).toBe(6)
    expect(sending).toMatchObject({
      starts_at: "2026-12-01T10:00:00.000Z",
      messaging_limit: 4,
      per_second: 10,
      limited_by: "number",
      days: [
        { date: "2026-12-01", people: 4 },
        { date: "2026-12-02", people: 2 },
      ],
    })
    const slow = { per_minute: 1 }
    await campaign.api("PATCH", `campaigns/${campaign.campaignId}`, { controls: slow })
    expect((await preflight()).sending).toMatchObject({ limited_by: "campaign" })
    await campaign.api("PATCH", `campaigns/${campaign.campaignId}`, { controls: {} })
    await campaign.inWorkspace((tx) =>
      tx.updateTable("numbers").set({ messaging_limit: null, rate_per_second: null }).execute(),
    )
  })

  it("opens the people behind each of its numbers, and gives them as a file", async () => {
    const { reach } = await preflight()
    const people = async (query: string) =>
      (await campaign.api("GET", `campaigns/${campaign.campaignId}/preflight/people?total=true&${query}`))
        .body
    for (const { code, title, count } of reach.suppressed) {
      const page = await people(`group=suppressed&reason=${code}`)
      expect([code, page.total.count]).toEqual([code, count])
      expect(page.data[0]).toMatchObject({ reason: code, reason_title: title })
    }
    expect((await people("group=suppressed")).total.count).toBe(reach.audience - reach.people)
    expect((await people("group=people")).total.count).toBe(reach.people)
    expect((await people("group=people&language=de")).data).toMatchObject([{ id: people5(), language: "de" }])
    const first = await people("group=people&limit=4")
    const rest = await people(`group=people&limit=4&after=${first.next}`)
    expect(first.data.length + rest.data.length).toBe(reach.people)
    expect((await people("group=nonsense")).error.field).toBe("group")
    const file = await fetch(
      `${campaign.url}/v1/campaigns/${campaign.campaignId}/preflight/people/file?group=suppressed&reason=us_marketing`,
      { headers: { authorization: `Bearer ${campaign.platform.apiKey}` } },
    )
    expect(file.headers.get("content-disposition")).toContain("suppressed.csv")
    expect((await file.text()).trim().split(/\r?\n/).length).toBe(2)
  })

  it("names one of several people with the same phone, and the others as sharing it", async () => {
    const before = (await preflight()).reach
    const phone = `+4915199999999`
    const shared = (place: number) =>
      campaign.inWorkspace((tx) =>
        tx
          .updateTable("contacts")
          .set({ phone, wa_id: null, phone_share: place })
          .where("id", "=", people[6 + place] ?? "")
          .execute(),
      )
    await shared(0)
    await shared(1)
    const { reach } = await preflight()
    expect(reach.people).toBe(before.people - 1)
    const path = `campaigns/${campaign.campaignId}/preflight/people?group=suppressed&reason=phone_shared`
    expect((await campaign.api("GET", path)).body.data).toMatchObject([{ id: people[7] }])
    await campaign.inWorkspace((tx) =>
      tx
        .updateTable("contacts")
        .set({ phone: "+4915199999998", phone_share: 0 })
        .where("id", "=", people[7] ?? "")
        .execute(),
    )
  })

  it("says what it costs by country and category, or that there is no rate card", async () => {
    const none = await preflight()
    expect(none.cost).toMatchObject({ amounts: [], rate_cards: [] })
    expect(none.cost.unpriced.map(({ reason }: { reason: string }) => reason)).toContain("no_rate_card")
    const csv = "Market,Currency,Marketing,Service\nGermany,EUR,0.10,0.05\nNorth America,EUR,0.02,0.01\n"
    await campaign.api("POST", "rate-cards", { csv, effective_from: "2026-10-01" })
    const { cost, reach } = await preflight()
    expect(cost.rate_cards).toMatchObject([{ effective_from: "2026-10-01", is_imaginary: false }])
    // One of them is in Toronto.
    const germans = reach.people - 1
    expect(cost.parts).toEqual([
      { country: "DE", category: "marketing", currency: "EUR", count: germans, amount: germans / 10 },
      { country: "CA", category: "marketing", currency: "EUR", count: 1, amount: 0.02 },
    ])
  })

  it("says which share is free: a number's first service messages of a month", async () => {
    const text = { type: "text", text: { body: "Hello" } }
    const before = (await campaign.api("GET", `campaigns/${campaign.campaignId}`)).body.variants
    const set = (variants: object[]) =>
      campaign.api("PATCH", `campaigns/${campaign.campaignId}`, { variants })
    await set([{ name: "Text", weight: 1, content: { kind: "free_form", message: text } }])
    const { cost, reach } = await preflight()
    expect(cost).toMatchObject({
      charged: 0,
      free: [{ reason: "free_customer_service", count: reach.people }],
    })
    await set(before)
  })

  it("has the workspace's frequency caps, and whether the campaign minds them", async () => {
    const frequency_caps = [{ most: 2, every: 7, unit: "days" }]
    await campaign.api("PATCH", "workspace", { frequency_caps })
    expect((await preflight()).caps).toMatchObject({ rules: [{ most: 2 }], is_ignored: false })
    await campaign.api("PATCH", "workspace", { frequency_caps: [] })
  })

  it("names what stands in the way, each with the field it is about", async () => {
    expect((await preflight()).problems).toEqual([])
    const { body: draft } = await campaign.api("POST", "campaigns", { name: "Empty" })
    const { body } = await campaign.api("GET", `campaigns/${draft.id}/preflight`)
    expect(body).toMatchObject({ reach: null, sending: null })
    expect(body.problems.map(({ field }: { field: string }) => field)).toEqual(["number_id", "variants"])
    await campaign.inWorkspace((tx) => tx.updateTable("templates").set({ status: "PAUSED" }).execute())
    expect((await preflight()).problems).toMatchObject([{ code: "template_paused", field: "variants" }])
    await campaign.inWorkspace((tx) => tx.updateTable("templates").set({ status: "APPROVED" }).execute())
  })

  it("lists the instants of a local time, and says where it has passed", async () => {
    expect((await preflight("?in_local_time=2026-12-24T09:00")).in_local_time).toMatchObject({
      at: "2026-12-24T09:00",
      first: "2026-12-24T09:00:00.000Z",
    })
    const { problems } = await preflight("?in_local_time=2020-12-24T09:00")
    expect(problems).toMatchObject([{ field: "in_local_time", is_blocking: true }])
  })
})
