/** Members of a template that are kept and read back, and change nothing here. */
import type { Template } from "../../world/objects.ts"
import { record } from "../protocol/inspect.ts"
import { flag, type Params, structure, text } from "../protocol/request.ts"

const flags = [
  "cta_url_link_tracking_opted_out",
  "is_primary_device_delivery_only",
  "is_sms_fallback_enabled",
] as const
const texts = ["sub_category", "display_format"] as const
const specifications = ["degrees_of_freedom_spec", "bid_spec", "creative_sourcing_spec"] as const

export const keptMembers = [...flags, ...texts, ...specifications] as const
export type KeptMembers = Pick<Template, (typeof keptMembers)[number]>

/** Those that were posted; throws (#100) where one is of another type. */
export function readKept(params: Params): KeptMembers {
  const given = [
    ...flags.map((name) => [name, flag(params, name)]),
    ...texts.map((name) => [name, text(params, name)?.toUpperCase()]),
    ...specifications.map((name) => {
      const value = structure(params, name)
      return [name, value === undefined ? undefined : record(value, name)]
    }),
  ]
  return Object.fromEntries(given.filter(([, value]) => value !== undefined))
}
