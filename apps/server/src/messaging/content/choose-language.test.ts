import { expect, it } from "vitest"
import { chooseLanguage } from "./choose-language.ts"

const variants = (...codes: string[]) =>
  codes.map((code) => ({ language: code.replace("!", ""), isSendable: !code.endsWith("!") }))

it.each([
  ["their own", "pt_BR", ["en_US", "pt_PT", "pt_BR"], null, "pt_BR"],
  ["their own, however it is written", "pt-br", ["en_US", "pt_BR"], null, "pt_BR"],
  ["the language without a country before another country's", "es_MX", ["es_AR", "es"], null, "es"],
  ["another country's before the fall-back", "es_MX", ["en_US", "es_AR"], "en_US", "es_AR"],
  ["the fall-back when nothing fits", "ja", ["es", "en_US"], "en_US", "en_US"],
  ["the fall-back when the language is not known", null, ["es", "en_US"], "en_US", "en_US"],
  ["the fall-back while their own cannot be sent", "es", ["es!", "en_US"], "en_US", "en_US"],
  ["none when the fall-back cannot be sent either", "es", ["es!", "en_US!"], "en_US", undefined],
  ["none when none was declared", "ja", ["es"], null, undefined],
])("a contact gets %s", (_what, wanted, codes, fallback, expected) => {
  expect(chooseLanguage(variants(...codes), wanted, fallback)?.language).toBe(expected)
})
