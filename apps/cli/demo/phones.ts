import {
  type CountryCode,
  getExampleNumber,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from "libphonenumber-js/max"
import examples from "libphonenumber-js/mobile/examples"

/** Gives numbers from 0 up to but without 1, the same ones for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * A mobile number of a country: its example number with other last digits, among those that the country's numbering
 * plan knows as mobile. `taken` keeps them apart.
 * @throws Error when the country has no example or runs out of numbers
 */
export function mobileNumber(code: string, random: () => number, taken: Set<string>): PhoneNumber {
  if (!isSupportedCountry(code)) throw new Error(`${code} has no phones.`)
  const example = getExampleNumber(code, examples)
  if (!example) throw new Error(`There is no example number of ${code}.`)
  for (let attempt = 0; attempt < 1000; attempt += 1) {
    const digits = 3 + Math.floor(attempt / 200) // more digits only where three were not enough
    const ending = String(Math.floor(random() * 10 ** digits)).padStart(digits, "0")
    const number = parsePhoneNumberFromString(example.number.slice(0, -digits) + ending)
    if (!number || taken.has(number.number) || !isMobileOf(number, code)) continue
    taken.add(number.number)
    return number
  }
  throw new Error(`There are not enough numbers of ${code}.`)
}

function isMobileOf(number: PhoneNumber, code: CountryCode): boolean {
  const type = number.getType()
  return number.isValid() && number.country === code && (type === "MOBILE" || type === "FIXED_LINE_OR_MOBILE")
}

const notations: ((number: PhoneNumber) => string)[] = [
  (number) => number.number,
  (number) => number.formatInternational(),
  (number) => number.formatInternational().replaceAll(" ", "-"),
  (number) => number.number.replace("+", "00"),
  (number) => number.formatInternational().replace("+", "00 "),
  (number) => number.formatInternational().replaceAll(" ", "."),
  (number) => number.formatInternational().replace(/^(\+\d+) (\d+) /, "$1 ($2) "),
  (number) => ` ${number.formatInternational()} `,
  (number) => `'${number.number}`,
  (number) => `tel:${number.number}`,
  (number) => number.number.slice(1),
]

/** The number as some person or program would write it. */
export function written(number: PhoneNumber, random: () => number): string {
  const notation = notations[Math.floor(random() ** 2 * notations.length)]
  return notation ? notation(number) : number.number
}
