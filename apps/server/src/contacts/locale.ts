import { templateLanguages } from "@parley/whatsapp/templates"

const languages = new Map(templateLanguages.map((code) => [code.toLowerCase(), code]))

/**
 * The language code that templates use for what people write: `DE`, `pt-br`, `en_us`. A region that templates do not
 * know falls back to its language (`de_LU` → `de`). Undefined when no template can be in that language.
 */
export function readLanguage(text: string): string | undefined {
  const code = text.trim().toLowerCase().replaceAll("-", "_")
  return languages.get(code) ?? languages.get(code.split("_")[0] ?? "")
}

const regionNames = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" })
/** Regions that have names but are not countries. */
const notCountries = new Set(["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"])

/** ISO 3166-1 alpha-2 in upper case; takes any case and replaced codes such as `UK`. Undefined for anything else. */
export function readCountry(text: string): string | undefined {
  const code = text.trim().toUpperCase()
  if (!/^[A-Z]{2}$/.test(code)) return undefined
  const current = new Intl.Locale(`und-${code}`).region
  if (current === undefined || notCountries.has(current)) return undefined
  return regionNames.of(current) === undefined ? undefined : current
}

/** Making a DateTimeFormat costs some 30 µs, and the files name few zones. Kept small against files that name many. */
const knownZones = new Map<string, string | undefined>()

/** An IANA time zone such as `Europe/Berlin`, in its usual spelling; undefined when there is no such zone. */
export function readTimeZone(text: string): string | undefined {
  const name = text.trim()
  if (knownZones.has(name)) return knownZones.get(name)
  const zone = /^[A-Za-z]/.test(name) ? spelledZone(name) : undefined
  if (knownZones.size < 2000) knownZones.set(name, zone)
  return zone
}

function spelledZone(name: string): string | undefined {
  try {
    const resolved = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone
    // Where it answers another name for the same zone, the one that was given stays.
    return resolved.toLowerCase() === name.toLowerCase() ? resolved : name
  } catch {
    return undefined
  }
}
