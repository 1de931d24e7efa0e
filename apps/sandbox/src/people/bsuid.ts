/**
 * Business-scoped user ids: two letters of the country, a dot, twenty digits; for each business portfolio
 * another one. They lead back to the person, as a message may be addressed to one.
 */
import { type ScrambleKey, scramble, scrambleKey, unscramble } from "../random-ids.ts"
import { hash } from "./behaviour.ts"
import { countryOfDigits } from "./country.ts"

const halfBits = 26
const keys = new Map<string, ScrambleKey>()

export function bsuidOf(waId: string, businessId: string): string {
  const mixed = String(scramble(Number(waId), keyOf(businessId)))
  return `${countryOfDigits(waId)}.1${mixed.padStart(16, "0")}${checkDigits(waId, businessId)}`
}

/** The wa_id behind an id of this business; undefined when it is not one. */
export function waIdOfBsuid(bsuid: string, businessId: string): string | undefined {
  const match = /^[A-Z]{2}\.1(\d{16})\d{3}$/.exec(bsuid)
  if (match?.[1] === undefined) return undefined
  const mixed = Number(match[1])
  if (mixed >= 2 ** (2 * halfBits)) return undefined
  const waId = String(unscramble(mixed, keyOf(businessId)))
  return bsuidOf(waId, businessId) === bsuid ? waId : undefined
}

function checkDigits(waId: string, businessId: string): string {
  return String(hash(Number(waId), Number(businessId)) % 1000).padStart(3, "0")
}

function keyOf(businessId: string): ScrambleKey {
  let key = keys.get(businessId)
  if (key === undefined) {
    key = scrambleKey(halfBits, hash(Number(businessId), 7))
    keys.set(businessId, key)
  }
  return key
}
