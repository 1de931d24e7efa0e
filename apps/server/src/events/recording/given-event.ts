/** What clients may tell of a contact, and how it is read. Pure. */
import { jsonText, storableText } from "../../platform/database/index.ts"
import { ecommerceFault, ecommerceValue, isCurrency } from "./ecommerce.ts"

/** One thing that a contact did, as clients tell it. */
export type GivenEvent = {
  contactId: string
  at: Date
  /** What comes again under one key within a week counts once. */
  key?: string | undefined
  properties?: Readonly<Record<string, unknown>> | undefined
} & (
  | { kind: "event"; name: string; value?: number | undefined }
  | { kind: "purchase"; productId: string; currency: string; price: number; quantity?: number | undefined }
)

export type EventFault =
  | "event_name_invalid"
  | "event_time_invalid"
  | "event_in_future"
  | "event_key_invalid"
  | "event_properties_invalid"
  | "event_properties_too_large"
  | "event_value_invalid"
  | "ecommerce_invalid"
  | "product_invalid"
  | "currency_invalid"
  | "price_invalid"
  | "quantity_invalid"

interface Fault {
  code: EventFault
  message: string
  field?: string
}

/** An event that can be recorded. */
export interface ReadEvent {
  kind: "event" | "purchase"
  /** `purchase` is one name of all purchases. */
  name: string
  contactId: string
  at: Date
  key: string | null
  value: number | null
  properties: Readonly<Record<string, unknown>> | null
  /** The properties as JSON. */
  json: string | null
}

/** Of names, of properties as JSON, and of one purchase, after Braze. */
export const longestName = 255
export const mostPropertyBytes = 102_400
export const mostQuantity = 100
/** More is nobody's money, and sums of it may leave what a double holds: then whatever adds them up fails for all contacts. */
const mostValue = 1e15
/** Clocks of clients go ahead, and some give local times as UTC: what is up to a day ahead happened now. */
const aheadMs = 24 * 60 * 60_000
const earliest = Date.UTC(2000, 0, 1)

const reserved = {
  event: new Set(["time", "event_name"]),
  purchase: new Set(["time", "event_name", "product_id", "quantity", "price", "currency"]),
}

/** Reads one event, or says what is wrong with it. Names, sizes and reserved properties are Braze's. */
export function readEvent(
  given: GivenEvent,
  now: Date,
): { ok: true; event: ReadEvent } | { ok: false; fault: Fault } {
  const fault = eventFault(given, now)
  if (fault) return { ok: false, fault }
  const isPurchase = given.kind === "purchase"
  const quantity = isPurchase ? (given.quantity ?? 1) : 1
  const properties = isPurchase
    ? {
        ...given.properties,
        product_id: storableText(given.productId),
        currency: given.currency,
        price: given.price,
        quantity,
      }
    : (given.properties ?? null)
  const value = isPurchase
    ? given.price * quantity
    : (given.value ?? ecommerceValue(given.name, given.properties) ?? null)
  if (value !== null && Math.abs(value) > mostValue) return { ok: false, fault: tooMuch(given) }
  const json = properties === null ? null : jsonText(properties)
  if (json !== null && json.length > mostPropertyBytes / 4 && Buffer.byteLength(json) > mostPropertyBytes)
    return {
      ok: false,
      fault: {
        code: "event_properties_too_large",
        message: "The properties have more than 100 KB.",
        field: "properties",
      },
    }
  return {
    ok: true,
    event: {
      kind: given.kind,
      name: isPurchase ? "purchase" : storableText(given.name),
      contactId: given.contactId,
      at: given.at > now ? now : given.at,
      key: given.key === undefined ? null : storableText(given.key),
      value,
      properties,
      json,
    },
  }
}

function tooMuch({ kind, ...given }: GivenEvent): Fault {
  const message = `It is worth more than ${mostValue.toLocaleString("en")}.`
  if (kind === "purchase") return { code: "price_invalid", message, field: "price" }
  if ("value" in given && given.value !== undefined)
    return { code: "event_value_invalid", message, field: "value" }
  return { code: "ecommerce_invalid", message, field: "properties.total_value" }
}

/** What is wrong with an event, but for the size of its properties; undefined: nothing. */
export function eventFault(given: GivenEvent, now: Date): Fault | undefined {
  const ms = given.at.getTime()
  if (!(ms >= earliest))
    return { code: "event_time_invalid", message: "An event is of 2000 or later.", field: "time" }
  if (ms > now.getTime() + aheadMs)
    return {
      code: "event_in_future",
      message: `${given.at.toISOString()} is more than a day ahead.`,
      field: "time",
    }
  if (given.key !== undefined && !(given.key.length >= 1 && given.key.length <= longestName))
    return { code: "event_key_invalid", message: "A key has 1 to 255 characters.", field: "key" }
  return propertiesFault(given) ?? (given.kind === "purchase" ? purchaseFault(given) : customFault(given))
}

const isName = (name: string) => name !== "" && name.length <= longestName && !name.startsWith("$")

function propertiesFault({ kind, properties }: GivenEvent): Fault | undefined {
  for (const name in properties) {
    if (isName(name) && !reserved[kind].has(name)) continue
    const shown = name.length > 40 ? `${name.slice(0, 40)}…` : name
    return {
      code: "event_properties_invalid",
      message: reserved[kind].has(name)
        ? `"${shown}" is reserved and cannot name a property.`
        : `"${shown}" cannot name a property: 1 to 255 characters, without $ in front.`,
      field: `properties.${shown}`,
    }
  }
  return undefined
}

function customFault({ name, value, properties }: GivenEvent & { kind: "event" }): Fault | undefined {
  if (!isName(name))
    return {
      code: "event_name_invalid",
      message: "An event has a name of 1 to 255 characters, without $ in front.",
      field: "name",
    }
  if (value !== undefined && !Number.isFinite(value))
    return { code: "event_value_invalid", message: "A value is a number.", field: "value" }
  const fault = name.startsWith("ecommerce.") ? ecommerceFault(name, properties) : undefined
  return fault && { code: "ecommerce_invalid", message: fault.message, field: `properties.${fault.field}` }
}

function purchaseFault({
  productId,
  currency,
  price,
  quantity = 1,
}: GivenEvent & { kind: "purchase" }): Fault | undefined {
  if (!(productId.length >= 1 && productId.length <= longestName))
    return { code: "product_invalid", message: "A product_id has 1 to 255 characters.", field: "product_id" }
  if (!isCurrency(currency))
    return {
      code: "currency_invalid",
      message: "A currency is one of ISO 4217 such as EUR.",
      field: "currency",
    }
  if (!Number.isFinite(price))
    return { code: "price_invalid", message: "A price is a number.", field: "price" }
  if (!(Number.isInteger(quantity) && quantity >= 1 && quantity <= mostQuantity))
    return {
      code: "quantity_invalid",
      message: `A quantity is a whole number from 1 to ${mostQuantity}.`,
      field: "quantity",
    }
  return undefined
}
