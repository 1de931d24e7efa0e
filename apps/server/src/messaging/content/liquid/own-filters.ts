/** Filters that Braze has and LiquidJS has not, or that count in another way there. */
import { createHash, createHmac } from "node:crypto"
import { filters as everyFilter, type FilterImplOptions, toValue } from "liquidjs"

type Handler = Extract<FilterImplOptions, (...args: never[]) => unknown>

const textOf = (value: unknown): string => {
  const plain: unknown = toValue(value)
  if (plain === undefined || plain === null) return ""
  return typeof plain === "object" ? JSON.stringify(plain) : String(plain)
}

/** As Ruby's Liquid reads it: what is no number is 0. */
function numberOf(value: unknown): number {
  const read = Number(typeof value === "string" ? value.trim() : toValue(value))
  return Number.isNaN(read) ? 0 : read
}

/** 0.1 and 0.2 are 0.3: without the last digits, which binary fractions bring. */
const decimal = (value: number): number => Number(value.toPrecision(15))

const hashed =
  (algorithm: string): Handler =>
  (value: unknown) =>
    createHash(algorithm).update(textOf(value)).digest("hex")

const signed =
  (algorithm: string, encoding: "hex" | "base64"): Handler =>
  (value: unknown, key: unknown) =>
    createHmac(algorithm, textOf(key)).update(textOf(value)).digest(encoding)

/** @param isFloat written where the divisor has a point, by spelling.ts */
function divide(value: unknown, by: unknown, isFloat: unknown = false): number {
  const [left, right] = [numberOf(value), numberOf(by)]
  if (right === 0) throw new Error("it divides by 0")
  const isWhole = Number.isInteger(left) && Number.isInteger(right) && isFloat !== true
  return isWhole ? Math.floor(left / right) : left / right
}

function modulo(value: unknown, by: unknown): number {
  const [left, right] = [numberOf(value), numberOf(by)]
  if (right === 0) throw new Error("it divides by 0")
  return decimal(((left % right) + right) % right)
}

const withCommas = (digits: string) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ",")

function numberWithDelimiter(value: unknown): string {
  const text = textOf(value)
  const [, sign, whole, rest] = /^(-?)(\d{1,40})(\.\d*)?$/.exec(text) ?? []
  return whole === undefined ? text : `${sign}${withCommas(whole)}${rest ?? ""}`
}

function money(value: unknown): string {
  const amount = numberOf(value)
  if (!Number.isFinite(amount) || Math.abs(amount) >= 1e15) return textOf(value)
  return numberWithDelimiter(amount.toFixed(2))
}

/** What a list or an object has at a name, or at an index. */
function propertyOf(value: unknown, key: unknown): unknown {
  const plain: unknown = toValue(value)
  if (typeof plain !== "object" || plain === null) return undefined
  const name = textOf(key)
  return Object.hasOwn(plain, name) ? Object.entries(plain).find(([own]) => own === name)?.[1] : undefined
}

function readJson(value: unknown): unknown {
  if (typeof value !== "string") return value
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}

/** A time as it is in a time zone. `date` formats it as it is there. */
class ZonedTime {
  readonly instant: Date
  readonly zone: string

  constructor(instant: Date, zone: string) {
    this.instant = instant
    this.zone = zone
  }

  toString(): string {
    const parts = new Intl.DateTimeFormat("en-CA", {
      timeZone: this.zone,
      dateStyle: "short",
      timeStyle: "medium",
      hourCycle: "h23",
    }).format(this.instant)
    return parts.replace(", ", " ")
  }
}

const withoutZone = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/
/** Times that name no zone are of UTC, wherever this machine stands. */
const asUtc = (value: unknown) => (typeof value === "string" && withoutZone.test(value) ? `${value}Z` : value)

function instantOf(value: unknown): Date | undefined {
  if (value instanceof ZonedTime) return value.instant
  const text = textOf(value)
  if (text === "") return undefined
  if (text === "now" || text === "today") return new Date()
  const read = new Date(/^\d{1,12}$/.test(text) ? Number(text) * 1000 : String(asUtc(text)))
  return Number.isNaN(read.getTime()) ? undefined : read
}

function isZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat("en", { timeZone: name }) !== undefined
  } catch {
    return false
  }
}

/** The time in that zone; where the zone is not known, in UTC. */
function inTimeZone(value: unknown, zone: unknown): unknown {
  const instant = instantOf(value)
  if (instant === undefined) return value
  const name = textOf(zone)
  return new ZonedTime(instant, isZone(name) ? name : "UTC")
}

/** What stands for several parts of a date in Ruby, and that LiquidJS does not know. */
const composites: Readonly<Record<string, string>> = {
  "%%": "%%",
  "%D": "%m/%d/%y",
  "%F": "%Y-%m-%d",
  "%R": "%H:%M",
  "%T": "%H:%M:%S",
  "%X": "%H:%M:%S",
  "%r": "%I:%M:%S %p",
  "%h": "%b",
}
const withParts = (format: unknown) =>
  typeof format === "string" ? format.replace(/%[%DFRTXrh]/g, (part) => composites[part] ?? part) : format

const { date: formatDate, default: useDefault } = everyFilter

const date: Handler = function (value: unknown, given?: unknown, zone?: unknown) {
  const format = withParts(given)
  if (typeof formatDate !== "function") throw new Error("LiquidJS has no filter date")
  if (value instanceof ZonedTime) return formatDate.call(this, value.instant, format, zone ?? value.zone)
  return formatDate.call(this, asUtc(value), format, zone)
}

const isEmptyObject = (value: unknown) =>
  typeof value === "object" &&
  value !== null &&
  Object.getPrototypeOf(value) === Object.prototype &&
  Object.keys(value).length === 0

const orDefault: Handler = function (value: unknown, ...args: unknown[]) {
  if (typeof useDefault !== "function") throw new Error("LiquidJS has no filter default")
  return useDefault.call(this, isEmptyObject(value) ? undefined : value, ...args)
}

/** Do something at most once, and cost no more than what they are given. */
export const plainOwnFilters: Readonly<Record<string, FilterImplOptions>> = {
  md5: hashed("md5"),
  sha1: hashed("sha1"),
  sha2: hashed("sha256"),
  sha512: hashed("sha512"),
  hmac_sha1: signed("sha1", "hex"),
  hmac_sha1_hex: signed("sha1", "hex"),
  hmac_sha1_base64: signed("sha1", "base64"),
  hmac_sha256_hex: signed("sha256", "hex"),
  hmac_sha256_base64: signed("sha256", "base64"),
  hmac_sha512: signed("sha512", "hex"),
  base64: (value: unknown) => Buffer.from(textOf(value)).toString("base64"),
  base64_url_safe_encode: (value: unknown) =>
    Buffer.from(textOf(value)).toString("base64").replaceAll("+", "-").replaceAll("/", "_"),
  base64_url_safe_decode: (value: unknown) => Buffer.from(textOf(value), "base64url").toString("utf8"),
  url_escape: (value: unknown) => encodeURI(textOf(value).toWellFormed()),
  url_param_escape: (value: unknown) => encodeURIComponent(textOf(value).toWellFormed()),
  json_escape: (value: unknown) => JSON.stringify(textOf(value)).slice(1, -1),
  number_with_delimiter: numberWithDelimiter,
  money,
  property_accessor: propertyOf,
  time_zone: inTimeZone,
  date,
  default: orDefault,
  plus: (value: unknown, by: unknown) => decimal(numberOf(value) + numberOf(by)),
  minus: (value: unknown, by: unknown) => decimal(numberOf(value) - numberOf(by)),
  times: (value: unknown, by: unknown) => decimal(numberOf(value) * numberOf(by)),
  divided_by: divide,
  modulo,
}

/** What they give may be of any size. */
export const apartOwnFilters: Readonly<Record<string, FilterImplOptions>> = {
  json_parse: readJson,
  as_json_string: (value: unknown) => JSON.stringify(toValue(value) ?? null),
}
