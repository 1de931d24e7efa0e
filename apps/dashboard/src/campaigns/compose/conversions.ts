/** What counts as success of a campaign, while it is written. Pure. */
import type { Shapes } from "../../api/client.ts"
import { areProperties } from "../../segments/builder/where.tsx"

export type ConversionDraft = Shapes["Campaign"]["conversions"][number]

export const mostConversions = 4
export const longestDays = 30

export const newConversion: ConversionDraft = { on: "event", name: "", within: { amount: 3, unit: "days" } }

/** The same of another kind, with what both have. */
export function ofKind({ within, where }: ConversionDraft, on: ConversionDraft["on"]): ConversionDraft {
  const kept = { within, ...(where === undefined ? {} : { where }) }
  return on === "event" ? { on, name: "", ...kept } : { on, ...kept }
}

const unitDays: Record<ConversionDraft["within"]["unit"], number> = {
  minutes: 1 / 1_440,
  hours: 1 / 24,
  days: 1,
  weeks: 7,
}

/** What keeps them from being saved, by the field at fault. */
export function mistakesInConversions(conversions: readonly ConversionDraft[]): [string, string][] {
  return conversions.flatMap((conversion, place): [string, string][] => {
    const at = `conversions.${place}`
    const { amount, unit } = conversion.within
    const days = amount * unitDays[unit]
    const currency = conversion.on === "event" ? conversion.revenue?.currency : undefined
    return [
      ...(conversion.on === "event" && conversion.name.trim() === ""
        ? [[`${at}.name`, "Enter the name of an event"] as [string, string]]
        : []),
      ...(Number.isInteger(amount) && amount >= 1 && days <= longestDays
        ? []
        : [[`${at}.within`, `Up to ${longestDays} days`] as [string, string]]),
      ...(areProperties(conversion.where)
        ? []
        : [[`${at}.where`, "Complete or remove the properties"] as [string, string]]),
      ...(currency === undefined || /^[A-Z]{3}$/.test(currency)
        ? []
        : [[`${at}.revenue.currency`, "Three letters, such as EUR"] as [string, string]]),
    ]
  })
}
