import { expect, it } from "vitest"
import { requestedPart } from "./requested-part.ts"

it.each([
  ["bytes=0-", { from: 0, to: 99 }],
  ["bytes=0-0", { from: 0, to: 0 }],
  ["bytes=40-59", { from: 40, to: 59 }],
  ["bytes=40-1000", { from: 40, to: 99 }],
  ["bytes=-10", { from: 90, to: 99 }],
  ["bytes=-1000", { from: 0, to: 99 }],
  ["bytes=100-", "none"],
  ["bytes=-0", "none"],
  ["bytes=5-3", undefined],
  ["bytes=0-1,5-6", undefined],
  ["bytes=-", undefined],
  ["lines=0-5", undefined],
  [undefined, undefined],
])("of 100 bytes %s are %j", (range, part) => {
  expect(requestedPart(range, 100)).toEqual(part)
})

it("an empty file has no part", () => {
  expect(requestedPart("bytes=0-", 0)).toBe("none")
})
