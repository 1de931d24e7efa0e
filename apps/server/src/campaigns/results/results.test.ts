/** What a campaign came to, as its counts say it. */
import { afterAll, beforeAll, expect, it } from "vitest"
import { openCampaign } from "../testing/open-campaign.ts"
import { sentCampaign } from "../testing/sent-campaign.ts"

let opened: Awaited<ReturnType<typeof openCampaign>>
let sent: ReturnType<typeof sentCampaign>
beforeAll(async () => {
  opened = await openCampaign({ people: 400 })
  sent = sentCampaign(opened)
})
afterAll(() => opened.close())

const marketing = { billable: true, type: "regular", category: "marketing" }

it("gates, variants, control, cost and time agree with what happened", async () => {
  await opened.endAll()
  const { variants } = (await opened.api("GET", `campaigns/${opened.campaignId}`)).body
  const [{ content }] = variants
  const made = await opened.api("POST", "campaigns", {
    name: "Summer",
    number_id: opened.numberId,
    variants: [
      { name: "A", content },
      { name: "B", content },
    ],
    control_share: 30,
    conversions: [{ on: "event", name: "bought", within: { amount: 3, unit: "days" } }],
  })
  const campaignId: string = made.body.id
  // Two who unsubscribed.
  const { data } = (await opened.api("GET", "contacts?limit=3")).body
  const [one, two] = data.map(({ id }: { id: string }) => id)
  for (const id of [one, two])
    await opened.api("PUT", `contacts/${id}/subscriptions/${opened.groupId}`, {
      state: "unsubscribed",
      source: "api",
    })
  const launched = await opened.api("POST", `campaigns/${campaignId}/launches`, {})
  expect(launched.status, JSON.stringify(launched.body)).toBe(202)
  const refusedIds = new Set<string>()
  const messages = await sent.sendAll((contactId) => {
    if (refusedIds.size >= 3) return undefined
    refusedIds.add(contactId)
    return "131026"
  })
  const treated = messages.filter(({ isControl }) => !isControl)
  const control = messages.filter(({ isControl }) => isControl)
  const accepted = treated.filter(({ contactId }) => !refusedIds.has(contactId))
  const ids = (list: typeof messages) => list.map(({ id }) => id)
  await sent.status(ids(accepted), "sent", { recipientWaId: "4915112345678", pricing: marketing })
  const [lost, ...delivered] = accepted
  await sent.status(ids(delivered.slice(0, 10)), "delivered", {
    recipientWaId: "4315112345678",
    pricing: { ...marketing, billable: false, type: "free_entry_point" },
  })
  await sent.status(ids(delivered.slice(10)), "delivered", {
    recipientWaId: "4915112345678",
    pricing: marketing,
  })
  await sent.status(ids(lost ? [lost] : []), "failed", {
    errors: [{ code: 131026, title: "Not delivered", message: "Not delivered" }],
  })
  const hour = () => `${opened.clock.now().toISOString().slice(0, 13)}:00`
  const start = hour()
  opened.clock.advance(3_600_000)
  const end = hour()
  const read = delivered.slice(0, 60)
  await sent.status(ids(read), "read")
  await sent.did(
    delivered.filter(({ variant }) => variant === 1).map(({ contactId }) => contactId),
    { name: "bought" },
  )

  const { body } = await opened.api("GET", `campaigns/${campaignId}/results?people=true`)
  const ofB = delivered.filter(({ variant }) => variant === 1).length
  const gate = Object.fromEntries(
    body.gates.map(({ gate, count, lost }: { gate: string; count: number; lost: number }) => [
      gate,
      [count, lost],
    ]),
  )
  expect(gate).toEqual({
    audience: [400, 0],
    addressable: [400, 0],
    consent: [398, 2],
    bounds: [398, 0],
    content: [398, 0],
    due: [398, 0],
    control: [treated.length, control.length],
    accepted: [accepted.length, 3],
    sent: [accepted.length, 0],
    delivered: [delivered.length, 1],
    read: [60, delivered.length - 60],
    clicked: [0, 0],
    replied: [0, 0],
    converted: [ofB, 0],
  })
  expect(body.gates[2].reasons).toMatchObject([{ code: "unsubscribed", count: 2 }])
  expect(body.failures).toMatchObject([{ code: "131026", count: 4 }])
  expect(body.failures[0].advice).not.toBeNull()

  const passed = (variant: number) => treated.filter((message) => message.variant === variant).length
  expect(body.variants).toMatchObject([
    { name: "A", passed: passed(0), conversions: [{ count: 0 }], rates: { converted: { successes: 0 } } },
    {
      name: "B",
      passed: passed(1),
      conversions: [{ count: ofB }],
      best: { converted: expect.closeTo(1, 6) },
    },
  ])
  expect(body.lift).toMatchObject({
    treated: { successes: ofB, trials: treated.length },
    control: { successes: 0, trials: control.length },
    incremental: { count: expect.closeTo(ofB, 6) },
  })
  expect(body.sample_ratio.is_alarming).toBe(false)
  expect(body.people.reduce((sum: number, { people }: { people: number }) => sum + people, 0)).toBe(398)

  expect(body).toMatchObject({ time_zone: "UTC", unit: "hour" })
  expect(body.series).toMatchObject([
    { at: start, accepted: accepted.length, delivered: delivered.length, failed: 4, read: 0 },
    { at: end, accepted: 0, read: 60, converted: ofB },
  ])

  // Of a launch; and of a time in which nothing happened.
  expect(
    (await opened.api("GET", `campaigns/${campaignId}/results?launch_id=${launched.body.id}`)).body.gates,
  ).toEqual(body.gates)
  const later = await opened.api("GET", `campaigns/${campaignId}/results?from=2027-01-01T00:00:00Z`)
  expect(later.body).toMatchObject({ series: [], first_at: null, sample_ratio: null })

  // The workspace has the same, with whatever else was sent.
  const days = "from=2026-11-22&to=2026-11-24"
  const ofCampaign = await opened.api("GET", `analytics?${days}&by=campaign&campaign_id=${campaignId}`)
  expect(ofCampaign.body.data).toEqual([
    expect.objectContaining({
      name: "Summer",
      campaign_id: campaignId,
      accepted: accepted.length,
      delivered: delivered.length,
      read: 60,
      failed: 4,
      converted: ofB,
    }),
  ])
  const file = await fetch(`${opened.url}/v1/analytics/file?${days}&campaign_id=${campaignId}`, {
    headers: { authorization: `Bearer ${opened.platform.apiKey}` },
  })
  expect(file.headers.get("content-type")).toBe("text/csv; charset=utf-8")
  expect((await file.text()).split("\n")[1]).toMatch(new RegExp(`^2026-11-22,,,,${accepted.length},`))
  expect((await opened.api("GET", "analytics?from=2026-11-22&to=2026-11-21")).status).toBe(422)

  // Without a rate card nothing is said of a price.
  const charged = delivered.length - 10
  expect(body.cost).toMatchObject({
    amounts: [],
    free: 10,
    unpriced: [{ country: "DE", category: "marketing", count: charged, reason: "no_rate_card" }],
  })
  const csv = "Rates of an imaginary list\nMarket,Currency,Marketing,Utility\nGermany,EUR,0.10,0.05\n"
  const card = await opened.api("POST", "rate-cards", { csv, effective_from: "2026-10-01" })
  expect(card).toMatchObject({ status: 201, body: { currency: "EUR", markets: 1 } })
  expect(await opened.api("POST", "rate-cards", { csv, effective_from: "2026-10-01" })).toMatchObject({
    status: 409,
  })
  const { cost } = (await opened.api("GET", `campaigns/${campaignId}/results`)).body
  const amount = Math.round(charged * 10) / 100
  expect(cost).toMatchObject({
    amounts: [{ currency: "EUR", amount, per_conversion: amount / ofB }],
    charged,
    unpriced: [],
  })
  expect((await opened.api("DELETE", `rate-cards/${card.body.id}`)).status).toBe(204)
  expect((await opened.api("GET", "rate-cards")).body.data).toEqual([])
})

it("what sends once more what failed counts with it, and its people once", async () => {
  await opened.endAll()
  await opened.api("PATCH", `campaigns/${opened.campaignId}`, { control_share: 0 })
  const launchId = await opened.launch()
  const messages = await sent.sendAll()
  const failed = messages.slice(0, 5).map(({ id }) => id)
  await sent.status(failed, "failed", { errors: [{ code: 131026, title: "Gone", message: "Gone" }] })
  await sent.status(
    messages.slice(5).map(({ id }) => id),
    "delivered",
  )
  await opened.tidy()
  const resent = await opened.api("POST", `launches/${launchId}/resend`, { to: "failed" })
  expect(resent.status, JSON.stringify(resent.body)).toBe(202)
  const again = await sent.sendAll()
  await sent.status(
    again.map(({ id }) => id),
    "delivered",
  )
  const { body } = await opened.api("GET", `campaigns/${opened.campaignId}/results?launch_id=${launchId}`)
  const of = (name: string) => body.gates.find(({ gate }: { gate: string }) => gate === name).count
  expect([of("audience"), of("control"), of("accepted"), of("delivered")]).toEqual([400, 398, 403, 398])
  expect(body.variants.reduce((sum: number, { passed }: { passed: number }) => sum + passed, 0)).toBe(398)
})
