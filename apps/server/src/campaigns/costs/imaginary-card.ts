/** Prices for trying things out with the sandbox. Nobody asks them: they are made up, named so, and never used for a real account. */
import type { Platform } from "../../platform/index.ts"
import type { RateCard } from "./price.ts"

export const imaginaryId = "00000000-0000-4000-8000-000000000001"

const imaginaryName = "Imaginary prices of the sandbox"

/** Whether it is the sandbox that plays Meta: it has the clock, too, which nothing else has. An address alone may be a proxy to Meta. */
export const isSandbox = ({ meta, clockUrl }: Pick<Platform["config"], "meta" | "clockUrl">): boolean =>
  clockUrl !== undefined && !/(^|\.)facebook\.com$/.test(new URL(meta.graphUrl).hostname)

const usual = { marketing: "0.05", utility: "0.02", authentication: "0.02", service: "0.02" }
const marketsLikeTheUsual = [
  ...["North America", "Rest of Africa", "Rest of Asia Pacific", "Rest of Central & Eastern Europe"],
  ...[
    "Rest of Latin America",
    "Rest of Middle East",
    "Rest of Western Europe",
    "Argentina",
    "Chile",
    "Colombia",
  ],
  ...[
    "Egypt",
    "France",
    "Indonesia",
    "Israel",
    "Italy",
    "Malaysia",
    "Mexico",
    "Netherlands",
    "Nigeria",
    "Pakistan",
  ],
  ...[
    "Peru",
    "Russia",
    "Saudi Arabia",
    "South Africa",
    "Spain",
    "Turkey",
    "United Arab Emirates",
    "United Kingdom",
  ],
  "Other",
]

/** Round, so that nobody takes them for Meta's. */
const rates = {
  ...Object.fromEntries(marketsLikeTheUsual.map((market) => [market, usual])),
  Germany: { marketing: "0.10", utility: "0.05", authentication: "0.05", service: "0.05" },
  Brazil: { marketing: "0.05", utility: "0.01", authentication: "0.01", service: "0.01" },
  India: { marketing: "0.01", utility: "0.002", authentication: "0.002", service: "0.002" },
}

/** In the currency of the account, whatever that is: one is as imaginary as the other. It holds where no other card does. */
export const imaginaryCard = (currency: string | null): RateCard => ({
  name: imaginaryName,
  currency: currency ?? "USD",
  effectiveFrom: "0001-01-01",
  rates,
  isImaginary: true,
})
