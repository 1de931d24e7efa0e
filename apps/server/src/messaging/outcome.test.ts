import { explainError } from "@parley/whatsapp/errors"
import type { SendOutcome } from "@parley/whatsapp/graph"
import { describe, expect, it } from "vitest"
import { judge } from "./outcome.ts"

const now = new Date("2026-11-22T12:00:00Z")
const judged = (answer: SendOutcome, { refusals = 0, isSingle = true } = {}) =>
  judge(answer, { refusals, isSingle, now, random: () => 0 })
const rejected = (code: number, httpStatus = 400, subcode?: number): SendOutcome => ({
  kind: "rejected",
  httpStatus,
  code,
  subcode,
  message: `(#${code})`,
  entry: explainError(code, httpStatus, subcode),
})
const inMs = (ms: number) => new Date(now.getTime() + ms)
const noAnswer: SendOutcome = { kind: "no_answer", cause: new Error("reset") }

describe("judge", () => {
  it("takes an accepted message as done", () => {
    expect(judged({ kind: "accepted", wamid: "wamid.1" })).toEqual({
      outcome: { kind: "accepted", wamid: "wamid.1" },
      fault: null,
      code: null,
    })
  })

  it("is in doubt about a post without an answer, and about Meta as a whole", () => {
    expect(judged(noAnswer, { refusals: 50 })).toEqual({
      outcome: { kind: "in_doubt" },
      fault: { of: "sender", scope: "meta", passes: true },
      code: null,
    })
  })

  it("repeats what surely did not leave, and counts nothing", () => {
    const answer: SendOutcome = { kind: "not_sent", cause: new Error("refused") }
    expect(judged(answer, { refusals: 50 })).toEqual({
      outcome: { kind: "again", at: inMs(1_000), reason: "unreachable", isCounted: false },
      fault: { of: "sender", scope: "meta", passes: true },
      code: null,
    })
  })

  it("repeats when the number is too fast, and counts nothing", () => {
    expect(judged(rejected(130429), { refusals: 50 })).toMatchObject({
      outcome: { kind: "again", at: inMs(1_000), isCounted: false },
      fault: { of: "pace" },
    })
  })

  it("waits 4^X seconds for a pair of number and person", () => {
    expect(judged(rejected(131056), { refusals: 2 })).toMatchObject({
      outcome: { kind: "again", at: inMs(16_000), isCounted: true },
      fault: { of: "message" },
    })
  })

  it.each([1, 2, 4, 80007, 131000, 131016, 133004])(
    "never gives a message up for trouble of Meta's that passes (%i)",
    (code) => {
      for (const refusals of [0, 7, 1_000])
        expect(judged(rejected(code), { refusals }).outcome).toMatchObject({ kind: "again" })
    },
  )

  it.each([1, 2, 131000, 131016, 987_654])(
    "lets half a minute pass after %i with a status of 5xx, which may not mean that nothing was done",
    (code) => {
      expect(judged(rejected(code, 503)).outcome).toMatchObject({ kind: "again", at: inMs(30_000) })
    },
  )

  it.each([190, 10, 200, 299, 368, 131031, 131042, 131048, 131064, 133010])(
    "keeps the message as it is where the sender is refused, on %i",
    (code) => {
      expect(judged(rejected(code, 403))).toMatchObject({
        outcome: { kind: "again", at: now, isCounted: false },
        fault: { of: "sender", passes: false },
        code,
      })
    },
  )

  it("keeps it when the number is gone, or no longer seen", () => {
    expect(judged(rejected(100, 400, 33))).toMatchObject({
      outcome: { kind: "again", at: now, isCounted: false },
      fault: { of: "sender", scope: "number", passes: false },
    })
  })

  it.each([100, 131008, 131009, 131021, 131026, 131030, 131047, 131050, 132005, 132012, 132018])(
    "fails what is wrong with the message or its person, on %i",
    (code) => {
      expect(judged(rejected(code)).outcome).toMatchObject({ kind: "failed", reason: String(code) })
    },
  )

  it.each([132000, 132001, 132007, 132015, 132016])(
    "keeps what can continue with another template, on %i",
    (code) => {
      expect(judged(rejected(code), { isSingle: false })).toMatchObject({
        outcome: { kind: "again", at: inMs(600_000), isCounted: false },
        fault: { of: "template" },
      })
    },
  )

  it("fails a single message whose template is gone, and lets it outlast a pause", () => {
    expect(judged(rejected(132001)).outcome).toMatchObject({ kind: "failed", reason: "132001" })
    expect(judged(rejected(132015)).outcome).toMatchObject({ kind: "again", at: inMs(3 * 3_600_000) })
  })

  it("waits where the account may not write to a country", () => {
    expect(judged(rejected(130497))).toMatchObject({
      outcome: { kind: "again", at: inMs(3_600_000), isCounted: false },
      fault: { of: "country" },
    })
  })

  it("does not repeat an unknown code that came with a 4xx, and repeats one that came with a 5xx", () => {
    expect(judged(rejected(987_654, 400)).outcome).toMatchObject({ kind: "failed", reason: "987654" })
    expect(judged(rejected(987_654, 500)).outcome).toMatchObject({ kind: "again", reason: "987654" })
  })
})
