import { onboarded } from "@parley/whatsapp/marketing"
import type { EventOf } from "./consumer.ts"

/** Kinds of webhook events that may say something about accounts. */
export const accountKinds = ["account", "account_review"] as const

/** What a webhook says about an account, as columns of it. A column that is absent stays as it is. */
export interface AccountChange {
  /** The fact it is news of: of one fact the newest wins. A restriction is a fact of its own. */
  fact: string
  wabaId: string
  at: Date
  review_status?: string
  marketing_messages_status?: string
  /** What is forbidden, and until when; added to what is forbidden already. */
  restrictions?: Record<string, Date>
}

/** Reads the accounts' news out of webhook events. Pure; events that say nothing about accounts yield nothing. */
export function accountChanges(
  events: readonly EventOf<(typeof accountKinds)[number]>[],
  now: Date,
): AccountChange[] {
  return events.flatMap((event): AccountChange[] => {
    const at = event.sentAt ?? now
    if (event.kind === "account_review") {
      return [{ fact: "review", wabaId: event.wabaId, at, review_status: event.decision }]
    }
    if (event.event === "MM_LITE_TERMS_SIGNED") {
      // The entry is that of the partner: the account is inside.
      const wabaId = event.wabaInfo?.wabaId ?? event.wabaId
      return [{ fact: "marketing messages", wabaId, at, marketing_messages_status: onboarded }]
    }
    if (event.event !== "ACCOUNT_RESTRICTION") return []
    return event.restrictions.flatMap(({ type, expiresAt }) =>
      expiresAt === undefined
        ? []
        : [{ fact: `restriction ${type}`, wabaId: event.wabaId, at, restrictions: { [type]: expiresAt } }],
    )
  })
}
