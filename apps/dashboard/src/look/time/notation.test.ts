import { globSync, readFileSync } from "node:fs"
import { expect, it } from "vitest"
import { amount, toOnePlace } from "./notation.ts"

const root = `${import.meta.dirname}/../..`
/** What writes a number or a date, or reads the browser's clock. */
const ownWriting =
  /\.to(?:Locale(?:Date|Time)?String|Fixed|Precision)\(|Intl\.(?:NumberFormat|DateTimeFormat)\(|new Date\(\)/

it.each([
  ["en-US", "1,234,567"],
  ["de-DE", "1.234.567"],
  ["sv-SE", "1\u00a0234\u00a0567"],
])("a number is written as in %s", (locale, written) => {
  expect(amount(1_234_567, { locale })).toBe(written)
})

it.each([
  ["en-US", "1.4"],
  ["de-DE", "1,4"],
])("one with a fraction is written as in %s", (locale, written) => {
  expect(toOnePlace(1.449, { locale })).toBe(written)
})

it("nothing writes dates and numbers but what does it by the member's locale and zone, nor counts from the browser's clock", () => {
  const elsewhere = globSync("**/*.{ts,tsx}", { cwd: root })
    .filter((path) => !/\.test\.ts$|^look\/time\//.test(path))
    .filter((path) => ownWriting.test(readFileSync(`${root}/${path}`, "utf8")))
  expect(elsewhere).toEqual([])
})
