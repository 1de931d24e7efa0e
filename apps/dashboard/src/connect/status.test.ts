import { describe, expect, it } from "vitest"
import { accessOf, limitInWords, nameReview, needsSetup, standingOf } from "./status.ts"

const amount = (count: number) => count.toLocaleString("en")
const now = new Date("2026-11-22T12:00:00Z")
const active = {
  status: "CONNECTED",
  registered: true,
  verification_status: "VERIFIED",
  disconnected_at: null,
  held_until: null,
  hold_reason: null,
}

describe("how a number stands", () => {
  it.each([
    ["Active", active],
    [
      "Not verified",
      { ...active, status: "PENDING", registered: false, verification_status: "NOT_VERIFIED" },
    ],
    ["Not registered", { ...active, status: "PENDING", registered: false }],
    ["Held", { ...active, held_until: "2026-11-22T12:05:00Z" }],
    ["Active", { ...active, held_until: "2026-11-22T11:55:00Z" }],
    ["Banned", { ...active, status: "BANNED" }],
    [
      "Disconnected",
      { ...active, status: "DISCONNECTED", registered: false, disconnected_at: "2026-11-01T00:00:00Z" },
    ],
  ])("is %s", (label, number) => {
    expect(standingOf(number, now).label).toBe(label)
  })

  it("says what holds it, in the words of the server", () => {
    const held = { ...active, held_until: "2026-11-22T12:05:00Z", hold_reason: "Set up payment." }
    expect(standingOf(held, now).meaning).toBe("Set up payment.")
  })

  it("asks for the rest of the setup only where there is some", () => {
    expect(needsSetup(active)).toBe(false)
    expect(needsSetup({ ...active, registered: false })).toBe(true)
    expect(needsSetup({ ...active, registered: false, status: "DELETED" })).toBe(false)
  })
})

describe("how long an account can be used", () => {
  it.each([
    ["Connected", null],
    ["Connected", "2026-12-22T12:00:00Z"],
    ["Access expires soon", "2026-11-25T12:00:00Z"],
    ["Access expired", "2026-11-22T11:59:00Z"],
  ])("is %s when it ends at %s", (label, token_expires_at) => {
    expect(accessOf({ token_expires_at, disconnected_at: null }, now).label).toBe(label)
  })
})

it("puts limits and name reviews in words, also those that are new", () => {
  expect([limitInWords(2_000, amount), limitInWords(-1, amount), limitInWords(null, amount)]).toEqual([
    "2,000 people a day",
    "No limit",
    "Not known yet",
  ])
  expect([nameReview("PENDING_REVIEW"), nameReview("SOMETHING_NEW"), nameReview(null)]).toEqual([
    "in review",
    "something new",
    undefined,
  ])
})
