/**
 * What becomes of a message at the moment it would be sent. Pure: the same answer for the same arguments, so it also explains
 * past sends and previews audiences. docs/concepts/eligibility.md has the rules in words, in the same order.
 */
import { windowIsOpen } from "@parley/whatsapp/messages"
import { countryOfPhone } from "@parley/whatsapp/phone"
import { explainStatus } from "@parley/whatsapp/templates"
import type { DropReason, HoldReason } from "./reasons.ts"

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
  /** Meta's status of the template; null when there is none (any more). */
  templateStatus: string | null
  /** Made by itself: nobody can have it continue with another template, as with those of a launch. */
  isSingle: boolean
  /** To a phone of one's own: nobody has to have subscribed. */
  isTest: boolean
  /** It answers a word such as STOP or START: the goodbye goes to someone who has just unsubscribed. */
  isConsentReply: boolean
  /** Nobody asked for it, whatever it is made from: a campaign of marketing, or of free-form messages. */
  isUnasked?: boolean
  /** A launch, a triggered campaign or a canvas sends it. */
  isAutomatic?: boolean
  /** What it is of was canceled. */
  isCanceled: boolean
  /** From then on it is not wanted any more. */
  expiresAt: Date
}

/** The person it is for, as they are now. */
export interface Recipient {
  /** E.164 */
  phone: string | null
  bsuid: string | null
  /** False while the number reaches its test recipients only and this is not one of them. */
  isInReach: boolean
  /** In the subscription group of the number; null when they never said anything. */
  subscription: "subscribed" | "unsubscribed" | "group_archived" | null
  /** Whether the group lets someone who unsubscribed be answered inside the window. */
  answersUnsubscribed: boolean
  /** When they last wrote to the number. */
  lastInboundAt: Date | null
  /** In a suppression list that makes no exception for what the message is of. */
  isSuppressed?: boolean
  /** Until when a person of the team writes to them, and nothing automatic does; null: nobody does. */
  heldUntil?: Date | null
}

export type Decision =
  | { kind: "send" }
  | { kind: "hold"; until: Date; reason: HoldReason }
  | { kind: "drop"; reason: DropReason }

/** @returns what stops the message; undefined: nothing, as far as this rule knows */
type Rule = (message: DueMessage, recipient: Recipient, now: Date) => Decision | undefined

/** The first that stops a message decides. */
const rules: readonly Rule[] = [
  canceled,
  expired,
  address,
  reach,
  consent,
  suppression,
  handedOver,
  serviceWindow,
  template,
]

/** Decides what happens to a message. @param recipient null when the contact was deleted */
export function decide(message: DueMessage, recipient: Recipient | null, now: Date): Decision {
  if (!recipient) return canceled(message) ?? expired(message, recipient, now) ?? drop("contact_deleted")
  for (const rule of rules) {
    const stop = rule(message, recipient, now)
    if (stop) return stop
  }
  return { kind: "send" }
}

function canceled({ isCanceled }: DueMessage): Decision | undefined {
  return isCanceled ? drop("canceled") : undefined
}

function expired({ expiresAt }: DueMessage, _: Recipient | null, now: Date): Decision | undefined {
  return expiresAt <= now ? drop("expired") : undefined
}

function address({ intent }: DueMessage, { phone, bsuid }: Recipient): Decision | undefined {
  if (!phone && !bsuid) return drop("no_address")
  return intent === "authentication" && !phone ? drop("phone_needed") : undefined
}

/** Meta, "Marketing messages": none arrives at a phone of the United States. */
function reach({ intent }: DueMessage, recipient: Recipient): Decision | undefined {
  if (!recipient.isInReach) return drop("not_a_test_recipient")
  return intent === "marketing" && isInUnitedStates(recipient) ? drop("us_marketing") : undefined
}

/** The prefix is looked at first: reading a phone takes 28 µs. */
const isInUnitedStates = (recipient: Recipient): boolean =>
  (recipient.phone?.startsWith("+1") ?? true) && countryOf(recipient) === "US"

/**
 * WhatsApp's messaging policy: a person who is written to first has opted in. Inside the window a utility or
 * authentication template answers the contact and needs no subscription; marketing always does. A group may say that
 * someone who unsubscribed gets no answers either, other than codes to sign in with, which they have just asked for.
 */
function consent(
  { intent, isTest, isConsentReply, isUnasked = false }: DueMessage,
  { subscription, answersUnsubscribed, lastInboundAt }: Recipient,
  now: Date,
): Decision | undefined {
  if (isTest || isConsentReply) return undefined
  const isAnswer =
    !isUnasked && (intent === "service" || (intent !== "marketing" && windowIsOpen(lastInboundAt, now)))
  const isRefused = subscription === "unsubscribed" && !answersUnsubscribed && intent !== "authentication"
  if (isAnswer && !isRefused) return undefined
  if (subscription === "subscribed") return undefined
  if (subscription === "group_archived") return hold(now, "group_archived")
  return drop(subscription ?? "not_subscribed")
}

/** Members of a suppression list get no marketing, whatever they agreed to. */
function suppression(
  { intent, isTest }: DueMessage,
  { isSuppressed = false }: Recipient,
): Decision | undefined {
  return isSuppressed && intent === "marketing" && !isTest ? drop("suppressed") : undefined
}

/** A person of the team has taken over: what is automatic waits, but for codes to sign in with. */
function handedOver(
  { intent, isAutomatic = false }: DueMessage,
  { heldUntil = null }: Recipient,
  now: Date,
): Decision | undefined {
  const waits = isAutomatic && intent !== "authentication" && heldUntil !== null && heldUntil > now
  return waits ? { kind: "hold", until: heldUntil, reason: "handed_over" } : undefined
}

/**
 * Meta, "Send messages": only templates open a conversation. A test goes to a phone and to no contact: its window was looked at
 * when it was asked for.
 */
function serviceWindow(
  { intent, isTest }: DueMessage,
  { lastInboundAt }: Recipient,
  now: Date,
): Decision | undefined {
  return intent === "service" && !isTest && !windowIsOpen(lastInboundAt, now)
    ? drop("window_closed")
    : undefined
}

const inReview: ReadonlySet<string> = new Set(["PENDING", "IN_APPEAL"])
const gone: ReadonlySet<string | null> = new Set(["DELETED", "PENDING_DELETION", null])

/** A state that can be undone holds. What is final holds as well where people can choose another template, or cancel. */
function template(
  { intent, templateStatus: status, isSingle }: DueMessage,
  _: Recipient,
  now: Date,
): Decision | undefined {
  if (intent === "service") return undefined
  if (status === null || gone.has(status))
    return isSingle ? drop("template_missing") : hold(now, "template_missing")
  if (status === "DISABLED") return isSingle ? drop("template_disabled") : hold(now, "template_disabled")
  if (status === "PAUSED") return hold(now, "template_paused")
  if (inReview.has(status)) return hold(now, "template_in_review")
  return explainStatus(status).sendable ? undefined : hold(now, "template_not_approved")
}

/** ISO 3166-1 alpha-2: of the phone, or as Meta's user id begins; undefined when it is of no country. */
export const countryOf = ({ phone, bsuid }: Pick<Recipient, "phone" | "bsuid">): string | undefined =>
  phone ? countryOfPhone(phone) : bsuid?.slice(0, 2)

/** How long to wait before a state is looked at again that people or Meta change. */
const reviewMs = 10 * 60_000

const drop = (reason: DropReason): Decision => ({ kind: "drop", reason })
/** Waits, and is looked at again. */
export const hold = (now: Date, reason: HoldReason): Decision & { kind: "hold" } => ({
  kind: "hold",
  until: new Date(now.getTime() + reviewMs),
  reason,
})
