import type { Choice } from "./choices.ts"

/** Regions of Unicode that are not countries: unions, and codes for tests. */
const noCountries = new Set(["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"])
const letters = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" })

/** `DE` as `Germany`. Codes that nobody knows stay as they are. */
export function nameOfCountry(code: string): string {
  try {
    return names.of(code) ?? code
  } catch {
    return code
  }
}

/** Every country with its English name, in the order of the names: `{ value: "DE", label: "Germany (DE)" }`. */
export const countries = (): Choice[] =>
  letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !noCountries.has(code) && isPresent(code) && names.of(code) !== undefined)
    .map((code) => ({ value: code, label: `${nameOfCountry(code)} (${code})` }))
    .toSorted((one, other) => one.label.localeCompare(other.label, "en"))

/** Codes of countries that are gone, such as DD, stand for others today. */
const isPresent = (code: string) => Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`
