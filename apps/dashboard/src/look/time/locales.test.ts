import { expect, it } from "vitest"
import { localeChoices } from "./locales.ts"

it("each locale can be chosen by name, and shows how it writes", () => {
  const labels = new Map(
    localeChoices(null).map(({ value, label }) => [value, label.replaceAll(/[\u2068\u2069]/g, "")]),
  )
  expect(labels.get("de-DE")).toBe("German (Germany) · 31.12.2026, 14:30 · 1.234,5")
  expect(labels.get("en-GB")).toBe("English (United Kingdom) · 31 Dec 2026, 14:30 · 1,234.5")
  expect(new Set(labels.values()).size).toBe(labels.size)
})

it("a locale that was chosen elsewhere is there, too", () => {
  const values = localeChoices("gsw-CH").map(({ value }) => value)
  expect(values.filter((value) => value === "gsw-CH")).toHaveLength(1)
  expect(localeChoices("de-DE")).toHaveLength(localeChoices(null).length)
})
