import { describe, expect, it } from "vitest"
import type { TemplateComponent } from "../components.ts"
import { boundedTexts, filledLength } from "./text-bounds.ts"
import type { TemplateValues } from "./values.ts"

const header: TemplateComponent = { type: "HEADER", format: "TEXT", text: "Hello {{1}}" }
const image: TemplateComponent = { type: "HEADER", format: "IMAGE" }
const body: TemplateComponent = { type: "BODY", text: "{{1}}, and {{1}}" }
const buttons = (...list: (TemplateComponent & { type: "BUTTONS" })["buttons"]): TemplateComponent => ({
  type: "BUTTONS",
  buttons: list,
})
const x = (length: number) => "x".repeat(length)
const measured = (components: TemplateComponent[], values: TemplateValues) =>
  boundedTexts({ components }, values).map((text) => [text.path, filledLength(text), text.most])

describe("a filled text is measured", () => {
  it.each<[string, TemplateComponent[], TemplateValues, [string, number, number]]>([
    ["in a header", [header, body], { header: { "1": x(100) } }, ["header.1", 106, 60]],
    ["in a body beside others", [image, body], { body: { "1": x(600) } }, ["body.1", 1206, 1024]],
    ["in a body that is alone", [body], { body: { "1": x(5000) } }, ["body.1", 10_006, 32_768]],
    [
      "in a code",
      [{ type: "BODY" }, buttons({ type: "OTP", otp_type: "COPY_CODE" })],
      { body: { "1": "123456 (the shop)" } },
      ["body.1", 17, 15],
    ],
    [
      "in a coupon",
      [body, buttons({ type: "COPY_CODE", example: "SUMMER" })],
      { buttons: { 0: { couponCode: x(21) } } },
      ["buttons.0.coupon_code", 21, 20],
    ],
    [
      "at the end of an address, encoded",
      [body, buttons({ type: "URL", text: "Open", url: "https://a.example/{{1}}" })],
      { buttons: { 0: { suffix: "a b" } } },
      ["buttons.0.suffix", 23, 2000],
    ],
    [
      "at the end of an address, without what the template has of it",
      [body, buttons({ type: "URL", text: "Open", url: "https://a.example/{{1}}" })],
      { buttons: { 0: { suffix: "https://a.example/ab" } } },
      ["buttons.0.suffix", 20, 2000],
    ],
    [
      "on a card",
      [body, { type: "CAROUSEL", cards: [{ components: [{ type: "BODY", text: "{{name}}!" }] }] }],
      { cards: [{ body: { name: x(160) } }] },
      ["cards.0.body.name", 161, 160],
    ],
  ])("%s", (_where, components, values, expected) => {
    expect(measured(components, values)).toEqual([expected])
  })

  it("in characters, not in units of UTF-16", () => {
    expect(measured([header], { header: { "1": "🪑🪑" } })).toEqual([["header.1", 8, 60]])
  })

  it("only where a value is given", () => {
    expect(measured([header, body], {})).toEqual([])
  })
})
