import { describe, expect, it } from "vitest"
import { Pace, PairPace } from "./pace.ts"

/** What a pace leaves unused. */
const margin = 0.98

/** The instants at which `count` messages are sent when each is sent as soon as it may. */
function sendAsFastAsAllowed(pace: Pace, count: number, startMs: number): number[] {
  let nowMs = startMs
  return Array.from({ length: count }, () => {
    nowMs += pace.untilNext(nowMs)
    pace.take(nowMs)
    return nowMs
  })
}

describe("Pace", () => {
  it.each([80, 1000])(
    "never lets a second see more than %i messages, and wastes less than a twentieth",
    (rate) => {
      const sent = sendAsFastAsAllowed(new Pace(rate), rate * 10, 1_000_000)
      for (let first = 0; first < sent.length; first++) {
        const after = sent.findIndex((at) => at >= (sent[first] ?? 0) + 1000)
        if (after > 0) expect(after - first).toBeLessThanOrEqual(rate)
      }
      const seconds = ((sent.at(-1) ?? 0) - (sent[0] ?? 0)) / 1000
      expect(sent.length / seconds).toBeGreaterThan(rate * 0.95)
    },
  )

  it("does not save up idle time for a burst", () => {
    const pace = new Pace(1000)
    sendAsFastAsAllowed(pace, 10, 0)
    const sent = sendAsFastAsAllowed(pace, 1000, 60_000)
    expect(sent.filter((at) => at < 61_000).length).toBeLessThanOrEqual(1000)
    expect(sent.filter((at) => at === 60_000).length).toBeLessThan(30)
  })

  it("waits when told to", () => {
    const pace = new Pace(1000)
    pace.pause(5_000, 2_000)
    expect([pace.untilNext(5_000), pace.untilUrgent(5_000), pace.untilNext(7_000)]).toEqual([2_000, 2_000, 0])
  })

  it("gives someone who waits a place of the future where places are rare, and takes it from the others", () => {
    const slow = new Pace(1 / margin)
    slow.take(10_000)
    expect([slow.untilNext(10_000), slow.untilUrgent(10_000)]).toEqual([980, 0])
    slow.take(10_000)
    expect(slow.untilNext(10_000)).toBe(1_980)
    const fast = new Pace(10 / margin)
    fast.take(10_000)
    expect([fast.untilNext(10_000), fast.untilUrgent(10_000)]).toEqual([80, 80])
  })
})

describe("PairPace", () => {
  it("lets one message go to a person each six seconds", () => {
    const pairs = new PairPace()
    expect([0, 6_000, 12_000].map((at) => pairs.take("ana", at))).toEqual([0, 0, 0])
  })

  it("lets up to 45 go within six seconds, and then nothing until they are paid for", () => {
    const pairs = new PairPace()
    const waits = Array.from({ length: 46 }, () => pairs.take("ana", 0))
    expect(waits).toEqual([...Array(45).fill(0), 45 * 6_000])
    expect(pairs.take("ana", 44 * 6_000)).toBe(6_000)
    expect(pairs.take("ana", 45 * 6_000)).toBe(0)
  })

  it("does not lend more once the six seconds of a burst are over", () => {
    const pairs = new PairPace()
    expect([pairs.take("ana", 0), pairs.take("ana", 100)]).toEqual([0, 0])
    expect(pairs.take("ana", 7_000)).toBe(5_000)
    expect(pairs.take("ana", 12_000)).toBe(0)
  })

  it("knows people apart", () => {
    const pairs = new PairPace()
    for (let n = 0; n < 45; n++) pairs.take("ana", 0)
    expect(pairs.take("ana", 0)).toBeGreaterThan(0)
    expect(pairs.take("ben", 0)).toBe(0)
  })
})
