import fc from "fast-check"
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest"
import { now, type OpenOutbox, openOutbox } from "../testing/open-outbox.ts"
import type { SourceRate } from "./source-rate.ts"

let outbox: OpenOutbox
beforeAll(async () => {
  outbox = await openOutbox()
})
afterAll(() => outbox.close())
beforeEach(() => outbox.clear())

const later = (ms: number) => new Date(now.getTime() + ms)
const many = (count: number) => Array.from({ length: count }, () => ({}))
/** A source with that rate, and so many messages of it. */
async function limited(rate: Partial<SourceRate>, messages: number): Promise<string> {
  const source = await outbox.source({ policy: { rate: { per_second: null, per_minute: null, ...rate } } })
  await outbox.queue(source, ...many(messages))
  return source
}
/** How many messages claims at these milliseconds take of a source. */
async function claimed(source: string, at: readonly number[], limit = 500): Promise<number[]> {
  const counts: number[] = []
  for (const ms of at) {
    const rows = await outbox.claim({ now: later(ms), limit })
    counts.push(rows.filter(({ source_id }) => source_id === source).length)
  }
  return counts
}

it("a source sends no more a second than it may, however it is claimed", async () => {
  const source = await limited({ per_second: 3 }, 20)
  expect(await claimed(source, [0, 200, 999, 1_000, 1_500, 2_000])).toEqual([3, 0, 0, 3, 0, 3])
  expect(await claimed(source, [3_000, 3_100], 2)).toEqual([2, 1])
})

it("what it did not send in a second is not sent in another one", async () => {
  const source = await limited({ per_second: 3 }, 20)
  expect(await claimed(source, [0, 5_000])).toEqual([3, 3])
})

it("a minute's messages are spread over the minute", async () => {
  const source = await limited({ per_minute: 6 }, 20)
  const seconds = Array.from({ length: 120 }, (_, second) => second * 1_000)
  const counts = await claimed(source, seconds)
  expect(counts.slice(0, 60).reduce((sum, one) => sum + one, 0)).toBe(6)
  expect(counts.flatMap((count, second) => (count > 0 ? [second % 60] : []))).toEqual([
    ...[0, 10, 20, 30, 40, 50],
    ...[0, 10, 20, 30, 40, 50],
  ])
})

it("others go as fast as before beside it", async () => {
  const slow = await limited({ per_second: 1 }, 10)
  const other = await outbox.source()
  await outbox.queue(other, ...many(40))
  const rows = await outbox.claim({ limit: 30 })
  expect(rows.filter(({ source_id }) => source_id === slow)).toHaveLength(1)
  expect(rows).toHaveLength(30)
})

it("in no second and no minute more goes than may, whenever and by anyone it is claimed", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        per_second: fc.option(fc.integer({ min: 1, max: 5 })),
        per_minute: fc.option(fc.integer({ min: 1, max: 90 })),
      }),
      fc.array(fc.integer({ min: 0, max: 90_000 }), { minLength: 1, maxLength: 40 }),
      async (rate, times) => {
        await outbox.clear()
        const source = await limited(rate, 200)
        const at = times.toSorted((one, other) => one - other)
        const counts = await claimed(source, at)
        for (const [span, most] of [
          [1_000, rate.per_second],
          [60_000, rate.per_minute],
        ] as const) {
          if (most === null) continue
          const sums = new Map<number, number>()
          for (const [index, ms] of at.entries()) {
            const of = Math.floor(later(ms).getTime() / span)
            sums.set(of, (sums.get(of) ?? 0) + (counts[index] ?? 0))
          }
          expect(Math.max(...sums.values())).toBeLessThanOrEqual(most)
        }
      },
    ),
    { numRuns: 30 }, // each makes 200 messages and some 20 claims
  )
})
