export { type Priced, pricedText, readPriced } from "./priced.ts"
export { type NoRateCard, type Rates, rateOf, readRateCard } from "./rate-card.ts"
