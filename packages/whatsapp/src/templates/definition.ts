/** A template as it is submitted to Meta for review: `POST /{waba-id}/message_templates`. */
import { z } from "zod"
import { type TemplateComponent, templateComponentSchema } from "./components.ts"

export const templateCategories = ["MARKETING", "UTILITY", "AUTHENTICATION"] as const
export type TemplateCategory = (typeof templateCategories)[number]

/** The members of a template, as Meta writes them. */
export const definitionShape = z.object({
  name: z.string(),
  language: z.string(),
  category: z.enum(templateCategories),
  /** POSITIONAL (`{{1}}`) when absent; NAMED is `{{first_name}}`. */
  parameter_format: z.enum(["POSITIONAL", "NAMED"]).optional(),
  components: z.array(templateComponentSchema),
  /** How long Meta keeps trying to deliver a message, in seconds; -1 is 30 days (authentication only). */
  message_send_ttl_seconds: z.number().int().optional(),
  allow_category_change: z.boolean().optional(),
  cta_url_link_tracking_opted_out: z.boolean().optional(),
  is_primary_device_delivery_only: z.boolean().optional(),
  sub_category: z.string().optional(),
  display_format: z.string().optional(),
})

/**
 * The shape alone: enough to keep a draft someone is still writing. Component types, formats and categories are
 * read in any case and given back in capitals, as Meta does; unknown members are dropped.
 */
export const templateDraftSchema = z.preprocess(capitalizeNames, definitionShape)

export type TemplateDefinition = z.output<typeof definitionShape>

/**
 * Splits a list of components as Meta returns it into those this version knows and the rest.
 * @example
 * readComponents([{ type: "body", text: "Hello" }, { type: "HOLOGRAM" }])
 * // { components: [{ type: "BODY", text: "Hello" }], unreadable: [{ type: "HOLOGRAM" }] }
 */
export function readComponents(raw: readonly unknown[]): {
  components: TemplateComponent[]
  unreadable: unknown[]
} {
  const components: TemplateComponent[] = []
  const unreadable: unknown[] = []
  for (const item of raw) {
    const read = templateComponentSchema.safeParse(capitalizeNames(item))
    if (read.success) components.push(read.data)
    else unreadable.push(item)
  }
  return { components, unreadable }
}

const capitalized: ReadonlySet<string> = new Set([
  "type",
  "format",
  "category",
  "parameter_format",
  "otp_type",
])

/**
 * Writes the names of types, formats and categories in capitals, wherever they stand.
 * @example capitalizeNames({ type: "body", text: "Hello" }) // { type: "BODY", text: "Hello" }
 */
export function capitalizeNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(capitalizeNames)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]: [string, unknown]) => {
      if (typeof member === "string") return [key, capitalized.has(key) ? member.toUpperCase() : member]
      return [key, key === "example" ? member : capitalizeNames(member)]
    }),
  )
}
