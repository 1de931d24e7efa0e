import { windowIsOpen } from "@parley/whatsapp/messages"
import { explainStatus } from "@parley/whatsapp/templates"

/** What a message is for; Meta's template category, or `service` for anything that is not a template. */
export type Intent = "marketing" | "utility" | "authentication" | "service"

/** Of a category of Meta's; of one that is not known the strictest. */
export function intentOf(category: string): Intent {
  const intent = category.toLowerCase()
  return intent === "utility" || intent === "authentication" ? intent : "marketing"
}

/** A message that is due, as far as its fate depends on it. */
export interface DueMessage {
  intent: Intent
  /** Meta's status of the template; null when it is not a template. */
  templateStatus: string | null
  /** Part of a launch, which a person can cancel. */
  isOfLaunch: boolean
}

/** The person it is for, as they are now. */
export interface Recipient {
  phone: string | null
  bsuid: string | null
  /** False while the number reaches its test recipients only and this is not one of them. */
  isInReach: boolean
  /** In the subscription group of the number; null when they never said anything. */
  subscription: "subscribed" | "unsubscribed" | "group_archived" | null
  /** When they last wrote to the number. */
  lastInboundAt: Date | null
}

/** Why a message was not sent, and what to do about it. The codes are part of the API: stable. */
export const dropReasons = {
  contact_deleted: ["The contact was deleted before the message was due.", null],
  no_address: [
    "The contact has neither a phone number nor a WhatsApp user id.",
    "Give the contact a phone number.",
  ],
  not_a_test_recipient: [
    "This number reaches its test recipients only, and the contact is not one of them.",
    "Add the contact's phone to the number's test recipients, or use a number of your own with the app in live mode.",
  ],
  phone_needed: [
    "Authentication templates go to phone numbers only, and the contact hides their number.",
    "Ask the contact for a phone number.",
  ],
  not_subscribed: [
    "The contact has not subscribed to this number.",
    "Record the contact's consent in the number's subscription group first.",
  ],
  unsubscribed: [
    "The contact has unsubscribed from this number.",
    "Respect it: only the contact can subscribe again, such as by writing START.",
  ],
  group_archived: [
    "The number's subscription group is archived, so nobody is subscribed to it.",
    "Take the group out of the archive, or use a number whose group is active.",
  ],
  window_closed: [
    "Free-form messages are sent only within 24 hours of the contact's last message.",
    "Send an approved template, or wait until the contact writes.",
  ],
  template_not_approved: [
    "Meta has not approved the template, or has taken the approval back.",
    "See the template's status and its reason, fix it, and submit it again.",
  ],
  template_missing: ["The template does not exist any more.", "Use another template."],
  gif_header: [
    "Its header is a GIF, which Meta sends through its Marketing Messages API only; this platform does not use it.",
    "Use a template with an image or a video, or make a copy of this one that has such a header.",
  ],
  empty_variable: [
    "A variable of the template came out empty.",
    'Give it a default, such as {{ contact.first_name | default: "there" }}.',
  ],
  text_too_long: [
    "A text came out longer than WhatsApp allows.",
    "Shorten the text or what it is filled with.",
  ],
  content_broken: ["The content could not be composed.", "See the detail, and correct the content's Liquid."],
  canceled: ["The launch was canceled.", null],
  duplicate: ["Another message of the launch is for the same person: two contacts proved to be one.", null],
} as const satisfies Record<string, readonly [what: string, advice: string | null]>
export type DropReason = keyof typeof dropReasons

/** Why a message waits although its time has come. */
export const holdReasons = {
  template_paused: [
    "Meta paused the template because people blocked or reported it.",
    "The pause ends by itself and the messages are sent then. Editing the template has it reviewed again.",
  ],
  template_in_review: [
    "Meta is reviewing the template.",
    "The messages are sent when it is approved; that takes 24 hours at most.",
  ],
  template_disabled: [
    "Meta disabled the template for good.",
    "Cancel the launch and use another template, or ask Meta in WhatsApp Manager to reinstate it.",
  ],
} as const satisfies Record<string, readonly [what: string, advice: string]>
type HoldReason = keyof typeof holdReasons

export type Decision =
  | { kind: "send" }
  | { kind: "hold"; until: Date; reason: HoldReason }
  | { kind: "drop"; reason: DropReason }

/** How long to wait before a template's state is looked at again. */
const templateReviewMs = 10 * 60_000

const inReview: ReadonlySet<string> = new Set(["PENDING", "IN_APPEAL"])

/**
 * Decides what happens to a message at the moment it would be sent.
 * Pure: the same answer for the same arguments, so it also explains past sends and previews audiences.
 *
 * Rules follow Meta: only approved templates open a conversation, everything else needs an open customer service
 * window ("Send messages"); and WhatsApp's messaging policy: a person who is written to first has opted in. Inside the
 * window a utility or authentication template answers the contact and needs no subscription; marketing always does.
 */
export function decide(message: DueMessage, recipient: Recipient | null, now: Date): Decision {
  if (!recipient) return drop("contact_deleted")
  if (!recipient.phone && !recipient.bsuid) return drop("no_address")
  if (!recipient.isInReach) return drop("not_a_test_recipient")

  const open = windowIsOpen(recipient.lastInboundAt, now)
  if (message.intent === "service") return open ? { kind: "send" } : drop("window_closed")

  if (message.intent === "authentication" && !recipient.phone) return drop("phone_needed")
  if (message.intent === "marketing" || !open) {
    if (recipient.subscription === "group_archived") return drop("group_archived")
    if (recipient.subscription === "unsubscribed") return drop("unsubscribed")
    if (recipient.subscription !== "subscribed") return drop("not_subscribed")
  }

  const status = message.templateStatus
  if (status === null) return drop("template_missing")
  if (status === "PAUSED") return hold(now, "template_paused")
  if (inReview.has(status)) return hold(now, "template_in_review")
  // Meta may reinstate it, and a launch can be canceled; nobody could ever end the wait of a single message.
  if (status === "DISABLED" && message.isOfLaunch) return hold(now, "template_disabled")
  if (!explainStatus(status).sendable) return drop("template_not_approved")
  return { kind: "send" }
}

const drop = (reason: DropReason): Decision => ({ kind: "drop", reason })
const hold = (now: Date, reason: HoldReason): Decision => ({
  kind: "hold",
  until: new Date(now.getTime() + templateReviewMs),
  reason,
})
