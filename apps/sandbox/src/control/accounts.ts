/** Numbers and accounts as their owners cannot change them. */
import { z } from "zod"
import { tellAccount, tellPartner } from "../delivery/account.ts"
import { isWithheld } from "../delivery/development.ts"
import { messagingLimitOf } from "../graph/numbers/numbers.ts"
import { rangeMsSchema } from "../range.ts"
import { onboardingStatuses, throughputLevels, type Waba } from "../world/objects.ts"
import { type ControlCall, ControlError, notFound, read, segment } from "./request.ts"

function numberOf(call: ControlCall) {
  const id = segment(call, 1)
  const number = call.running.world.numbers.get(id)
  if (number === undefined) throw notFound("phone number", id)
  return number
}

/** The SIM that receives the codes, newest first. */
export function readCodes(call: ControlCall): object {
  return {
    data: numberOf(call).codes.map(({ code, method, requested_at_ms }) => ({
      code,
      method,
      requested_at: new Date(requested_at_ms).toISOString(),
    })),
  }
}

export function readLedger(call: ControlCall): object {
  return call.running.world.books.ledger(Number(numberOf(call).id))
}

const numberChangeSchema = z.strictObject({
  throughput_level: z.enum(throughputLevels).optional(),
  quality_rating: z.enum(["GREEN", "YELLOW", "RED", "UNKNOWN"]).optional(),
  /** Null: as in the settings. */
  answer_latency_ms: rangeMsSchema.nullable().optional(),
  account_mode: z.enum(["LIVE", "SANDBOX"]).optional(),
  status: z.string().optional(),
  code_verification_status: z.enum(["VERIFIED", "NOT_VERIFIED", "EXPIRED"]).optional(),
  /** As someone's other program at Meta, or WhatsApp Manager, takes it out of service. */
  registered: z.literal(false).optional(),
  name_status: z.enum(["APPROVED", "DECLINED", "EXPIRED", "PENDING_REVIEW", "NONE"]).optional(),
  verified_name: z.string().min(2).max(75).optional(),
  /** Digits of the people a SANDBOX number may write to; Meta allows five. */
  allowed_recipients: z
    .array(z.string().regex(/^\d{5,15}$/))
    .max(5)
    .optional(),
  /** As WhatsApp Manager switches it off; by API it only continues. */
  two_step: z.literal("off").optional(),
  /** As someone's other program sets it by API, with a server that answered Meta's handshake then. */
  webhook_override: z.strictObject({ url: z.url(), verify_token: z.string() }).optional(),
})

/** A better throughput and a worse or better quality are reported to the account's apps. */
export function patchNumber(call: ControlCall): object {
  const { world, webhooks } = call.running
  const number = numberOf(call)
  const { throughput_level, quality_rating } = number
  const { two_step, answer_latency_ms, ...asked } = read(call, numberChangeSchema)
  const change = definedOf(asked)
  Object.assign(number, change)
  if (two_step === "off") delete number.pin
  if (answer_latency_ms === null) delete number.answer_latency_ms
  else if (answer_latency_ms !== undefined) number.answer_latency_ms = answer_latency_ms
  world.numbers.put(number)
  const waba = world.wabas.get(number.waba_id)
  const told = (event: string) => {
    if (waba === undefined) return
    tellAccount(world, webhooks, waba, "phone_number_quality_update", {
      display_phone_number: number.digits,
      event,
      max_daily_conversations_per_business: messagingLimitOf(world, number.waba_id),
    })
  }
  if (throughput_level === "STANDARD" && number.throughput_level === "HIGH") told("THROUGHPUT_UPGRADE")
  if (quality_rating !== "RED" && number.quality_rating === "RED") told("FLAGGED")
  if (quality_rating === "RED" && number.quality_rating !== "RED") told("UNFLAGGED")
  return { id: number.id, ...change }
}

const nameDecisionSchema = z.strictObject({
  decision: z.enum(["APPROVED", "REJECTED"]),
  reason: z.string().optional(),
})

/** Decides about a display name under review. */
export function reviewName(call: ControlCall): object {
  const number = numberOf(call)
  const { decision, reason } = read(call, nameDecisionSchema)
  if (!call.running.names.decide(number, decision, reason))
    throw new ControlError(400, "no_name", "The number has no display name under review.", "id")
  return { id: number.id, verified_name: number.verified_name, new_name_status: number.new_name_status }
}

const wabaChangeSchema = z.strictObject({
  name: z.string().min(1).max(255).optional(),
  currency: z.string().length(3).optional(),
  country: z.string().length(2).optional(),
  timezone_id: z.string().optional(),
  account_review_status: z.enum(["PENDING", "APPROVED", "REJECTED"]).optional(),
  status: z.string().optional(),
  has_payment_method: z.boolean().optional(),
  is_enabled_for_insights: z.boolean().optional(),
  /** ONBOARDED: the business accepted the terms of the Marketing Messages API. */
  marketing_messages_onboarding_status: z.enum(onboardingStatuses).optional(),
  disable_marketing_messages_on_cloud_api: z.boolean().optional(),
  /** Empty: no app hears of the account any more. */
  subscribed_apps: z
    .array(
      z.strictObject({
        app_id: z.string(),
        /** As {@link numberChangeSchema}'s. */
        override_callback_uri: z.url().optional(),
        verify_token: z.string().optional(),
      }),
    )
    .optional(),
})

/** The outcome of an account review, and that the terms of the Marketing Messages API were signed, is reported to the account's apps. */
export function patchWaba(call: ControlCall): object {
  const { world, webhooks } = call.running
  const id = segment(call, 1)
  const waba = world.wabas.get(id)
  if (waba === undefined) throw notFound("business account", id)
  const { account_review_status: before, marketing_messages_onboarding_status: wasOnboarded } = waba
  Object.assign(waba, definedOf(read(call, wabaChangeSchema)))
  const isOnboarded = waba.marketing_messages_onboarding_status === "ONBOARDED"
  if (isOnboarded && wasOnboarded !== "ONBOARDED")
    waba.marketing_messages_onboarded_at_ms = world.clock.nowMs()
  world.wabas.put(waba)
  if (isOnboarded && wasOnboarded !== "ONBOARDED") tellOfSignedTerms(call, waba)
  if (waba.account_review_status !== before)
    tellAccount(world, webhooks, waba, "account_review_update", { decision: waba.account_review_status })
  return { id, name: waba.name, currency: waba.currency, country: waba.country, status: waba.status }
}

/** Of the partner's portfolio, as Meta tells it; the account is inside. */
function tellOfSignedTerms({ running: { world, webhooks } }: ControlCall, waba: Waba): void {
  for (const { app_id } of waba.subscribed_apps) {
    const app = world.apps.get(app_id)
    if (app === undefined || isWithheld(world, app, waba)) continue
    tellPartner(world, webhooks, app, {
      event: "MM_LITE_TERMS_SIGNED",
      waba_info: { waba_id: waba.id, owner_business_id: waba.business_id },
    })
  }
}

function definedOf(change: object): object {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}
