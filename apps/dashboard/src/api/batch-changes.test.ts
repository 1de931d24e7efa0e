import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { gather } from "./batch-changes.ts"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe("changes that come in", () => {
  it("are looked at together, soon after the first", async () => {
    const seen: number[][] = []
    const tell = gather<number>(async (numbers) => seen.push(numbers))
    tell(1)
    tell(2)
    expect(seen).toEqual([])
    await vi.advanceTimersByTimeAsync(300)
    expect(seen).toEqual([[1, 2]])
  })

  it("for a minute without a pause are looked at some thirty times, and none is lost", async () => {
    const seen: number[][] = []
    const tell = gather<number>(async (numbers) => seen.push(numbers))
    for (let n = 0; n < 6_000; n += 1) {
      tell(n)
      await vi.advanceTimersByTimeAsync(10)
    }
    await vi.advanceTimersByTimeAsync(5_000)
    expect(seen.length).toBeLessThanOrEqual(32)
    expect(seen.flat()).toHaveLength(6_000)
  })

  it("wait for what earlier ones caused, however long it takes", async () => {
    let underWay = 0
    let most = 0
    let times = 0
    const tell = gather<number>(async () => {
      underWay += 1
      times += 1
      most = Math.max(most, underWay)
      // biome-ignore lint/plugin: the clock is vitest's, and is moved
      await new Promise((done) => setTimeout(done, 10_000))
      underWay -= 1
      throw new Error("and failing stops nothing")
    })
    for (let n = 0; n < 60; n += 1) {
      tell(n)
      await vi.advanceTimersByTimeAsync(1_000)
    }
    expect([most, times]).toEqual([1, 5])
  })
})
