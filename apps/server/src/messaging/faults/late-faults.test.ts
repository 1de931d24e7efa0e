import { describe, expect, it } from "vitest"
import { LateFaults } from "./late-faults.ts"

const start = new Date("2026-11-22T12:00:00Z").getTime()
let messages = 0
const failed = (count: number, code: number, second = 0) =>
  Array.from({ length: count }, () => {
    messages++
    return { messageId: String(messages), code, at: new Date(start + second * 1000) }
  })
const sent = (count: number, second = 0) =>
  Array.from({ length: count }, () => new Date(start + second * 1000))

describe("what fails later", () => {
  it.each([131042, 131031, 368, 131048, 131064, 131037])(
    "holds by the first, where nothing else was sent (%i)",
    (code) => {
      expect(new LateFaults().count("n", failed(1, code), [])).toBe(code)
    },
  )

  it("holds by twenty of a scope within a minute, where other messages are sent", () => {
    const faults = new LateFaults()
    expect(faults.count("n", failed(10, 131042), sent(500))).toBeUndefined()
    expect(faults.count("n", failed(9, 131031, 50), sent(10, 50))).toBeUndefined()
    expect(faults.count("n", failed(1, 131042, 60), [])).toBe(131042)
  })

  it("does not hold by twenty over a longer time, nor by the same message again", () => {
    const faults = new LateFaults()
    const [same = { messageId: "", code: 0, at: new Date() }] = failed(1, 131042, 59)
    expect(faults.count("n", failed(15, 131042), sent(5))).toBeUndefined()
    expect(faults.count("n", Array(30).fill(same), sent(5, 59))).toBeUndefined()
    expect(faults.count("n", failed(4, 131042, 61), sent(5, 61))).toBeUndefined()
  })

  it("holds nothing by what is the message's own, the person's, or passes", () => {
    const faults = new LateFaults()
    for (const code of [131026, 131049, 131050, 131000, 131016, 132015, 130497, 131053])
      expect(faults.count("n", failed(50, code), [])).toBeUndefined()
  })

  it("holds nothing by what is sent", () => {
    expect(new LateFaults().count("n", [], sent(100))).toBeUndefined()
  })

  it("is of each number for itself", () => {
    const faults = new LateFaults()
    faults.count("n", failed(15, 131042), sent(5))
    expect(faults.count("other", failed(15, 131042), sent(5))).toBeUndefined()
  })
})
