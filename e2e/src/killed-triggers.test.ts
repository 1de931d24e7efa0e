/** Campaigns that are sent as something happens, or as the API asks for it, while everything is killed or asks at once. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { type ConnectedNumber, HttpError, type Installation, type Program } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"
import { ledgerOf, readyToLaunch } from "./launch-results.ts"

const people = 400
/** TRIGGERS=10000 asks more often. */
const requests = Number(process.env.TRIGGERS ?? 300)
const atOnce = 50
const anything = z.unknown()
const withId = z.object({ id: z.string() })
let installation: Installation
let server: Program
let number: ConnectedNumber
let templateId: string

beforeAll(async () => {
  installation = await startOnFreshDatabase()
  server = installation.server
  ;({ number, templateId } = await readyToLaunch(installation, people + 1, 200))
  const population = {
    sent_ms: [0, 0],
    delivered_ms: [0, 0],
    delivered_share: 1,
    read_share: 0,
    reply_share: 0,
  }
  await installation.sandbox.send(
    "PATCH",
    "/_sandbox/settings",
    { population, limits: { pair: false } },
    anything,
  )
})
afterAll(() => installation.stop())

const phoneOf = (person: number) => `+49151${10_000_000 + person}`

async function startCampaign(delivery: object): Promise<string> {
  const values = { body: { first_name: "Ana", city: "Lima" } }
  const { id } = await installation.api.post(
    "/v1/campaigns",
    {
      name: "Welcome",
      number_id: number.numberId,
      content: { kind: "template", template_id: templateId, values },
      delivery,
    },
    withId,
  )
  await installation.api.post(`/v1/campaigns/${id}/start`, {}, anything)
  return id
}

describe("kill -9 of everything while events have a campaign sent", () => {
  it("each person gets one message, also of those whose event was being heard", {
    timeout: 300_000,
  }, async () => {
    await startCampaign({ kind: "action", triggers: [{ on: "event", name: "signed_up" }] })
    const before = await ledgerOf(installation, number)()
    const events = Array.from({ length: people }, (_, person) => ({
      phone: phoneOf(person),
      name: "signed_up",
      key: `signed up ${person}`,
    }))
    const half = people / 2
    for (const part of [events.slice(0, half), events.slice(half)]) {
      await installation.api.post("/v1/contact-events", { events: part }, anything)
      await server.kill()
      server = await installation.startServer({ PORT: new URL(installation.apiUrl).port })
    }
    const sent = async () => (await ledgerOf(installation, number)()).accepted - before.accepted
    await expect.poll(sent, { timeout: 120_000 }).toBe(people)
    // Told once more, as a client does that got no answer.
    await installation.api.post("/v1/contact-events", { events }, anything)
    const { duplicates } = await ledgerOf(installation, number)()
    expect(duplicates).toEqual([])
    expect(await sent()).toBe(people)
  })
})

describe("many requests for one person at once", () => {
  it("never send more than a frequency cap lets through", { timeout: 900_000 }, async () => {
    const most = 3
    const frequency_caps = [{ most, every: 1, unit: "hours" }]
    await installation.api.send("PATCH", "/v1/workspace", { frequency_caps }, anything)
    const campaigns = [await startCampaign({ kind: "api" }), await startCampaign({ kind: "api" })]
    // Somebody who has had nothing yet.
    const phone = phoneOf(people)
    let asked = 0
    const request = async (place: number): Promise<void> => {
      const path = `/v1/campaigns/${campaigns[place % campaigns.length]}/trigger`
      try {
        await installation.api.post(path, { recipients: [{ phone }] }, anything)
        asked++
      } catch (error) {
        // A machine that is too busy says so; of such a request nothing was done.
        if (!(error instanceof HttpError) || error.status !== 503) throw error
      }
    }
    const places = Array.from({ length: requests }, (_, place) => place)
    for (let from = 0; from < requests; from += atOnce)
      await Promise.all(places.slice(from, from + atOnce).map(request))
    const list = z.object({ data: z.array(withId) })
    const [contact] = (await installation.api.get(`/v1/contacts?phone=${encodeURIComponent(phone)}`, list))
      .data
    await expect
      .poll(() => countOf(contact?.id ?? "", "dropped"), { timeout: 600_000, interval: 1_000 })
      .toBeGreaterThanOrEqual(asked - most)
    expect(asked).toBeGreaterThan(most)
    expect(await countOf(contact?.id ?? "", "delivered")).toBe(most)
  })
})

async function countOf(contactId: string, status: string): Promise<number> {
  const page = z.object({ data: z.array(withId), next: z.string().nullish() })
  let count = 0
  for (let after = ""; ; ) {
    const path = `/v1/messages?contact_id=${contactId}&status=${status}&limit=200${after}`
    const { data, next } = await installation.api.get(path, page)
    count += data.length
    if (next == null) return count
    after = `&after=${encodeURIComponent(next)}`
  }
}
