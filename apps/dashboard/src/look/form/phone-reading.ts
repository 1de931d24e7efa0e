import type * as phones from "@parley/whatsapp/phone"
import { nameOfCountry } from "./countries.ts"

type Phones = Pick<typeof phones, "parsePhone" | "callingCodeOf" | "dialledParts">

/** What is typed into a field for a phone number. */
export interface PhoneReading {
  /** In E.164, or what was typed where that is no number. */
  value: string
  /** The country of the number. */
  country?: string | undefined
  /** Why it is none. */
  fault?: string
}

/**
 * Reads what people type or paste: with `+` or `00`, or as it is dialled in a country.
 * @param country ISO 3166-1 alpha-2, for numbers without `+` or `00`; empty: none is chosen
 */
export function readPhone({ parsePhone }: Phones, typed: string, country: string): PhoneReading {
  const parsed = parsePhone(typed, country === "" ? undefined : country)
  if (parsed.ok) return { value: parsed.e164, country: parsed.country }
  const value = typed.trim()
  switch (parsed.reason) {
    case "empty":
      return { value: "" }
    case "too_short":
      return { value, fault: "This number is too short" }
    case "too_long":
      return { value, fault: "This number is too long" }
    case "not_mobile_capable":
      return { value, fault: "WhatsApp can't reach numbers of this kind" }
    case "scientific_notation":
      return { value, fault: "A spreadsheet has cut off the last digits of this number" }
    case "not_a_number":
      return { value, fault: "Enter digits only, such as 0151 23456789" }
    default:
      return { value, fault: isInternational(typed) ? "There is no such number" : faultWithin(country) }
  }
}

const faultWithin = (country: string) =>
  country === ""
    ? "Choose a country, or start with + and its calling code"
    : `There is no such number in ${nameOfCountry(country)}`

const isInternational = (typed: string) => /^\s*(\+|00)/.test(typed)

/** What was typed as a number of one country, as one of another: what is dialled within a country stays. */
export function movedTo({ callingCodeOf, dialledParts }: Phones, typed: string, country: string): string {
  const parts = isInternational(typed) ? dialledParts(typed.trim().replace(/^00/, "+")) : undefined
  const code = callingCodeOf(country)
  return parts === undefined || code === undefined ? typed : `+${code}${parts.national}`
}

const e164 = /^\+[1-9]\d{6,14}$/

/** For `validate` of a form: whether what a phone field gave is a number, or nothing. The server knows more about numbers. */
export const phoneFault = (value: string): string | null =>
  value === "" || e164.test(value) ? null : "Enter a phone number with its country"
