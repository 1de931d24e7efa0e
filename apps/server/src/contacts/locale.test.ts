import { describe, expect, it } from "vitest"
import { readCountry, readLanguage, readTimeZone } from "./locale.ts"

describe("a language", () => {
  it.each([
    ["DE", "de"],
    ["de-AT", "de_AT"],
    ["de_LU", "de"],
    ["pt-br", "pt_BR"],
    ["pt", "pt"],
    ["pt-AO", "pt_AO"],
    ["no", "nb"],
    ["nn", "nn"],
    ["iw", "he"],
    ["in", "id"],
    ["tl", "fil"],
    ["zh", "zh"],
    ["zh-Hans", "zh_CN"],
    ["zh-Hant-TW", "zh_TW"],
    ["zh-SG", "zh_CN"],
    ["eu", "eu"],
    ["cy", "cy"],
    ["tlh", "tlh"],
    ["eng", "en"],
    ["spa", "es"],
    ["English", "en"],
    ["Deutsch", "de"],
    ["español", "es"],
    ["en_US.UTF-8", "en_US"],
  ])("%s is %s", (written, code) => expect(readLanguage(written)).toBe(code))

  it.each(["Klingon", "xx", "", "1"])("%j is none", (written) =>
    expect(readLanguage(written)).toBeUndefined(),
  )
})

describe("a country", () => {
  it.each([
    ["de", "DE"],
    ["UK", "GB"],
    ["DEU", "DE"],
    ["Germany", "DE"],
    ["Deutschland", "DE"],
    ["Sweden", "SE"],
    ["Sverige", "SE"],
    ["USA", "US"],
    ["United States", "US"],
    ["Brasil", "BR"],
  ])("%s is %s", (written, code) => expect(readCountry(written)).toBe(code))

  it.each(["EU", "49", "Europe", "ABC", "Atlantis"])("%s is none", (written) =>
    expect(readCountry(written)).toBeUndefined(),
  )
})

describe("a time zone", () => {
  it.each([
    ["europe/LISBON", "Europe/Lisbon"],
    ["W. Europe Standard Time", "Europe/Berlin"],
    ["UTC+2", "Etc/GMT-2"],
    ["+02:00", "Etc/GMT-2"],
    ["GMT-5", "Etc/GMT+5"],
    ["UTC", "UTC"],
    ["Eastern Time (US & Canada)", "America/New_York"],
    ["Edinburgh", "Europe/London"],
    ["Mexico City", "America/Mexico_City"],
  ])("%s is %s", (written, zone) => expect(readTimeZone(written)).toBe(zone))

  it.each(["Mars/Olympus", "+05:30", "noon"])("%s is none", (written) =>
    expect(readTimeZone(written)).toBeUndefined(),
  )
})

it("a language has no more variants than anybody writes", () => {
  expect(readLanguage("br-1994")).toBe("br_1994")
  expect(
    readLanguage(`br-${Array.from({ length: 600 }, (_, n) => `v${10_000 + n}`).join("-")}`),
  ).toBeUndefined()
})
