import { errorCatalogue, explainError } from "@parley/whatsapp/errors"
import type { SendOutcome } from "@parley/whatsapp/graph"
import { describe, expect, it } from "vitest"
import { holdsNumber, isGivenUp, judge } from "./outcome.ts"

const now = new Date("2026-11-22T12:00:00Z")
const judged = (outcome: SendOutcome, refusals = 0, isOfLaunch = false) =>
  judge(outcome, { refusals, isOfLaunch, now, graceMs: 300_000, random: () => 0 })
const rejected = (code: number, httpStatus = 400): SendOutcome => ({
  kind: "rejected",
  httpStatus,
  code,
  message: `(#${code})`,
  entry: explainError(code, httpStatus),
})
const inMs = (ms: number) => new Date(now.getTime() + ms)

describe("judge", () => {
  it("takes an accepted message as done", () => {
    expect(judged({ kind: "accepted", wamid: "wamid.1" })).toEqual({ kind: "accepted", wamid: "wamid.1" })
  })

  it("never repeats a post without an answer before the grace period is over", () => {
    expect(judged({ kind: "no_answer", cause: new Error("reset") })).toEqual({
      kind: "in_doubt",
      at: inMs(300_000),
    })
  })

  it("gives a post without an answer its grace however many there were before", () => {
    expect(judged({ kind: "no_answer", cause: new Error("reset") }, 50)).toMatchObject({ kind: "in_doubt" })
  })

  it("repeats what surely did not leave, for as long as Meta cannot be reached", () => {
    expect(judged({ kind: "not_sent", cause: new Error("refused") }, 50)).toMatchObject({
      kind: "retry",
      counted: false,
      slowDown: true,
    })
  })

  it("slows down and repeats when the number is too fast, without counting it against the message", () => {
    expect(judged(rejected(130429), 50)).toMatchObject({
      kind: "retry",
      code: 130429,
      counted: false,
      slowDown: true,
    })
  })

  it("waits 4^X seconds for a pair of number and person", () => {
    expect(judged(rejected(131056), 2)).toMatchObject({ kind: "retry", at: inMs(16_000), counted: true })
  })

  it.each([190, 10, 200, 299, 131031, 131042, 133010])("holds the number, not the message, on %i", (code) => {
    expect(judged(rejected(code, 403))).toMatchObject({ kind: "number_held", code })
  })

  it.each([100, 131008, 131009, 131021, 131030, 132000, 132001, 132012, 132016])(
    "fails the message for good on %i",
    (code) => {
      expect(judged(rejected(code))).toMatchObject({ kind: "failed", reason: String(code) })
    },
  )

  it("keeps a launch's message whose template was disabled on the way: the launch may continue with another", () => {
    expect(judged(rejected(132016), 50, true)).toMatchObject({ kind: "retry", code: 132016, counted: false })
  })

  it("does not repeat an unknown code that came with a 4xx, and repeats one that came with a 5xx", () => {
    expect(judged(rejected(987_654, 400))).toMatchObject({ kind: "failed", reason: "987654" })
    expect(judged(rejected(987_654, 500))).toMatchObject({ kind: "retry", code: 987_654 })
  })
})

describe("holdsNumber", () => {
  it("is true for these codes and no others", () => {
    const permissions = Array.from({ length: 100 }, (_, place) => 200 + place)
    const calls = Array.from({ length: 19 }, (_, place) => 138_000 + place)
    const held = [...errorCatalogue.keys(), ...permissions, ...calls, 987_654].filter(holdsNumber)
    expect(new Set(held)).toEqual(
      new Set([
        ...[0, 3, 10, 190, 368, 131005, 131031, 131037, 131042, 131045, 131057, 131063],
        ...[133005, 133006, 133010, 2494100, ...permissions],
      ]),
    )
  })
})

describe("isGivenUp", () => {
  it("is so after three posts without an answer, rather than write a fourth time", () => {
    expect([0, 1, 2, 3].map((unanswered) => isGivenUp({ unanswered }))).toEqual([false, false, false, true])
  })
})
