import { describe, expect, it } from "vitest"
import { InFlight } from "./in-flight.ts"

function after(ratePerSecond: number, latencyMs: number, answers = 200): InFlight {
  const inFlight = new InFlight(ratePerSecond)
  for (let n = 0; n < answers; n++) {
    inFlight.begin()
    inFlight.end(latencyMs)
  }
  return inFlight
}

describe("posts under way", () => {
  it.each([
    ["80 a second, answered after 100 ms", 80, 100, 18],
    ["80 a second, answered after 300 ms", 80, 300, 36],
    ["1,000 a second, answered after 300 ms", 1_000, 300, 450],
    ["1,000 a second, answered after five seconds", 1_000, 5_000, 2_000],
    ["one a second, answered after 300 ms", 1, 300, 16],
    ["a million a second, answered after 10 ms", 1_000_000, 10, 225],
  ])("are as many as %s need", (_, rate, latencyMs, expected) => {
    expect(after(rate, latencyMs).limit).toBe(expected)
  })

  it("follow the rate, and the latency up and down", () => {
    const inFlight = after(80, 2_000)
    expect(inFlight.limit).toBe(240)
    inFlight.ratePerSecond = 800
    expect(inFlight.limit).toBe(2_000)
    for (let n = 0; n < 200; n++) {
      inFlight.begin()
      inFlight.end(300)
    }
    expect(inFlight.limit).toBe(360)
  })

  it("leave the slowest twentieth out", () => {
    const inFlight = after(1_000, 300, 191)
    for (let n = 0; n < 9; n++) {
      inFlight.begin()
      inFlight.end(15_000)
    }
    expect(inFlight.limit).toBe(450)
  })

  it("have room until there are so many", () => {
    const inFlight = new InFlight(1)
    for (let n = 0; n < 16; n++) inFlight.begin()
    expect(inFlight.hasRoom).toBe(false)
    inFlight.end(100)
    expect([inFlight.hasRoom, inFlight.count]).toEqual([true, 15])
  })
})
