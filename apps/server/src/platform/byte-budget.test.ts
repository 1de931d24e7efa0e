import { array, assert, asyncProperty, integer, record } from "fast-check"
import { describe, expect, it, vi } from "vitest"
import { ByteBudget } from "./byte-budget.ts"

/** Holds bytes until it is told to release them. */
function holding(budget: ByteBudget, bytes: number, owner?: string) {
  const { promise, resolve } = Promise.withResolvers<void>()
  const held = { inside: false, letGo: resolve, done: Promise.resolve() }
  held.done = budget.hold(
    bytes,
    () => {
      held.inside = true
      return promise
    },
    owner,
  )
  return held
}

describe("a budget of bytes", () => {
  it("lets in what fits and has others wait in line, a large one before the smaller ones behind it", async () => {
    const budget = new ByteBudget({ bytes: 10, waitMs: 60_000 })
    const [first, large, small] = [holding(budget, 4), holding(budget, 8), holding(budget, 2)]
    await vi.waitFor(() => expect(first.inside).toBe(true))
    expect([large.inside, small.inside]).toEqual([false, false])
    first.letGo()
    await vi.waitFor(() => expect([large.inside, small.inside]).toEqual([true, true]))
    large.letGo()
    small.letGo()
    await Promise.all([first.done, large.done, small.done])
  })

  it("tells those who waited too long to come again, and continues with the others", async () => {
    const budget = new ByteBudget({ bytes: 10, waitMs: 20 })
    const first = holding(budget, 6)
    await vi.waitFor(() => expect(first.inside).toBe(true))
    await expect(holding(budget, 8).done).rejects.toMatchObject({
      code: "unavailable",
      retryAfterSeconds: expect.any(Number),
    })
    const small = holding(budget, 4)
    await vi.waitFor(() => expect(small.inside).toBe(true))
    first.letGo()
    small.letGo()
    await Promise.all([first.done, small.done])
  })

  it("lets nobody hold more than their share, and has nobody wait for someone whose share is used up", async () => {
    const budget = new ByteBudget({ bytes: 10, bytesOfOne: 5, waitMs: 60_000 })
    const [first, second] = [holding(budget, 3, "a"), holding(budget, 3, "a")]
    const [other, large, small] = [holding(budget, 4, "b"), holding(budget, 5, "c"), holding(budget, 1, "d")]
    await vi.waitFor(() => expect([first.inside, other.inside]).toEqual([true, true]))
    expect([second.inside, large.inside, small.inside]).toEqual([false, false, false])
    other.letGo()
    await vi.waitFor(() => expect([large.inside, small.inside]).toEqual([true, true]))
    expect(second.inside).toBe(false)
    for (const one of [first, large, small, second]) one.letGo()
    await Promise.all([first, second, other, large, small].map(({ done }) => done))
    expect(second.inside).toBe(true)
  })

  it("refuses at once what never fits", async () => {
    const budget = new ByteBudget({ bytes: 10, bytesOfOne: 5, waitMs: 60_000 })
    await expect(budget.hold(11, async () => 1)).rejects.toThrow(RangeError)
    await expect(budget.hold(6, async () => 1, "a")).rejects.toThrow(RangeError)
  })

  it("is never exceeded, serves everyone, and is empty afterwards, whatever fails", async () => {
    const job = record({ bytes: integer({ min: 0, max: 100 }), turns: integer({ min: 0, max: 5 }) })
    await assert(
      asyncProperty(array(job, { maxLength: 40 }), async (jobs) => {
        const seen: number[] = [0]
        const budget = new ByteBudget({ bytes: 100, waitMs: 60_000, onChange: (held) => seen.push(held) })
        const ended = await Promise.allSettled(
          jobs.map(({ bytes, turns }) =>
            budget.hold(bytes, async () => {
              for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
              if (turns === 3) throw new Error("failed")
            }),
          ),
        )
        expect(Math.max(...seen)).toBeLessThanOrEqual(100)
        expect(seen.at(-1)).toBe(0)
        expect(ended.filter(({ status }) => status === "rejected")).toHaveLength(
          jobs.filter(({ turns }) => turns === 3).length,
        )
      }),
    )
  })
})
