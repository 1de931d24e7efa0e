import { type ParsedPhone, parsePhone } from "@parley/whatsapp/phone"
import { type Refusal, refusal } from "./row-refusal.ts"

/** Marks of writing direction and zero width, which copying from chats and web pages leaves in numbers. */
const invisible = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g

/** Arabic, Persian and full-width digits: each block starts where the last four bits are zero. */
const otherDigits = /[\u0660-\u0669\u06F0-\u06F9\uFF10-\uFF19]/g

/**
 * A phone cell as E.164. Takes what people and spreadsheets write: spaces, dashes, brackets, a leading `00` or
 * apostrophe, `tel:`, and `.0` where a number was kept as a fraction.
 * @param country for numbers without + or 00
 */
export function readPhone(
  cell: string,
  country: string | undefined,
): { e164: string; country: string | undefined } | Refusal {
  const text = cell
    .replace(invisible, "")
    .replace(otherDigits, (digit) => String(digit.charCodeAt(0) % 16))
    .replace("\uFF0B", "+")
    .trim()
    .replace(/^(?:tel:|whatsapp:)/i, "")
    .replace(/^['’`]/, "")
    .replace(/^(\+?\d+)\.0$/, "$1")
  if (text === "") return refusal("phone_missing", "The phone is missing.")
  if (/^\+?\d([.,]\d+)?e\+?\d+$/i.test(text)) {
    return refusal(
      "phone_scientific_notation",
      `"${text}" has lost its last digits: the spreadsheet kept it as a number. Format the column as text and export again.`,
    )
  }
  const parsed = parseWithin(text, country)
  if (parsed.ok) return { e164: parsed.e164, country: parsed.country }
  const shown = `"${cell.slice(0, 60)}"`
  switch (parsed.reason) {
    case "empty":
      return refusal("phone_missing", "The phone is missing.")
    case "not_a_number":
      return refusal("phone_not_a_number", `${shown} is not a phone number.`)
    case "too_short":
      return refusal("phone_too_short", `${shown} is too short for a phone number.`)
    case "too_long":
      return refusal("phone_too_long", `${shown} is too long for a phone number.`)
    case "not_mobile_capable":
      return refusal("phone_not_reachable", `${shown} is a premium-rate, pager or voicemail number.`)
    case "invalid_country":
    case "not_valid":
      if (country === undefined && /^0(?!0)/.test(text)) {
        return refusal(
          "phone_without_country",
          `${shown} names no country: write +49… or give the import a default country.`,
        )
      }
      return parsed.reason === "invalid_country"
        ? refusal("phone_unknown_country", `${shown} begins with a country code that does not exist.`)
        : refusal("phone_not_valid", `${shown} is not a number that its country gives out.`)
  }
}

/**
 * Programs write international numbers without +. `4915123456789` is a possible national number of Germany as well (of
 * the area 04915), so digits that start with the country's own code are taken as international where that is a number.
 */
function parseWithin(text: string, country: string | undefined): ParsedPhone {
  if (country !== undefined && /^[1-9]/.test(text)) {
    const international = parsePhone(text)
    if (international.ok && international.country === country) return international
  }
  return parsePhone(text, country)
}

const yes = new Set(["subscribed", "yes", "y", "true", "t", "1", "x", "on"])
const no = new Set(["unsubscribed", "no", "n", "false", "f", "0", "off"])

export function readSubscriptionState(cell: string): "subscribed" | "unsubscribed" | Refusal {
  const word = cell.toLowerCase()
  if (yes.has(word)) return "subscribed"
  if (no.has(word)) return "unsubscribed"
  return refusal(
    "subscription_state_unknown",
    `"${cell.slice(0, 40)}" is not a subscription state; write subscribed, unsubscribed, yes or no.`,
  )
}

/** A whole day is still the future only when it has started nowhere on earth. */
const earliestDayMs = 14 * 60 * 60 * 1000
const clockSkewMs = 5 * 60 * 1000

/**
 * When consent was given: ISO 8601 (without an offset: UTC), `31.12.2025`, or `12/31/2025` where only one order of day
 * and month is possible. A day that has started somewhere on earth is not the future; it counts as `now` at most.
 */
export function readConsentDate(cell: string, now: Date): { at: Date; dayOnly: boolean } | Refusal {
  const read = readDate(cell)
  if (read === undefined) {
    return refusal("consent_date_unreadable", `"${cell.slice(0, 40)}" is not a date; write it as 2025-12-31.`)
  }
  if (read === "ambiguous") {
    return refusal(
      "consent_date_ambiguous",
      `"${cell.slice(0, 40)}" may be two different days; write it as 2025-12-31.`,
    )
  }
  if (read.at.getTime() > now.getTime() + (read.isDay ? earliestDayMs : clockSkewMs)) {
    return refusal("consent_date_in_future", `"${cell.slice(0, 40)}" is in the future.`)
  }
  return { at: read.at > now ? now : read.at, dayOnly: read.isDay }
}

const iso = /^(\d{4})-(\d\d?)-(\d\d?)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?$/i
const dotted = /^(\d\d?)\.(\d\d?)\.(\d{4})$/
const slashed = /^(\d\d?)\/(\d\d?)\/(\d{4})$/

function readDate(cell: string): { at: Date; isDay: boolean } | "ambiguous" | undefined {
  const written = iso.exec(cell)
  if (written) return isoDate(written)
  const german = dotted.exec(cell)
  if (german) return day(Number(german[3]), Number(german[2]), Number(german[1]))
  const other = slashed.exec(cell)
  if (!other) return undefined
  const [first, second, year] = [Number(other[1]), Number(other[2]), Number(other[3])]
  if (first <= 12 && second <= 12 && first !== second) return "ambiguous"
  return first > 12 ? day(year, second, first) : day(year, first, second)
}

function isoDate([, year, month, date, hour, minute, second, offset]: RegExpExecArray) {
  const known = day(Number(year), Number(month), Number(date))
  if (known === undefined || hour === undefined) return known
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return undefined
  const clock = `${hour}:${minute}:${second ?? "00"}`
  const zone = (offset ?? "Z").toUpperCase().replace(/(\d\d)(\d\d)$/, "$1:$2")
  const at = new Date(`${known.at.toISOString().slice(0, 10)}T${clock}${zone}`)
  return Number.isNaN(at.getTime()) ? undefined : { at, isDay: false }
}

function day(year: number, month: number, date: number): { at: Date; isDay: boolean } | undefined {
  const at = new Date(Date.UTC(year, month - 1, date))
  const exists = year >= 1900 && at.getUTCMonth() === month - 1 && at.getUTCDate() === date
  return exists ? { at, isDay: true } : undefined
}
