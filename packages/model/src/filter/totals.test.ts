import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { FilteredContact } from "./condition.ts"
import type { Done } from "./effect.ts"
import { type Filter, filterContext, filterSchema, matches } from "./filter.ts"
import { allConditions, nextTurn } from "./live.ts"
import { done, filters, hoursAgo, now, one, person } from "./testing/what-people-do.ts"
import { answerByTotals } from "./totals.ts"

const contextAt = (at: Date) =>
  filterContext({ now: at, timeZone: "Europe/Berlin", segments: new Map(), sourcesOf: new Map() })

/** Somebody with only totals known, and what was done since. */
function totalsOf(before: readonly Done[], since: readonly Done[], timeZone: string | null): FilteredContact {
  const all = person([...before, ...since], timeZone)
  const events = new Map(
    [...all.events].map(([name, facts]) => [
      name,
      { ...facts, days: [], events: since.filter(({ key }) => key === name) },
    ]),
  )
  return { ...all, events }
}

const did = (key: "bought" | "left", hours: number, properties: unknown = {}): Done => ({
  ...{ key: `event:${key}`, at: hoursAgo(hours), value: null, properties },
})
const bought = { on: "event", name: "bought" } as const
const lately = { from: { ago: 7, unit: "days" } } as const
const boughtAndLeft: Filter = {
  ...{ ...bought, op: "followed_by", within: lately },
  ...{ by: { name: "left" }, in: { amount: 2, unit: "hours" } },
}
const isLarge = [{ property: "size", op: "equals" as const, value: "large" }]

describe("from totals", () => {
  it.each<[string, Filter, { before: Done[]; since: Done[]; was?: boolean }, boolean | undefined]>([
    [
      "too few are too few, whenever it was",
      { ...bought, op: "at_least", times: 3, within: lately },
      { before: [did("bought", 999)], since: [did("bought", 1)] },
      false,
    ],
    [
      "enough are enough where all of them are in the window",
      { ...bought, op: "at_least", times: 2, within: lately },
      { before: [did("bought", 100)], since: [did("bought", 1)] },
      true,
    ],
    [
      "it is not known how many are in a window in which not all of them are",
      { ...bought, op: "at_least", times: 2, within: lately },
      { before: [did("bought", 999), did("bought", 2)], since: [did("bought", 1)] },
      undefined,
    ],
    [
      "what was done now is one with its properties",
      { ...bought, op: "did", within: lately, where: isLarge },
      { before: [], since: [did("bought", 1, { size: "large" })] },
      true,
    ],
    [
      "nothing of other properties makes one of these",
      { ...bought, op: "did", within: lately, where: isLarge },
      { before: [did("bought", 2)], since: [did("bought", 1)] },
      false,
    ],
    [
      "it followed the last one in time",
      boughtAndLeft,
      { before: [did("bought", 2)], since: [did("left", 1)] },
      true,
    ],
    [
      "it did not follow what was done later",
      boughtAndLeft,
      { before: [did("left", 3)], since: [did("bought", 1)] },
      false,
    ],
    [
      "it came too late for any of them",
      boughtAndLeft,
      { before: [did("bought", 9), did("bought", 8)], since: [did("left", 1)] },
      false,
    ],
    [
      "what it was before does not change by what came too late",
      boughtAndLeft,
      {
        before: [did("left", 20), did("bought", 10), did("left", 9), did("bought", 4)],
        since: [did("left", 1)],
        was: true,
      },
      undefined,
    ],
    [
      "it may have followed one between the first and the last",
      boughtAndLeft,
      { before: [did("bought", 9), did("bought", 1)], since: [did("left", 5)] },
      undefined,
    ],
    [
      "what was in all of them was in each",
      { any: [boughtAndLeft, { ...bought, op: "did", where: isLarge }] },
      { before: [did("bought", 9), did("bought", 8)], since: [did("left", 1)] },
      false,
    ],
  ])("%s", (_, filter, { before, since, was = false }, expected) => {
    const context = contextAt(now)
    expect(answerByTotals(filter, was, totalsOf(before, since, null), context)?.answer).toBe(expected)
  })

  it("the answer is the right one, and stays so until its turn", () => {
    fc.assert(
      fc.property(
        filters,
        fc.array(done, { maxLength: 4 }),
        fc.array(done, { minLength: 1, maxLength: 2 }),
        ...([fc.nat(50).map(hoursAgo), one("Pacific/Kiritimati", null)] as const),
        (generated, known, since, judgedAt, timeZone) => {
          const filter = filterSchema.parse(JSON.parse(JSON.stringify(generated)))
          const before = known.filter(({ at }) => at <= judgedAt)
          const was = matches(filter, person(before, timeZone), contextAt(judgedAt))
          const sure = answerByTotals(filter, was, totalsOf(before, since, timeZone), contextAt(now))
          if (sure === undefined) return
          const contact = person([...before, ...since], timeZone)
          const conditions = allConditions(filter, new Map())
          let at: number | undefined = now.getTime()
          for (let looks = 0; at !== undefined && at < (sure.turn ?? Infinity) && looks < 40; looks += 1) {
            const context = contextAt(new Date(at))
            expect(matches(filter, contact, context)).toBe(sure.answer)
            at = nextTurn(conditions, contact, context)
          }
        },
      ),
    )
  })
})
