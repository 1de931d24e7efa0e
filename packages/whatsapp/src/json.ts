/** Reads JSON that need not have the expected shape: every function gives undefined where it does not fit. */

export type JsonRecord = Record<string, unknown>

/** What may be a NUL, or half of a surrogate pair, as JSON writes it: a whole pair looks the same, and so does plain text. */
const unstorable = /\\u(?:0000|[dD][89a-fA-F])/
/** Escape by escape as `JSON.stringify` writes them: whole pairs it does not escape. */
const escapes = /\\(?:u(?:0000|d[89a-f][0-9a-f]{2})|.)/g

/** A number that may be longer than JavaScript's are exact: a quick look, which texts may pass as well. */
const longNumber = /[:,[\s]-?\d{16}/
const isWhole = /^-?\d+$/

/**
 * Parses JSON that holds texts of anyone's, such as a webhook. What databases refuse to keep, a NUL or half of a surrogate
 * pair (which a phone may cut an emoji down to), is read as U+FFFD, in names as well as in values. A whole number that a
 * JavaScript number cannot hold exactly, as some of Meta's ids are, is read as its digits.
 *
 * @throws SyntaxError when it is not JSON
 * @example
 * readJson('{"body":"cut \\ud83d"}') // { body: "cut \ufffd" }
 * readJson('{"message_template_id":24100200301721456}') // { message_template_id: "24100200301721456" }
 */
export function readJson(text: string): unknown {
  const json: unknown = longNumber.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text)
  if (!unstorable.test(text)) return json
  return JSON.parse(
    JSON.stringify(json).replace(escapes, (written) => (written.length > 2 ? "\ufffd" : written)),
  )
}

/** For `JSON.parse`, which hands over the source of a number where the engine can. */
function keepDigits(_name: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== "number" || Number.isSafeInteger(value)) return value
  const source = context?.source
  return source !== undefined && isWhole.test(source) ? source : value
}

export function asRecord(value: unknown): JsonRecord | undefined {
  return isRecord(value) ? value : undefined
}

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

/** A list, or an empty one. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function asText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined
}

/** Ids come as strings and as numbers. */
export function asId(value: unknown): string | undefined {
  if (typeof value === "string") return value === "" ? undefined : value
  return typeof value === "number" && Number.isSafeInteger(value) ? String(value) : undefined
}

/** Numbers come as numbers and as decimal strings. */
export function asNumber(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined
  if (typeof value !== "string" || value.trim() === "") return undefined
  const number = Number(value)
  return Number.isFinite(number) ? number : undefined
}

/** A count or limit: whole, and small enough for the four bytes that it may be kept in. Limits use -1 for none. */
export function asCount(value: unknown): number | undefined {
  const number = asNumber(value)
  return number !== undefined && Number.isInteger(number) && number >= -1 && number < 2 ** 31
    ? number
    : undefined
}

export function asBoolean(value: unknown): boolean | undefined {
  return typeof value === "boolean" ? value : undefined
}

/** The last second of the year 9999: after it ISO 8601 needs a sign, which databases refuse. */
const lastSecond = 253_402_300_799

/** Unix seconds, as a number or as digits. A time before 1970 or after the year 9999 is none that Meta means. */
export function asInstant(value: unknown): Date | undefined {
  const seconds = asNumber(value)
  return seconds === undefined || seconds <= 0 || seconds > lastSecond ? undefined : new Date(seconds * 1000)
}

/** `["a", 0, "b"]` as `a[0].b` */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`
    return text === "" ? String(key) : `${text}.${String(key)}`
  }, "")
}
