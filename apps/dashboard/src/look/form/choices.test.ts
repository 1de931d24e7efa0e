import { describe, expect, it } from "vitest"
import { labelIn, matching, withChosen } from "./choices.ts"
import { countries } from "./countries.ts"
import { languages } from "./languages.ts"
import { timeZones } from "./time-zones.ts"

const firstOf = (choices: readonly { value: string; label: string }[], typed: string) =>
  matching(choices, typed)[0]?.value

describe("the first choice that fits what is typed", () => {
  it.each([
    ["us", "US"],
    ["united st", "US"],
    ["germ", "DE"],
    ["kingdom", "GB"],
    ["cote", "CI"],
    ["TURK", "TR"],
    ["nike", undefined],
  ])("of the countries: %s → %s", (typed, code) => expect(firstOf(countries(), typed)).toBe(code))

  it.each([
    ["berl", "Europe/Berlin"],
    ["new york", "America/New_York"],
    ["Europe/Stock", "Europe/Stockholm"],
    ["utc", "UTC"],
  ])("of the time zones: %s → %s", (typed, zone) => expect(firstOf(timeZones(), typed)).toBe(zone))

  it.each([
    ["swed", "sv"],
    ["brazil", "pt_BR"],
    ["pt_PT", "pt_PT"],
  ])("of the languages: %s → %s", (typed, code) => expect(firstOf(languages(), typed)).toBe(code))

  it("is the first of all while nothing is typed", () => {
    expect(matching(countries(), " ")).toEqual(countries())
  })
})

describe("what can be chosen is in plain words", () => {
  it.each([
    [countries, "SE", "Sweden (SE)"],
    [languages, "pt_BR", "Portuguese (Brazil)"],
    [languages, "de", "German"],
    [timeZones, "America/North_Dakota/Center", "Center (America, North Dakota)"],
    [timeZones, "UTC", "UTC"],
  ])("%o: %s is %s", (choices, value, label) => expect(labelIn(choices(), value)).toBe(label))

  it("and what is chosen is among it, whatever it is", () => {
    const all = [{ value: "de", label: "German" }]
    expect(withChosen(all, "de")).toEqual(all)
    expect(withChosen(all, "")).toEqual(all)
    expect(withChosen(all, "tlh", "Klingon")).toEqual([{ value: "tlh", label: "Klingon" }, ...all])
  })
})
