/** The questions every message type is asked, and Meta's words when the answer is wrong. Paths are written Meta's way: `text['body']`. */
import { isRecord } from "../../json.ts"
import { invalidParameter, missingParameter, notOneOf, Refusal, whatsappError, wrongType } from "./refusal.ts"

export type Fields = Readonly<Record<string, unknown>>

export function record(value: unknown, path: string): Fields {
  if (value === undefined || value === null) throw missingParameter(path)
  if (!isRecord(value)) throw wrongType(path, "a JSON object")
  return value
}

export function list(value: unknown, path: string): readonly unknown[] {
  if (value === undefined || value === null) throw missingParameter(path)
  if (!Array.isArray(value)) throw wrongType(path, "an array")
  return value
}

/** A text of 1 to `max` characters. */
export function string(value: unknown, path: string, max = Number.POSITIVE_INFINITY): string {
  if (value === undefined || value === null) throw missingParameter(path)
  if (typeof value !== "string") throw wrongType(path, "a string")
  if (value.length === 0) throw invalidParameter(`Param ${path} must be at least 1 character long.`)
  if (value.length > max) throw invalidParameter(`Param ${path} must be at most ${max} characters long.`)
  return value
}

export function optionalString(value: unknown, path: string, max?: number): string | undefined {
  return value === undefined || value === null ? undefined : string(value, path, max)
}

/** One of Meta's enum values, without regard to case; answers it in lower case. */
export function choice(value: unknown, path: string, allowed: readonly string[]): string {
  if (value === undefined || value === null) throw missingParameter(path)
  const found = typeof value === "string" ? allowed.find((one) => one === value.toLowerCase()) : undefined
  if (found === undefined)
    throw notOneOf(
      path,
      allowed.map((one) => one.toUpperCase()),
      value,
    )
  return found
}

/** A member Meta does not know. */
export class UnexpectedKey extends Refusal {
  readonly #holder: Fields
  readonly #key: string

  constructor(holder: Fields, path: string, key: string) {
    super({ code: 100, message: `(#100) Unexpected key "${key}" on param "${path}".` })
    this.#holder = holder
    this.#key = key
  }

  /** Takes the member out, where unknown members are to be ignored. */
  drop(): void {
    Reflect.deleteProperty(this.#holder, this.#key)
  }
}

export function onlyKeys(value: Fields, path: string, allowed: readonly string[]): void {
  for (const key of Object.keys(value)) {
    if (!allowed.includes(key)) throw new UnexpectedKey(value, path, key)
  }
}

/** Interactive messages complain with 131009 and a sentence of their own. */
export function notValid(details: string) {
  return whatsappError(131009, details)
}

export function missing(details: string) {
  return whatsappError(131008, details)
}

/** A text inside an interactive message: 1 to `max` characters. */
export function interactiveText(value: unknown, label: string, max: number): string {
  if (value === undefined || value === null) throw missing(`${label} is required`)
  if (typeof value !== "string" || value.length === 0 || value.length > max) {
    throw notValid(`${label} length invalid. Min length: 1, Max length: ${max}`)
  }
  return value
}
