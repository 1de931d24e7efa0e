/** Days and times as people, spreadsheets, databases and shops write them. */
import { asciiDigits } from "@parley/whatsapp/phone"

export interface WrittenInstant {
  at: Date
  /** Only a day was written; `at` is its first moment in UTC. */
  isDay: boolean
}

/** In which order a text such as 03/04/2026 names day and month. */
export type DateOrder = "dmy" | "mdy"

const time = /(\d\d?):(\d\d)(?::(\d\d)(?:[.,:](\d+))?)?\s*([ap])?\.?(?:m\.?)?/
const offset = /(?:\s*(z|utc|gmt|[+-]\d\d?(?::?\d\d)?)(?:\s*\([^)]*\))?)?/
const behind = `(?:[t,\\s]\\s*${time.source}${offset.source})?`
const whole = (source: string) => new RegExp(`^(?:[a-z]{2,9}\\.?,?\\s+)?${source}${behind}$`, "i")

const yearFirst = whole("(\\d{4})([-/.])(\\d\\d?)\\2(\\d\\d?)")
const yearLast = whole("(\\d\\d?)([-/.])(\\d\\d?)\\2(\\d{4})")
const monthFirst = whole("([a-z]{3,9})\\.?\\s+(\\d\\d?)(?:st|nd|rd|th)?,?\\s+(\\d{4})")
const dayFirst = whole("(\\d\\d?)(?:st|nd|rd|th|\\.)?[\\s-]+([a-z]{3,9})\\.?,?[\\s-]+(\\d{4})")
const compact = /^(\d{4})(\d\d)(\d\d)(?:t?(\d\d)(\d\d)(\d\d)?(z|[+-]\d\d:?\d\d)?)?$/i
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

/** Longer than any date that a program writes, also with the name of its zone. Patterns take the square of a text's length in time. */
const longestDate = 200

/**
 * The instant that a text names. Without an offset it is read in UTC. Where day and month could be either, `order` decides.
 * A number is a serial day of a spreadsheet (five digits), or the seconds or milliseconds since 1970 (ten or thirteen).
 * @returns "ambiguous" where the text names two different days and `order` is not given; undefined where it is no date
 */
export function readWrittenInstant(
  written: string,
  order?: DateOrder,
): WrittenInstant | "ambiguous" | undefined {
  const text = asciiDigits(written).trim()
  if (text.length > longestDate) return undefined
  if (/^\d/.test(text)) {
    const iso = yearFirst.exec(text)
    if (iso) return instant(iso[1], iso[3], iso[4], iso.slice(5))
    const short = compact.exec(text)
    if (short) {
      const [, year, month, date, hour, minute, second, zone] = short
      return instant(year, month, date, [hour, minute, second, undefined, undefined, zone])
    }
    const number = numbered(text)
    if (number) return number
  }
  const last = yearLast.exec(text)
  if (last) return inOrder(last, order)
  const named = monthFirst.exec(text)
  if (named) return instant(named[3], monthOf(named[1]), named[2], named.slice(4))
  const turned = dayFirst.exec(text)
  if (turned) return instant(turned[3], monthOf(turned[2]), turned[1], turned.slice(4))
  return undefined
}

function inOrder(match: RegExpExecArray, order: DateOrder | undefined) {
  const [, first = "", separator, second = "", year, ...clock] = match
  const [one, other] = [Number(first), Number(second)]
  // Points and dashes are written by nobody who begins with the month, except for dashes in the US.
  const isDayFirst = separator === "." || one > 12 || (order !== "mdy" && (order === "dmy" || one === other))
  if (!isDayFirst && other <= 12 && order === undefined) return "ambiguous"
  return isDayFirst ? instant(year, second, first, clock) : instant(year, first, second, clock)
}

const monthOf = (name = "") => {
  const month = months.indexOf(name.slice(0, 3).toLowerCase())
  return month === -1 ? undefined : String(month + 1)
}

const dayMs = 86_400_000
/** What spreadsheets count from: 1900 was no leap year, and they count it as one. */
const serialStart = Date.UTC(1899, 11, 30)

function numbered(text: string): WrittenInstant | undefined {
  const serial = /^([2-7]\d{4})(?:[.,](\d+))?$/.exec(text)
  if (serial) {
    const part = Number(`0.${serial[2] ?? 0}`)
    // To the second: the fraction has no more.
    const at = new Date(serialStart + Number(serial[1]) * dayMs + Math.round(part * 86_400) * 1000)
    return { at, isDay: serial[2] === undefined }
  }
  if (/^1\d{9}$/.test(text)) return { at: new Date(Number(text) * 1000), isDay: false }
  if (/^1\d{12}$/.test(text)) return { at: new Date(Number(text)), isDay: false }
  return undefined
}

function instant(
  year: string | undefined,
  month: string | undefined,
  date: string | undefined,
  [hour, minute, second, fraction, half, zone]: (string | undefined)[],
): WrittenInstant | undefined {
  const [y, m, d] = [Number(year), Number(month), Number(date)]
  const day = Date.UTC(y, m - 1, d)
  if (
    Number.isNaN(day) ||
    y < 1900 ||
    new Date(day).getUTCMonth() !== m - 1 ||
    new Date(day).getUTCDate() !== d
  )
    return undefined
  if (hour === undefined) return { at: new Date(day), isDay: true }
  const hours = hoursOf(Number(hour), half)
  const [minutes, seconds] = [Number(minute ?? 0), Number(second ?? 0)]
  const isEndOfDay = hours === 24 && minutes === 0 && seconds === 0
  if (hours === undefined || (hours > 23 && !isEndOfDay) || minutes > 59 || seconds > 60) return undefined
  const ms = fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000)
  const shift = shiftOf(zone)
  if (shift === undefined) return undefined
  return { at: new Date(day + ((hours * 60 + minutes - shift) * 60 + seconds) * 1000 + ms), isDay: false }
}

function hoursOf(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour
  if (hour < 1 || hour > 12) return undefined
  return (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0)
}

/** Of an offset from UTC, in minutes. */
function shiftOf(zone: string | undefined): number | undefined {
  const match = /^([+-])(\d\d?)(?::?(\d\d))?$/.exec(zone ?? "")
  if (!match) return 0
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0)
  if (minutes > 14 * 60) return undefined
  return match[1] === "-" ? -minutes : minutes
}
