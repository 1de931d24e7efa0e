/** What messages would cost, by the rate cards that were imported. */
import { afterAll, beforeAll, expect, it } from "vitest"
import { openCampaign } from "../testing/open-campaign.ts"
import { estimateCost } from "./estimate.ts"
import { isSandbox } from "./imaginary-card.ts"

let opened: Awaited<ReturnType<typeof openCampaign>>
beforeAll(async () => {
  opened = await openCampaign()
})
afterAll(() => opened.close())

const people = [
  { country: "DE", count: 100 },
  { country: "BR", count: 5 },
  { country: null, count: 2 },
].map((each) => ({ ...each, category: "marketing", free: null }))
const estimate = (day: string, isSandbox = false) =>
  opened.inWorkspace((tx) => estimateCost(tx, { numberId: opened.numberId, day, people, isSandbox }))
const card = (price: string) => `Market,Currency,Marketing\nGermany,EUR,${price}\n`

it("is said by the card that holds on the day, and by none where there is none", async () => {
  expect(await estimate("2026-10-01")).toMatchObject({
    amounts: [],
    unpriced: [{ country: "DE", reason: "no_rate_card" }, { reason: "no_rate_card" }, {}],
  })
  const give = (csv: string, effective_from: string) =>
    opened.api("POST", "rate-cards", { csv, effective_from })
  expect((await give(card("0.10"), "2026-10-01")).status).toBe(201)
  expect((await give(card("0.12"), "2027-01-01")).status).toBe(201)
  expect((await estimate("2026-09-30")).amounts).toEqual([])
  expect((await estimate("2026-12-31")).amounts).toEqual([{ currency: "EUR", amount: 10 }])
  expect(await estimate("2027-01-01")).toMatchObject({
    amounts: [{ currency: "EUR", amount: 12 }],
    charged: 100,
    unpriced: [
      { country: "BR", count: 5, reason: "no_rate" },
      { country: null, count: 2, reason: "no_country" },
    ],
  })
})

it("is imaginary with the sandbox alone, says so, and gives way to a card that was imported", async () => {
  expect(await estimate("2026-08-01", true)).toMatchObject({
    charged: 105,
    cards: [{ name: "Imaginary prices of the sandbox", is_imaginary: true }],
  })
  expect(await estimate("2026-08-01")).toMatchObject({ charged: 0, cards: [] })
  expect(await estimate("2026-12-31", true)).toMatchObject({
    amounts: [{ currency: "EUR", amount: 10 }],
    cards: [{ name: "EUR from 2026-10-01", is_imaginary: false }],
  })
})

it.each([
  ["https://graph.facebook.com", "http://127.0.0.1:4000", false],
  ["https://meta-proxy.example.com", undefined, false],
  ["http://127.0.0.1:4000", "http://127.0.0.1:4000", true],
])("what is at %s, with the clock of %s, is the sandbox: %s", (graphUrl, clockUrl, expected) => {
  const { meta } = opened.platform.config
  expect(isSandbox({ meta: { ...meta, graphUrl }, clockUrl })).toBe(expected)
})

it("a card of the same day takes the place of another one where it says so", async () => {
  const again = { csv: card("0.20"), effective_from: "2026-10-01" }
  expect((await opened.api("POST", "rate-cards", again)).body.error).toMatchObject({
    code: "conflict",
    field: "effective_from",
  })
  expect((await opened.api("POST", "rate-cards", { ...again, replace: true })).status).toBe(201)
  expect((await estimate("2026-12-31")).amounts).toEqual([{ currency: "EUR", amount: 20 }])
  expect((await opened.api("GET", "rate-cards")).body.data).toHaveLength(2)
})

it("a file that is no price list is refused, with what is wrong", async () => {
  const refused = await opened.api("POST", "rate-cards", { csv: "a,b\n1,2", effective_from: "2026-10-01" })
  expect(refused).toMatchObject({ status: 422, body: { error: { field: "csv" } } })
  const without = { csv: "Market,Marketing\nGermany,1", effective_from: "2026-11-01" }
  expect((await opened.api("POST", "rate-cards", without)).body.error.field).toBe("currency")
  expect((await opened.api("POST", "rate-cards", { ...without, currency: "CHF" })).status).toBe(201)
})
