import { expect, it } from "vitest"
import { type Tone, type Waiting, withBanner } from "./banner-stack.ts"

const stackOf = (...banners: [id: string, tone: Tone][]) =>
  banners
    .reduce((stack: readonly Waiting[], [id, tone]) => withBanner(stack, { id, tone }), [])
    .map(({ id }) => id)

it("the gravest banner is first, and of two that are as grave the one that was there before", () => {
  expect(
    stackOf(["clock", "note"], ["limit", "warning"], ["doctor", "failed"], ["number", "failed"]),
  ).toEqual(["doctor", "number", "limit", "clock"])
  expect(stackOf(["doctor", "failed"], ["offline", "outage"])).toEqual(["offline", "doctor"])
})

it("a banner that becomes graver moves", () => {
  expect(stackOf(["number", "warning"], ["doctor", "failed"], ["number", "failed"])).toEqual([
    "doctor",
    "number",
  ])
  expect(stackOf(["number", "note"], ["clock", "note"], ["clock", "warning"])).toEqual(["clock", "number"])
})
