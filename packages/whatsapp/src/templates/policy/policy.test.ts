import { describe, expect, it } from "vitest"
import type { TemplateButton } from "../buttons.ts"
import type { TemplateCategory, TemplateDefinition } from "../definition.ts"
import { estimateCategory } from "./category.ts"
import { checkPolicy, optOutReplies, preflightTemplate } from "./policy.ts"

const stop: TemplateButton = { type: "QUICK_REPLY", text: "Stop promotions" }

function saying(
  text: string,
  category: TemplateCategory = "MARKETING",
  { language = "en_US", buttons = [stop] }: { language?: string; buttons?: TemplateButton[] } = {},
): TemplateDefinition {
  const components: TemplateDefinition["components"] = [{ type: "BODY", text }]
  if (buttons.length > 0) components.push({ type: "BUTTONS", buttons })
  return { name: "any", language, category, components }
}

const rules = (definition: TemplateDefinition) => checkPolicy(definition).map((issue) => issue.rule)

describe("what a template says", () => {
  it.each([
    ["prohibited_goods", "Fresh vapes are in, come and see our sale"],
    ["prohibited_goods", "Gana en nuestro casino, oferta de hoy"],
    ["sensitive_identifiers", "Win a prize: reply with your card number and we do the rest"],
    ["sensitive_identifiers", "Oferta: envía tu número de tarjeta para reservar"],
    ["abusive_content", "Pay today or we take legal action, special offer"],
    ["url_shortened", "Our sale is at https://bit.ly/3xyz today"],
    ["url_of_whatsapp", "Write to us about the offer: wa.me/15550783881 now"],
  ])("is warned of: %s", (rule, text) => {
    expect(rules(saying(text))).toEqual([rule])
  })

  it.each([
    ["advice not to share", "Never share your password with anybody. See our new offers"],
    ["a word inside another", "The winery-free discount on gunmetal chairs"],
    ["a host that only ends alike", "See https://notbit.ly/a for the sale"],
  ])("is left in peace: %s", (_what, text) => {
    expect(rules(saying(text))).toEqual([])
  })

  it("is pointed at where it stands, with what to do", () => {
    const link: TemplateButton = { type: "URL", text: "Go", url: "https://tinyurl.com/a" }
    const [issue] = checkPolicy(saying("Our sale begins today", "MARKETING", { buttons: [stop, link] }))
    expect(issue).toMatchObject({
      path: "components[1].buttons[1].url",
      severity: "warning",
      help: expect.stringContaining("your own domain"),
    })
  })

  it.each(["x", "1", "a.", "a-", "_a "])("is read in time that grows with its length: %s", (piece) => {
    expect(rules(saying(piece.repeat(300_000)))).toEqual(rules(saying(piece.repeat(30))))
  })
})

describe("a way out", () => {
  it("is missed in marketing only", () => {
    expect(rules(saying("Our sale begins today", "MARKETING", { buttons: [] }))).toEqual(["opt_out_missing"])
    expect(rules(saying("Your order has left us", "UTILITY", { buttons: [] }))).toEqual([])
  })

  it.each([
    "Reply STOP to end this",
    "Para darme de baja escribe BAJA",
    "Abmelden: antworte mit STOPP",
    "توقف",
  ])("is recognised in %s", (text) => {
    expect(rules(saying(`Sale! ${text}`, "MARKETING", { buttons: [] }))).toEqual([])
  })
})

describe("quick replies that read as a way out", () => {
  const more: TemplateButton = { type: "QUICK_REPLY", text: "Show me" }
  const link: TemplateButton = { type: "URL", text: "Unsubscribe", url: "https://a.example" }

  it("are found in marketing, with their place", () => {
    const found = optOutReplies(saying("Our sale begins today", "MARKETING", { buttons: [more, stop, link] }))
    expect(found).toEqual([
      { kind: "reply", at: ["components", 1, "buttons", 1, "text"], text: "Stop promotions" },
    ])
  })

  it("are no concern where they are marked, and a marked one of any name is a way out", () => {
    const leave: TemplateButton = { type: "QUICK_REPLY", text: "No thanks", opt_out: true }
    const offering = (...buttons: TemplateButton[]) =>
      saying("Our sale begins today", "MARKETING", { buttons })
    expect(optOutReplies(offering(leave, { ...stop, opt_out: true }))).toEqual([])
    expect(checkPolicy(offering(leave))).toEqual([])
  })

  it("are not looked for elsewhere, where they stop something else", () => {
    expect(optOutReplies(saying("Your parcel is on its way", "UTILITY", { buttons: [stop] }))).toEqual([])
  })
})

describe("the likely category", () => {
  it.each([
    ["UTILITY", "Your order A-17 has been shipped and arrives on Monday"],
    ["UTILITY", "Ihre Bestellung ist unterwegs"],
    ["MARKETING", "Your order has been shipped. Get a discount on the next one"],
    ["MARKETING", "Hello, we are here whenever you want to talk"],
    ["AUTHENTICATION", "Your verification code is ready to be read"],
  ])("is %s of: %s", (category, text) => {
    expect(estimateCategory(saying(text, "UTILITY", { buttons: [] })).category).toBe(category)
  })

  it("is MARKETING for what shows products, whatever the words", () => {
    const catalog: TemplateButton = { type: "CATALOG" }
    const estimate = estimateCategory(saying("Your order is here", "UTILITY", { buttons: [catalog] }))
    expect(estimate).toEqual({
      category: "MARKETING",
      reasons: ["It has a button that shows products."],
      differs: true,
    })
  })

  it("stays the declared one where the language's words are not known", () => {
    expect(estimateCategory(saying("您的订单已发货", "UTILITY", { language: "zh_CN", buttons: [] }))).toEqual(
      {
        category: "UTILITY",
        reasons: [],
        differs: false,
      },
    )
  })

  it("is no reason to worry when marketing was declared: Meta charges no less by itself", () => {
    expect(estimateCategory(saying("Your order has been shipped")).differs).toBe(false)
  })

  it("is a warning when it differs, and another one when news and promotion are mixed", () => {
    expect(rules(saying("Hello, we are here for you", "UTILITY", { buttons: [] }))).toEqual([
      "category_may_change",
    ])
    expect(rules(saying("Your order is here. Save 10% now", "UTILITY", { buttons: [] }))).toEqual([
      "utility_mixed",
    ])
  })
})

describe("a preflight", () => {
  it("puts rules, policies and category together", () => {
    const { issues, category } = preflightTemplate(saying("{{1}} sale", "MARKETING", { buttons: [] }))
    expect(issues.map((issue) => issue.rule)).toEqual(
      expect.arrayContaining(["variable_at_edge", "body_example_missing", "opt_out_missing"]),
    )
    expect(category.category).toBe("MARKETING")
    expect(issues.every((issue) => issue.help.length > 0)).toBe(true)
  })
})
