import { expect, it } from "vitest"
import { isSetting, placeOf, places, tabsOf } from "./places.ts"

it.each([
  ["/", "Home"],
  ["/templates/1", "Templates"],
  ["/connect", "Technology Partners"],
  ["/connect/whatsapp/numbers/1", "WhatsApp"],
  ["/settings/api-keys", "API keys"],
  ["/account", "Your account"],
  ["/no-such-place", undefined],
])("%s is in %s", (path, label) => {
  expect(placeOf(path)?.label).toBe(label)
})

it.each([
  ["/connect", true],
  ["/settings/members", true],
  ["/connect/whatsapp", false],
  ["/contacts", false],
])("%s is a setting: %s", (path, expected) => {
  expect(isSetting(placeOf(path))).toBe(expected)
})

it("a place's pages are tabs of each other, and what is within them has none", () => {
  const labels = (path: string) => tabsOf(path).map(({ label }) => label)
  expect(labels("/contacts")).toEqual(["All contacts", "Imports"])
  expect(labels("/contacts/imports")).toEqual(["All contacts", "Imports"])
  expect(labels("/contacts/imports/1")).toEqual([])
  expect(labels("/templates")).toEqual([])
})

it("no key goes to two places, nor to a place and the settings", () => {
  const keys = [...places.flatMap(({ shortcut }) => shortcut ?? []), ","]
  expect(new Set(keys).size).toBe(keys.length)
})
