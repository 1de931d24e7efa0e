import { expect, it } from "vitest"
import {
  type ActionDraft,
  asDelivery,
  beginDelivery,
  type DeliveryDraft,
  deliveryField,
  deliveryMistakes,
  type RecurringDraft,
  withFrequency,
} from "./delivery-draft.ts"
import { kindOf } from "./trigger-kinds/kind-of.ts"

const newDraft = <Kind extends DeliveryDraft["kind"]>(kind: Kind) =>
  beginDelivery(kind, "2026-12-24") as Extract<DeliveryDraft, { kind: Kind }>
const recurring = (change: Partial<RecurringDraft>) =>
  deliveryMistakes({ ...newDraft("recurring"), ...change })
const action = (change: Partial<ActionDraft>) => deliveryMistakes({ ...newDraft("action"), ...change })

it("each kind begins as one that can be saved, or that says what it lacks", () => {
  for (const kind of ["once", "recurring", "api"] as const)
    expect(deliveryMistakes(newDraft(kind))).toEqual({})
  expect(deliveryMistakes(newDraft("action"))).toEqual({ "delivery.triggers.0": "Enter the event" })
})

it("what recurs lacks days, a time or an end that can be", () => {
  expect(recurring({ weekdays: [] })).toEqual({ "delivery.weekdays": "Choose at least one day" })
  expect(Object.keys(recurring({ time: "", starts_on: "", interval: 0, count: 0 })).sort()).toEqual([
    "delivery.count",
    "delivery.interval",
    "delivery.starts_on",
    "delivery.time",
  ])
  expect(recurring({ ends_on: "2026-12-01" })).toEqual({
    "delivery.ends_on": "The last day is before the first",
  })
})

it("another frequency has what it needs, and nothing of the one before", () => {
  const monthly = withFrequency(newDraft("recurring"), "monthly")
  expect(monthly).toMatchObject({ frequency: "monthly", weekdays: [], day_of_month: 1 })
  const weekly = withFrequency(monthly, "weekly")
  expect(weekly).toMatchObject({ weekdays: ["monday"] })
  expect("day_of_month" in weekly).toBe(false)
})

it("a trigger says what it lacks, and an exception too", () => {
  const triggers = [
    { on: "event" as const, name: "signed_up", where: [{ property: "", op: "equals", value: "" }] },
    { on: "inbound_message" as const, text: { op: "is_any", value: [] } },
    { on: "segment" as const, op: "entered", segment_id: "" },
  ]
  expect(action({ triggers, unless: [{ on: "message", campaign_id: "", became: "read" }] })).toEqual({
    "delivery.triggers.0": "Complete or remove the properties that lack something",
    "delivery.triggers.1": "Enter what the message says",
    "delivery.triggers.2": "Choose the segment",
    "delivery.unless.0": "Choose the campaign",
  })
})

it("a delay is 90 days at most, and the end is after the start", () => {
  const triggers = [{ on: "contact_created" as const }]
  expect(action({ triggers, delay: { amount: 91, unit: "days" } })).toEqual({
    "delivery.delay": "Enter a number from 1 to 90",
  })
  expect(action({ triggers, from: "2026-12-02T00:00:00Z", until: "2026-12-01T00:00:00Z" })).toEqual({
    "delivery.until": "The end is before the start",
  })
})

it("what is wrong within a trigger is said at the trigger", () => {
  expect(deliveryField("delivery.triggers.1.where.0.value")).toBe("delivery.triggers.1")
  expect(deliveryField("delivery.at.time")).toBe("delivery.at")
  expect(deliveryField("delivery.weekdays.0")).toBe("delivery.weekdays")
})

it("inbound messages that are taps or flows are called so", () => {
  const inbound = (types?: string[]) => kindOf({ on: "inbound_message", types })
  expect([inbound(), inbound(["button"]), inbound(["flow_reply"]), inbound(["text", "button"])]).toEqual([
    "inbound_message",
    "tap",
    "flow",
    "inbound_message",
  ])
})

it("a request has nothing that is undefined", () => {
  const draft = { ...newDraft("action"), triggers: [{ on: "purchase" as const, product_id: undefined }] }
  expect(asDelivery(draft)).toMatchObject({ triggers: [{ on: "purchase" }] })
})
