import { describe, expect, it } from "vitest"
import type { TemplateButton } from "./buttons.ts"
import { checkTemplate } from "./check.ts"
import type { CarouselCard, TemplateComponent } from "./components.ts"
import type { TemplateDefinition } from "./definition.ts"

const x = (length: number) => "x".repeat(length)

function definition(
  components: TemplateComponent[],
  more: Partial<TemplateDefinition> = {},
): TemplateDefinition {
  return { name: "order_update", language: "en_US", category: "MARKETING", components, ...more }
}

function body(text: string, examples: string[] = []): TemplateComponent {
  return { type: "BODY", text, ...(examples.length === 0 ? {} : { example: { body_text: [examples] } }) }
}

const BODY = body("Your order is on its way.")
const header = (text: string, example?: string): TemplateComponent => ({
  type: "HEADER",
  format: "TEXT",
  text,
  ...(example === undefined ? {} : { example: { header_text: [example] } }),
})
const buttons = (...list: TemplateButton[]): TemplateComponent => ({ type: "BUTTONS", buttons: list })
const reply = (n: number): TemplateButton => ({ type: "QUICK_REPLY", text: `Reply ${n}` })
const url = (address: string, ...example: string[]): TemplateButton => ({
  type: "URL",
  text: "Open",
  url: address,
  example,
})
const replies = (count: number) => buttons(...Array.from({ length: count }, (_, n) => reply(n)))
const IMAGE: TemplateComponent = { type: "HEADER", format: "IMAGE", example: { header_handle: ["4::x"] } }
const offer = (text: string): TemplateComponent => ({
  type: "LIMITED_TIME_OFFER",
  limited_time_offer: { text, has_expiration: true },
})
const COPY: TemplateButton = { type: "COPY_CODE", example: "SAVE20" }
const card = (more: Partial<{ text: string; buttons: TemplateButton[] }> = {}): CarouselCard => ({
  components: [
    { type: "HEADER", format: "IMAGE", example: { header_handle: ["4::x"] } },
    { type: "BODY", text: more.text ?? "A fine thing" },
    { type: "BUTTONS", buttons: more.buttons ?? [reply(1)] },
  ],
})
const carousel = (cards: CarouselCard[], ...more: TemplateComponent[]) =>
  definition([BODY, { type: "CAROUSEL", cards }, ...more])
const otp = (more: object = {}): TemplateButton => ({ type: "OTP", otp_type: "COPY_CODE", ...more })
const authentication = (button: TemplateButton, ...more: TemplateComponent[]) =>
  definition([{ type: "BODY", add_security_recommendation: true }, ...more, buttons(button)], {
    category: "AUTHENTICATION",
  })

/** `rule path` of every error. */
function errors(template: TemplateDefinition): string[] {
  return checkTemplate(template)
    .filter((issue) => issue.severity === "error")
    .map((issue) => `${issue.rule} ${issue.path}`)
}

function warnings(template: TemplateDefinition): string[] {
  return checkTemplate(template)
    .filter((issue) => issue.severity === "warning")
    .map((issue) => issue.rule)
}

describe("limits: the last value accepted, the first refused", () => {
  it.each([
    ["name", definition([BODY], { name: x(512) }), definition([BODY], { name: x(513) }), "name_format name"],
    [
      "header",
      definition([header(x(60)), BODY]),
      definition([header(x(61)), BODY]),
      "header_too_long components[0].text",
    ],
    ["body", definition([body(x(1024))]), definition([body(x(1025))]), "body_too_long components[0].text"],
    [
      "body of an offer",
      definition([body(x(600)), IMAGE, offer("20% off"), buttons(COPY)]),
      definition([body(x(601)), IMAGE, offer("20% off"), buttons(COPY)]),
      "body_too_long components[0].text",
    ],
    [
      "footer",
      definition([BODY, { type: "FOOTER", text: x(60) }]),
      definition([BODY, { type: "FOOTER", text: x(61) }]),
      "footer_too_long components[1].text",
    ],
    [
      "buttons",
      definition([BODY, replies(10)]),
      definition([BODY, replies(11)]),
      "buttons_too_many components[1].buttons",
    ],
    [
      "url buttons",
      definition([BODY, buttons(url("https://a.test"), { ...url("https://b.test"), text: "B" })]),
      definition([BODY, buttons(url("https://a.test"), url("https://b.test"), url("https://c.test"))]),
      "buttons_of_type_too_many components[1].buttons",
    ],
    [
      "button text",
      definition([BODY, buttons({ type: "QUICK_REPLY", text: x(25) })]),
      definition([BODY, buttons({ type: "QUICK_REPLY", text: x(26) })]),
      "button_text_too_long components[1].buttons[0].text",
    ],
    [
      "address",
      definition([BODY, buttons(url(`https://a.test/${x(1985)}`))]),
      definition([BODY, buttons(url(`https://a.test/${x(1986)}`))]),
      "url_too_long components[1].buttons[0].url",
    ],
    [
      "phone number",
      definition([BODY, buttons({ type: "PHONE_NUMBER", text: "Call", phone_number: "1".repeat(20) })]),
      definition([BODY, buttons({ type: "PHONE_NUMBER", text: "Call", phone_number: "1".repeat(21) })]),
      "phone_too_long components[1].buttons[0].phone_number",
    ],
    [
      "coupon example",
      definition([BODY, buttons({ type: "COPY_CODE", example: x(20) })]),
      definition([BODY, buttons({ type: "COPY_CODE", example: x(21) })]),
      "coupon_too_long components[1].buttons[0].example",
    ],
    [
      "coupon example of an offer",
      definition([BODY, offer("20% off"), buttons({ type: "COPY_CODE", example: x(15) })]),
      definition([BODY, offer("20% off"), buttons({ type: "COPY_CODE", example: x(16) })]),
      "coupon_too_long components[2].buttons[0].example",
    ],
    [
      "offer text",
      definition([BODY, offer(x(16)), buttons(COPY)]),
      definition([BODY, offer(x(17)), buttons(COPY)]),
      "offer_text_too_long components[1].limited_time_offer.text",
    ],
    [
      "carousel cards",
      carousel(Array.from({ length: 10 }, () => card())),
      carousel(Array.from({ length: 11 }, () => card())),
      "carousel_cards components[1].cards",
    ],
    [
      "carousel cards, from below",
      carousel([card(), card()]),
      carousel([card()]),
      "carousel_cards components[1].cards",
    ],
    [
      "card body",
      carousel([card({ text: x(160) }), card()]),
      carousel([card({ text: x(161) }), card()]),
      "body_too_long components[1].cards[0].components[1].text",
    ],
    [
      "card buttons",
      carousel([card({ buttons: [reply(1), reply(2)] }), card({ buttons: [reply(1), reply(2)] })]),
      carousel([card({ buttons: [reply(1), reply(2), reply(3)] }), card()]),
      "card_buttons components[1].cards[0].components",
    ],
    [
      "life of a code",
      authentication(otp(), { type: "FOOTER", code_expiration_minutes: 90 }),
      authentication(otp(), { type: "FOOTER", code_expiration_minutes: 91 }),
      "code_expiration components[1].code_expiration_minutes",
    ],
    [
      "utility time to live",
      definition([BODY], { category: "UTILITY", message_send_ttl_seconds: 43_200 }),
      definition([BODY], { category: "UTILITY", message_send_ttl_seconds: 43_201 }),
      "ttl_out_of_range message_send_ttl_seconds",
    ],
    [
      "marketing time to live",
      definition([BODY], { message_send_ttl_seconds: 43_200 }),
      definition([BODY], { message_send_ttl_seconds: 43_199 }),
      "ttl_out_of_range message_send_ttl_seconds",
    ],
  ])("%s", (_what, accepted, refused, issue) => {
    expect(errors(accepted)).toEqual([])
    expect(errors(refused)).toContain(issue)
  })
})

describe("variables", () => {
  it("are accepted inside the text, numbered from 1, with examples", () => {
    expect(
      checkTemplate(definition([body("Hi {{1}}, your order ships {{2}} by courier.", ["Ana", "Monday"])])),
    ).toEqual([])
  })

  it("may have names instead", () => {
    const component: TemplateComponent = {
      type: "BODY",
      text: "Hi {{first_name}}, your order ships {{day}} by courier.",
      example: {
        body_text_named_params: [
          { param_name: "first_name", example: "Ana" },
          { param_name: "day", example: "Monday" },
        ],
      },
    }
    expect(checkTemplate(definition([component], { parameter_format: "NAMED" }))).toEqual([])
    expect(errors(definition([component]))).toContain("variable_format components[0].text")
  })

  it.each([
    ["at the start", body("{{1}}, your order is on its way", ["Ana"]), "variable_at_edge"],
    ["at the end", body("Your order is on its way {{1}}", ["Ana"]), "variable_at_edge"],
    [
      "touching each other",
      body("Dear {{1}}{{2}}, your order is on its way", ["Ana", "Ruiz"]),
      "variable_adjacent",
    ],
    ["with a gap", body("Dear {{1}}, your order {{3}} is on its way", ["Ana", "7"]), "variable_gap"],
    ["from another number than 1", body("Dear {{2}}, your order is on its way", ["Ana"]), "variable_gap"],
    ["with a sign in the name", body("Dear {{na#me}}, your order is on its way", ["Ana"]), "variable_name"],
    ["with unmatched braces", body("Dear {{1}, your order is on its way"), "variable_malformed"],
    [
      "without an example",
      body("Dear {{1}}, your order {{2}} is on its way", ["Ana"]),
      "body_example_missing",
    ],
    ["with an empty example", body("Dear {{1}}, your order is on its way", [" "]), "body_example_missing"],
    [
      "fewer than the examples",
      body("Dear {{1}}, your order is on its way", ["Ana", "x"]),
      "example_without_variable",
    ],
  ])("are refused %s", (_what, component, rule) => {
    expect(errors(definition([component])).map((issue) => issue.split(" ")[0])).toContain(rule)
  })

  it("may end a sentence, as a full stop follows", () => {
    expect(errors(definition([body("Your order comes to you on {{1}}.", ["Monday"])]))).toEqual([])
  })

  it("raise a warning when words are few", () => {
    expect(warnings(definition([body("Hi {{1}}, {{2}}!", ["a", "b"])]))).toContain(
      "variables_too_many_for_length",
    )
  })

  it("raise a warning when only a space divides them", () => {
    const text = "Dear {{1}} {{2}}, your order is on its way"
    expect(warnings(definition([body(text, ["Ana", "Ruiz"])]))).toEqual(["variable_adjacent"])
  })

  it("stand in the header once, with an example", () => {
    expect(errors(definition([header("Order {{1}}", "A-17"), BODY]))).toEqual([])
    expect(errors(definition([header("Order {{1}}"), BODY]))).toEqual([
      "header_example_missing components[0].example",
    ])
    expect(errors(definition([header("{{1}} and {{2}}", "a"), BODY]))).toContain(
      "header_variables_too_many components[0].text",
    )
  })
})

describe("rules of composition", () => {
  it.each([
    ["no body", definition([header("Hello")]), "body_missing components"],
    [
      "two footers",
      definition([BODY, { type: "FOOTER", text: "a" }, { type: "FOOTER", text: "b" }]),
      "component_repeated components[2]",
    ],
    ["a language Meta has not", definition([BODY], { language: "ar_SA" }), "language_unknown language"],
    [
      "a language in another notation",
      definition([BODY], { language: "en-US" }),
      "language_unknown language",
    ],
    ["a name with capitals", definition([BODY], { name: "Order" }), "name_format name"],
    ["an empty body", definition([body(" ")]), "body_empty components[0].text"],
    ["emoji in the header", definition([header("Hello 🎉"), BODY]), "header_emoji components[0].text"],
    ["a formatted header", definition([header("*Hello*"), BODY]), "header_formatting components[0].text"],
    ["a header of two lines", definition([header("a\nb"), BODY]), "header_line_break components[0].text"],
    [
      "a picture without a sample",
      definition([{ type: "HEADER", format: "IMAGE" }, BODY]),
      "header_sample_missing components[0].example.header_handle",
    ],
    [
      "a variable in the footer",
      definition([BODY, { type: "FOOTER", text: "Bye {{1}}" }]),
      "footer_variables components[1].text",
    ],
    [
      "quick replies around another button",
      definition([BODY, buttons(reply(1), url("https://a.test"), reply(2))]),
      "quick_replies_scattered components[1].buttons",
    ],
    [
      "a variable in the middle of an address",
      definition([BODY, buttons(url("https://a.test/{{1}}/x", "https://a.test/1/x"))]),
      "url_variable_position components[1].buttons[0].url",
    ],
    [
      "an address with a variable and no example",
      definition([BODY, buttons(url("https://a.test/{{1}}"))]),
      "url_example_missing components[1].buttons[0].example",
    ],
    [
      "an address without a host",
      definition([BODY, buttons(url("{{1}}", "https://a.test"))]),
      "url_format components[1].buttons[0].url",
    ],
    [
      "a variable in a button's text",
      definition([BODY, buttons({ type: "QUICK_REPLY", text: "{{1}}" })]),
      "button_text_variables components[1].buttons[0].text",
    ],
    [
      "a flow named twice",
      definition([BODY, buttons({ type: "FLOW", text: "Go", flow_id: "1", flow_name: "f" })]),
      "flow_target components[1].buttons[0]",
    ],
    [
      "a code button outside authentication",
      definition([BODY, buttons(otp())]),
      "otp_category components[1].buttons[0]",
    ],
    [
      "an offer that is no marketing",
      definition([BODY, offer("20% off"), buttons(COPY)], { category: "UTILITY" }),
      "offer_category category",
    ],
    [
      "an offer with a footer",
      definition([BODY, offer("20% off"), buttons(COPY), { type: "FOOTER", text: "f" }]),
      "offer_footer components[3]",
    ],
    [
      "an offer without its code",
      definition([BODY, offer("20% off"), buttons(url("https://a.test"))]),
      "offer_code_missing components",
    ],
    [
      "an offer whose code comes second",
      definition([BODY, offer("20% off"), buttons(url("https://a.test"), COPY)]),
      "offer_code_first components",
    ],
    [
      "a carousel with a footer",
      carousel([card(), card()], { type: "FOOTER", text: "f" }),
      "carousel_component components[2]",
    ],
    [
      "cards with different buttons",
      carousel([card(), card({ buttons: [url("https://a.test")] })]),
      "carousel_unequal_cards components[1].cards[1]",
    ],
    [
      "authentication with words of one's own",
      authentication(otp(), { type: "HEADER", format: "TEXT", text: "Code" }),
      "authentication_component components[1]",
    ],
    [
      "authentication without a code button",
      definition([{ type: "BODY" }], { category: "AUTHENTICATION" }),
      "otp_missing components",
    ],
    [
      "one-tap without an app",
      authentication(otp({ otp_type: "ONE_TAP" })),
      "otp_apps_missing components[1].buttons[0].supported_apps",
    ],
    [
      "zero-tap without its terms",
      authentication(
        otp({
          otp_type: "ZERO_TAP",
          supported_apps: [{ package_name: "a.b", signature_hash: "12345678901" }],
        }),
      ),
      "otp_terms components[1].buttons[0].zero_tap_terms_accepted",
    ],
  ])("refuse %s", (_what, template, issue) => {
    expect(errors(template)).toContain(issue)
  })

  it("accept an authentication template whose code lives 30 days", () => {
    expect(errors(authentication(otp()))).toEqual([])
    expect(errors({ ...authentication(otp()), message_send_ttl_seconds: -1 })).toEqual([])
    expect(errors({ ...authentication(otp()), message_send_ttl_seconds: 901 })).toContain(
      "ttl_out_of_range message_send_ttl_seconds",
    )
  })
})
