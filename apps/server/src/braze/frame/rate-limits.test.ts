import { expect, it } from "vitest"
import { RateLimits } from "./rate-limits.ts"

const hour = 3_600_000
const start = Date.parse("2026-11-22T10:59:59.900Z")

it("counts each workspace and each kind of request on its own", () => {
  const limits = new RateLimits()
  limits.count("a", "export_ids", start)
  expect(limits.count("a", "export_ids", start)).toMatchObject({
    limit: 2500,
    remaining: 2498,
    isOver: false,
  })
  expect(limits.count("b", "export_ids", start).remaining).toBe(2499)
  expect(limits.count("a", "set_status", start).remaining).toBe(4999)
})

it("refuses what is beyond, until the clock begins another window", () => {
  const limits = new RateLimits()
  for (let asked = 0; asked < 1000; asked++) limits.count("a", "names", start)
  const over = limits.count("a", "names", start)
  expect(over).toMatchObject({ isOver: true, remaining: 0, resetMs: Date.parse("2026-11-22T11:00:00Z") })
  expect(limits.count("b", "names", start).isOver).toBe(false)
  expect(limits.count("a", "names", over.resetMs)).toMatchObject({
    isOver: false,
    remaining: 999,
    resetMs: over.resetMs + hour,
  })
})
