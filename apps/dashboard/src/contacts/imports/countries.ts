/** Regions of Unicode that are not countries: unions, and codes for tests. */
const noCountries = new Set(["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"])
const letters = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ")

/** Every country with its English name, in the order of the names: `{ value: "DE", label: "Germany (DE)" }`. */
export function countries(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" })
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !noCountries.has(code) && isPresent(code))
    .flatMap((code) => {
      const name = names.of(code)
      return name === undefined ? [] : [{ value: code, label: `${name} (${code})` }]
    })
    .toSorted((one, other) => one.label.localeCompare(other.label, "en"))
}

/** Codes of countries that are gone, such as DD, stand for others today. */
const isPresent = (code: string) => Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`
