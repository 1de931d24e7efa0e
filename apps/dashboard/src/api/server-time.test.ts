import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { hearServerTime, serverNow } from "./server-time.ts"

const start = Date.parse("2026-11-22T12:00:00Z")
const hourMs = 3_600_000
/** The server says, over a line that takes so long, what its clock shows. */
const told = (aheadMs: number, lineMs = 0) =>
  hearServerTime(new Date(Date.now() + aheadMs - lineMs).toISOString())
const ahead = () => serverNow().getTime() - Date.now()

beforeEach(() => {
  vi.useFakeTimers({ now: start, toFake: ["Date"] })
  told(-hourMs)
  told(0)
})
afterEach(() => vi.useRealTimers())

describe("the server's time", () => {
  it("is followed forwards and back, as far as the server's clock is moved", () => {
    told(25 * hourMs)
    expect(ahead()).toBe(25 * hourMs)
    told(0)
    expect(ahead()).toBe(0)
    told(-25 * hourMs)
    expect(ahead()).toBe(-25 * hourMs)
  })

  it("does not fall behind by answers that were long on their way", () => {
    told(0, 1_500)
    expect(ahead()).toBe(0)
    told(0, 10)
    expect(ahead()).toBe(0)
  })

  it("is set right by the next answer where one was on its way for very long", () => {
    told(0, 20_000)
    told(0, 10)
    expect(ahead()).toBe(-10)
  })

  it("stays as it is where what was told is no time", () => {
    told(hourMs)
    hearServerTime("soon")
    expect(ahead()).toBe(hourMs)
  })
})
