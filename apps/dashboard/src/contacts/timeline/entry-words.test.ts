import { expect, it } from "vitest"
import { entryInWords } from "./entry-words.ts"

const each = { id: "0199d1de-0000-7000-8000-000000000001", at: "2026-11-22T12:00:00.000Z" }
const number_id = "0199d1de-0000-7000-8000-000000000002"

it("says what a person was known by, and which contact proved to be the same person", () => {
  const identity = { kind: "identity", ...each, change: "removed", identity: "phone", label: null } as const
  expect(entryInWords({ ...identity, value: "+4915120000001" })).toEqual({
    title: "No longer has this phone",
    text: "+4915120000001",
  })
  expect(
    entryInWords({ ...identity, change: "added", identity: "alias", label: "shop", value: "ana-7" }),
  ).toEqual({ title: "Alias added", text: "shop: ana-7" })
  expect(
    entryInWords({ kind: "merged", ...each, merged_contact_id: number_id, known_as: "Ana Ruiz" }),
  ).toEqual({ title: "Merged with another contact", text: "Ana Ruiz" })
})

it("says of a message what became of it, why, and what to do", () => {
  const reason = { code: "not_subscribed", title: "They did not subscribe.", advice: "Ask them to." }
  expect(
    entryInWords({
      kind: "message",
      ...each,
      number_id,
      source_kind: "launch",
      source_name: "Spring sale",
      template: "summer",
      text: "Hello",
      status: "dropped",
      reason,
    }),
  ).toEqual({
    title: "Spring sale · summer",
    text: "Hello",
    outcome: { label: "Not sent", tone: "bad" },
    why: reason,
  })
})

it("says what an event knows, as far as a line has room", () => {
  const properties = { a: 1, b: true, c: "x", d: [1], e: 2, f: 3, g: 4 }
  expect(entryInWords({ kind: "event", ...each, name: "viewed", properties })).toEqual({
    title: "viewed",
    text: "a: 1, b: Yes, c: x, d: 1, e: 2, f: 3 …",
  })
})

it("says of consent its source and its evidence", () => {
  const of = { subscription_group_id: number_id, group_name: "Lumen", source: "api", evidence: "order 7" }
  expect(entryInWords({ kind: "subscription", ...each, ...of, state: "unsubscribed" })).toEqual({
    title: "Unsubscribed from Lumen",
    text: "Source: API · order 7",
  })
})
