/** Meta's price lists: a CSV for each currency, with a row for each market and a column for each category. */
import { marketsOf } from "./markets.ts"

/** By market, then by category: the price of one message as a decimal. */
export type Rates = Record<string, Record<string, string>>

/** Why rows of cells are no price list; a sentence. */
export interface NoRateCard {
  problem: string
}

const categories: ReadonlyMap<string, string> = new Map([
  ["marketing", "marketing"],
  ["utility", "utility"],
  ["authentication", "authentication"],
  ["authentication-international", "authentication-international"],
  ["authentication international", "authentication-international"],
  ["service", "service"],
])
const isMarket = (cell: string) => /^(market|country|region|country\/region)$/i.test(cell)
const noPrice = /^(n\/?a|-|–|)$/i

/**
 * Reads the cells of a price list. What stands above the line with the names of the columns (a title, a date) is passed over.
 * @returns the rates, and the currency where a column has it
 * @example
 * readRateCard([["Market", "Currency", "Marketing"], ["Germany", "EUR", "0.1131"], ["Rest of Africa", "EUR", "n/a"]])
 * // { rates: { Germany: { marketing: "0.1131" }, "Rest of Africa": {} }, currency: "EUR" }
 */
export function readRateCard(
  lines: readonly (readonly string[])[],
): { rates: Rates; currency: string | null } | NoRateCard {
  const top = lines.findIndex((cells) => cells.some((cell) => isMarket(cell.trim())))
  const header = lines[top]?.map((cell) => cell.trim().toLowerCase())
  if (header === undefined) return { problem: "No line has a column called Market." }
  const marketAt = header.findIndex(isMarket)
  const currencyAt = header.indexOf("currency")
  const columns = header.flatMap((name, at) => {
    const category = categories.get(name)
    return category === undefined ? [] : [{ category, at }]
  })
  if (columns.length === 0)
    return { problem: "It has no column called Marketing, Utility, Authentication or Service." }
  const rates: Rates = {}
  const currencies = new Set<string>()
  for (const [index, cells] of lines.slice(top + 1).entries()) {
    const market = cells[marketAt]?.trim() ?? ""
    if (market === "") continue
    const line = top + index + 2
    const currency = currencyAt < 0 ? undefined : currencyOf(cells[currencyAt] ?? "")
    if (currency !== undefined) currencies.add(currency)
    const ofMarket: Record<string, string> = {}
    for (const { category, at } of columns) {
      const cell = cells[at]?.trim() ?? ""
      if (noPrice.test(cell)) continue
      const price = cell.replace(/^[^\d.]*/, "")
      if (!/^\d{1,9}(\.\d{1,9})?$/.test(price))
        return {
          problem: `Line ${line} has "${cell.slice(0, 40)}" where the price of ${category} is expected.`,
        }
      ofMarket[category] = price
    }
    if (Object.hasOwn(rates, market)) return { problem: `Line ${line} has ${market} once more.` }
    rates[market] = ofMarket
  }
  if (Object.keys(rates).length === 0) return { problem: "It has no market." }
  if (currencies.size > 1)
    return { problem: `It has several currencies: ${[...currencies].sort().join(", ")}.` }
  return { rates, currency: [...currencies][0] ?? null }
}

/** Cells say `USD` or `$US`. */
const currencyOf = (cell: string): string | undefined => {
  const text = cell.trim().toUpperCase()
  if (text === "$US" || text === "US$") return "USD"
  return /^[A-Z]{3}$/.test(text) ? text : undefined
}

/**
 * What one message costs; undefined: the list does not say.
 * @example
 * const rates = { Germany: { marketing: "0.1131" } }
 * rateOf(rates, { country: "DE", category: "marketing" }) // 0.1131
 * rateOf(rates, { country: "FR", category: "marketing" }) // undefined
 */
export function rateOf(
  rates: Rates,
  { country, category }: { country: string | null; category: string },
): number | undefined {
  if (country === null) return undefined
  // Meta's lighter way to send marketing has its prices.
  const column = category === "marketing_lite" ? "marketing" : category
  for (const market of marketsOf(country)) {
    const price = Object.hasOwn(rates, market) ? rates[market]?.[column] : undefined
    if (price !== undefined) return Number(price)
  }
  return undefined
}
