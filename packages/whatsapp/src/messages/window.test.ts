import { expect, it } from "vitest"
import { windowEnd, windowIsOpen } from "./window.ts"

const wrote = new Date("2026-11-22T10:00:00Z")

it("is open after the last message, and closed a minute before Meta's 24 hours are over", () => {
  expect(windowEnd(wrote)).toEqual(new Date("2026-11-23T09:59:00Z"))
  expect(windowIsOpen(wrote, wrote)).toBe(true)
  expect(windowIsOpen(wrote, new Date("2026-11-23T09:58:59.999Z"))).toBe(true)
  expect(windowIsOpen(wrote, new Date("2026-11-23T09:59:00Z"))).toBe(false)
})

it("is closed for a person who never wrote", () => {
  expect(windowIsOpen(null, wrote)).toBe(false)
  expect(windowIsOpen(undefined, wrote)).toBe(false)
})

it("is open when the message has a time slightly ahead of our clock", () => {
  expect(windowIsOpen(new Date("2026-11-22T10:00:02Z"), wrote)).toBe(true)
})
