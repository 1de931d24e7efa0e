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
  image,
  offer,
  otp,
  replies,
  reply,
  sampleBody,
  url,
  x,
} from "../definition-samples.ts"

describe("limits: the last value accepted, the first refused", () => {
  it.each([
    [
      "name",
      definition([sampleBody], { name: x(512) }),
      definition([sampleBody], { name: x(513) }),
      "name_format name",
    ],
    [
      "header",
      definition([header(x(60)), sampleBody]),
      definition([header(x(61)), sampleBody]),
      "header_too_long components[0].text",
    ],
    ["body", definition([body(x(1024))]), definition([body(x(1025))]), "body_too_long components[0].text"],
    [
      "body of an offer",
      definition([body(x(600)), image, offer("20% off"), buttons(coupon)]),
      definition([body(x(601)), image, offer("20% off"), buttons(coupon)]),
      "body_too_long components[0].text",
    ],
    [
      "footer",
      definition([sampleBody, { type: "FOOTER", text: x(60) }]),
      definition([sampleBody, { type: "FOOTER", text: x(61) }]),
      "footer_too_long components[1].text",
    ],
    [
      "buttons",
      definition([sampleBody, replies(10)]),
      definition([sampleBody, replies(11)]),
      "buttons_too_many components[1].buttons",
    ],
    [
      "url buttons",
      definition([sampleBody, buttons(url("https://a.test"), { ...url("https://b.test"), text: "B" })]),
      definition([sampleBody, buttons(url("https://a.test"), url("https://b.test"), url("https://c.test"))]),
      "buttons_of_type_too_many components[1].buttons",
    ],
    [
      "button text",
      definition([sampleBody, buttons({ type: "QUICK_REPLY", text: x(25) })]),
      definition([sampleBody, buttons({ type: "QUICK_REPLY", text: x(26) })]),
      "button_text_too_long components[1].buttons[0].text",
    ],
    [
      "address",
      definition([sampleBody, buttons(url(`https://a.test/${x(1985)}`))]),
      definition([sampleBody, buttons(url(`https://a.test/${x(1986)}`))]),
      "url_too_long components[1].buttons[0].url",
    ],
    [
      "phone number",
      definition([sampleBody, buttons({ type: "PHONE_NUMBER", text: "Call", phone_number: "1".repeat(20) })]),
      definition([sampleBody, buttons({ type: "PHONE_NUMBER", text: "Call", phone_number: "1".repeat(21) })]),
      "phone_too_long components[1].buttons[0].phone_number",
    ],
    [
      "coupon example",
      definition([sampleBody, buttons({ type: "COPY_CODE", example: x(20) })]),
      definition([sampleBody, buttons({ type: "COPY_CODE", example: x(21) })]),
      "coupon_too_long components[1].buttons[0].example",
    ],
    [
      "coupon example of an offer",
      definition([sampleBody, offer("20% off"), buttons({ type: "COPY_CODE", example: x(15) })]),
      definition([sampleBody, offer("20% off"), buttons({ type: "COPY_CODE", example: x(16) })]),
      "coupon_too_long components[2].buttons[0].example",
    ],
    [
      "offer text",
      definition([sampleBody, offer(x(16)), buttons(coupon)]),
      definition([sampleBody, offer(x(17)), buttons(coupon)]),
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
      definition([sampleBody], { category: "UTILITY", message_send_ttl_seconds: 43_200 }),
      definition([sampleBody], { category: "UTILITY", message_send_ttl_seconds: 43_201 }),
      "ttl_out_of_range message_send_ttl_seconds",
    ],
    [
      "marketing time to live",
      definition([sampleBody], { message_send_ttl_seconds: 43_200 }),
      definition([sampleBody], { message_send_ttl_seconds: 43_199 }),
      "ttl_out_of_range message_send_ttl_seconds",
    ],
  ])("%s", (_what, accepted, refused, issue) => {
    expect(errors(accepted)).toEqual([])
    expect(errors(refused)).toContain(issue)
  })
})
