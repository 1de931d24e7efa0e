/** What counts as success of a campaign: what its people do within a time of their message. */
import { z } from "zod"
import { eventName } from "../filter/happenings.ts"
import { type PropertyCondition, propertiesHold, propertyConditions } from "../filter/properties.ts"
import { type Duration, durationMs, durationSchema } from "../filter/time.ts"
import { propertyPath, valueAt } from "../filter/value-path.ts"
import type { Occurrence } from "../occurrence.ts"

const mostConversions = 4
const longestMs = 30 * 24 * 60 * 60_000
const orderPlaced = "ecommerce.order_placed"

const common = {
  within: durationSchema
    .refine((within) => durationMs(within) <= longestMs, "30 days at most")
    .describe("After the message was sent"),
  where: propertyConditions.optional().describe("What its properties are"),
}
const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, "an ISO 4217 currency such as EUR")
  .optional()

interface Common {
  within: Duration
  where?: PropertyCondition[] | undefined
}

/** One kind of success. */
export type CampaignConversion = Common &
  (
    | {
        on: "event"
        name: string
        revenue?: { property: string; currency?: string | undefined } | undefined
      }
    | { on: "purchase"; product_id?: string | undefined }
    | { on: "order_placed" }
  )

export const campaignConversion: z.ZodType<CampaignConversion> = z
  .discriminatedUnion("on", [
    z.strictObject({
      on: z.literal("event"),
      name: eventName,
      ...common,
      revenue: z
        .strictObject({
          property: propertyPath.describe("A number"),
          currency: currency.describe("Where the event has no property `currency`"),
        })
        .optional(),
    }),
    z.strictObject({
      on: z.literal("purchase"),
      product_id: z.string().min(1).max(255).optional().describe("Default: any"),
      ...common,
    }),
    z.strictObject({ on: z.literal("order_placed"), ...common }),
  ])
  .meta({ id: "CampaignConversion" })

/** The first is the primary one, by which variants are compared. */
export const campaignConversions = z
  .array(campaignConversion)
  .max(mostConversions, `at most ${mostConversions} conversions`)

/** What was done for a conversion. */
interface Converted {
  eventId: string
  contactId: string
  at: Date
  revenue: number | null
  /** ISO 4217; null: not known. */
  currency: string | null
}

/**
 * What an occurrence is for a conversion; undefined: nothing.
 * @param zone in which properties that are days are compared
 */
export function convertedBy(
  conversion: CampaignConversion,
  occurrence: Occurrence,
  zone: string,
): Converted | undefined {
  if (occurrence.kind !== "custom_event" && occurrence.kind !== "purchase") return undefined
  if (!isOf(conversion, occurrence)) return undefined
  const at = new Date(occurrence.happened_at)
  if (!propertiesHold(conversion.where, occurrence.properties, () => ({ now: at, zone }))) return undefined
  return {
    eventId: occurrence.event_id,
    contactId: occurrence.contact_id,
    at,
    ...revenueOf(conversion, occurrence),
  }
}

type Done = Extract<Occurrence, { kind: "custom_event" | "purchase" }>

function isOf(conversion: CampaignConversion, occurrence: Done): boolean {
  if (conversion.on === "purchase")
    return (
      occurrence.kind === "purchase" &&
      (conversion.product_id === undefined || conversion.product_id === occurrence.product_id)
    )
  return occurrence.kind === "custom_event" && occurrence.name === eventOf(conversion)
}

const eventOf = (conversion: Exclude<CampaignConversion, { on: "purchase" }>) =>
  conversion.on === "order_placed" ? orderPlaced : conversion.name

function revenueOf(
  conversion: CampaignConversion,
  occurrence: Done,
): Pick<Converted, "revenue" | "currency"> {
  if (occurrence.kind === "purchase")
    return { revenue: occurrence.price * occurrence.quantity, currency: occurrence.currency }
  const { properties } = occurrence
  const property =
    conversion.on === "order_placed"
      ? "total_value"
      : conversion.on === "event"
        ? conversion.revenue?.property
        : undefined
  const revenue = property === undefined ? undefined : valueAt(properties, property)
  if (typeof revenue !== "number" || !Number.isFinite(revenue)) return { revenue: null, currency: null }
  const told = valueAt(properties, "currency")
  const fallback = conversion.on === "event" ? conversion.revenue?.currency : undefined
  return {
    revenue,
    currency: typeof told === "string" && /^[A-Z]{3}$/.test(told) ? told : (fallback ?? null),
  }
}
