/** What becomes of claimed messages before any of them is posted. Pure. */
import { windowIsOpen } from "@parley/whatsapp/messages"
import { leftOutAs } from "../caps/caps-of-claim.ts"
import type { ContentFor } from "../content/content-cache.ts"
import { decide, hold, type Intent } from "../decide.ts"
import type { LaneNumber } from "../lane-number.ts"
import type { ClaimedRow } from "../outbox/claim.ts"
import { phoneWrittenTo } from "../phone-written-to.ts"
import { lastClass, quietForContact } from "../sources/quiet.ts"
import { classes, urgentClasses } from "../sources/sources.ts"
import type { Instant } from "./freshness.ts"
import type { Ready } from "./ready-queue.ts"

export type Admitted =
  | { kind: "send"; ready: Ready }
  | { kind: "hold"; until: Date; reason: string }
  | { kind: "drop"; reason: string; detail: string | null }

/** Nobody can have it continue with another template. */
export const isSingle = ({ source_kind: kind }: Pick<ClaimedRow, "source_kind">): boolean =>
  kind === "api" || kind === "reply" || kind === "consent_reply" || kind === "test"

/** @param known.since when the claim began that read the row @param known.suppressed ids of rows for members of a suppression list */
export function admit(
  row: ClaimedRow,
  known: {
    number: LaneNumber
    contents: ReadonlyMap<string, ContentFor>
    suppressed: ReadonlySet<string>
    /** The address of a contact's preference page. */
    preferenceLink: (contactId: string | null) => string
    since: Instant
    now: Date
  },
): Admitted {
  const { contact, to } = row
  const content = known.contents.get(row.content_id)?.(contact?.language ?? null)
  if (!content) return { kind: "drop", reason: "content_broken", detail: "The content does not exist." }
  const { due, compiled, templateId } = content
  const decision = decide(
    // Of what was canceled nothing is claimed.
    {
      ...due,
      isSingle: isSingle(row),
      isTest: row.source_kind === "test",
      isConsentReply: row.source_kind === "consent_reply",
      isUnasked: row.class === classes.marketing,
      isAutomatic: isAutomatic(row),
      isCanceled: false,
      expiresAt: row.expires_at,
    },
    recipientOf(row, known),
    known.now,
  )
  if (decision.kind === "drop") return { ...decision, detail: null }
  if (decision.kind === "hold") return decision
  if (isLateMarketing(row, due.intent) && lastClass(known.number.quiet, known.now) < classes.marketing)
    return hold(known.now, "quiet_hours")
  if (!contact) return { kind: "drop", reason: "contact_deleted", detail: null }
  const quietEnds = row.quiet_hours && quietForContact(row.quiet_hours, contact.time_zone, known.now)
  if (quietEnds && due.intent !== "authentication") {
    if (row.quiet_hours?.action === "drop") return { kind: "drop", reason: "in_quiet_hours", detail: null }
    return { kind: "hold", until: quietEnds, reason: "campaign_quiet_hours" }
  }
  if (compiled instanceof Error) return { kind: "drop", reason: "content_broken", detail: compiled.message }
  const control = leftOutAs(row, known.number)
  const ready: Ready = {
    id: row.id,
    // Tests to one phone go one after another, too.
    contactId: row.contact_id ?? to.phone ?? row.id,
    class: row.class,
    row,
    to,
    contact: compiled.namesPreferenceLink
      ? { ...contact, preference_link: known.preferenceLink(row.contact_id) }
      : contact,
    since: known.since,
    opensConversation:
      control === null && due.intent !== "service" && !windowIsOpen(row.last_inbound_at, known.now),
    control,
    compiled,
    templateId: isSingle(row) ? null : templateId,
    marketingTemplate: due.intent === "marketing" ? templateId : null,
    wantsOptimized: row.optimized !== false,
    isUrgent: row.class <= urgentClasses,
  }
  return { kind: "send", ready }
}

/** Accepted as something else: Meta has changed the category of its template since, or it goes in another language. */
const isLateMarketing = (row: ClaimedRow, intent: Intent): boolean =>
  intent === "marketing" && row.class < classes.marketing && row.source_kind !== "test"

/** No member wrote it to this person, and no other system asked for it. */
const isAutomatic = ({ source_kind: kind }: ClaimedRow): boolean =>
  kind === "launch" || kind === "trigger" || kind === "canvas_step"

function recipientOf(
  { id, contact, to, subscription, answers_unsubscribed, last_inbound_at, held_until }: ClaimedRow,
  { number: { onlyTo }, suppressed }: { number: LaneNumber; suppressed: ReadonlySet<string> },
) {
  if (contact === null) return null
  const phone = phoneWrittenTo(to)
  return {
    // Test recipients are listed by their phones, which WhatsApp may write in another way.
    isInReach: onlyTo === null || [to.phone, phone].some((one) => one !== null && onlyTo.has(one)),
    phone,
    bsuid: to.bsuid,
    subscription,
    answersUnsubscribed: answers_unsubscribed,
    lastInboundAt: last_inbound_at,
    isSuppressed: suppressed.has(id),
    heldUntil: held_until,
  }
}
