/** What may be changed about the sandbox while it runs. */

import { z } from "zod"
import { messagingLimits } from "./messaging-limits.ts"
import { behaviourChangeSchema, behaviourSchema, defaultBehaviour } from "./people/behaviour.ts"
import { rangeMsSchema } from "./range.ts"

const share = z.number().min(0).max(1)

export const settingsSchema = z.strictObject({
  review: z.strictObject({
    /** `automatic` decides by Meta's written rules after `delay_ms`; `manual` waits for someone to decide. */
    mode: z.enum(["automatic", "manual"]),
    delay_ms: z.number().min(0),
  }),
  answers: z.strictObject({
    /** From a posted message to its answer, in real milliseconds; a number may have a range of its own. */
    latency_ms: rangeMsSchema,
    /** Of posted messages: accepted, and cut off before their answer. */
    lost_share: share,
  }),
  webhooks: z.strictObject({
    /** Off: nothing is posted and nothing is kept for later. */
    enabled: z.boolean(),
    /** Updates in one POST at most. Meta says up to 1,000, and mostly posts one. */
    max_batch: z.number().int().min(1).max(1000),
    /** POSTs on their way to one callback at the same time. */
    max_in_flight: z.number().int().min(1).max(256),
    /** Real milliseconds until a POST counts as unanswered. */
    timeout_ms: z.number().int().min(10),
    duplicate_share: share,
    reorder: z.boolean(),
    extra_delay_ms: z.number().min(0),
    loss_share: share,
    /**
     * What an app in development is told: `own`, of accounts of its owner and of people with a role in it;
     * `all`; or `none` but the dashboard's tests. Meta says only that some webhooks are withheld.
     */
    development: z.enum(["own", "all", "none"]),
  }),
  limits: z.strictObject({
    throughput: z.boolean(),
    pair: z.boolean(),
    /** People outside a service window per portfolio and 24 hours, by the portfolio's messaging limit. */
    portfolio: z.boolean(),
    /** What a message beyond that fails with; Meta documents none. */
    portfolio_code: z.number().int(),
    /** Whether such a message is accepted and fails `later`, as is reported of Meta, or is refused `at_once`. */
    portfolio_fails: z.enum(["later", "at_once"]),
    /** Marketing templates to numbers of the United States are accepted and never arrive (131049). */
    us_marketing: z.boolean(),
    /** Calls of the management API per app, account and hour (80007). */
    management: z.boolean(),
    /**
     * Calls that concern no account, per app and hour: 200 for each of its users (4). Off, as it is Meta's
     * figure for apps of any kind and what happens to it for those of WhatsApp is not written down.
     */
    app: z.boolean(),
    /** Templates of an account: 250 or 6,000. */
    templates: z.boolean(),
    /** 100 creations of templates per account and hour; off, as tests of clients create more. */
    template_creates: z.boolean(),
    /**
     * So long after its creation, or its account's onboarding, the Marketing Messages API refuses a template (134101). Meta says up to
     * ten minutes, and that it may take it all the same.
     */
    marketing_sync_ms: z.number().min(0),
  }),
  /** Businesses that are founded from now on. */
  accounts: z.strictObject({
    messaging_limit: z.enum(messagingLimits),
    verification_status: z.enum(["not_verified", "pending", "verified", "rejected"]),
  }),
  strictness: z.strictObject({
    /** Members of message objects that Meta does not know: `reject` answers (#100) Unexpected key. */
    unknown_keys: z.enum(["reject", "ignore"]),
    /** The same for members of the request itself. */
    unknown_parameters: z.enum(["reject", "ignore"]),
  }),
  pacing: z.strictObject({
    /** What happens to held messages: `release`, `drop`, or `manual` until someone decides; `off` holds none. */
    mode: z.enum(["off", "release", "drop", "manual"]),
    /** Messages of a template that are sent before the rest is held; Meta publishes none. */
    threshold: z.number().int().min(0),
    decide_after_ms: z.number().min(0),
  }),
  templates: z.strictObject({
    /** New templates have ids of 17 or 18 digits, as those of some accounts: as JSON numbers, JavaScript misreads them. */
    long_ids: z.boolean(),
  }),
  media: z.strictObject({
    /** Whether links are fetched before sending (131053 when they cannot be); only this machine's own are. */
    fetch_links: z.enum(["loopback", "none"]),
  }),
  tokens: z.strictObject({
    /** What `/debug_token` says that any token may do; null: what it may. Access follows what was granted all the same. */
    told_scopes: z.array(z.string()).nullable(),
    told_granular_scopes: z
      .array(z.strictObject({ scope: z.string(), target_ids: z.array(z.string()).nullable().optional() }))
      .nullable(),
  }),
  pricing: z.strictObject({
    /** Service messages of a number that cost nothing in a month. */
    free_service_messages: z.number().int().min(0),
  }),
  population: behaviourSchema,
})
export type Settings = z.infer<typeof settingsSchema>

/** Settings as a change: every member optional at both levels. */
export const settingsChangeSchema = z.strictObject({
  review: settingsSchema.shape.review.partial().optional(),
  answers: settingsSchema.shape.answers.partial().optional(),
  webhooks: settingsSchema.shape.webhooks.partial().optional(),
  limits: settingsSchema.shape.limits.partial().optional(),
  accounts: settingsSchema.shape.accounts.partial().optional(),
  strictness: settingsSchema.shape.strictness.partial().optional(),
  pacing: settingsSchema.shape.pacing.partial().optional(),
  templates: settingsSchema.shape.templates.partial().optional(),
  media: settingsSchema.shape.media.partial().optional(),
  tokens: settingsSchema.shape.tokens.partial().optional(),
  pricing: settingsSchema.shape.pricing.partial().optional(),
  population: behaviourChangeSchema.optional(),
})
export type SettingsChange = z.infer<typeof settingsChangeSchema>

export const defaultSettings: Settings = {
  review: { mode: "automatic", delay_ms: 5_000 },
  answers: { latency_ms: [0, 0], lost_share: 0 },
  webhooks: {
    enabled: true,
    max_batch: 1,
    max_in_flight: 8,
    timeout_ms: 10_000,
    duplicate_share: 0,
    reorder: false,
    extra_delay_ms: 0,
    loss_share: 0,
    development: "own",
  },
  limits: {
    throughput: true,
    pair: true,
    portfolio: true,
    portfolio_code: 131048,
    portfolio_fails: "later",
    us_marketing: true,
    management: true,
    app: false,
    templates: true,
    template_creates: false,
    marketing_sync_ms: 0,
  },
  accounts: { messaging_limit: "TIER_UNLIMITED", verification_status: "verified" },
  strictness: { unknown_keys: "reject", unknown_parameters: "ignore" },
  pacing: { mode: "off", threshold: 100, decide_after_ms: 30 * 60 * 1000 },
  templates: { long_ids: false },
  media: { fetch_links: "loopback" },
  tokens: { told_scopes: null, told_granular_scopes: null },
  pricing: { free_service_messages: 1_000 },
  population: defaultBehaviour,
}

/** Settings of a state file: what was not there yet when it was written has its default. */
export const storedSettingsSchema: z.ZodType<Settings> = settingsChangeSchema.transform((stored) =>
  changeSettings(defaultSettings, stored),
)

export function changeSettings(settings: Settings, change: SettingsChange): Settings {
  return settingsSchema.parse({
    review: { ...settings.review, ...change.review },
    answers: { ...settings.answers, ...change.answers },
    webhooks: { ...settings.webhooks, ...change.webhooks },
    limits: { ...settings.limits, ...change.limits },
    accounts: { ...settings.accounts, ...change.accounts },
    strictness: { ...settings.strictness, ...change.strictness },
    pacing: { ...settings.pacing, ...change.pacing },
    templates: { ...settings.templates, ...change.templates },
    media: { ...settings.media, ...change.media },
    tokens: { ...settings.tokens, ...change.tokens },
    pricing: { ...settings.pricing, ...change.pricing },
    population: { ...settings.population, ...change.population },
  })
}
