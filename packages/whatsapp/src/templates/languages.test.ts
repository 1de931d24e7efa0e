import { expect, it } from "vitest"
import { isTemplateLanguage, sameLanguage, templateLanguages } from "./languages.ts"

it("has every code once, in Meta's notation", () => {
  expect(new Set(templateLanguages).size).toBe(templateLanguages.length)
  for (const code of templateLanguages) expect(code).toMatch(/^[a-z]{2,3}(_[A-Z]{2})?$/)
})

it("is case-sensitive and wants the underscore", () => {
  expect(isTemplateLanguage("pt_BR")).toBe(true)
  expect(isTemplateLanguage("pt_br")).toBe(false)
  expect(isTemplateLanguage("pt-BR")).toBe(false)
})

it("recognizes the hyphen of Meta's webhooks", () => {
  expect(sameLanguage("en-US", "en_US")).toBe(true)
  expect(sameLanguage("en_GB", "en_US")).toBe(false)
})
