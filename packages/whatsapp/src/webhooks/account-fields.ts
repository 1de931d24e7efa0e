/** Webhooks about business accounts, their numbers and flows. Source: Meta, webhooks reference. */
import { asCount, asId, asInstant, asList, asRecord, asText, type JsonRecord } from "../json.ts"
import type {
  AccountAlertEvent,
  AccountEvent,
  AccountReviewEvent,
  CapabilityEvent,
  EventOrigin,
  FlowEvent,
  NumberNameEvent,
  NumberQualityEvent,
  SecurityEvent,
} from "./event.ts"

export function parseNumberQuality(value: JsonRecord, origin: EventOrigin): NumberQualityEvent | undefined {
  const displayPhoneNumber = asId(value.display_phone_number)
  const event = asText(value.event)
  if (displayPhoneNumber === undefined || event === undefined) return undefined
  return {
    kind: "number_quality",
    ...origin,
    displayPhoneNumber,
    event,
    currentLimit: asText(value.max_daily_conversations_per_business) ?? asText(value.current_limit),
    oldLimit: asText(value.old_limit),
  }
}

export function parseNumberName(value: JsonRecord, origin: EventOrigin): NumberNameEvent | undefined {
  const displayPhoneNumber = asId(value.display_phone_number)
  const decision = asText(value.decision)
  if (displayPhoneNumber === undefined || decision === undefined) return undefined
  return {
    kind: "number_name",
    ...origin,
    displayPhoneNumber,
    decision,
    requestedName: asText(value.requested_verified_name),
    rejectionReason: asText(value.rejection_reason),
  }
}

export function parseAccount(value: JsonRecord, origin: EventOrigin): AccountEvent | undefined {
  const event = asText(value.event)
  if (event === undefined) return undefined
  const waba = asRecord(value.waba_info)
  const ban = asRecord(value.ban_info)
  return {
    kind: "account",
    ...origin,
    event,
    wabaInfo: waba && {
      wabaId: asId(waba.waba_id),
      ownerBusinessId: asId(waba.owner_business_id),
      partnerAppId: asId(waba.partner_app_id),
      solutionId: asId(waba.solution_id),
    },
    banState: banStateOf(ban?.waba_ban_state),
    banDate: asText(ban?.waba_ban_date),
    violationType: asText(asRecord(value.violation_info)?.violation_type),
    restrictions: asList(value.restriction_info).map((item) => {
      const restriction = asRecord(item)
      return {
        type: asText(restriction?.restriction_type) ?? "",
        expiresAt: asInstant(restriction?.expiration),
        remediation: asText(restriction?.remediation),
      }
    }),
    raw: value,
  }
}

/** Samples show it as a text and as a list of one. */
function banStateOf(value: unknown): string | undefined {
  return asText(value) ?? asText(asList(value)[0])
}

export function parseAccountReview(value: JsonRecord, origin: EventOrigin): AccountReviewEvent | undefined {
  const decision = asText(value.decision)
  return decision === undefined ? undefined : { kind: "account_review", ...origin, decision }
}

export function parseAccountAlert(value: JsonRecord, origin: EventOrigin): AccountAlertEvent | undefined {
  const entityType = asText(value.entity_type)
  const entityId = asId(value.entity_id)
  if (entityType === undefined || entityId === undefined) return undefined
  const alert = asRecord(value.alert_info) ?? value
  return {
    kind: "account_alert",
    ...origin,
    entityType,
    entityId,
    severity: asText(alert.alert_severity),
    status: asText(alert.alert_status),
    type: asText(alert.alert_type),
    description: asText(alert.alert_description),
  }
}

export function parseCapability(value: JsonRecord, origin: EventOrigin): CapabilityEvent {
  const perBusiness = value.max_daily_conversations_per_business
  const tier = asText(perBusiness)
  return {
    kind: "capability",
    ...origin,
    messagingLimit:
      asCount(messagingLimitOf(tier)) ??
      asCount(perBusiness) ??
      asCount(value.max_daily_conversation_per_phone),
    tier,
    maxNumbersPerBusiness: asCount(value.max_phone_numbers_per_business),
    maxNumbersPerWaba: asCount(value.max_phone_numbers_per_waba),
  }
}

/**
 * `TIER_2K` is 2,000 people in a rolling day; -1 stands for no limit; undefined for names that hold no number.
 * @example
 * messagingLimitOf("TIER_2K") // 2000
 * messagingLimitOf("TIER_UNLIMITED") // -1
 */
export function messagingLimitOf(tier: string | undefined): number | undefined {
  if (tier === "TIER_UNLIMITED") return -1
  const match = /^TIER_(\d+)(K?)$/.exec(tier ?? "")
  return match === null ? undefined : Number(match[1]) * (match[2] === "K" ? 1000 : 1)
}

export function parseSecurity(value: JsonRecord, origin: EventOrigin): SecurityEvent | undefined {
  const displayPhoneNumber = asId(value.display_phone_number)
  const event = asText(value.event)
  if (displayPhoneNumber === undefined || event === undefined) return undefined
  return { kind: "security", ...origin, displayPhoneNumber, event, requester: asId(value.requester) }
}

export function parseFlow(value: JsonRecord, origin: EventOrigin): FlowEvent | undefined {
  const event = asText(value.event)
  const flowId = asId(value.flow_id)
  if (event === undefined || flowId === undefined) return undefined
  return {
    kind: "flow",
    ...origin,
    event,
    flowId,
    message: asText(value.message),
    oldStatus: asText(value.old_status),
    newStatus: asText(value.new_status),
    raw: value,
  }
}
