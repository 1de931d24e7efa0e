/** What changed from one version of a campaign to the next, in words. Pure. */
import type { Shapes } from "../../api/client.ts"

export type Definition = Shapes["CampaignVersion"]["definition"]

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** @returns nothing where nothing changed */
export function changesBetween(before: Definition, after: Definition): string[] {
  const was = new Map(before.variants.map((variant) => [variant.id, variant]))
  const is = new Set(after.variants.map(({ id }) => id))
  return [
    ...(before.number_id === after.number_id ? [] : ["another number"]),
    ...after.variants.flatMap((variant) => {
      const known = was.get(variant.id)
      if (known === undefined) return [`${variant.name} added`]
      return [
        ...(known.name === variant.name ? [] : [`${known.name} is called ${variant.name}`]),
        ...(isSame(known.content, variant.content) ? [] : [`message of ${variant.name}`]),
        ...(known.weight === variant.weight ? [] : [`weight of ${variant.name}`]),
      ]
    }),
    ...before.variants.flatMap(({ id, name }) => (is.has(id) ? [] : [`${name} removed`])),
    ...(isSame(before.audience, after.audience) ? [] : ["audience"]),
    ...(before.control_share === after.control_share
      ? []
      : [`control group from ${before.control_share} % to ${after.control_share} %`]),
    ...(isSame(before.delivery, after.delivery) ? [] : ["when it is sent"]),
    ...(isSame(before.controls, after.controls) ? [] : ["limits"]),
    ...(before.optimized_delivery === after.optimized_delivery
      ? []
      : [`optimized delivery ${after.optimized_delivery ? "on" : "off"}`]),
    ...(isSame(before.conversions, after.conversions) ? [] : ["conversions"]),
  ]
}

/** Whether the campaign says something else now. */
export const isChangedSince = (launched: Definition, now: Definition): boolean =>
  changesBetween(launched, now).length > 0
