import {
  type AttributeType,
  type DateOrder,
  type ReadAttribute,
  readAttributeValue,
  readWrittenInstant,
  readYesOrNo,
} from "@parley/model"
import { parsePhone } from "@parley/whatsapp/phone"
import { type Refusal, refusal } from "./row-refusal.ts"

/**
 * A phone cell as E.164.
 * @param country for numbers without + or 00
 */
export function readPhone(
  cell: string,
  country: string | undefined,
): { e164: string; country: string | undefined } | Refusal {
  const parsed = parsePhone(cell, country)
  if (parsed.ok) return { e164: parsed.e164, country: parsed.country }
  const shown = `"${cell.slice(0, 60)}"`
  switch (parsed.reason) {
    case "empty":
      return refusal("phone_missing", "The phone is missing.")
    case "scientific_notation":
      return refusal(
        "phone_scientific_notation",
        `${shown} has lost its last digits: the spreadsheet kept it as a number. Format the column as text and export again.`,
      )
    case "not_a_number":
      return refusal("phone_not_a_number", `${shown} is not a phone number.`)
    case "too_short":
      return refusal("phone_too_short", `${shown} is too short for a phone number.`)
    case "too_long":
      return refusal("phone_too_long", `${shown} is too long for a phone number.`)
    case "not_mobile_capable":
      return refusal("phone_not_reachable", `${shown} is a premium-rate, pager or voicemail number.`)
    case "no_country":
      return refusal(
        "phone_without_country",
        `${shown} names no country: write +49… or give the import a default country.`,
      )
    case "invalid_country":
      return refusal("phone_unknown_country", `${shown} begins with a country code that does not exist.`)
    case "not_valid":
      return refusal("phone_not_valid", `${shown} is not a number that its country gives out.`)
  }
}

export function readSubscriptionState(cell: string): "subscribed" | "unsubscribed" | Refusal {
  const word = cell.trim().toLowerCase()
  if (word === "subscribed" || word === "opted_in" || word === "opted in") return "subscribed"
  if (word === "unsubscribed" || word === "opted_out" || word === "opted out") return "unsubscribed"
  const isYes = readYesOrNo(word)
  if (isYes !== undefined) return isYes ? "subscribed" : "unsubscribed"
  return refusal(
    "subscription_state_unknown",
    `"${cell.slice(0, 40)}" is not a subscription state; write subscribed, unsubscribed, yes or no.`,
  )
}

/** A whole day is still the future only when it has started nowhere on earth. */
const earliestDayMs = 14 * 60 * 60 * 1000
const clockSkewMs = 5 * 60 * 1000

/** When consent was given. A day that has started somewhere on earth is not the future; it counts as `now` at most. */
export function readConsentDate(
  cell: string,
  now: Date,
  order?: DateOrder,
): { at: Date; dayOnly: boolean } | Refusal {
  const read = readWrittenInstant(cell, order)
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

/** A day or an instant in the one way in which attributes have them: `2025-12-31`, `2025-12-31T10:00:00.000Z`. */
export function readDateText(cell: string, order: DateOrder | undefined): string | undefined {
  const read = readWrittenInstant(cell, order)
  if (read === undefined || read === "ambiguous") return undefined
  const text = read.at.toISOString()
  return read.isDay ? text.slice(0, 10) : text
}

/**
 * The value of an attribute that a cell says.
 * @param value where the file has more than text
 */
export function readAttribute(
  cell: string,
  value: unknown,
  { type, dateOrder }: { type: AttributeType; dateOrder: DateOrder | undefined },
): ReadAttribute {
  if (type === "text" && typeof value !== "string") return readAttributeValue(cell, { from: "text", type })
  if (value !== undefined && typeof value !== "string")
    return readAttributeValue(value, { from: "json", type })
  const date = type === "date" ? readDateText(cell, dateOrder) : undefined
  return readAttributeValue(date ?? cell, { from: "text", type })
}
