import { describe, expect, it } from "vitest"
import {
  authentication,
  body,
  buttons,
  card,
  carousel,
  coupon,
  definition,
  errors,
  header,
  offer,
  otp,
  reply,
  sampleBody,
  url,
} from "../definition-samples.ts"

describe("rules of composition", () => {
  it.each([
    ["no body", definition([header("Hello")]), "body_missing components"],
    [
      "two footers",
      definition([sampleBody, { type: "FOOTER", text: "a" }, { type: "FOOTER", text: "b" }]),
      "component_repeated components[2]",
    ],
    ["a language Meta has not", definition([sampleBody], { language: "ar_SA" }), "language_unknown language"],
    [
      "a language in another notation",
      definition([sampleBody], { language: "en-US" }),
      "language_unknown language",
    ],
    ["a name with capitals", definition([sampleBody], { name: "Order" }), "name_format name"],
    ["an empty body", definition([body(" ")]), "body_empty components[0].text"],
    ["emoji in the header", definition([header("Hello 🎉"), sampleBody]), "header_emoji components[0].text"],
    [
      "a formatted header",
      definition([header("*Hello*"), sampleBody]),
      "header_formatting components[0].text",
    ],
    [
      "a header of two lines",
      definition([header("a\nb"), sampleBody]),
      "header_line_break components[0].text",
    ],
    [
      "a picture without a sample",
      definition([{ type: "HEADER", format: "IMAGE" }, sampleBody]),
      "header_sample_missing components[0].example.header_handle",
    ],
    [
      "a variable in the footer",
      definition([sampleBody, { type: "FOOTER", text: "Bye {{1}}" }]),
      "footer_variables components[1].text",
    ],
    [
      "quick replies around another button",
      definition([sampleBody, buttons(reply(1), url("https://a.test"), reply(2))]),
      "quick_replies_scattered components[1].buttons",
    ],
    [
      "a variable in the middle of an address",
      definition([sampleBody, buttons(url("https://a.test/{{1}}/x", "https://a.test/1/x"))]),
      "url_variable_position components[1].buttons[0].url",
    ],
    [
      "an address with a variable and no example",
      definition([sampleBody, buttons(url("https://a.test/{{1}}"))]),
      "url_example_missing components[1].buttons[0].example",
    ],
    [
      "an address without a host",
      definition([sampleBody, buttons(url("{{1}}", "https://a.test"))]),
      "url_format components[1].buttons[0].url",
    ],
    [
      "a variable in a button's text",
      definition([sampleBody, buttons({ type: "QUICK_REPLY", text: "{{1}}" })]),
      "button_text_variables components[1].buttons[0].text",
    ],
    [
      "a flow named twice",
      definition([sampleBody, buttons({ type: "FLOW", text: "Go", flow_id: "1", flow_name: "f" })]),
      "flow_target components[1].buttons[0]",
    ],
    [
      "a code button outside authentication",
      definition([sampleBody, buttons(otp())]),
      "otp_category components[1].buttons[0]",
    ],
    [
      "an offer that is not marketing",
      definition([sampleBody, offer("20% off"), buttons(coupon)], { category: "UTILITY" }),
      "offer_category category",
    ],
    [
      "an offer with a footer",
      definition([sampleBody, offer("20% off"), buttons(coupon), { type: "FOOTER", text: "f" }]),
      "offer_footer components[3]",
    ],
    [
      "an offer without its code",
      definition([sampleBody, offer("20% off"), buttons(url("https://a.test"))]),
      "offer_code_missing components",
    ],
    [
      "an offer whose code comes second",
      definition([sampleBody, offer("20% off"), buttons(url("https://a.test"), coupon)]),
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
