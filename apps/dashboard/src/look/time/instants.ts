import { type Notation, amount as written } from "./notation.ts"

const lengths = {
  short: { dateStyle: "medium", timeStyle: "short" },
  full: { dateStyle: "full", timeStyle: "long" },
} as const

/** To make one takes 50 µs, and a page of a list needs a hundred. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** An instant as people of a locale write it. */
export function dayAndTime(at: Date, { locale, zone }: Notation, length: keyof typeof lengths): string {
  const key = `${locale} ${zone} ${length}`
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...lengths[length], timeZone: zone })
  formats.set(key, format)
  return format.format(at)
}

/** The time of an instant on its day: `14:05`, `2:05 PM`. */
export const timeOfDay = (at: Date, { locale, zone }: Notation): string =>
  new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone: zone }).format(at)

/** Which day it is in a zone, such as `2026-11-22`. */
export function dayIn(zone: string): (at: Date) => string {
  // The Swedish write a date as ISO 8601 does.
  const format = new Intl.DateTimeFormat("sv", { timeZone: zone })
  return (at) => format.format(at)
}

/** Whether this browser knows a zone of that name. */
export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined
  } catch {
    return false
  }
}

/** A day of the calendar, such as `2026-11-22`, as people of a locale write it. */
export function calendarDay(day: string, { locale }: Pick<Notation, "locale">): string {
  const options = { dateStyle: "medium", timeZone: "UTC" } as const
  return new Intl.DateTimeFormat(locale, options).format(new Date(`${day}T00:00:00Z`))
}

const writtenInstant = /\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z/g

/** A number from a thousand on, as the server's English has it. */
const writtenAmount = /(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])/g

/** A sentence of the server, with the instants and the large numbers in it as people of a locale write them. */
export const withInstants = (sentence: string, notation: Notation): string =>
  sentence
    .replaceAll(writtenAmount, (amount) => written(Number(amount.replaceAll(",", "")), notation))
    .replaceAll(writtenInstant, (at) => dayAndTime(new Date(at), notation, "short"))

const steps = [
  ["second", 60],
  ["minute", 60],
  ["hour", 24],
  ["day", 30],
  ["month", 12],
] as const

/** How long ago, or how far ahead, an instant is: `2 minutes ago`, `in 3 days`. */
export function fromNow(at: Date, now: Date): string {
  let amount = (at.getTime() - now.getTime()) / 1000
  for (const [unit, size] of steps) {
    if (Math.abs(amount) < size) return inWords(amount, unit)
    amount /= size
  }
  return inWords(amount, "year")
}

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" })

const inWords = (amount: number, unit: Intl.RelativeTimeFormatUnit): string =>
  relative.format(Math.round(amount), unit)

/** How much time is left, to the minute: `3 h 12 min`, `45 min`, `less than a minute`. */
export function timeLeft(ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 1) return "less than a minute"
  const hours = Math.floor(minutes / 60)
  return [hours === 0 ? "" : `${hours} h`, minutes % 60 === 0 ? "" : `${minutes % 60} min`]
    .filter(Boolean)
    .join(" ")
}

/** When a day such as `2026-03-01`, or one so many days after it, starts in a zone (the machine's own when undefined). */
export function startOfDay(day: string, daysAfter: number, zone: string | undefined): Date {
  const asUtc = Date.parse(`${day}T00:00:00Z`) + daysAfter * 24 * 60 * 60_000
  // The zone is asked twice, as it may change between midnight there and midnight in UTC.
  const near = asUtc - offsetMs(asUtc, zone)
  return new Date(asUtc - offsetMs(near, zone))
}

function offsetMs(at: number, zone: string | undefined): number {
  const parts = new Intl.DateTimeFormat("en", {
    timeZoneName: "longOffset",
    ...(zone ? { timeZone: zone } : {}),
  }).formatToParts(at)
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? ""
  const [, sign = "+", hours = "0", minutes = "0"] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? []
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}

/** A day such as `2026-11-22`, or an hour such as `2026-11-22T12:00`, as it stands below a plot; the year only where there are several. */
export const belowPlot = (at: string, { locale }: Pick<Notation, "locale">, withYear = false): string => {
  const isDay = at.length === 10
  const date = new Date(isDay ? `${at}T00:00Z` : `${at}Z`)
  return new Intl.DateTimeFormat(locale, {
    timeZone: "UTC",
    month: "short",
    day: "numeric",
    ...(withYear ? { year: "numeric" } : {}),
    ...(isDay ? {} : { hour: "2-digit", minute: "2-digit" }),
  }).format(date)
}
