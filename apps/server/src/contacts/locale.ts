/** Languages, countries and time zones as people and programs write them. Unknown ones are undefined. */
import { templateLanguages } from "@parley/whatsapp/templates"
import { countryCodes, railsZones, windowsZones } from "./locale-words.ts"

const languages = new Map(templateLanguages.map((code) => [code.toLowerCase(), code]))

/** Languages that people write in, whose names for languages and countries are understood. */
const writtenIn = "en de es fr pt it nl sv da nb fi pl cs tr ru ar he id ja ko zh".split(" ")

/** What a language is called in another way by templates. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ["no", "nb"],
  ["zh_hans", "zh_CN"],
  ["zh_sg", "zh_CN"],
  ["zh_hant", "zh_TW"],
  ["zh_mo", "zh_HK"],
  ["tl", "fil"],
])

/** What anyone sends must not stay in memory. */
const longestRemembered = 60

/** Of values that files repeat: each costs some microseconds to find out. Kept small against files that name many. */
function remembered(read: (text: string) => string | undefined): (text: string) => string | undefined {
  const known = new Map<string, string | undefined>()
  return (written) => {
    const text = written.trim()
    if (known.has(text)) return known.get(text)
    const found = read(text)
    if (known.size < 2000 && text.length <= longestRemembered) known.set(text, found)
    return found
  }
}

/**
 * The language that a text names: as templates call it (`DE`, `pt-br`, `en_us`, `de_LU` → `de`), else as BCP 47 does, with `_`
 * (`pt_AO`, `eu`). Names are taken as well (`English`, `Deutsch`).
 */
export const readLanguage = remembered((text) => {
  const tag = text.replaceAll("_", "-").split(".")[0] ?? ""
  const code = tag.toLowerCase().replaceAll("-", "_")
  const ofTemplates = languages.get(code)
  if (ofTemplates !== undefined) return ofTemplates
  const known = canonicalLanguage(tag) ?? languageNamed(text.toLowerCase())
  if (known === undefined) return undefined
  const [first = "", second = "", third = ""] = known.toLowerCase().split("-")
  return (
    languages.get(known.toLowerCase().replaceAll("-", "_")) ??
    otherNames.get(`${first}_${third === "" ? second : third}`) ??
    otherNames.get(`${first}_${second}`) ??
    otherNames.get(first) ??
    languages.get(first) ??
    known.replaceAll("-", "_")
  )
})

const languageWords = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" })

/** A tag has any number of variants; those that people use are no longer. */
const longestTag = 35

function canonicalLanguage(tag: string): string | undefined {
  if (tag.length > longestTag || !/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag)) return undefined
  try {
    const [canonical] = Intl.getCanonicalLocales(tag)
    const language = canonical?.split("-")[0] ?? ""
    return languageWords.of(language) === undefined ? undefined : canonical
  } catch {
    return undefined
  }
}

let languageNames: ReadonlyMap<string, string> | undefined

function languageNamed(name: string): string | undefined {
  const codes = [
    ...new Set([
      ...templateLanguages.map((code) => code.split("_")[0] ?? code),
      "eu",
      "mn",
      "my",
      "am",
      "ne",
      "cy",
    ]),
  ]
  languageNames ??= namesOf("language", codes)
  return languageNames.get(name)
}

/** Each code by its names in the languages that people write in, and in its own. */
function namesOf(type: "language" | "region", codes: readonly string[]): ReadonlyMap<string, string> {
  const pairs = writtenIn.flatMap((locale) => {
    const names = new Intl.DisplayNames([locale], { type, fallback: "none" })
    return codes.flatMap((code): [string, string][] => {
      const name = names.of(code)
      return name === undefined ? [] : [[name.toLowerCase(), code]]
    })
  })
  const own =
    type === "region"
      ? []
      : codes.flatMap((code): [string, string][] => {
          const name = new Intl.DisplayNames([code], { type, fallback: "none" }).of(code)
          return name === undefined ? [] : [[name.toLowerCase(), code]]
        })
  return new Map([...pairs, ...own])
}

const regionNames = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" })
/** Regions that have names but are not countries. */
const notCountries = new Set(["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"])

/** What countries are called beside the names that Intl has. */
const otherCountryNames: ReadonlyMap<string, string> = new Map([
  ["usa", "US"],
  ["u.s.a.", "US"],
  ["u.s.", "US"],
  ["united states of america", "US"],
  ["england", "GB"],
  ["scotland", "GB"],
  ["great britain", "GB"],
  ["uae", "AE"],
  ["holland", "NL"],
  ["czech republic", "CZ"],
  ["turkey", "TR"],
  ["south korea", "KR"],
  ["korea", "KR"],
  ["russian federation", "RU"],
  ["viet nam", "VN"],
  ["ivory coast", "CI"],
  ["brasil", "BR"],
  ["republic of ireland", "IE"],
  ["hong kong", "HK"],
  ["macau", "MO"],
])

let countryNames: ReadonlyMap<string, string> | undefined

/**
 * ISO 3166-1 alpha-2 in upper case, for a code of two letters in any case (replaced ones such as `UK`, too) or of three, and
 * for a name in a language that people write in: `de`, `DEU`, `Germany`, `Deutschland`.
 */
export const readCountry = remembered((text) => {
  const code = text.toUpperCase()
  if (/^[A-Z]{2}$/.test(code)) return countryOfCode(code)
  const byThree = /^[A-Z]{3}$/.test(code) ? countryCodes.get(code) : undefined
  if (byThree !== undefined) return byThree
  countryNames ??= namesOf("region", [...countryCodes.values()])
  const name = text.toLowerCase()
  return otherCountryNames.get(name) ?? countryNames.get(name)
})

function countryOfCode(code: string): string | undefined {
  const current = new Intl.Locale(`und-${code}`).region
  if (current === undefined || notCountries.has(current)) return undefined
  return regionNames.of(current) === undefined ? undefined : current
}

/** IANA's zones by the city that they are called after. */
const citiesOfZones: ReadonlyMap<string, string> = new Map(
  Intl.supportedValuesOf("timeZone")
    .filter((zone) => zone.includes("/"))
    .map((zone) => [(zone.split("/").at(-1) ?? zone).replaceAll("_", " ").toLowerCase(), zone]),
)

/**
 * An IANA time zone such as `Europe/Berlin`, in its usual spelling; also for the names that Windows has for them, and for whole
 * hours from UTC (`UTC+2`, `+02:00`).
 */
export const readTimeZone = remembered((text) => {
  const name = text.toLowerCase()
  const ofPrograms = windowsZones.get(name) ?? railsZones.get(name) ?? citiesOfZones.get(name)
  if (ofPrograms !== undefined) return ofPrograms
  const fixed = /^(?:utc|gmt)?\s*([+-])0?(\d\d?)(?::?00)?$/i.exec(text)
  // The zones of this family count westwards.
  if (fixed) {
    if (Number(fixed[2]) === 0) return "UTC"
    return spelledZone(`Etc/GMT${fixed[1] === "+" ? "-" : "+"}${Number(fixed[2])}`)
  }
  return /^[A-Za-z]/.test(text) ? spelledZone(text) : undefined
})

function spelledZone(name: string): string | undefined {
  try {
    const resolved = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone
    // Where it answers another name for the same zone, the one that was given stays.
    return resolved.toLowerCase() === name.toLowerCase() ? resolved : name
  } catch {
    return undefined
  }
}
