import { windowMarginMs } from "@parley/whatsapp/messages"
import { describe, expect, it } from "vitest"
import { type Decision, type DueMessage, decide, type Recipient } from "./decide.ts"

const now = new Date("2026-11-22T12:00:00Z")
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
const inTenMinutes = new Date("2026-11-22T12:10:00Z")

const subscriber: Recipient = {
  phone: "+4915112345678",
  bsuid: null,
  isInReach: true,
  subscription: "subscribed",
  answersUnsubscribed: true,
  lastInboundAt: null,
}
/** Who unsubscribed by what they wrote an hour ago. */
const left: Recipient = { ...subscriber, subscription: "unsubscribed", lastInboundAt: hoursAgo(1) }
const american: Recipient = { ...subscriber, phone: "+16505551234" }
const due = {
  templateStatus: "APPROVED",
  isSingle: true,
  isTest: false,
  isConsentReply: false,
  isCanceled: false,
  expiresAt: hoursAgo(-1),
}
const marketing: DueMessage = { ...due, intent: "marketing" }
const utility: DueMessage = { ...due, intent: "utility" }
const code: DueMessage = { ...due, intent: "authentication" }
const reply: DueMessage = { ...due, intent: "service", templateStatus: null }
const ofLaunch: DueMessage = { ...marketing, isSingle: false }
const test: DueMessage = { ...marketing, isTest: true }

const send: Decision = { kind: "send" }
const drop = (reason: string) => ({ kind: "drop", reason })
const hold = (reason: string) => ({ kind: "hold", until: inTenMinutes, reason })

const cases: [given: string, DueMessage, Recipient | null, expected: unknown][] = [
  ["an approved template to a subscriber", marketing, subscriber, send],
  ["a contact that was deleted", marketing, null, drop("contact_deleted")],
  ["a contact without any address", marketing, { ...subscriber, phone: null }, drop("no_address")],
  [
    "a stranger to a number that reaches its test recipients only",
    reply,
    { ...subscriber, isInReach: false, lastInboundAt: now },
    drop("not_a_test_recipient"),
  ],
  ["a message that was canceled", { ...reply, isCanceled: true }, null, drop("canceled")],
  [
    "a message that was canceled, and is over too",
    { ...marketing, isCanceled: true, expiresAt: now },
    subscriber,
    drop("canceled"),
  ],
  ["a message whose time is over", { ...marketing, expiresAt: now }, subscriber, drop("expired")],
  [
    "a message whose time is over, to a contact that was deleted",
    { ...marketing, expiresAt: now },
    null,
    drop("expired"),
  ],
  [
    "a message a millisecond before its time is over",
    { ...marketing, expiresAt: new Date(now.getTime() + 1) },
    subscriber,
    send,
  ],
  [
    "marketing to a member of a suppression list",
    marketing,
    { ...subscriber, isSuppressed: true },
    drop("suppressed"),
  ],
  [
    "what is no marketing to a member of a suppression list",
    utility,
    { ...subscriber, isSuppressed: true },
    send,
  ],
  ["marketing to a phone of the United States", marketing, american, drop("us_marketing")],
  [
    "marketing to someone of the United States whose phone is hidden",
    marketing,
    { ...american, phone: null, bsuid: "US.1" },
    drop("us_marketing"),
  ],
  [
    "marketing to someone of the United States who just wrote",
    marketing,
    { ...american, lastInboundAt: hoursAgo(1) },
    drop("us_marketing"),
  ],
  ["marketing to Canada", marketing, { ...subscriber, phone: "+14165550123" }, send],
  ["marketing to Jamaica", marketing, { ...subscriber, phone: "+18765550100" }, send],
  ["a utility template to a phone of the United States", utility, american, send],
  ["a code to a phone of the United States", code, american, send],
  ["a contact known by BSUID alone", marketing, { ...subscriber, phone: null, bsuid: "DE.1" }, send],
  [
    "a login code to a hidden number",
    code,
    { ...subscriber, phone: null, bsuid: "DE.1" },
    drop("phone_needed"),
  ],
  [
    "marketing to someone who never opted in",
    marketing,
    { ...subscriber, subscription: null },
    drop("not_subscribed"),
  ],
  [
    "marketing to someone who opted out",
    marketing,
    { ...subscriber, subscription: "unsubscribed" },
    drop("unsubscribed"),
  ],
  [
    "marketing through a number whose group is archived",
    marketing,
    { ...subscriber, subscription: "group_archived" },
    hold("group_archived"),
  ],
  [
    "a utility template through it, to someone who just wrote",
    utility,
    { ...subscriber, subscription: "group_archived", lastInboundAt: hoursAgo(1) },
    send,
  ],
  [
    "marketing to an unsubscribed contact who just wrote",
    marketing,
    { ...subscriber, subscription: "unsubscribed", lastInboundAt: hoursAgo(1) },
    drop("unsubscribed"),
  ],
  [
    "a utility template to a stranger",
    utility,
    { ...subscriber, subscription: null },
    drop("not_subscribed"),
  ],
  [
    "a utility template to a stranger who just wrote",
    utility,
    { ...subscriber, subscription: null, lastInboundAt: hoursAgo(1) },
    send,
  ],
  ["a test to a phone that nobody subscribed", test, { ...subscriber, subscription: null }, send],
  [
    "a test through a number whose group is archived",
    test,
    { ...subscriber, subscription: "group_archived" },
    send,
  ],
  [
    "a test to a phone that the number does not reach",
    test,
    { ...subscriber, isInReach: false },
    drop("not_a_test_recipient"),
  ],
  [
    "a utility template to an unsubscribed contact",
    utility,
    { ...subscriber, subscription: "unsubscribed" },
    drop("unsubscribed"),
  ],
  ["a paused template", { ...marketing, templateStatus: "PAUSED" }, subscriber, hold("template_paused")],
  [
    "a template in review",
    { ...marketing, templateStatus: "PENDING" },
    subscriber,
    hold("template_in_review"),
  ],
  [
    "a template in appeal",
    { ...marketing, templateStatus: "IN_APPEAL" },
    subscriber,
    hold("template_in_review"),
  ],
  ...["REJECTED", "ARCHIVED", "LIMIT_EXCEEDED", "MOONSTRUCK"].flatMap((templateStatus): typeof cases => [
    [
      `a template that is ${templateStatus}`,
      { ...marketing, templateStatus },
      subscriber,
      hold("template_not_approved"),
    ],
    [
      `a template of a launch that is ${templateStatus}`,
      { ...ofLaunch, templateStatus },
      subscriber,
      hold("template_not_approved"),
    ],
  ]),
  [
    "a disabled template",
    { ...marketing, templateStatus: "DISABLED" },
    subscriber,
    drop("template_disabled"),
  ],
  [
    "a disabled template in a launch",
    { ...ofLaunch, templateStatus: "DISABLED" },
    subscriber,
    hold("template_disabled"),
  ],
  ...["PENDING_DELETION", "DELETED", null].flatMap((templateStatus): typeof cases => [
    [
      `a template that is gone (${templateStatus})`,
      { ...marketing, templateStatus },
      subscriber,
      drop("template_missing"),
    ],
    [
      `a template of a launch that is gone (${templateStatus})`,
      { ...ofLaunch, templateStatus },
      subscriber,
      hold("template_missing"),
    ],
  ]),
  [
    "a paused template to an unsubscribed contact",
    { ...marketing, templateStatus: "PAUSED" },
    { ...subscriber, subscription: "unsubscribed" },
    drop("unsubscribed"),
  ],
  ["free text, window open for an hour", reply, { ...subscriber, lastInboundAt: hoursAgo(1) }, send],
  [
    "free text, one millisecond before the last minute of the window",
    reply,
    { ...subscriber, lastInboundAt: new Date(hoursAgo(24).getTime() + windowMarginMs + 1) },
    send,
  ],
  [
    "free text in the last minute of the window",
    reply,
    { ...subscriber, lastInboundAt: new Date(hoursAgo(24).getTime() + windowMarginMs) },
    drop("window_closed"),
  ],
  [
    "a utility template to a stranger in the last minute of the window",
    utility,
    { ...subscriber, subscription: null, lastInboundAt: new Date(hoursAgo(24).getTime() + 60_000) },
    drop("not_subscribed"),
  ],
  [
    "free text of a campaign to someone who just wrote and is no subscriber",
    { ...reply, isUnasked: true },
    { ...subscriber, subscription: null, lastInboundAt: hoursAgo(1) },
    drop("not_subscribed"),
  ],
  [
    "free text of a campaign to a subscriber who just wrote",
    { ...reply, isUnasked: true },
    { ...subscriber, lastInboundAt: hoursAgo(1) },
    send,
  ],
  ["free text to someone who never wrote", reply, subscriber, drop("window_closed")],
  [
    "free text to an unsubscribed contact who just wrote",
    reply,
    { ...subscriber, subscription: "unsubscribed", lastInboundAt: hoursAgo(1) },
    send,
  ],
  [
    "free text to an unsubscribed contact whose group answers nobody who unsubscribed",
    reply,
    { ...left, answersUnsubscribed: false },
    drop("unsubscribed"),
  ],
  ["a utility template to them, too", utility, { ...left, answersUnsubscribed: false }, drop("unsubscribed")],
  ["a code to sign in with, which they asked for", code, { ...left, answersUnsubscribed: false }, send],
  [
    "the goodbye, which answers their STOP",
    { ...reply, isConsentReply: true },
    { ...left, answersUnsubscribed: false },
    send,
  ],
]

describe("decide", () => {
  it.each(cases)("%s", (_given, message, recipient, expected) => {
    expect(decide(message, recipient, now)).toEqual(expected)
  })
})
