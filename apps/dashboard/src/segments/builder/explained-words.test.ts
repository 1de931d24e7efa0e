import { expect, it } from "vitest"
import { valueInWords } from "./explained-words.ts"

const asked = { now: new Date("2026-11-22T12:00:00Z"), notation: { locale: "en", zone: "UTC" } }

it.each([
  ["a country by its name", { on: "contact", field: "country" }, "DE", "Germany"],
  ["a date of birth as a day", { on: "contact", field: "date_of_birth" }, "1990-02-28", "Feb 28, 1990"],
  ["what is no date as it is", { on: "contact", field: "date_of_birth" }, "soon", "soon"],
  ["what is not there", { on: "attribute", name: "plan" }, null, "not known"],
  ["a list", { on: "attribute", name: "sizes" }, ["S", "M"], "S, M"],
  ["a text that is empty", { on: "attribute", name: "plan" }, "", "empty"],
  ["an event that never was", { on: "event" }, { count: 0, first_at: null, last_at: null }, "never"],
  [
    "an event",
    { on: "event" },
    { count: 3, last_at: "2026-11-22T11:00:00Z" },
    /^3 times, last at all on .*11:00/,
  ],
  [
    "when it was first",
    { on: "event", op: "first" },
    { count: 0, first_at: "2026-11-20T11:00:00Z", last_at: "2026-11-22T11:00:00Z" },
    /^for the first time on Nov 20/,
  ],
  ["a sum", { on: "purchase" }, { count: 1, total: 20.5, last_at: null }, "once, in all 20.5"],
  ["messages", { on: "message" }, { count: 1 }, "1 message"],
  ["nothing said", { on: "subscription" }, null, "never said anything"],
  [
    "consent",
    { on: "subscription" },
    { state: "subscribed", changed_at: "2026-11-22T11:00:00Z" },
    /^subscribed since/,
  ],
  ["a window", { on: "window" }, { last_inbound_at: null }, "never wrote"],
  ["an address", { on: "reachable" }, { phone: null, wa_id: "4915", bsuid: null }, "4915"],
  ["another segment", { on: "segment" }, false, "is not in it"],
  ["a tag", { on: "tag" }, true, "has it"],
] as const)("says %s", (_, draft, value, words) => {
  expect(valueInWords(draft, value, asked)).toEqual(
    typeof words === "string" ? words : expect.stringMatching(words),
  )
})
