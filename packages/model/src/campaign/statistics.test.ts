import { describe, expect, it } from "vitest"
import {
  canCompare,
  chiSquareTail,
  differenceOf,
  probabilitiesToBeBest,
  sampleRatioAlarm,
  sampleRatioProbability,
  wilsonInterval,
} from "./statistics.ts"

describe("the interval of a proportion", () => {
  // Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("of %i of %i is Wilson's", (successes, trials, low, high) => {
    const interval = wilsonInterval({ successes, trials })
    expect(interval.low).toBeCloseTo(low, 4)
    expect(interval.high).toBeCloseTo(high, 4)
  })

  it("of nobody is all that can be", () => {
    expect(wilsonInterval({ successes: 0, trials: 0 })).toEqual({ low: 0, high: 1 })
  })
})

describe("the difference of two proportions", () => {
  // Newcombe, "Interval estimation for the difference …" (1998), table II, method 10.
  it.each([
    [56, 70, 48, 80, 0.2, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.6, 0.1705, 0.809],
    [10, 10, 0, 20, 1, 0.6791, 1],
  ])("%i of %i less %i of %i has Newcombe's interval", (s, n, r, m, difference, low, high) => {
    const found = differenceOf({ successes: s, trials: n }, { successes: r, trials: m })
    expect(found.difference).toBeCloseTo(difference, 10)
    expect(found.low).toBeCloseTo(low, 4)
    expect(found.high).toBeCloseTo(high, 4)
  })
})

describe("the probability to be best", () => {
  it("of Beta(2, 1) against Beta(1, 1) is two thirds", () => {
    const [one, other] = probabilitiesToBeBest([
      { successes: 1, trials: 1 },
      { successes: 0, trials: 0 },
    ])
    expect(one).toBeCloseTo(2 / 3, 4)
    expect(other).toBeCloseTo(1 / 3, 4)
  })

  it("is even between equals, however many people they are", () => {
    const equal = { successes: 41_000, trials: 1_000_000 }
    for (const probability of probabilitiesToBeBest([equal, equal, equal, equal]))
      expect(probability).toBeCloseTo(0.25, 4)
  })

  it("agrees with the normal approximation where many people are compared", () => {
    // 1,000 and 1,060 of 10,000 each: z = 1.392, and the normal distribution up to it is 0.918.
    const [, better] = probabilitiesToBeBest([
      { successes: 1_000, trials: 10_000 },
      { successes: 1_060, trials: 10_000 },
    ])
    expect(better).toBeCloseTo(0.918, 2)
  })
})

describe("the chi-square test of a split", () => {
  it.each([
    [3.841459, 1, 0.05],
    [5.991465, 2, 0.05],
    [16.266236, 3, 0.001],
    [0.004, 1, 0.949571],
  ])("of %f with %i degrees of freedom has the tail of the tables", (statistic, degrees, tail) => {
    expect(chiSquareTail(statistic, degrees)).toBeCloseTo(tail, 6)
  })

  it("raises no alarm where people are split as asked, and one where they are not", () => {
    const split = (first: number, second: number) =>
      sampleRatioProbability([
        { observed: first, share: 1 },
        { observed: second, share: 1 },
      ])
    expect(split(5_030, 4_970)).toBeGreaterThan(0.5)
    // Kohavi, Tang, Xu, "Trustworthy Online Controlled Experiments" (2020), chapter 3.
    expect(split(821_588, 815_482)).toBeLessThan(sampleRatioAlarm)
  })

  it("says nothing of one part, or of nobody", () => {
    expect(sampleRatioProbability([{ observed: 9, share: 1 }])).toBe(1)
    expect(
      sampleRatioProbability([
        { observed: 0, share: 1 },
        { observed: 0, share: 3 },
      ]),
    ).toBe(1)
  })
})

it("few people, or few who did it, are too few to say", () => {
  const group = (successes: number, trials: number) => ({ successes, trials })
  expect(canCompare([group(9, 99), group(20, 400)])).toBe(false)
  expect(canCompare([group(3, 400), group(4, 400)])).toBe(false)
  expect(canCompare([group(3, 400), group(8, 400)])).toBe(true)
  expect(canCompare([group(30, 400)])).toBe(false)
})
