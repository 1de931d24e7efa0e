import { describe, expect, it } from "vitest"
import { type Answer, Breaker, type Trouble } from "./breaker.ts"

const away: Trouble = { code: 131016, passes: true, comesLate: true }
const locked: Trouble = { code: 190, passes: false, comesLate: false }
const unpaid: Trouble = { code: 131042, passes: false, comesLate: true }

/** One after another, each answered before the next. */
function post(breaker: Breaker, nowMs: number, ...answers: Answer[]): void {
  for (const answer of answers) breaker.learn(breaker.begin(), answer, away, nowMs)
}

describe("a breaker", () => {
  it("lets everything pass while few answers are trouble", () => {
    const breaker = new Breaker()
    for (let round = 0; round < 50; round++) post(breaker, round, "accepted", "other", "accepted", "trouble")
    expect(breaker.ask(50)).toEqual({ kind: "go" })
  })

  it("concludes nothing from fewer than five answers", () => {
    const breaker = new Breaker()
    post(breaker, 0, "trouble", "trouble", "trouble", "trouble")
    expect(breaker.ask(0)).toEqual({ kind: "go" })
    post(breaker, 0, "trouble")
    expect(breaker.ask(0)).toEqual({ kind: "wait", ms: 1_000 })
    expect(breaker.trouble).toEqual(away)
  })

  it("opens when half of the last twenty are trouble", () => {
    const breaker = new Breaker()
    post(breaker, 0, ...Array<Answer>(20).fill("accepted"), ...Array<Answer>(9).fill("trouble"))
    expect(breaker.ask(0).kind).toBe("go")
    post(breaker, 0, "trouble")
    expect(breaker.ask(0).kind).toBe("wait")
  })

  it("lets one message at a time find out, after a second, two, four and at most 32", () => {
    const breaker = new Breaker()
    let nowMs = 0
    post(breaker, nowMs, ...Array<Answer>(5).fill("trouble"))
    const delays: number[] = []
    for (let probe = 0; probe < 8; probe++) {
      const admission = breaker.ask(nowMs)
      if (admission.kind !== "wait") throw new Error("it lets more than one pass")
      delays.push(admission.ms)
      nowMs += admission.ms
      expect(breaker.ask(nowMs)).toEqual({ kind: "probe" })
      const pass = breaker.begin()
      expect(breaker.ask(nowMs).kind).toBe("wait")
      breaker.learn(pass, "trouble", away, nowMs)
    }
    expect(delays).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 25_000, 25_000, 25_000])
    breaker.learn(breaker.begin(), "accepted", away, nowMs)
    expect(breaker.ask(nowMs)).toEqual({ kind: "go" })
  })

  it("says what the last message was refused for, as long as that passes as well", () => {
    const breaker = new Breaker()
    post(breaker, 0, ...Array<Answer>(5).fill("trouble"))
    const slow = { ...away, code: 2 }
    breaker.learn(breaker.begin(), "trouble", slow, 1_000)
    expect(breaker.trouble).toEqual(slow)
    breaker.learn(breaker.begin(), "trouble", locked, 3_000)
    expect(breaker.trouble).toEqual(slow)
  })

  it("learns nothing from posts that had started before it opened", () => {
    const breaker = new Breaker()
    const early = breaker.begin()
    post(breaker, 0, ...Array<Answer>(5).fill("trouble"))
    breaker.learn(early, "accepted", away, 1)
    expect(breaker.ask(1).kind).toBe("wait")
    breaker.learn(breaker.begin(), "accepted", away, 1_000)
    breaker.learn(early, "trouble", away, 1_001)
    expect(breaker.ask(1_001)).toEqual({ kind: "go" })
  })

  it("closes by a message that was refused for itself where Meta was away, and not where a person must fix something", () => {
    const [outage, lock] = [new Breaker(), new Breaker()]
    outage.open(away, 0)
    lock.open(locked, 0)
    for (const breaker of [outage, lock]) breaker.learn(breaker.begin(), "other", away, 60_000)
    expect([outage.ask(60_000).kind, lock.ask(60_000).kind]).toEqual(["go", "wait"])
  })

  it("lets the next message find out where the first was not posted after all", () => {
    const breaker = new Breaker()
    breaker.open(away, 0)
    breaker.forget(breaker.begin(), 1_500)
    expect(breaker.ask(1_500)).toEqual({ kind: "probe" })
  })

  it("opens at once for what a person must fix, and asks each minute", () => {
    const breaker = new Breaker()
    breaker.open(locked, 0)
    for (const minute of [1, 2, 3]) {
      expect(breaker.ask(minute * 60_000 - 1)).toEqual({ kind: "wait", ms: 1 })
      expect(breaker.ask(minute * 60_000)).toEqual({ kind: "probe" })
      breaker.learn(breaker.begin(), "trouble", locked, minute * 60_000)
    }
    expect(breaker.trouble).toEqual(locked)
  })

  it("asks each minute as long as Meta refuses at once, also where it may tell later", () => {
    const breaker = new Breaker()
    breaker.open(unpaid, 0)
    for (const minute of [1, 2, 3]) {
      expect(breaker.ask(minute * 60_000 - 1)).toEqual({ kind: "wait", ms: 1 })
      expect(breaker.ask(minute * 60_000)).toEqual({ kind: "probe" })
      breaker.learn(breaker.begin(), "trouble", unpaid, minute * 60_000)
    }
  })

  it("waits for a status where Meta takes the message and lets it fail later, and asks less and less often", () => {
    const breaker = new Breaker()
    breaker.open(unpaid, 0, 90_000)
    expect(breaker.ask(90_000)).toEqual({ kind: "probe" })
    breaker.learn(breaker.begin(), "accepted", unpaid, 90_000)
    expect(breaker.ask(90_000)).toEqual({ kind: "wait", ms: 30_000 })
    breaker.open(unpaid, 95_000, 100_000)
    expect(breaker.ask(95_000)).toEqual({ kind: "wait", ms: 120_000 })
    breaker.learn(breaker.begin(), "accepted", unpaid, 215_000)
    expect(breaker.ask(244_999).kind).toBe("wait")
    expect(breaker.ask(245_000)).toEqual({ kind: "go" })
    expect(breaker.trouble).toBeNull()
  })

  it("takes what lasts for more than what passes, and not the other way round", () => {
    const breaker = new Breaker()
    breaker.open(away, 0)
    breaker.open(locked, 10)
    breaker.open(away, 20)
    expect(breaker.trouble).toEqual(locked)
    expect(breaker.ask(20)).toEqual({ kind: "wait", ms: 59_990 })
  })

  it("lets everything pass once someone says that it is over", () => {
    const breaker = new Breaker()
    breaker.open(locked, 0)
    breaker.close()
    expect(breaker.ask(1)).toEqual({ kind: "go" })
  })
})
