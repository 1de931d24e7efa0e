import { describe, expect, it } from "vitest"
import { assignmentBuckets, variantBounds, variantOf } from "./variants.ts"

describe("variants", () => {
  it.each([
    [[1], [10_000]],
    [
      [1, 1],
      [5_000, 10_000],
    ],
    [
      [3, 1],
      [7_500, 10_000],
    ],
    [
      [1, 1, 1],
      [3_333, 6_667, 10_000],
    ],
    [
      [0, 1],
      [0, 10_000],
    ],
  ])("of weights %j reach up to the buckets %j", (weights, bounds) => {
    expect(variantBounds(weights)).toEqual(bounds)
  })

  it("of weight 0 get nobody", () => {
    const bounds = variantBounds([0, 1, 0])
    expect([0, 5_000, assignmentBuckets - 1].map((bucket) => variantOf(bucket, bounds))).toEqual([1, 1, 1])
  })

  it("get each bucket once", () => {
    const bounds = variantBounds([3, 1])
    expect([0, 7_499, 7_500, 9_999].map((bucket) => variantOf(bucket, bounds))).toEqual([0, 0, 1, 1])
  })
})
