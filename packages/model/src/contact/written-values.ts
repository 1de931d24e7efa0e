/** Numbers and dates as people, spreadsheets and shops write them. Pure. */
import { instantOf } from "../instants.ts"

/** Arabic, Persian and full-width digits: each block starts where the last four bits are zero. */
const otherDigits = /[\u0660-\u0669\u06F0-\u06F9\uFF10-\uFF19]/g
const asciiDigits = (text: string) =>
  text.replace(otherDigits, (digit) => String(digit.charCodeAt(0) % 16)).replaceAll("\u066B", ".")

const plain = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d{1,3})?$/
/** Thousands in groups of three by a point, a comma, an apostrophe or a space, and the decimals by something else. */
const grouped = /^[+-]?\d{1,3}(?:([.,'’\s\u00A0\u202F])\d{3})(?:\1\d{3})*(?:([.,])\d+)?$/

/**
 * A number with a point or a comma before its decimals, and thousands in groups. `1,234` and `1.234.567` have one reading each:
 * the first may be two numbers, so it is none; `1.234` is as a computer writes it.
 * @example readNumber("1.234,5") // 1234.5
 */
export function readNumber(text: string): number | "ambiguous" | undefined {
  const written = asciiDigits(text.trim()).replace(/^\u2212/, "-")
  if (/^[+-]?[1-9]\d{0,2},\d{3}$/.test(written)) return "ambiguous"
  if (plain.test(written)) return finite(written.replace(",", "."))
  const [, group, decimals] = grouped.exec(written) ?? []
  if (group === undefined || group === decimals) return undefined
  const digits = written.replaceAll(group, "")
  return finite(digits.replace(",", "."))
}

function finite(text: string): number | undefined {
  const number = Number(text)
  return Number.isFinite(number) ? number : undefined
}

const iso =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,:](\d{1,6}))?)?\s*(Z|UTC|[+-]\d\d(?::?\d\d)?)?)?$/i
const dotted = /^(\d\d?)\.(\d\d?)\.(\d{4})$/
const slashed = /^(\d\d?)\/(\d\d?)\/(\d{4})$/

/**
 * A day as YYYY-MM-DD, or an instant as ISO text in UTC. Takes ISO 8601 with a space or with `yyyy-MM-dd'T'HH:mm:ss:SSSZ` as Braze
 * does (without an offset: UTC), `31.12.2025`, and `12/31/2025` where only one order of day and month is possible.
 * @example readDate("31.12.2025") // "2025-12-31"
 */
export function readDate(text: string): string | "ambiguous" | undefined {
  const written = asciiDigits(text.trim())
  const known = iso.exec(written)
  if (known) return isoText(known)
  const [, day, month, year] = dotted.exec(written) ?? []
  if (year !== undefined) return dayText(year, month, day)
  const [, first, second, of] = slashed.exec(written) ?? []
  if (of === undefined) return undefined
  if (Number(first) <= 12 && Number(second) <= 12 && Number(first) !== Number(second)) return "ambiguous"
  return Number(first) > 12 ? dayText(of, second, first) : dayText(of, first, second)
}

function isoText([, year, month, day, hour, minute, second, fraction, offset]: RegExpExecArray) {
  const date = dayText(year, month, day)
  if (date === undefined || hour === undefined) return date
  const zone = /^[+-]/.test(offset ?? "") ? `${offset}00`.replace(/^(...):?(..).*$/, "$1:$2") : "Z"
  return instantOf(
    `${date}T${hour}:${minute}:${second ?? "00"}${fraction === undefined ? "" : `.${fraction}`}${zone}`,
  )?.toISOString()
}

function dayText(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): string | undefined {
  const text = `${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}`
  return instantOf(text) && text
}
