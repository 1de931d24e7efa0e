import { describe, expect, it } from "vitest"
import { pricedText, readPriced } from "./priced.ts"
import { rateOf, readRateCard } from "./rate-card.ts"

const list = [
  ["Rates of an imaginary list, effective October 1, 2026"],
  ["Market", "Currency", "Marketing", "Utility", "Authentication", "Authentication-International", "Service"],
  ["Germany", "$US", "$0.10", "0.05", "0.04", "n/a", "0.05"],
  ["India", "$US", "0.01", "0.002", "0.002", "0.03", "0.002"],
  ["Rest of Western Europe", "$US", "0.06", "0.02", "0.02", "n/a", "0.02"],
  ["Other", "$US", "0.07", "0.01", "0.01", "n/a", "0.01"],
]
const known = readRateCard(list)
const rates = "rates" in known ? known.rates : {}

describe("a price list", () => {
  it("is read below its title, with its currency", () => {
    expect(known).toMatchObject({
      currency: "USD",
      rates: { Germany: { marketing: "0.10", utility: "0.05" } },
    })
    expect(rates.Germany).not.toHaveProperty("authentication-international")
  })

  it.each([
    ["DE", "marketing", 0.1],
    ["AT", "utility", 0.02],
    ["IS", "marketing", 0.07],
    ["IN", "authentication-international", 0.03],
    ["DE", "marketing_lite", 0.1],
    ["DE", "authentication-international", undefined],
    ["BR", "marketing", undefined],
    [null, "marketing", undefined],
  ])("has for %s and %s what its market costs", (country, category, rate) => {
    expect(rateOf(rates, { country, category })).toBe(rate)
  })

  it("prefers a country's own line to that of its region", () => {
    const own = { ...rates, Austria: { marketing: "0.08" } }
    expect(rateOf(own, { country: "AT", category: "marketing" })).toBe(0.08)
  })

  it.each([
    [[["Country code", "Price"]], "No line has a column called Market."],
    [[["Market", "Price"]], "It has no column called Marketing, Utility, Authentication or Service."],
    [[["Market", "Marketing"]], "It has no market."],
    [
      [
        ["Market", "Marketing"],
        ["Germany", "cheap"],
      ],
      'Line 2 has "cheap" where the price of marketing is expected.',
    ],
    [
      [
        ["Market", "Marketing"],
        ["Germany", "1"],
        ["Germany", "2"],
      ],
      "Line 3 has Germany once more.",
    ],
  ])("%j is none", (lines, problem) => {
    expect(readRateCard(lines)).toEqual({ problem })
  })
})

describe("what Meta says of the price of a message", () => {
  it.each([
    [
      { billable: true, type: "regular", category: "marketing" },
      "DE",
      { country: "DE", category: "marketing", free: null },
    ],
    [
      { billable: false, type: "free_customer_service", category: "utility" },
      "DE",
      { country: "DE", category: "utility", free: "free_customer_service" },
    ],
    [{ billable: false }, undefined, { country: null, category: "unknown", free: "free" }],
    [
      { billable: true, category: "a word; or more" },
      "DE",
      { country: "DE", category: "unknown", free: null },
    ],
  ])("%j is counted under few words", (pricing, country, priced) => {
    expect(readPriced(pricedText(pricing, country))).toEqual(priced)
  })
})
