import { errorCodes } from "@parley/whatsapp/errors"
import { peopleOfTier } from "../numbers/messaging-limit.ts"
import type { EventOf } from "./consumer.ts"

/** Kinds of webhook events that may say something about numbers. */
export const numberKinds = ["number_quality", "number_name", "capability", "account"] as const
type NumberEvent = EventOf<(typeof numberKinds)[number]>

/** What a webhook says about numbers, as their columns. A column that is absent stays as it is. */
export interface NumberChange {
  /** The fact it is news of: of one fact the newest wins. */
  fact: "throughput" | "limit" | "flag" | "name" | "standing"
  wabaId: string
  /** The number's digits; null: every number of the account. */
  digits: string | null
  at: Date
  throughput_level?: string
  messaging_limit?: number
  new_name_status?: string
  requested_name?: string
  status?: string
  registered?: false
  /** null lifts whatever hold there is. */
  hold?: { until: Date; code: number } | null
}

/** How `new_name_status` calls what "phone_number_name_update" decides. */
const nameDecisions: ReadonlyMap<string, string> = new Map(
  Object.entries({
    APPROVED: "APPROVED",
    REJECTED: "DECLINED",
    PENDING: "PENDING_REVIEW",
    DEFERRED: "PENDING_REVIEW",
  }),
)

/** A ban has no end that Meta tells. The hold ends, the next send is refused, and the refusal holds again. */
const banHoldMs = 24 * 60 * 60 * 1000

/** Reads the numbers' news out of webhook events. Pure; events that say nothing about numbers yield nothing. */
export function numberChanges(events: readonly NumberEvent[], now: Date): NumberChange[] {
  return events.flatMap((event) => changesBy(event, event.sentAt ?? now))
}

function changesBy(event: NumberEvent, at: Date): NumberChange[] {
  switch (event.kind) {
    case "number_quality":
      return qualityChanges(event, at)
    case "number_name": {
      // The approved name is in use once the number is registered again, and Meta tells it then.
      const new_name_status = nameDecisions.get(event.decision)
      if (new_name_status === undefined) return []
      const digits = digitsOf(event.displayPhoneNumber)
      const name = event.requestedName ? { requested_name: event.requestedName } : {}
      return [{ fact: "name", wabaId: event.wabaId, digits, at, new_name_status, ...name }]
    }
    case "capability": {
      const limit = event.messagingLimit ?? peopleOfTier(event.tier)
      return limit === null
        ? []
        : [{ fact: "limit", wabaId: event.wabaId, digits: null, at, messaging_limit: limit }]
    }
    case "account": {
      const effect = effectOf(event, at)
      const wabaId = event.wabaInfo?.wabaId ?? event.wabaId
      return effect ? [{ fact: "standing", wabaId, digits: null, at, ...effect }] : []
    }
  }
}

/** Follows Meta, "phone_number_quality_update". */
function qualityChanges(event: EventOf<"number_quality">, at: Date): NumberChange[] {
  const origin = { wabaId: event.wabaId, digits: digitsOf(event.displayPhoneNumber), at }
  const limit = peopleOfTier(event.currentLimit)
  const changes: NumberChange[] = []
  if (event.event === "THROUGHPUT_UPGRADE")
    changes.push({ fact: "throughput", ...origin, throughput_level: "HIGH" })
  if (event.event === "FLAGGED") changes.push({ fact: "flag", ...origin, status: "FLAGGED" })
  if (event.event === "UNFLAGGED") changes.push({ fact: "flag", ...origin, status: "CONNECTED" })
  if (limit !== null) changes.push({ fact: "limit", ...origin, messaging_limit: limit })
  return changes
}

/** Follows Meta, "account_update". Only what stops or restarts every message of the account has an effect. */
function effectOf(
  event: EventOf<"account">,
  at: Date,
): Pick<NumberChange, "status" | "registered" | "hold"> | undefined {
  switch (event.event) {
    case "DISABLED_UPDATE":
      if (event.banState === "DISABLE") {
        return {
          status: "BANNED",
          hold: { until: new Date(at.getTime() + banHoldMs), code: errorCodes.accountLocked },
        }
      }
      return event.banState === "REINSTATE" ? { status: "CONNECTED", hold: null } : undefined
    case "ACCOUNT_RESTRICTION": {
      // While only messages that open a conversation are restricted, replies may go: then each is refused or not by Meta.
      const everything = event.restrictions.find(
        (one) => one.type === "RESTRICTED_CUSTOMER_INITIATED_MESSAGING",
      )
      return (
        everything?.expiresAt && { hold: { until: everything.expiresAt, code: errorCodes.policyViolation } }
      )
    }
    case "ACCOUNT_DELETED":
    case "PARTNER_REMOVED":
    case "PARTNER_APP_UNINSTALLED":
    case "ACCOUNT_OFFBOARDED":
      return { status: "DISCONNECTED", registered: false }
    default:
      return undefined
  }
}

function digitsOf(displayPhoneNumber: string): string {
  return displayPhoneNumber.replace(/\D/g, "")
}
