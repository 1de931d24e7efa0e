import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { CanvasContext, Move } from "../step-kind.ts"
import { runOf, stepOf } from "../testing/canvas.ts"
import { longestMsAt, moveAt, shortestMsAt } from "./index.ts"

interface Case {
  wait: object
  /** When the run comes, by UTC; it is asked at once unless `now` says otherwise. */
  arrived: string
  now?: string
  zone?: string
  attribute?: unknown
  context?: CanvasContext
}

const moved = ({ wait, arrived, now = arrived, zone = "UTC", attribute, context = {} }: Case): Move =>
  moveAt(
    stepOf({ kind: "delay", wait }),
    runOf({ arrivedAt: new Date(arrived), context }),
    { zone, attribute },
    new Date(now),
  )

/** Until when the run waits, or what becomes of it. */
const said = (of: Case): string => {
  const move = moved(of)
  if (move.kind === "wait") return move.until?.toISOString().replace(/(:00)?\.000Z$/, "Z") ?? "for ever"
  return move.kind === "exit" ? move.reason : move.kind
}

const length = (amount: number, unit: string, at?: string) => ({
  kind: "for",
  length: { amount, unit },
  ...(at && { at }),
})
const days = (days: number, at: string) => ({ kind: "calendar_days", days, at })
const weekday = (on: string[], at: string, if_passed?: string) => ({
  ...{ kind: "weekday", weekdays: on, at },
  ...(if_passed && { if_passed }),
})
const fixed = (value: string, members: object = {}) => ({
  kind: "until",
  date: { from: "fixed", value },
  ...members,
})
const due = (members: object = {}) => ({
  kind: "until",
  date: { from: "attribute", name: "due" },
  ...members,
})
const offset = (direction: string, amount: number, unit: string) => ({
  offset: { direction, length: { amount, unit } },
})

// 2026-11-22 is a Sunday. Berlin puts its clocks forward on 2026-03-29 at 02:00, and back on 2026-10-25 at 03:00.
describe("a delay of a length", () => {
  it.each<[string, string, Case]>([
    ["a second", "2026-11-22T12:00:01Z", { wait: length(1, "seconds"), arrived: "2026-11-22T12:00:00Z" }],
    ["a week", "2026-11-29T12:00Z", { wait: length(1, "weeks"), arrived: "2026-11-22T12:00:00Z" }],
    // A day is 24 hours, also where the clock is changed (braze.md 6.26).
    [
      "a day over the night in which clocks go forward",
      "2026-03-29T11:00Z",
      { wait: length(1, "days"), arrived: "2026-03-28T11:00:00Z", zone: "Europe/Berlin" },
    ],
    ["over 29 February", "2028-03-01T12:00Z", { wait: length(2, "days"), arrived: "2028-02-28T12:00:00Z" }],
    [
      "over the end of February in another year",
      "2027-03-02T12:00Z",
      { wait: length(2, "days"), arrived: "2027-02-28T12:00:00Z" },
    ],
    // And then until a time of day: who comes after it goes on the day after (6.27).
    [
      "an hour, then until a time to come",
      "2026-11-22T18:00Z",
      { wait: length(1, "hours", "18:00"), arrived: "2026-11-22T12:00:00Z" },
    ],
    [
      "an hour, then until a time that is over",
      "2026-11-23T09:00Z",
      { wait: length(1, "hours", "09:00"), arrived: "2026-11-22T12:00:00Z" },
    ],
    [
      "an hour, which ends at that time",
      "2026-11-22T13:00Z",
      { wait: length(1, "hours", "13:00"), arrived: "2026-11-22T12:00:00Z" },
    ],
    [
      "until a time by the person's clock",
      "2026-11-22T17:00Z",
      { wait: length(1, "hours", "18:00"), arrived: "2026-11-22T12:00:00Z", zone: "Europe/Berlin" },
    ],
    [
      "until a time whose day is another there",
      "2026-11-23T00:00Z",
      { wait: length(1, "hours", "09:00"), arrived: "2026-11-22T20:00:00Z", zone: "Asia/Tokyo" },
    ],
  ])("%s is until %s", (_, until, of) => {
    expect(said(of)).toBe(until)
  })
})

describe("a delay of days of the calendar", () => {
  it.each<[string, string, Case]>([
    [
      "today, at a time to come",
      "2026-11-22T18:00Z",
      { wait: days(0, "18:00"), arrived: "2026-11-22T12:00:00Z" },
    ],
    [
      "today, at a time that is over",
      "2026-11-23T09:00Z",
      { wait: days(0, "09:00"), arrived: "2026-11-22T12:00:00Z" },
    ],
    [
      "today, at this very time: who comes round again would not get away",
      "2026-11-23T12:00Z",
      { wait: days(0, "12:00"), arrived: "2026-11-22T12:00:00Z" },
    ],
    [
      "tomorrow, which begins in a minute",
      "2026-11-23T00:00Z",
      { wait: days(1, "00:00"), arrived: "2026-11-22T23:59:00Z" },
    ],
    ["two days on", "2026-11-24T09:00Z", { wait: days(2, "09:00"), arrived: "2026-11-22T12:00:00Z" }],
    ["on 29 February", "2028-02-29T09:00Z", { wait: days(1, "09:00"), arrived: "2028-02-28T12:00:00Z" }],
    ["over 29 February", "2028-03-01T09:00Z", { wait: days(2, "09:00"), arrived: "2028-02-28T12:00:00Z" }],
    [
      "a day on where it is tomorrow already",
      "2026-11-24T00:00Z",
      { wait: days(1, "09:00"), arrived: "2026-11-22T20:00:00Z", zone: "Asia/Tokyo" },
    ],
    [
      "a day on where it is still yesterday",
      "2026-11-22T17:00Z",
      { wait: days(1, "09:00"), arrived: "2026-11-22T02:00:00Z", zone: "America/Los_Angeles" },
    ],
    // A time that a clock skips is as much later; one that it shows twice is the first.
    [
      "at a time that Berlin's clock skips",
      "2026-03-29T01:30Z",
      { wait: days(1, "02:30"), arrived: "2026-03-28T12:00:00Z", zone: "Europe/Berlin" },
    ],
    [
      "at a time that Berlin's clock shows twice",
      "2026-10-25T00:30Z",
      { wait: days(1, "02:30"), arrived: "2026-10-24T12:00:00Z", zone: "Europe/Berlin" },
    ],
    [
      "between the two times that it shows",
      "2026-10-26T01:30Z",
      { wait: days(0, "02:30"), arrived: "2026-10-25T01:00:00Z", zone: "Europe/Berlin" },
    ],
    [
      "at a midnight that Cairo's clock skips",
      "2026-04-23T22:00Z",
      { wait: days(1, "00:00"), arrived: "2026-04-23T12:00:00Z", zone: "Africa/Cairo" },
    ],
    [
      "at half an hour that Lord Howe's clock skips",
      "2026-10-03T15:45Z",
      { wait: days(1, "02:15"), arrived: "2026-10-03T01:00:00Z", zone: "Australia/Lord_Howe" },
    ],
    [
      "at nine where New York's clock went back",
      "2026-11-01T14:00Z",
      { wait: days(1, "09:00"), arrived: "2026-10-31T20:00:00Z", zone: "America/New_York" },
    ],
    [
      "at nine where New York's clock went forward",
      "2026-03-08T13:00Z",
      { wait: days(1, "09:00"), arrived: "2026-03-07T20:00:00Z", zone: "America/New_York" },
    ],
  ])("%s is until %s", (_, until, of) => {
    expect(said(of)).toBe(until)
  })
})

describe("a delay to a day of the week", () => {
  const sunday = "2026-11-22T12:00:00Z"
  it.each<[string, string, Case]>([
    ["the next day", "2026-11-23T09:00Z", { wait: weekday(["monday"], "09:00"), arrived: sunday }],
    [
      "the first of several",
      "2026-11-24T09:00Z",
      { wait: weekday(["friday", "tuesday"], "09:00"), arrived: sunday },
    ],
    [
      "the same day, at a time to come",
      "2026-11-22T18:00Z",
      { wait: weekday(["sunday"], "18:00"), arrived: sunday },
    ],
    // Past the time of that day it is chosen (braze.md 6.30).
    [
      "the same day, where that is over",
      "2026-11-29T09:00Z",
      { wait: weekday(["sunday"], "09:00"), arrived: sunday },
    ],
    [
      "the same day, where that is over and people go on",
      "go",
      { wait: weekday(["sunday"], "09:00", "advance"), arrived: sunday },
    ],
    [
      "the same day, at this very time",
      "2026-11-29T12:00Z",
      { wait: weekday(["sunday"], "12:00"), arrived: sunday },
    ],
    [
      "the same day, at this very time, where people go on",
      "go",
      { wait: weekday(["sunday"], "12:00", "advance"), arrived: sunday },
    ],
    [
      "a day that is not today, where people go on",
      "2026-11-28T09:00Z",
      { wait: weekday(["saturday"], "09:00", "advance"), arrived: sunday },
    ],
    [
      "a day that it is already there",
      "2026-11-22T20:00Z",
      { wait: weekday(["monday"], "09:00"), arrived: "2026-11-22T16:00:00Z", zone: "Pacific/Auckland" },
    ],
    [
      "a day that is over there",
      "2026-11-29T20:00Z",
      { wait: weekday(["monday"], "09:00"), arrived: "2026-11-22T21:00:00Z", zone: "Pacific/Auckland" },
    ],
    [
      "a day in which the clock skips the time",
      "2026-03-29T01:30Z",
      { wait: weekday(["sunday"], "02:30"), arrived: "2026-03-28T12:00:00Z", zone: "Europe/Berlin" },
    ],
  ])("%s is until %s", (_, until, of) => {
    expect(said(of)).toBe(until)
  })
})

describe("a delay until a date", () => {
  const arrived = "2026-11-22T12:00:00Z"
  it.each<[string, string, Case]>([
    ["a day: when it begins", "2026-12-24T00:00Z", { wait: fixed("2026-12-24"), arrived }],
    [
      "a day: when it begins by the person's clock",
      "2026-12-23T23:00Z",
      { wait: fixed("2026-12-24"), arrived, zone: "Europe/Berlin" },
    ],
    [
      "a time without a zone: by the person's clock",
      "2026-12-24T23:00Z",
      { wait: fixed("2026-12-24T18:00"), arrived, zone: "America/Lima" },
    ],
    ["a time with its seconds", "2026-12-24T18:00:30Z", { wait: fixed("2026-12-24T18:00:30"), arrived }],
    // One with an offset keeps it (braze.md 6.33).
    [
      "a time with an offset",
      "2026-12-24T17:00Z",
      { wait: fixed("2026-12-24T18:00:00+01:00"), arrived, zone: "America/Lima" },
    ],
    ["a day, at a time", "2026-12-24T09:00Z", { wait: fixed("2026-12-24", { at: "09:00" }), arrived }],
    [
      "a time, at another time of that day",
      "2026-12-24T08:00Z",
      { wait: fixed("2026-12-24T18:00", { at: "09:00" }), arrived, zone: "Europe/Berlin" },
    ],
    [
      "two days before",
      "2026-12-22T10:00Z",
      { wait: fixed("2026-12-24T10:00", offset("before", 2, "days")), arrived },
    ],
    [
      "two hours after",
      "2026-12-24T12:00Z",
      { wait: fixed("2026-12-24T10:00", offset("after", 2, "hours")), arrived },
    ],
    // Days are those of the calendar: ten o'clock stays ten o'clock.
    [
      "a day before, over the night in which clocks go forward",
      "2026-03-28T09:00Z",
      {
        wait: fixed("2026-03-29T10:00", offset("before", 1, "days")),
        arrived: "2026-01-01T00:00:00Z",
        zone: "Europe/Berlin",
      },
    ],
    [
      "24 hours before, over that night",
      "2026-03-28T08:00Z",
      {
        wait: fixed("2026-03-29T10:00", offset("before", 24, "hours")),
        arrived: "2026-01-01T00:00:00Z",
        zone: "Europe/Berlin",
      },
    ],
    [
      "a week before, at a time",
      "2026-12-17T09:00Z",
      { wait: fixed("2026-12-24", { ...offset("before", 1, "weeks"), at: "09:00" }), arrived },
    ],
    ["29 February", "2028-02-29T00:00Z", { wait: due(), arrived, attribute: "2028-02-29" }],
    [
      "a time of an attribute",
      "2026-12-01T08:30Z",
      { wait: due(), arrived, attribute: "2026-12-01T08:30:00Z" },
    ],
    [
      "a time of the context",
      "2026-12-01T08:30Z",
      {
        wait: { kind: "until", date: { from: "context", name: "order.due" } },
        arrived,
        context: { order: { due: "2026-12-01T08:30:00Z" } },
      },
    ],
    // What is over has people leave, unless it is chosen that they go on (6.28).
    ["that is over", "date_passed", { wait: fixed("2026-11-22T11:59:59Z"), arrived }],
    [
      "that is this instant: nothing is left to wait for",
      "date_passed",
      { wait: fixed("2026-11-22T12:00:00Z"), arrived },
    ],
    [
      "that is over, where people go on",
      "go",
      { wait: fixed("2026-11-22", { if_passed: "advance" }), arrived },
    ],
    [
      "whose day is today, at a time to come",
      "2026-11-22T18:00Z",
      { wait: fixed("2026-11-22", { at: "18:00" }), arrived },
    ],
    [
      "that is to come, and was over two days before",
      "date_passed",
      { wait: fixed("2026-11-23", offset("before", 2, "days")), arrived },
    ],
    ["that somebody lacks", "no_date", { wait: due(), arrived }],
    ["that somebody lacks, where people go on", "go", { wait: due({ if_passed: "advance" }), arrived }],
    ["that cannot be read", "no_date", { wait: due(), arrived, attribute: "soon" }],
    ["that there is not", "no_date", { wait: due(), arrived, attribute: "2027-02-29" }],
    ["that is a number", "no_date", { wait: due(), arrived, attribute: 1_800_000_000 }],
    [
      "that the context lacks",
      "no_date",
      { wait: { kind: "until", date: { from: "context", name: "due" } }, arrived },
    ],
  ])("%s is until %s", (_, until, of) => {
    expect(said(of)).toBe(until)
  })

  it("ends when that comes, and says when it was", () => {
    const of = { wait: fixed("2026-11-23"), arrived }
    expect(said({ ...of, now: "2026-11-22T23:59:59.999Z" })).toBe("2026-11-23T00:00Z")
    const move = { kind: "go", outlet: "next", saw: { until: "2026-11-23T00:00:00.000Z" } }
    expect(moved({ ...of, now: "2026-11-23T00:00:00Z" })).toEqual(move)
    expect(moved({ ...of, now: "2026-12-23T00:00:00Z" })).toEqual(move)
  })

  it.each<[string, string, unknown]>([
    ["moves closer", "2026-11-23T00:00Z", "2026-11-23"],
    ["moves away", "2027-01-01T00:00Z", "2027-01-01"],
    ["moves to before it was waited for", "date_passed", "2026-11-01"],
    ["moves to before now", "go", "2026-11-22T13:00:00Z"],
    ["is taken away", "no_date", undefined],
  ])("that %s while people wait: %s", (_, until, attribute) => {
    const of = { wait: due(), arrived, now: "2026-11-22T14:00:00Z" }
    expect(said({ ...of, attribute: "2026-12-24" })).toBe("2026-12-24T00:00Z")
    expect(said({ ...of, attribute })).toBe(until)
  })

  it("goes by where a person is by now", () => {
    const of = { wait: days(1, "09:00"), arrived }
    expect(said({ ...of, zone: "Europe/Berlin" })).toBe("2026-11-23T08:00Z")
    expect(said({ ...of, zone: "America/New_York" })).toBe("2026-11-23T14:00Z")
  })

  it("after another that was longer has people leave (braze.md 6.29)", () => {
    const arrivedByFirst = "2026-12-26T12:00:00Z"
    expect(said({ wait: fixed("2026-12-24"), arrived: arrivedByFirst })).toBe("date_passed")
  })
})

describe("any delay", () => {
  const zones = fc.constantFrom(
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "Pacific/Apia",
    "America/Lima",
  )
  const instants = fc.date({
    min: new Date("2026-01-01T00:00:00Z"),
    max: new Date("2030-01-01T00:00:00Z"),
    noInvalidDate: true,
  })
  const amounts = fc.record({
    amount: fc.integer({ min: 1, max: 700 }),
    unit: fc.constantFrom("seconds", "minutes", "hours", "days"),
  })
  const hour = (at: number, minute: number) =>
    `${String(at).padStart(2, "0")}:${String(minute).padStart(2, "0")}`
  const times = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([at, minute]) => hour(at, minute))
  const some = fc.subarray(["monday", "tuesday", "wednesday", "saturday", "sunday"], { minLength: 1 })
  const passing = fc.constantFrom("advance", "wait")
  const date = fc.oneof(
    fc.constantFrom("soon", "2028-02-29", "", null, 3, undefined),
    instants,
    instants.map((at) => at.toISOString()),
  )
  const waits = fc.oneof(
    fc.record({ kind: fc.constant("for"), length: amounts, at: fc.option(times) }),
    fc.record({ kind: fc.constant("calendar_days"), days: fc.integer({ min: 0, max: 60 }), at: times }),
    fc.record({ kind: fc.constant("weekday"), weekdays: some, at: times, if_passed: passing }),
    fc.record({
      kind: fc.constant("until"),
      date: fc.constant({ from: "attribute", name: "due" }),
      offset: fc.option(fc.record({ direction: fc.constantFrom("before", "after"), length: amounts })),
      at: fc.option(times),
      if_passed: fc.constantFrom("advance", "exit"),
    }),
  )
  const hourMs = 3_600_000

  it("ends, after it began, and within the bounds that it tells", () => {
    fc.assert(
      fc.property(waits, instants, zones, date, (wait, arrivedAt, zone, attribute) => {
        const step = stepOf({ kind: "delay", wait })
        const run = runOf({ arrivedAt })
        const move = moveAt(step, run, { zone, attribute }, arrivedAt)
        if (move.kind === "go") expect(shortestMsAt(step, "next")).toBe(0)
        if (move.kind !== "wait") return
        const until = move.until ?? new Date(0)
        const length = until.getTime() - arrivedAt.getTime()
        expect(length).toBeGreaterThan(0)
        // A clock that is changed meanwhile may make it some hours more or less; Apia once left out a day, before 2026.
        expect(length).toBeGreaterThan(shortestMsAt(step, "next") - hourMs - 1)
        expect(length).toBeLessThanOrEqual(longestMsAt(step, "next") + hourMs)
        expect(moveAt(step, run, { zone, attribute }, new Date(until.getTime() - 1))).toEqual(move)
        expect(moveAt(step, run, { zone, attribute }, until)).toMatchObject({ kind: "go", outlet: "next" })
      }),
    )
  })

  it("shows the time that it is to wait for, unless the clock skips that", () => {
    const skipping = (at: string) => at.startsWith("02") || at.startsWith("00")
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), times, instants, zones, (count, at, arrivedAt, zone) => {
        fc.pre(!skipping(at))
        const move = moveAt(
          stepOf({ kind: "delay", wait: days(count, at) }),
          runOf({ arrivedAt }),
          { zone },
          arrivedAt,
        )
        const until = move.kind === "wait" ? move.until : null
        const shows = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" })
        expect(until && shows.format(until)).toBe(at)
      }),
    )
  })
})
