import { describe, expect, it } from "vitest"
import { healthOf, troublesOf } from "./health.ts"

const now = new Date("2026-03-01T12:00:00Z")
const number = {
  display_phone_number: "+46 70 123 45 67",
  status: "CONNECTED",
  registered: true,
  verification_status: "VERIFIED",
  disconnected_at: null,
  held_until: null,
  hold_reason: null,
}
const checks = (...states: ("ok" | "warning" | "failed" | "skipped")[]) => states.map((state) => ({ state }))

describe("numbers in trouble", () => {
  it("are those in use that do not send, the banned ones first", () => {
    const all = [
      number,
      { ...number, display_phone_number: "+1", status: "RATE_LIMITED" },
      { ...number, display_phone_number: "+2", status: "BANNED" },
      { ...number, display_phone_number: "+3", held_until: "2026-03-01T12:30:00Z" },
      { ...number, display_phone_number: "+4", held_until: "2026-03-01T11:30:00Z" },
      { ...number, display_phone_number: "+5", status: "BANNED", disconnected_at: "2026-02-01T00:00:00Z" },
      { ...number, display_phone_number: "+6", registered: false },
    ]
    expect(troublesOf(all, now).map(({ phone, standing }) => `${phone} ${standing.label}`)).toEqual([
      "+2 Banned",
      "+1 Limit reached",
      "+3 Held",
    ])
  })
})

describe("the health", () => {
  it("is fine when nothing is wrong, or nothing was examined", () => {
    expect(healthOf(checks("ok", "skipped"), [])).toEqual({
      level: "fine",
      short: "OK",
      sentence: "Everything is in place",
    })
    expect(healthOf(undefined, []).level).toBe("fine")
  })

  it("counts what failed and what may fail, and names the numbers", () => {
    const limited = troublesOf([{ ...number, status: "RATE_LIMITED" }], now)
    expect(healthOf(checks("failed", "warning", "warning", "ok"), limited)).toEqual({
      level: "failed",
      short: "1 issue",
      sentence: "1 check failed, +46 70 123 45 67: limit reached, 2 warnings",
    })
    expect(healthOf(checks("failed", "failed"), []).sentence).toBe("2 checks failed")
    expect(healthOf(checks("warning"), [])).toEqual({
      level: "warning",
      short: "1 warning",
      sentence: "1 warning",
    })
    expect(healthOf(checks("ok"), limited).short).toBe("1 warning")
  })

  it("has failed where a number is banned", () => {
    const banned = troublesOf([{ ...number, status: "BANNED" }], now)
    expect(healthOf(checks("failed"), banned)).toMatchObject({ level: "failed", short: "2 issues" })
    expect(healthOf(checks("ok"), troublesOf([{ ...number, status: "FLAGGED" }], now)).level).toBe("warning")
  })
})
