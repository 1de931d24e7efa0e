import { describe, expect, it } from "vitest"
import {
  type ActionDraft,
  beginDelivery,
  type DeliveryDraft,
  type RecurringDraft,
} from "./compose/when/delivery-draft.ts"
import { whenInWords } from "./when-in-words.ts"

const spoken = {
  locale: "en",
  zone: "UTC",
  clock: "America/Lima",
  names: new Map([
    ["s1", "VIP"],
    ["c1", "Spring"],
  ]),
}
const say = (delivery: DeliveryDraft) => whenInWords(delivery, spoken)
const recurring = (change: Partial<RecurringDraft>) =>
  say({ ...(beginDelivery("recurring", "2026-12-24") as RecurringDraft), ...change })
const action = (change: Partial<ActionDraft>) =>
  say({ ...(beginDelivery("action", "2026-12-24") as ActionDraft), ...change })

describe("again and again", () => {
  it("says how often, on which days, by whose clock and until when", () => {
    expect(recurring({ weekdays: ["monday", "friday"], interval: 2, count: 10 })).toBe(
      "Every other week on Monday and Friday at 09:00 in America/Lima, from Dec 24, 2026, 10 times",
    )
    expect(
      recurring({
        frequency: "monthly",
        weekdays: [],
        day_of_month: 31,
        clock: "contact",
        ends_on: "2027-06-30",
      }),
    ).toBe(
      "Every month on its last day at 09:00 by each contact's own clock, from Dec 24, 2026, until Jun 30, 2027",
    )
    expect(recurring({ frequency: "daily", weekdays: [] })).toBe(
      "Every day at 09:00 in America/Lima, from Dec 24, 2026",
    )
  })
})

describe("as something happens", () => {
  it("says what, how much later, and what calls it off", () => {
    expect(
      action({
        triggers: [{ on: "event", name: "signed_up" }, { on: "purchase" }],
        delay: { amount: 2, unit: "hours" },
        at: { time: "18:00", weekdays: ["monday", "tuesday"] },
        unless: [{ on: "subscription", state: "unsubscribed" }],
      }),
    ).toBe(
      "2 hours after they do signed_up or they buy something, then at 18:00 on Monday or Tuesday by their own clock, unless they unsubscribe before",
    )
  })

  it.each([
    [{ on: "inbound_message", text: { op: "is_any", value: ["yes", "ok"] } }, "they write “yes” or “ok”"],
    [{ on: "inbound_message", types: ["button"] }, "they tap a button or a row"],
    [{ on: "inbound_message", types: ["flow_reply"] }, "they complete a flow"],
    [{ on: "attribute", name: "time_zone" }, "their time zone changes"],
    [{ on: "segment", op: "left", segment_id: "s1" }, "they leave the segment VIP"],
    [{ on: "message", campaign_id: "c1", became: "read" }, "their message of Spring is read"],
    [{ on: "contact_created" }, "they become a contact"],
  ] as const)("%j: when %s", (trigger, words) => {
    expect(action({ triggers: [JSON.parse(JSON.stringify(trigger))] })).toBe(`When ${words}`)
  })
})

it("of the others says what they wait for", () => {
  expect(say({ kind: "api" })).toBe("When the API asks for it, once it is started")
  expect(say({ kind: "once" })).toBe("When it is launched")
})
