/**
 * Phone numbers and the identifiers WhatsApp derives from them.
 *
 * The full metadata (`/max`) is chosen deliberately: the smaller sets check only lengths, and a number that
 * merely has the right length costs a send, a failure and some of the sender's quality rating.
 */
import type { CountryCode } from "libphonenumber-js/max"
import {
  AsYouType,
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  ParseError,
  parsePhoneNumberFromString,
  parsePhoneNumberWithError,
  validatePhoneNumberLength,
} from "libphonenumber-js/max"

/** Why a text is not a phone number that WhatsApp could reach. */
export type PhoneRejection =
  | "empty"
  | "not_a_number"
  | "too_short"
  | "too_long"
  | "invalid_country"
  | "no_country"
  | "scientific_notation"
  | "not_valid"
  | "not_mobile_capable"

/** `e164` starts with `+`; `country` is ISO 3166-1 alpha-2, absent for numbers of no country (satellite and the like). */
export type ParsedPhone =
  | { ok: true; e164: string; country: string | undefined }
  | { ok: false; reason: PhoneRejection }

const reasons: Record<string, PhoneRejection> = {
  NOT_A_NUMBER: "not_a_number",
  TOO_SHORT: "too_short",
  TOO_LONG: "too_long",
  INVALID_COUNTRY: "invalid_country",
}

/** Kinds of line that no WhatsApp account can sit on. Landlines and toll-free numbers can: businesses use them. */
const unreachableLines: ReadonlySet<string> = new Set(["PREMIUM_RATE", "PAGER", "VOICEMAIL"])

/**
 * Reads a phone number as people write it and gives its E.164 form.
 *
 * Brazilian mobile numbers in their eight-digit form from before the ninth-digit reform, and Mexican ones with
 * the former mobile `1`, come back in today's form; the forms that Meta may report are in {@link waIdVariants}.
 *
 * Digits that say no country are never guessed abroad: `4794012345` is somebody in Arkansas as well as in Norway.
 *
 * @param input any notation; without `+` or `00` it is read as a number of `defaultCountry`, in national notation or with the
 *   country's own code in front, as programs write it
 * @param defaultCountry ISO 3166-1 alpha-2 code, any case
 * @example
 * parsePhone("0151 23456789", "de") // { ok: true, e164: "+4915123456789", country: "DE" }
 * parsePhone("+55 11 8765-4321") // { ok: true, e164: "+5511987654321", country: "BR" }
 * parsePhone("0151 23456789") // { ok: false, reason: "no_country" }
 */
export function parsePhone(input: string, defaultCountry?: string): ParsedPhone {
  const text = asTyped(input)
  if (text === "") return { ok: false, reason: "empty" }
  if (/^\+?\d([.,]\d+)?e\+?\d+$/i.test(text)) return { ok: false, reason: "scientific_notation" }
  const country = defaultCountry?.toUpperCase()
  if (country !== undefined && !isSupportedCountry(country)) return { ok: false, reason: "invalid_country" }
  if (text.startsWith("00")) return readNumber(`+${text.slice(2)}`, country)
  if (text.startsWith("+")) return readNumber(text, country)
  if (country === undefined) return { ok: false, reason: withoutCountry(text) }
  // `4915123456789` is a possible national number of Germany as well, of the area 04915.
  if (/^[1-9]/.test(text)) {
    const international = readNumber(`+${text}`, undefined)
    if (international.ok && international.country === country) return international
  }
  return readNumber(text, country)
}

const withoutCountry = (text: string): PhoneRejection =>
  /^[\d\s()./-]+$/.test(text) && /\d/.test(text) ? "no_country" : "not_a_number"

/** What a phone number is written between, in links and by programs. */
const wrappings: [RegExp, string][] = [
  [/^=?"(.*)"$/, "$1"], // ="0151…", by which a spreadsheet keeps a number as text
  [/^['\u2018\u2019`\u00b4]/, ""],
  [/^=(?=\+?\d)/, ""],
  [/^https?:\/\/(?:wa\.me|api\.whatsapp\.com\/send\/?\?phone=)\/?\+?(\d+).*$/i, "+$1"],
  [/^\+?(\d+)@(?:c\.us|s\.whatsapp\.net)$/i, "+$1"],
  [/^(?:tel|whatsapp):\s*(?:\/\/)?/i, ""],
  [/^(\+?\d+)\.0+$/, "$1"], // a spreadsheet kept it as a fraction
]

/** Beyond ASCII are the marks that address books copy along, which nobody sees, and other scripts' forms of the same characters. */
function asTyped(input: string): string {
  let text = asciiDigits(input).trim()
  if (/^\+?\d+$/.test(text)) return text // as most are, and nothing below would match
  for (const [wrapping, inside] of wrappings) text = text.replace(wrapping, inside).trim()
  return text
}

/**
 * A text without the characters that nobody sees, in ordinary forms of the others, and with the digits 0 to 9 in place of those
 * of other scripts.
 * @example asciiDigits("\u202A+٤٩") // "+49"
 */
export function asciiDigits(text: string): string {
  if (!/[^ -~]/.test(text)) return text
  return text
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, "")
    .normalize("NFKC")
    .replace(/\p{Nd}/gu, (digit) => String(digitValue(digit.codePointAt(0) ?? 0)))
}

/** Unicode has the digits of each script in a row, 0 first. */
function digitValue(codePoint: number): number {
  let before = 0
  while (/^\p{Nd}$/u.test(String.fromCodePoint(codePoint - before - 1))) before += 1
  return before % 10
}

function readNumber(text: string, country: CountryCode | undefined): ParsedPhone {
  try {
    const options = country === undefined ? { extract: false } : { defaultCountry: country, extract: false }
    const number = parsePhoneNumberWithError(text, options)
    const e164 = modernForm(number.number)
    const current = e164 === number.number ? number : parsePhoneNumberWithError(e164)
    // Whose line is known is valid: finding that out is most of the work, and `isValid` would do it a second time.
    const line = current.getType()
    if (line === undefined && !current.isValid())
      return { ok: false, reason: current.isPossible() ? "not_valid" : lengthProblem(e164) }
    if (line !== undefined && unreachableLines.has(line)) return { ok: false, reason: "not_mobile_capable" }
    return { ok: true, e164, country: current.country }
  } catch (error) {
    if (error instanceof ParseError) return { ok: false, reason: reasons[error.message] ?? "not_a_number" }
    throw error
  }
}

function lengthProblem(e164: string): PhoneRejection {
  return reasons[validatePhoneNumberLength(e164) ?? ""] ?? "not_valid"
}

const brazilLegacyMobile = /^(55[1-9]\d)([6-9]\d{7})$/
const brazilMobile = /^(55[1-9]\d)9([6-9]\d{7})$/
const mexicoLegacyMobile = /^521([2-9]\d{9})$/
const mexico = /^52([2-9]\d{9})$/
const argentinaMobile = /^549([1-3]\d{9})$/
const argentina = /^54([1-3]\d{9})$/
const benin = /^22901([24-9]\d{7})$/
const beninLegacy = /^229([24-9]\d{7})$/
const ivoryCoastMobile = /^225(01|05|07)([014-9]\d{7})$/
const ivoryCoastLegacyMobile = /^225([014-9](\d)\d{6})$/

/** What was put before a mobile number of the Ivory Coast in 2021: its operator, which the old second digit names. */
const ivoryCoastPrefixes = ["01", "01", "01", "01", "05", "05", "05", "07", "07", "07"]

function modernForm(e164: string): string {
  const digits = e164.slice(1)
  const brazil = brazilLegacyMobile.exec(digits)
  if (brazil) return `+${brazil[1]}9${brazil[2]}`
  const mexico = mexicoLegacyMobile.exec(digits)
  if (mexico) return `+52${mexico[1]}`
  return e164
}

/**
 * The country of an E.164 number, ISO 3166-1 alpha-2, whether or not there is such a number; undefined when it is of none.
 * Of the countries that share +1 it tells the one by the area code.
 * @example countryOfPhone("+16505551234") // "US"
 * @example countryOfPhone("+14165550123") // "CA"
 */
export function countryOfPhone(e164: string): string | undefined {
  return countryOfCallingCode(e164) ?? parsePhoneNumberFromString(e164)?.country
}

/** Of the calling codes that one country alone has: there the digits behind it tell nothing more, and reading them takes 8 µs. */
const countryByCallingCode: ReadonlyMap<string, CountryCode> = new Map(
  [...Map.groupBy(getCountries(), (country) => getCountryCallingCode(country))].flatMap(
    ([code, [country, ...others]]) =>
      country !== undefined && others.length === 0 ? [[code, country] as const] : [],
  ),
)

function countryOfCallingCode(e164: string): string | undefined {
  if (!/^\+[1-9]\d{6,14}$/.test(e164)) return undefined
  // No calling code is the beginning of another one.
  return countryByCallingCode.get(e164.slice(1, 3)) ?? countryByCallingCode.get(e164.slice(1, 4))
}

/**
 * The country in which a number is at home, also where it is none that is given out, as those that Meta lends for tests: of the
 * countries that share a calling code the main one. Undefined when it is of none.
 * @example homeOfPhone("+1 555 078 3881") // "US"
 */
export function homeOfPhone(phone: string): string | undefined {
  const number = parsePhoneNumberFromString(phone)
  return number?.country ?? number?.getPossibleCountries()[0]
}

/**
 * An E.164 number as it is read: with its country's spaces. What is no phone number stays as it is.
 * @example formatPhone("+4915123456789") // "+49 1512 3456789"
 */
export function formatPhone(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164
}

/**
 * What is dialled before the numbers of a country, without `+`; undefined where the country has no numbers.
 * @param country ISO 3166-1 alpha-2, in capital letters
 * @example callingCodeOf("SE") // "46"
 */
export function callingCodeOf(country: string): string | undefined {
  return isSupportedCountry(country) ? getCountryCallingCode(country) : undefined
}

/**
 * The digits of an E.164 number: the form in which Meta writes phone numbers as user ids.
 * @example waIdOf("+4915123456789") // "4915123456789"
 */
export function waIdOf(e164: string): string {
  return e164.replace(/\D/g, "")
}

/**
 * The wa_ids under which Meta may report the person who is dialled as `waId`, `waId` itself first.
 * Brazilian accounts from before the ninth-digit reform keep the eight-digit form, Mexican ones the former
 * mobile `1`, Argentinian ones lose or gain the mobile `9`, and those of Benin and the Ivory Coast may have the eight
 * digits from before their numbers grew to ten (2024 and 2021). Symmetric: a is a variant of b if b is one of a.
 * @example
 * waIdVariants("5511987654321") // ["5511987654321", "551187654321"]
 * waIdVariants("16505551234") // ["16505551234"]
 */
export function waIdVariants(waId: string): string[] {
  const other = otherForm(waId)
  return other === undefined ? [waId] : [waId, other]
}

/**
 * One name of a phone number in every form that Meta may report: two numbers have the same if each is a form of the other.
 * @example personOfPhone("+541155556666") === personOfPhone("+5491155556666") // true
 */
export function personOfPhone(phone: string): string {
  const waId = waIdOf(phone)
  const other = otherForm(waId)
  return other !== undefined && other < waId ? other : waId
}

function otherForm(waId: string): string | undefined {
  let match = brazilMobile.exec(waId)
  if (match) return `${match[1]}${match[2]}`
  match = brazilLegacyMobile.exec(waId)
  if (match) return `${match[1]}9${match[2]}`
  match = mexicoLegacyMobile.exec(waId)
  if (match) return `52${match[1]}`
  match = mexico.exec(waId)
  if (match) return `521${match[1]}`
  match = argentinaMobile.exec(waId)
  if (match) return `54${match[1]}`
  match = argentina.exec(waId)
  if (match) return `549${match[1]}`
  match = benin.exec(waId)
  if (match) return `229${match[1]}`
  match = beninLegacy.exec(waId)
  if (match) return `22901${match[1]}`
  return otherIvorianForm(waId)
}

function otherIvorianForm(waId: string): string | undefined {
  const old = ivoryCoastLegacyMobile.exec(waId)
  if (old) return `225${ivoryCoastPrefixes[Number(old[2])]}${old[1]}`
  const eightDigits = ivoryCoastMobile.exec(waId)?.[2]
  if (eightDigits === undefined) return undefined
  const legacy = `225${eightDigits}`
  return otherIvorianForm(legacy) === waId ? legacy : undefined
}

const bsuid = /^[A-Z]{2}\.(?:ENT\.)?[0-9A-Za-z]{1,128}$/

/**
 * Whether a value has the shape of a business-scoped user id, e.g. `US.13491208655302741918` (parents: `US.ENT.…`).
 * @example
 * isBsuid("US.13491208655302741918") // true
 * isBsuid("16505551234") // false
 */
export function isBsuid(value: string): boolean {
  return bsuid.test(value)
}

/**
 * The calling code and the national digits of an international number in any notation, as adding a number to a business
 * account takes them; undefined when it is none.
 * @example
 * dialledParts("+49 151 23456789") // { countryCode: "49", national: "15123456789" }
 * dialledParts("hello") // undefined
 */
export function dialledParts(input: string): { countryCode: string; national: string } | undefined {
  try {
    const { countryCallingCode, nationalNumber } = parsePhoneNumberWithError(input)
    return { countryCode: countryCallingCode, national: nationalNumber }
  } catch (error) {
    if (error instanceof ParseError) return undefined
    throw error
  }
}

/**
 * The digits of a phone number, or of a part of one, as people type it into a search: with or without `+` or `00`, spaces
 * and dashes. Undefined when there is something else in it.
 * @example
 * typedDigits("0049 (151) 234") // "49151234"
 * typedDigits("Ana 7") // undefined
 */
export function typedDigits(input: string): string | undefined {
  const digits = input.replace(/[\s().\-/]/g, "").replace(/^(\+|00)/, "")
  return /^\d+$/.test(digits) ? digits : undefined
}

/**
 * What the E.164 forms of numbers may start with, where this is the beginning of one as people type it into a search: with or
 * without `+` or `00`, and as it is dialled at home in any of some countries. Empty when there is something else in it.
 * @param countries ISO 3166-1 alpha-2, in capital letters
 * @example typedPhoneStarts("0151 12", ["DE"]) // ["+4915112"]
 * @example typedPhoneStarts("+49 151", []) // ["+49151"]
 */
export function typedPhoneStarts(input: string, countries: readonly string[]): string[] {
  const text = asTyped(input)
  const digits = typedDigits(text)
  if (digits === undefined) return []
  if (/^(\+|00)/.test(text)) return [`+${digits}`]
  const atHome = countries.flatMap((country) => {
    if (!isSupportedCountry(country)) return []
    const typed = new AsYouType(country)
    typed.input(text)
    return typed.getNumberValue() ?? []
  })
  // No number starts with 0 abroad.
  return [...new Set(digits.startsWith("0") ? atHome : [`+${digits}`, ...atHome])]
}
