import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { eachContactField } from "../contact/fields.ts"
import type { FilteredContact } from "./condition.ts"
import { answerWithoutEvents, type Done, mayChange, placedConditions } from "./effect.ts"
import { type Filter, filterContext, filterSchema, matches } from "./filter.ts"
import { allConditions, nextTurn } from "./live.ts"
import { done, filters, hoursAgo, now, one, person } from "./testing/what-people-do.ts"

const contextAt = (at: Date, segments = new Map<string, Filter>()) =>
  filterContext({ now: at, timeZone: "Europe/Berlin", segments, sourcesOf: new Map() })

const hourMs = 3_600_000
const dayMs = 24 * hourMs

const bought = (at: Date = hoursAgo(1), properties: unknown = null): Done => ({
  ...{ key: "event:bought", at, value: null, properties },
})
const on = { on: "event", name: "bought" } as const
const lately = { from: { ago: 7, unit: "days" } } as const

const may = (filter: Filter, { is, done, turn, segments = new Map() }: MayAsk): boolean =>
  mayChange(
    placedConditions(filter, segments),
    done ?? bought(),
    { isMember: is === "in", turn: () => turn },
    contextAt(now),
  )

interface MayAsk {
  is: "in" | "out"
  done?: Done
  turn?: number
  segments?: ReadonlyMap<string, Filter>
}

describe("one more event", () => {
  it.each<[string, Filter, MayAsk["is"], boolean]>([
    ["may bring in who is out, where it was to be done", { ...on, op: "did" }, "out", true],
    ["takes nobody out, where it was to be done", { ...on, op: "did" }, "in", false],
    ["brings nobody in, where it was not to be done", { ...on, op: "did_not" }, "out", false],
    ["may take out who is in, where it was not to be done", { ...on, op: "did_not" }, "in", true],
    ["takes nobody out, where it was to be done so often", { ...on, op: "at_least", times: 3 }, "in", false],
    ["may do either, where a number is wanted", { ...on, op: "exactly", times: 3 }, "in", true],
    ["may do either, where a number is wanted", { ...on, op: "exactly", times: 3 }, "out", true],
    ["brings nobody in beneath a `not`", { not: { ...on, op: "did" } }, "out", false],
    ["may bring in beneath two", { not: { any: [{ not: { ...on, op: "did" } }] } }, "out", true],
    [
      "may take out by one condition of several",
      {
        all: [
          { ...on, op: "did" },
          { ...on, op: "at_most", times: 4 },
        ],
      },
      "in",
      true,
    ],
    ["is nothing to who asks for others", { on: "event", name: "left", op: "did" }, "out", false],
    ["is nothing to who asks for purchases", { on: "purchase", op: "did" }, "out", false],
    [
      "takes nobody out as what follows",
      {
        on: "event",
        name: "left",
        op: "followed_by",
        by: { name: "bought" },
        in: { amount: 1, unit: "days" },
      },
      "in",
      false,
    ],
    [
      "may take out as what was not to follow",
      {
        on: "event",
        name: "left",
        op: "not_followed_by",
        by: { name: "bought" },
        in: { amount: 1, unit: "days" },
      },
      "in",
      true,
    ],
  ])("%s", (_, filter, is, expected) => {
    expect(may(filter, { is })).toBe(expected)
  })

  it("works the other way around in a segment that is named as one not to be in", () => {
    const segments = new Map<string, Filter>([["s", { ...on, op: "did" }]])
    const filter: Filter = { on: "segment", op: "not_in", segment_id: "s" }
    expect(may(filter, { is: "in", segments })).toBe(true)
    expect(may(filter, { is: "out", segments })).toBe(false)
  })

  it("is nothing where its own properties are not as asked", () => {
    const filter: Filter = { ...on, op: "did", where: [{ property: "price", op: "at_least", value: 50 }] }
    expect(may(filter, { is: "out", done: bought(now, { price: 49 }) })).toBe(false)
    expect(may(filter, { is: "out", done: bought(now, { price: 50 }) })).toBe(true)
  })

  it("may be something where time decides about its properties", () => {
    const filter: Filter = { ...on, op: "did", where: [{ property: "due", op: "before", value: { day: 0 } }] }
    expect(may(filter, { is: "out", done: bought(now, { due: "2026-12-24" }) })).toBe(true)
  })

  it("is nothing where it is older than the window, or after one that ended", () => {
    const filter: Filter = { ...on, op: "did", within: lately }
    expect(may(filter, { is: "out", done: bought(hoursAgo(7 * 24 + 1)) })).toBe(false)
    expect(may({ ...on, op: "did", within: { to: "2026-11-01" } }, { is: "out" })).toBe(false)
  })

  it("counts where the end of the window is yet to come to it", () => {
    const filter: Filter = { ...on, op: "did", within: { to: { ago: 7, unit: "days" } } }
    expect(may(filter, { is: "out" })).toBe(true)
  })

  it("is near enough to a window of days by the clock of each contact, as no clock is known", () => {
    const within = { from: { day: 0 }, zone: "contact" } as const
    expect(may({ ...on, op: "did", within }, { is: "out", done: bought(hoursAgo(24)) })).toBe(true)
    expect(may({ ...on, op: "did", within }, { is: "out", done: bought(hoursAgo(72)) })).toBe(false)
  })

  it("adds to a sum or takes from it, as its own amount does", () => {
    const filter: Filter = { ...on, op: "sum_at_least", property: "n", value: 10 }
    expect(may(filter, { is: "out", done: bought(now, { n: 1 }) })).toBe(true)
    expect(may(filter, { is: "in", done: bought(now, { n: 1 }) })).toBe(false)
    expect(may(filter, { is: "in", done: bought(now, { n: -1 }) })).toBe(true)
    expect(may(filter, { is: "out", done: bought(now, { n: 0 }) })).toBe(false)
  })

  it("may be the first one for a shorter time: that is nothing only where it is judged again before", () => {
    const filter: Filter = { ...on, op: "first", within: lately }
    const leaves = hoursAgo(1).getTime() + 7 * dayMs
    expect(may(filter, { is: "in", turn: leaves - hourMs })).toBe(false)
    expect(may(filter, { is: "in", turn: leaves + hourMs })).toBe(true)
    expect(may(filter, { is: "in" })).toBe(true)
    expect(may(filter, { is: "in", done: bought(hoursAgo(7 * 24 + 1)), turn: leaves })).toBe(true)
  })
})

describe("the answer whatever a contact did", () => {
  const contact: FilteredContact = {
    ...eachContactField((): string | null => null),
    ...{ id: "1", wa_id: null, bsuid: null, created_at: now, attributes: { plan: "gold" } },
    ...{ subscriptions: [], conversations: [], events: new Map(), messages: [], lists: [], tags: [] },
  }
  const isGold: Filter = { on: "attribute", name: "plan", op: "equals", value: "gold" }
  const isFree: Filter = { on: "attribute", name: "plan", op: "equals", value: "free" }
  const did: Filter = { ...on, op: "did" }

  it.each<[string, Filter, boolean | undefined]>([
    ["is no where one of all is not so", { all: [did, isFree] }, false],
    ["is not known where the rest is so", { all: [did, isGold] }, undefined],
    ["is yes where one of any is so", { any: [{ not: did }, isGold] }, true],
    ["is the opposite beneath a `not`", { not: { all: [did, isFree] } }, true],
    ["is that of the segment it names", { on: "segment", op: "not_in", segment_id: "s" }, true],
    ["is not known where messages decide", { on: "message", stage: "read", op: "did" }, undefined],
  ])("%s", (_, filter, expected) => {
    const segments = new Map<string, Filter>([["s", { all: [did, isFree] }]])
    expect(answerWithoutEvents(filter, contact, contextAt(now, segments))).toBe(expected)
  })
})

describe("where one more event is said to change nothing", () => {
  it("the answer stays as it was until it is judged again", () => {
    fc.assert(
      fc.property(
        ...[filters, fc.array(done, { maxLength: 4 }), done, one("Pacific/Kiritimati", null)],
        (generated, before, more, timeZone) => {
          const filter = filterSchema.parse(JSON.parse(JSON.stringify(generated)))
          const conditions = allConditions(filter, new Map())
          const known = person(before, timeZone)
          const isMember = matches(filter, known, contextAt(now))
          const turn = nextTurn(conditions, known, contextAt(now))
          const asked = placedConditions(filter, new Map())
          if (mayChange(asked, more, { isMember, turn: () => turn }, contextAt(now))) return
          const changed = person([...before, more], timeZone)
          // All times at which it may be another one, up to when it is judged again.
          let at: number | undefined = now.getTime()
          for (let looks = 0; at !== undefined && at < (turn ?? Infinity) && looks < 40; looks += 1) {
            const context = contextAt(new Date(at))
            expect(matches(filter, changed, context)).toBe(isMember)
            at = nextTurn(conditions, changed, context)
          }
        },
      ),
    )
  })
})
