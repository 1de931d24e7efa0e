import { describe, expect, it } from "vitest"
import { eachContactField } from "../contact/fields.ts"
import type { EventFacts, FilteredContact } from "./condition.ts"
import { type Filter, filterContext, matches } from "./filter.ts"
import { allConditions, factsChanged, factsRead, nextTurn } from "./live.ts"

const now = new Date("2026-11-22T12:00:00Z")
const contextAt = (at: Date, segments = new Map<string, Filter>()) =>
  filterContext({ now: at, timeZone: "Europe/Berlin", segments, sourcesOf: new Map() })

const person = (more: Partial<FilteredContact> = {}): FilteredContact => ({
  ...eachContactField((): string | null => null),
  ...{
    id: "0199d1de-0000-7000-8000-000000000001",
    wa_id: null,
    bsuid: null,
    created_at: now,
    attributes: {},
  },
  ...{ subscriptions: [], conversations: [], events: new Map(), messages: [], lists: [], tags: [] },
  ...more,
})

/** Did something of one name at these times, each known one by one. */
function who(name: string, ...times: string[]): FilteredContact {
  const events = times.map((at) => ({ at: new Date(at), value: null, properties: null }))
  const facts: EventFacts = {
    first_at: new Date(times[0] ?? 0),
    last_at: new Date(times.at(-1) ?? 0),
    ...{ count: times.length, total: 0, days: [], events },
  }
  return person({ events: new Map([[`event:${name}`, facts]]) })
}

describe("the next time at which an answer may change by time alone", () => {
  const day = 86_400_000
  it.each<[string, Filter, FilteredContact, string | undefined]>([
    [
      "is one millisecond after the last event is seven days old",
      { on: "event", name: "bought", op: "did", within: { from: { ago: 7, unit: "days" } } },
      who("bought", "2026-11-01T00:00:00Z", "2026-11-20T12:00:00Z"),
      "2026-11-27T12:00:00.001Z",
    ],
    [
      "is when an event comes into a window that ended before it",
      { on: "event", name: "bought", op: "did", within: { to: { ago: 7, unit: "days" } } },
      who("bought", "2026-11-20T12:00:00Z"),
      "2026-11-27T12:00:00.001Z",
    ],
    [
      "is a midnight of the workspace, where days are counted",
      { on: "event", name: "bought", op: "did", within: { from: { day: 0 } } },
      who("bought", "2026-11-22T09:00:00Z"),
      "2026-11-22T23:00:00.000Z",
    ],
    [
      "is when the time is over in which another event would have followed",
      {
        on: "event",
        name: "opened",
        op: "not_followed_by",
        by: { name: "paid" },
        in: { amount: 1, unit: "hours" },
      },
      who("opened", "2026-11-22T11:30:00Z"),
      "2026-11-22T12:30:00.000Z",
    ],
    [
      "is the end of the service window",
      { on: "window", op: "open" },
      person({ conversations: [{ number_id: "1", last_inbound_at: new Date("2026-11-22T10:00:00Z") }] }),
      "2026-11-23T09:59:00.000Z",
    ],
    [
      "is when a date is no longer ahead",
      { on: "attribute", name: "renewal", op: "after", value: { ago: 0, unit: "days" } },
      person({ attributes: { renewal: "2026-12-01T00:00:00Z" } }),
      "2026-12-01T00:00:00.000Z",
    ],
    [
      "is never, where no time is asked for",
      { on: "event", name: "bought", op: "did" },
      who("bought", "2026-11-20"),
      undefined,
    ],
    [
      "is never, where nothing happened",
      { on: "event", name: "bought", op: "did_not", within: { from: { ago: 7, unit: "days" } } },
      person(),
      undefined,
    ],
  ])("%s", (_, filter, contact, at) => {
    const conditions = allConditions(filter, new Map())
    const next = nextTurn(conditions, contact, contextAt(now))
    expect(next === undefined ? undefined : new Date(next).toISOString()).toBe(at)
    if (next === undefined) {
      const later = contextAt(new Date(now.getTime() + 400 * day))
      expect(matches(filter, contact, later)).toBe(matches(filter, contact, contextAt(now)))
      return
    }
    const before = matches(filter, contact, contextAt(new Date(next - 1)))
    expect(before).toBe(matches(filter, contact, contextAt(now)))
    expect(matches(filter, contact, contextAt(new Date(next)))).toBe(!before)
  })
})

describe("what a filter reads", () => {
  const of = { workspace_id: "1", contact_id: "2", at: now.toISOString() }
  const read = (filter: Filter, segments = new Map<string, Filter>()) =>
    factsRead(allConditions(filter, segments)).toSorted()

  it("is what its conditions ask, and those of the segments that it names", () => {
    const inner: Filter = { on: "tag", op: "has", tag_id: "1" }
    const filter: Filter = {
      any: [
        { on: "attribute", name: "address.city", op: "exists" },
        { not: { on: "segment", op: "in", segment_id: "s" } },
        {
          on: "event",
          name: "opened",
          op: "followed_by",
          by: { name: "paid" },
          in: { amount: 1, unit: "days" },
        },
      ],
    }
    expect(read(filter, new Map([["s", inner]]))).toEqual([
      ...["attribute:address", "event:opened", "event:paid", "field:tags"],
    ])
  })

  it("is also the contact's time zone, where days are those of its clock", () => {
    const within = { from: { day: -7 }, zone: "contact" } as const
    expect(read({ on: "event", name: "opened", op: "did", within })).toEqual([
      "event:opened",
      "field:time_zone",
    ])
  })

  it("is what occurrences say that has changed", () => {
    expect(factsChanged({ kind: "contact_changed", ...of, fields: ["city"], attributes: ["plan"] })).toEqual([
      "field:city",
      "attribute:plan",
    ])
    expect(factsChanged({ kind: "contact_created", ...of })).toBe("everything")
    expect(factsChanged({ kind: "message_fate", ...of, stages: ["read"] })).toEqual(["message:read"])
    expect(factsRead([{ on: "message", op: "did", stage: "read" }])).toEqual(["message:read"])
    expect(factsChanged({ kind: "segment_entered", ...of, segment_id: "3" })).toEqual([])
  })
})
