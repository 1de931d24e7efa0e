import { describe, expect, it } from "vitest"
import { marketsOf } from "./markets.ts"

/** By the table "Country calling codes" of Meta's page about pricing. */
describe("the market of a country", () => {
  it.each([
    ["US", "North America"],
    ["DO", "Rest of Latin America"],
    ["PR", "Rest of Latin America"],
    ["TT", "Other"],
    ["CG", "Rest of Africa"],
    ["CD", "Other"],
    ["GN", "Other"],
    ["ZW", "Rest of Africa"],
    ["KR", "Other"],
    ["VN", "Rest of Asia Pacific"],
    ["GR", "Rest of Central & Eastern Europe"],
    ["EE", "Other"],
    ["LU", "Other"],
    ["PT", "Rest of Western Europe"],
    ["IR", "Other"],
    ["YE", "Rest of Middle East"],
    ["TR", "Turkey"],
    ["KZ", "Other"],
    ["", "Other"],
  ])("%s is %s", (country, market) => {
    expect(marketsOf(country)).toContain(market)
  })

  it("comes after the country's own names, in Meta's words first", () => {
    expect(marketsOf("HK")).toEqual(["Hong Kong", "Hong Kong SAR China", "Rest of Asia Pacific"])
    expect(marketsOf("CZ")[0]).toBe("Czech Republic")
    expect(marketsOf("UA")).toEqual(["Ukraine", "Rest of Central & Eastern Europe"])
    expect(marketsOf("DE")).toEqual(["Germany"])
  })

  it("is that of the country whose calling code it has", () => {
    expect(marketsOf("JE")).toEqual(["United Kingdom"])
    expect(marketsOf("AX")).toEqual(["Finland", "Rest of Western Europe"])
  })
})
