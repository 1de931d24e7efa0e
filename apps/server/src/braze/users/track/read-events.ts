import { longestName, mostPropertyBytes, mostQuantity } from "../../../events/index.ts"
import { isObject, textOf } from "../user-key.ts"
import { readTime } from "./time.ts"

interface Happened {
  at: Date
  properties: Readonly<Record<string, unknown>> | undefined
}

export interface EventReading extends Happened {
  name: string
}

export interface PurchaseReading extends Happened {
  productId: string
  currency: string
  price: number
  quantity: number
}

const reserved = {
  events: ["time", "event_name"],
  purchases: ["time", "product_id", "quantity", "event_name", "price", "currency"],
} as const

/** What one object of `events` says, or what it is refused for. */
export function readEvent(fields: Readonly<Record<string, unknown>>, now: Date): EventReading | string {
  const name = readName(fields.name, "name")
  if (!name.ok) return name.problem
  const happened = readHappened(fields, { now, reserved: reserved.events })
  return typeof happened === "string" ? happened : { name: name.text, ...happened }
}

/** What one object of `purchases` says, or what it is refused for. */
export function readPurchase(fields: Readonly<Record<string, unknown>>, now: Date): PurchaseReading | string {
  const product = readName(fields.product_id, "product_id")
  if (!product.ok) return product.problem
  const { currency, price, quantity = 1 } = fields
  if (currency === undefined || currency === null) return "'currency' is required"
  if (typeof currency !== "string" || !/^[a-z]{3}$/i.test(currency)) return "'currency' is not valid"
  if (price === undefined || price === null) return "'price' is required"
  if (typeof price !== "number") return "'price' is not valid"
  if (typeof quantity !== "number" || !Number.isInteger(quantity) || quantity < 1 || quantity > mostQuantity)
    return "'quantity' is not valid"
  const happened = readHappened(fields, { now, reserved: reserved.purchases })
  if (typeof happened === "string") return happened
  return { productId: product.text, currency: currency.toUpperCase(), price, quantity, ...happened }
}

function readName(
  value: unknown,
  field: string,
): { ok: true; text: string } | { ok: false; problem: string } {
  const text = textOf(value)?.trim()
  if (value === undefined || value === null || text === "")
    return { ok: false, problem: `'${field}' is required` }
  return text === undefined || text.length > longestName
    ? { ok: false, problem: `'${field}' is not valid` }
    : { ok: true, text }
}

function readHappened(
  { time, properties }: Readonly<Record<string, unknown>>,
  { now, reserved }: { now: Date; reserved: readonly string[] },
): Happened | string {
  if (time === undefined || time === null) return "'time' is required"
  const at = readTime(time)
  if (!at) return "'time' is not valid"
  if (properties !== undefined && properties !== null && !areProperties(properties, reserved))
    return "Invalid 'properties' field"
  return {
    // After "Events with timestamps in the future default to the current time".
    at: at > now ? now : at,
    properties: isObject(properties) ? properties : undefined,
  }
}

function areProperties(value: unknown, reserved: readonly string[]): boolean {
  if (!isObject(value)) return false
  const names = Object.keys(value)
  if (names.some((name) => name === "" || name.length > longestName || name.startsWith("$"))) return false
  if (reserved.some((name) => Object.hasOwn(value, name))) return false
  return Buffer.byteLength(JSON.stringify(value)) <= mostPropertyBytes
}
