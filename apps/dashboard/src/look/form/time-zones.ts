import type { Choice } from "./choices.ts"

/** `America/New_York` as `New York (America)`: by the city, for which people look. */
export function nameOfTimeZone(zone: string): string {
  const parts = zone.replaceAll("_", " ").split("/")
  const city = parts.at(-1) ?? zone
  return parts.length === 1 ? city : `${city} (${parts.slice(0, -1).join(", ")})`
}

/** Every time zone of this browser, by name. */
export const timeZones = (): Choice[] =>
  [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])]
    .map((zone) => ({ value: zone, label: nameOfTimeZone(zone) }))
    .toSorted((one, other) => one.label.localeCompare(other.label, "en"))
