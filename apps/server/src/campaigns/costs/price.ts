/** What messages cost by the price lists that were imported. Pure: nothing is made up where they do not say it. */
import { type Rates, rateOf } from "@parley/whatsapp/pricing"

export interface RateCard {
  name?: string
  currency: string
  /** A day of the calendar, such as 2026-10-01: from then on it holds, until another one does. */
  effectiveFrom: string
  rates: Rates
  /** It was made up, for accounts of the sandbox: others go before it. */
  isImaginary?: boolean
}

/** Some messages of one day that cost the same. */
export interface Charged {
  day: string
  /** Of the account that sends; null: not known. */
  currency: string | null
  country: string | null
  category: string
  /** Why they are free; null: they are not. */
  free: string | null
  count: number
}

export interface Cost {
  amounts: { currency: string; amount: number }[]
  /** Messages that `amounts` are for. */
  charged: number
  free: number
  /** Messages that cost something of which nothing is known. */
  unpriced: {
    country: string | null
    category: string
    count: number
    reason: "no_rate_card" | "no_rate" | "no_country"
  }[]
  /** The price lists that were used. */
  cards: { name: string; effective_from: string; is_imaginary: boolean }[]
  /** By country and category, the dearest first. */
  parts: { country: string | null; category: string; currency: string; count: number; amount: number }[]
}

export function costOf(charges: readonly Charged[], cards: readonly RateCard[]): Cost {
  const imported = cards.filter(({ isImaginary }) => !isImaginary)
  const currencies = new Set((imported.length > 0 ? imported : cards).map(({ currency }) => currency))
  // One that has cards in a single currency pays in that one.
  const usual = currencies.size === 1 ? [...currencies][0] : undefined
  const parts = new Map<string, Cost["parts"][number]>()
  const unpriced = new Map<string, Cost["unpriced"][number]>()
  const amounts = new Map<string, number>()
  const used = new Set<RateCard>()
  let [charged, free] = [0, 0]
  for (const { day, currency, country, category, free: why, count } of charges) {
    if (why !== null) {
      free += count
      continue
    }
    const card = cardOf(cards, currency ?? usual, day) ?? cards.find(({ isImaginary }) => isImaginary)
    const rate = card && rateOf(card.rates, { country, category })
    const key = `${country} ${category}`
    if (card === undefined || rate === undefined) {
      const reason = card === undefined ? "no_rate_card" : country === null ? "no_country" : "no_rate"
      const known = unpriced.get(key) ?? { country, category, count: 0, reason }
      unpriced.set(key, { ...known, count: known.count + count })
      continue
    }
    used.add(card)
    const named = `${key} ${card.currency}`
    const known = parts.get(named) ?? { country, category, currency: card.currency, count: 0, amount: 0 }
    parts.set(named, { ...known, count: known.count + count, amount: exact(known.amount + rate * count) })
    amounts.set(card.currency, exact((amounts.get(card.currency) ?? 0) + rate * count))
    charged += count
  }
  return {
    amounts: [...amounts].map(([currency, amount]) => ({ currency, amount })),
    charged,
    free,
    cards: [...used].map(({ name, currency, effectiveFrom, isImaginary = false }) => ({
      name: name ?? currency,
      effective_from: effectiveFrom,
      is_imaginary: isImaginary,
    })),
    unpriced: [...unpriced.values()].toSorted((a, b) => b.count - a.count),
    parts: [...parts.values()].toSorted((a, b) => b.amount - a.amount),
  }
}

/** The card that holds on a day: the last one that came into effect. */
function cardOf(cards: readonly RateCard[], currency: string | undefined, day: string): RateCard | undefined {
  return cards
    .filter((card) => card.currency === currency && card.effectiveFrom <= day)
    .toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1))[0]
}

/** Sums of decimals without the dust of binary fractions. */
const exact = (amount: number) => Math.round(amount * 1e6) / 1e6
