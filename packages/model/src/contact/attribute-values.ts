/** What custom attributes hold, and the one reading of what people and programs give as a value. Pure. */
import { instantOf } from "../instants.ts"
import { readWrittenInstant, type WrittenInstant } from "../written/dates.ts"
import { readWrittenNumber } from "../written/numbers.ts"
import { readYesOrNo } from "../written/words.ts"

/** The type of an attribute is that of its first value, and is kept in the catalogue. */
export const attributeTypes = [
  "boolean",
  "number",
  "text",
  "date",
  "array",
  "object",
  "array_of_objects",
] as const
export type AttributeType = (typeof attributeTypes)[number]

/** A value that is one: what filters compare. */
export type AttributeValue = string | number | boolean

/** A value of any type, as it is kept: JSON without null. A date is ISO text, marked as one by the definition alone. */
export type AttributeData =
  | AttributeValue
  | readonly AttributeData[]
  | { readonly [name: string]: AttributeData }

/** What is wrong with a value, stable. */
export type AttributeFault =
  | "attribute_name_invalid"
  | "attributes_too_many"
  | "attribute_type_conflict"
  | "attribute_value_invalid"
  | "attribute_value_too_long"
  | "attribute_array_too_long"
  | "attribute_object_too_large"
  | "number_ambiguous"
  | "date_ambiguous"

export type ReadAttribute =
  | { ok: true; type: AttributeType; value: AttributeData }
  | { ok: false; code: AttributeFault; message: string }

/** Bounds of Braze's, apart from those of a text and a contact, which are ours. */
export const attributeLimits = {
  /** In UTF-16 units. */
  text: 1000,
  name: 255,
  /** Attributes of one contact. */
  ofContact: 1_000,
  items: 500,
  /** Of an object or an array of objects, in bytes of its JSON. */
  bytes: 100_000,
  depth: 10,
} as const

export interface AttributeSource {
  /** A cell, a form or an argument gives texts and means all kinds of values; a program gives what it means. */
  from: "text" | "json"
  /** Of the definition; undefined: nobody gave a value yet, and this one decides. */
  type?: AttributeType | undefined
}

/**
 * The value that is meant, in the form in which it is kept. A text means by the definition: `12,5` is 12.5 where numbers are kept.
 * Where there is none it is `true` or `false`, a number that is written as a computer writes it, or an ISO date; else text.
 * What cannot be of the type of the definition is a fault, and never taken for something else.
 *
 * @example readAttributeValue("12,5", { from: "text", type: "number" }) // { ok: true, type: "number", value: 12.5 }
 * @example readAttributeValue("5", { from: "json", type: "number" }) // { ok: false, code: "attribute_type_conflict", … }
 */
export function readAttributeValue(given: unknown, { from, type }: AttributeSource): ReadAttribute {
  if (from === "text" && typeof given === "string")
    return type === undefined ? firstOfText(given) : textAs(given, type)
  return type === undefined ? first(given) : jsonAs(given, type)
}

const good = (type: AttributeType, value: AttributeData): ReadAttribute => ({ ok: true, type, value })
const bad = (code: AttributeFault, message: string): ReadAttribute => ({ ok: false, code, message })

/** A double holds every decimal number of so many digits exactly. */
const exactDigits = 15

/** A number only where writing it gives the same text: `19.90`, `007` and ids of 20 digits are what stood there. */
const isNumberAsWritten = (text: string) =>
  /^-?\d+(?:\.\d+)?$/.test(text) &&
  text.replace(/\D/g, "").length <= exactDigits &&
  String(Number(text)) === text

function firstOfText(text: string): ReadAttribute {
  if (/^(true|false)$/i.test(text)) return good("boolean", text.toLowerCase() === "true")
  if (isNumberAsWritten(text)) return good("number", Number(text))
  const date = isoDate(text)
  if (date !== undefined) return good("date", date)
  const json = /^[[{]/.test(text) ? parsed(text) : undefined
  return typeof json === "object" && json !== null ? first(json) : textValue(text)
}

/** What a program gives first. A text that is a date in ISO's order is one, also as Braze spells it: `2026-01-05 09:00:00`. */
function first(given: unknown): ReadAttribute {
  switch (typeof given) {
    case "boolean":
      return good("boolean", given)
    case "number":
      return jsonAs(given, "number")
    case "string": {
      const date = /^\d{4}-\d\d-\d\d(?:[T ]|$)/.test(given) ? dateOfProgram(given) : undefined
      return date === undefined ? textValue(given) : good("date", date)
    }
    case "object":
      if (Array.isArray(given))
        return jsonAs(given, given.length > 0 && given.every(isObject) ? "array_of_objects" : "array")
      return given === null ? notAValue(given) : jsonAs(given, "object")
    default:
      return notAValue(given)
  }
}

/** `1,234` is two numbers, in two parts of the world. */
const mayBeTwoNumbers = /^[+-]?[1-9]\d{0,2},\d{3}$/

function textAs(text: string, type: AttributeType): ReadAttribute {
  switch (type) {
    case "boolean": {
      const said = readYesOrNo(text)
      return said === undefined ? conflict(text, type) : good("boolean", said)
    }
    case "number": {
      if (mayBeTwoNumbers.test(text.trim()))
        return bad("number_ambiguous", `"${shown(text)}" may be two different numbers; write it as 1234.5.`)
      const number = readWrittenNumber(text)
      return number === undefined ? conflict(text, type) : good("number", number)
    }
    case "text":
      return textValue(text)
    case "date": {
      const date = readWrittenInstant(text)
      if (date === "ambiguous")
        return bad("date_ambiguous", `"${shown(text)}" may be two different days; write it as 2025-12-31.`)
      return date === undefined ? conflict(text, type) : good("date", dateText(date))
    }
    case "array":
      return jsonAs(parsed(text) ?? listOf(text), type)
    case "object":
    case "array_of_objects": {
      const json = parsed(text)
      return json === undefined ? conflict(text, type) : jsonAs(json, type)
    }
  }
}

function jsonAs(given: unknown, type: AttributeType): ReadAttribute {
  switch (type) {
    case "boolean":
      return typeof given === "boolean" ? good(type, given) : conflict(given, type)
    case "number":
      if (typeof given !== "number") return conflict(given, type)
      return Number.isFinite(given) ? good(type, given) : notAValue(given)
    case "text":
      return typeof given === "string" ? textValue(given) : conflict(given, type)
    case "date": {
      const date = typeof given === "string" ? dateOfProgram(given) : undefined
      return date === undefined ? conflict(given, type) : good(type, date)
    }
    case "array":
      return Array.isArray(given) ? arrayOf(given) : conflict(given, type)
    case "object":
      return isObject(given) ? nested(given, type) : conflict(given, type)
    case "array_of_objects":
      return Array.isArray(given) && given.every(isObject) ? nested(given, type) : conflict(given, type)
  }
}

function textValue(text: string): ReadAttribute {
  return text.length <= attributeLimits.text
    ? good("text", text)
    : bad(
        "attribute_value_too_long",
        `The text has ${text.length} characters; at most ${attributeLimits.text} are kept.`,
      )
}

/** Each member once, in the order in which they first came. */
function arrayOf(given: readonly unknown[]): ReadAttribute {
  const items: AttributeValue[] = []
  const seen = new Set<unknown>()
  for (const item of given) {
    if (typeof item === "string" && item.length > attributeLimits.text) return textValue(item)
    if (!isScalar(item))
      return bad("attribute_value_invalid", "An array has texts, numbers, true and false, nothing else.")
    if (!seen.has(item)) items.push(item)
    seen.add(item)
  }
  return items.length <= attributeLimits.items
    ? good("array", items)
    : bad(
        "attribute_array_too_long",
        `The array has ${items.length} members; at most ${attributeLimits.items} are kept.`,
      )
}

class Refused extends Error {
  readonly code: AttributeFault
  constructor(code: AttributeFault, message: string) {
    super(message)
    this.code = code
  }
}

function nested(given: unknown, type: "object" | "array_of_objects"): ReadAttribute {
  try {
    const value = member(given, 0)
    const bytes = new TextEncoder().encode(JSON.stringify(value)).length
    return bytes <= attributeLimits.bytes
      ? good(type, value)
      : bad(
          "attribute_object_too_large",
          `It has ${bytes.toLocaleString("en")} bytes; at most ${attributeLimits.bytes.toLocaleString("en")} are kept.`,
        )
  } catch (error) {
    if (error instanceof Refused) return bad(error.code, error.message)
    throw error
  }
}

/** What is in an object, checked. `{"$time": …}` is Braze's way to write a date there: it is kept as its ISO text. */
function member(given: unknown, depth: number): AttributeData {
  if (depth > attributeLimits.depth)
    throw new Refused("attribute_value_invalid", `Objects go at most ${attributeLimits.depth} deep.`)
  if (typeof given === "string" && given.length > attributeLimits.text)
    throw new Refused(
      "attribute_value_too_long",
      `A text has ${given.length} characters; at most ${attributeLimits.text} are kept.`,
    )
  if (isScalar(given)) return given
  if (Array.isArray(given)) return given.map((item) => member(item, depth + 1))
  if (!isObject(given))
    throw new Refused("attribute_value_invalid", "An object has no null in it; leave the member out.")
  if (Object.keys(given).length === 1 && "$time" in given) {
    const date = typeof given.$time === "string" ? dateOfProgram(given.$time) : undefined
    if (date !== undefined) return date
    throw new Refused("attribute_value_invalid", "$time is a date such as 2025-12-31T09:00:00Z.")
  }
  const members = Object.entries(given).map(([name, value]) => {
    if (!isMemberName(name))
      throw new Refused(
        "attribute_name_invalid",
        `"${shown(name)}" cannot name a member: up to ${attributeLimits.name} characters, without . and without $ in front.`,
      )
    return [name, member(value, depth + 1)] as const
  })
  return Object.fromEntries(members)
}

const isMemberName = (name: string) =>
  name !== "" &&
  name !== "__proto__" &&
  name.length <= attributeLimits.name &&
  !name.startsWith("$") &&
  !name.includes(".")

export const isScalar = (given: unknown): given is AttributeValue =>
  typeof given === "string" ||
  typeof given === "boolean" ||
  (typeof given === "number" && Number.isFinite(given))

export const isObject = (given: unknown): given is Record<string, unknown> =>
  typeof given === "object" && given !== null && !Array.isArray(given)

/** A day as it is, an instant in UTC to the millisecond: what is one instant is one text. */
function isoDate(text: string): string | undefined {
  const at = instantOf(text)
  if (at === undefined) return undefined
  return text.includes("T") ? at.toISOString() : text
}

const dateText = ({ at, isDay }: WrittenInstant) => (isDay ? at.toISOString().slice(0, 10) : at.toISOString())

/** Programs begin with the year: what begins otherwise is read for people alone. */
function dateOfProgram(text: string): string | undefined {
  const date = /^\d{4}-/.test(text) ? readWrittenInstant(text) : undefined
  return date === undefined || date === "ambiguous" ? undefined : dateText(date)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Members of an array as people write them into one cell. */
const listOf = (text: string): string[] =>
  text
    .split(text.includes(";") ? ";" : ",")
    .map((item) => item.trim())
    .filter((item) => item !== "")

const called: Record<AttributeType, string> = {
  boolean: "true or false",
  number: "a number",
  text: "text",
  date: "a date such as 2025-12-31",
  array: "an array",
  object: "an object",
  array_of_objects: "an array of objects",
}

const conflict = (given: unknown, type: AttributeType): ReadAttribute =>
  bad("attribute_type_conflict", `${inWords(given)} is not ${called[type]}, which this attribute holds.`)

const notAValue = (given: unknown): ReadAttribute =>
  bad("attribute_value_invalid", `${inWords(given)} is not a value of an attribute.`)

const inWords = (given: unknown): string =>
  typeof given === "string" ? `"${shown(given)}"` : shown(JSON.stringify(given) ?? String(given))

const shown = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text)
