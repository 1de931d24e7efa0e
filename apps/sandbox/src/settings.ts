/** What may be changed about the sandbox while it runs. */
import { z } from "zod"
import { behaviourChangeSchema, behaviourSchema, DEFAULT_BEHAVIOUR } from "./people/behaviour.ts"

const share = z.number().min(0).max(1)

export const settingsSchema = z.strictObject({
  review: z.strictObject({
    /** `automatic` decides by Meta's written rules after `delay_ms`; `manual` waits for somebody to decide. */
    mode: z.enum(["automatic", "manual"]),
    delay_ms: z.number().min(0),
  }),
  webhooks: z.strictObject({
    /** Off: nothing is posted and nothing is kept for later. */
    enabled: z.boolean(),
    /** Updates in one POST at most. */
    max_batch: z.number().int().min(1).max(1000),
    /** POSTs on their way to one callback at the same time. */
    max_in_flight: z.number().int().min(1).max(256),
    /** Real milliseconds until a POST counts as unanswered. */
    timeout_ms: z.number().int().min(10),
    duplicate_share: share,
    reorder: z.boolean(),
    extra_delay_ms: z.number().min(0),
    loss_share: share,
  }),
  limits: z.strictObject({ throughput: z.boolean(), pair: z.boolean() }),
  population: behaviourSchema,
})
export type Settings = z.infer<typeof settingsSchema>

/** Settings as a change: every member optional at both levels. */
export const settingsChangeSchema = z.strictObject({
  review: settingsSchema.shape.review.partial().optional(),
  webhooks: settingsSchema.shape.webhooks.partial().optional(),
  limits: settingsSchema.shape.limits.partial().optional(),
  population: behaviourChangeSchema.optional(),
})
export type SettingsChange = z.infer<typeof settingsChangeSchema>

export const DEFAULT_SETTINGS: Settings = {
  review: { mode: "automatic", delay_ms: 5_000 },
  webhooks: {
    enabled: true,
    max_batch: 1_000,
    max_in_flight: 8,
    timeout_ms: 10_000,
    duplicate_share: 0,
    reorder: false,
    extra_delay_ms: 0,
    loss_share: 0,
  },
  limits: { throughput: true, pair: true },
  population: DEFAULT_BEHAVIOUR,
}

export function changeSettings(settings: Settings, change: SettingsChange): Settings {
  return settingsSchema.parse({
    review: { ...settings.review, ...change.review },
    webhooks: { ...settings.webhooks, ...change.webhooks },
    limits: { ...settings.limits, ...change.limits },
    population: { ...settings.population, ...change.population },
  })
}
