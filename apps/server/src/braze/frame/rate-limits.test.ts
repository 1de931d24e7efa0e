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

it("lets 250 broadcasts a minute through, and 10 of them to one audience", () => {
  const limits = new RateLimits()
  const to = (broadcastTo: string) => limits.count("a", { broadcastTo }, start)
  expect(to("one")).toMatchObject({ limit: 10, remaining: 9, isOver: false })
  for (let asked = 1; asked < 10; asked++) expect(to("one").isOver).toBe(false)
  expect(to("one")).toMatchObject({ limit: 10, isOver: true, resetMs: Date.parse("2026-11-22T11:00:00Z") })
  for (let asked = 11; asked < 250; asked++) expect(to(`other ${asked}`).isOver).toBe(false)
  expect(to("another")).toMatchObject({ limit: 250, isOver: true })
  expect(limits.count("b", { broadcastTo: "one" }, start).isOver).toBe(false)
})
