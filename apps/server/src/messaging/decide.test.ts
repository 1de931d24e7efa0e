import { windowMarginMs } from "@parley/whatsapp/messages"
import { describe, expect, it } from "vitest"
import { type Decision, type DueMessage, decide, type Recipient } from "./decide.ts"

const now = new Date("2026-11-22T12:00:00Z")
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
const inTenMinutes = new Date("2026-11-22T12:10:00Z")

const subscriber: Recipient = {
  phone: "+16505551234",
  bsuid: null,
  isInReach: true,
  subscription: "subscribed",
  lastInboundAt: null,
}
const marketing: DueMessage = { intent: "marketing", templateStatus: "APPROVED", isOfLaunch: false }
const utility: DueMessage = { intent: "utility", templateStatus: "APPROVED", isOfLaunch: false }
const code: DueMessage = { intent: "authentication", templateStatus: "APPROVED", isOfLaunch: false }
const reply: DueMessage = { intent: "service", templateStatus: null, isOfLaunch: false }

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
  ["a contact known by BSUID alone", marketing, { ...subscriber, phone: null, bsuid: "US.1" }, send],
  [
    "a login code to a hidden number",
    code,
    { ...subscriber, phone: null, bsuid: "US.1" },
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
    drop("group_archived"),
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
  [
    "a rejected template",
    { ...marketing, templateStatus: "REJECTED" },
    subscriber,
    drop("template_not_approved"),
  ],
  [
    "a disabled template",
    { ...marketing, templateStatus: "DISABLED" },
    subscriber,
    drop("template_not_approved"),
  ],
  [
    "a disabled template in a launch",
    { ...marketing, templateStatus: "DISABLED", isOfLaunch: true },
    subscriber,
    hold("template_disabled"),
  ],
  ["a template that is gone", { ...marketing, templateStatus: null }, subscriber, drop("template_missing")],
  [
    "a paused template to an unsubscribed contact",
    { ...marketing, templateStatus: "PAUSED" },
    { ...subscriber, subscription: "unsubscribed" },
    drop("unsubscribed"),
  ],
  ["free text, window open for an hour", reply, { ...subscriber, lastInboundAt: hoursAgo(1) }, send],
  [
    "free text, one millisecond before the window closes",
    reply,
    { ...subscriber, lastInboundAt: new Date(hoursAgo(24).getTime() + windowMarginMs + 1) },
    send,
  ],
  [
    "free text, the moment the window closes",
    reply,
    { ...subscriber, lastInboundAt: new Date(hoursAgo(24).getTime() + windowMarginMs) },
    drop("window_closed"),
  ],
  ["free text to someone who never wrote", reply, subscriber, drop("window_closed")],
  [
    "free text to an unsubscribed contact who just wrote",
    reply,
    { ...subscriber, subscription: "unsubscribed", lastInboundAt: hoursAgo(1) },
    send,
  ],
]

describe("decide", () => {
  it.each(cases)("%s", (_given, message, recipient, expected) => {
    expect(decide(message, recipient, now)).toEqual(expected)
  })
})
