import { describe, expect, it } from "vitest"
import { dayAndTime, fromNow } from "./instants.ts"

const noon = new Date("2026-11-22T12:00:00Z")

describe("an instant", () => {
  it.each([
    ["America/Bogota", "Nov 22, 2026, 7:00 AM"],
    ["Asia/Kathmandu", "Nov 22, 2026, 5:45 PM"],
  ])("is told in the member's zone (%s)", (zone, said) => {
    expect(dayAndTime(noon, zone, "short").replaceAll("\u202f", " ")).toBe(said)
  })

  it.each([
    [0, "now"],
    [-59, "59 seconds ago"],
    [-120, "2 minutes ago"],
    [-3 * 3600, "3 hours ago"],
    [7 * 86_400, "in 7 days"],
    [-90 * 86_400, "3 months ago"],
    [-800 * 86_400, "2 years ago"],
  ])("(%d s away) is told from now as %j", (seconds, said) => {
    expect(fromNow(new Date(noon.getTime() + seconds * 1000), noon)).toBe(said)
  })
})
