/** What messages would cost, by the rate cards that were imported. */
import { afterAll, beforeAll, expect, it } from "vitest"
import { openCampaign } from "../testing/open-campaign.ts"
import { estimateCost } from "./estimate.ts"

let opened: Awaited<ReturnType<typeof openCampaign>>
beforeAll(async () => {
  opened = await openCampaign()
})
afterAll(() => opened.close())

const people = [
  { country: "DE", count: 100 },
  { country: "BR", count: 5 },
  { country: null, count: 2 },
]
const estimate = (day: string) =>
  opened.inWorkspace((tx) =>
    estimateCost(tx, { numberId: opened.numberId, category: "marketing", day, people }),
  )
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

it("a file that is no price list is refused, with what is wrong", async () => {
  const refused = await opened.api("POST", "rate-cards", { csv: "a,b\n1,2", effective_from: "2026-10-01" })
  expect(refused).toMatchObject({ status: 422, body: { error: { field: "csv" } } })
  const without = { csv: "Market,Marketing\nGermany,1", effective_from: "2026-11-01" }
  expect((await opened.api("POST", "rate-cards", without)).body.error.field).toBe("currency")
  expect((await opened.api("POST", "rate-cards", { ...without, currency: "CHF" })).status).toBe(201)
})
