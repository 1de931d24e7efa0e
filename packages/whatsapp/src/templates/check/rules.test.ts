/** Every rule there is, with a template that breaks it: a rule without one does not compile. */
import { describe, expect, it } from "vitest"
import type { TemplateButton } from "../buttons.ts"
import type { TemplateComponent } from "../components.ts"
import type { TemplateCategory, TemplateDefinition } from "../definition.ts"
import { buttons, coupon, offer, url, x } from "../definition-samples.ts"
import { preflightTemplate } from "../policy/policy.ts"
import { checkTemplate } from "./check.ts"
import type { TemplateRule } from "./rules.ts"

type Header = Extract<TemplateComponent, { type: "HEADER" }>
type CodeButton = Extract<TemplateButton, { type: "OTP" }>

const stop: TemplateButton = { type: "QUICK_REPLY", text: "Stop promotions" }
const body = (text = "Our new chairs have arrived.", ...samples: string[]): TemplateComponent =>
  samples.length === 0 ? { type: "BODY", text } : { type: "BODY", text, example: { body_text: [samples] } }
const header = (part: Partial<Header>): Header => ({ type: "HEADER", format: "TEXT", ...part })
const image = header({ format: "IMAGE", example: { header_handle: ["4::a"] } })
const footer = (text: string): TemplateComponent => ({ type: "FOOTER", text })

function marketing(...components: TemplateComponent[]): TemplateDefinition {
  return { name: "chairs", language: "en_US", category: "MARKETING", components }
}
const says = (text: string, ...samples: string[]) => marketing(body(text, ...samples))
const withHeader = (part: Partial<Header>) => marketing(header(part), body())
const withButtons = (...list: TemplateButton[]) => marketing(body(), buttons(...list))
const withOffer = (...more: TemplateComponent[]) => marketing(body(), offer(), ...more)
const utility = (text: string): TemplateDefinition => ({ ...says(text), category: "UTILITY" })

const app = { package_name: "com.example.shop", signature_hash: "K8a/AINcGX7" }
function code(button: Partial<CodeButton>, ...more: TemplateComponent[]): TemplateDefinition {
  const otp: CodeButton = { type: "OTP", otp_type: "COPY_CODE", ...button }
  return { ...marketing({ type: "BODY" }, ...more, buttons(otp)), category: "AUTHENTICATION" }
}
const oneTap = (...supported_apps: (typeof app)[]) => code({ otp_type: "ONE_TAP", supported_apps })

type Card = Extract<TemplateComponent, { type: "CAROUSEL" }>["cards"][number]["components"]
const replies: Card[number] = { type: "BUTTONS", buttons: [stop] }
const card = (...parts: Card) => ({ components: parts })
const carousel = (...cards: { components: Card }[]): TemplateComponent => ({ type: "CAROUSEL", cards })
const plain = card(image, replies)
const product = header({ format: "PRODUCT" })
const one = (...list: TemplateButton[]): Card[number] => ({ type: "BUTTONS", buttons: list })
const view: TemplateButton = { type: "SPM", text: "View" }
const marked = (button: TemplateButton): TemplateButton => ({ ...button, opt_out: true })

const broken: Record<TemplateRule, TemplateDefinition[]> = {
  name_format: ["", "Chairs", "new chairs", "новый", x(513)].map((name) => ({ ...marketing(body()), name })),
  language_unknown: ["", "en-US", "en_us", "EN", "ar_SA", "tlh"].map((language) => ({
    ...marketing(body()),
    language,
  })),
  ttl_out_of_range: [
    ...timesToLive("AUTHENTICATION", 29, 901, 0),
    ...timesToLive("UTILITY", 29, 43_201, -1),
    ...timesToLive("MARKETING", 43_199, 2_592_001, -1),
  ],
  opt_out_button: [
    withButtons(marked({ type: "URL", text: "Leave", url: "https://shop.example" })),
    marketing(
      body(),
      carousel(plain, card(image, one(marked({ type: "PHONE_NUMBER", text: "Leave", phone_number: "1" })))),
    ),
    { ...withButtons(marked(view)), category: "UTILITY" },
  ],
  opt_out_category: [
    { ...withButtons(marked(stop)), category: "UTILITY" },
    { ...withButtons(marked(stop)), category: "AUTHENTICATION" },
  ],
  component_repeated: [
    marketing(body(), body()),
    marketing(image, image, body()),
    marketing(body(), footer("a"), footer("b")),
    marketing(body(), buttons(stop), buttons(stop)),
    marketing(body(), carousel(card(image, image, replies), plain)),
  ],
  body_missing: [marketing(), marketing(image), { ...marketing(), category: "AUTHENTICATION" }],

  header_empty: [withHeader({}), withHeader({ text: " " })],
  header_too_long: [withHeader({ text: x(61) })],
  header_variables_too_many: [
    withHeader({ text: "Chair {{1}} of {{2}}", example: { header_text: ["A", "B"] } }),
  ],
  header_line_break: [withHeader({ text: "New\nchairs" })],
  header_emoji: [withHeader({ text: "New chairs 🪑" }), withHeader({ text: "Viva 🇨🇴" })],
  header_formatting: ["*new*", "_new_", "~new~", "`new`"].map((text) => withHeader({ text })),
  header_example_missing: [
    withHeader({ text: "Chair {{1}}" }),
    { ...withHeader({ text: "Chair {{name}}", example: { header_text: ["A"] } }), parameter_format: "NAMED" },
  ],
  header_sample_missing: (["IMAGE", "VIDEO", "DOCUMENT", "GIF"] as const).map((format) =>
    withHeader({ format }),
  ),
  header_text_with_media: [
    withHeader({ ...image, text: "New" }),
    withHeader({ format: "LOCATION", text: "Shop" }),
  ],
  header_gif: [withHeader({ ...image, format: "GIF" })],

  body_empty: [says(""), says(" \n"), marketing({ type: "BODY" })],
  body_too_long: [
    says(x(1025)),
    marketing(body(x(601)), offer(), buttons(coupon)),
    marketing(body(), carousel(card(image, { type: "BODY", text: x(161) }, replies), plain)),
  ],
  body_example_missing: [
    says("Hi {{1}}, our new chairs are here"),
    says("Hi {{1}}, our new chairs are here", " "),
    { ...says("Hi {{name}}, our new chairs are here", "Ana"), parameter_format: "NAMED" },
  ],
  variables_too_many_for_length: [says("Hi {{1}}, {{2}}!", "a", "b")],
  example_without_variable: [says("Our new chairs are here", "Ana")],

  footer_empty: [marketing(body(), footer(" ")), marketing(body(), { type: "FOOTER" })],
  footer_too_long: [marketing(body(), footer(x(61)))],
  footer_variables: [marketing(body(), footer("Bye {{1}}"))],
  footer_line_break: [marketing(body(), footer("a\nb"))],

  variable_malformed: [
    says("Hi {{1}, our chairs are here"),
    says("Hi 1}}, our chairs are here"),
    withButtons(url("https://shop.example/{{1}")),
  ],
  variable_name: ["First", "na#me", "na$me", "na%me", "a-b", "a b", ""].map((name) => ({
    ...says(`Hi {{${name}}}, our chairs are here`),
    parameter_format: "NAMED" as const,
  })),
  variable_format: [
    says("Hi {{name}}, our chairs are here"),
    { ...says("Hi {{1}}, our chairs are here"), parameter_format: "NAMED" },
  ],
  variable_repeated: [
    says("Hi {{1}}, dear {{1}}, our chairs are here", "Ana"),
    { ...says("Hi {{a}}, dear {{a}}, our chairs are here"), parameter_format: "NAMED" },
  ],
  variable_gap: [
    says("Hi {{1}}, our {{3}} chairs", "a", "b"),
    says("Hi {{2}}, our chairs", "a"),
    says("Hi {{0}}, our chairs", "a"),
  ],
  variable_at_edge: [says("{{1}}, our chairs are here", "Ana"), says("Our chairs are here, {{1}}", "Ana")],
  variable_adjacent: [
    says("Hi {{1}}{{2}}, our new chairs are here", "a", "b"),
    says("Hi {{1}} {{2}}, our new chairs are here", "a", "b"),
  ],

  buttons_empty: [withButtons()],
  buttons_too_many: [withButtons(...Array.from({ length: 11 }, () => stop))],
  buttons_of_type_too_many: [
    withButtons(url("https://a.example"), url("https://b.example"), url("https://c.example")),
    ...(
      [
        { type: "PHONE_NUMBER", text: "Call", phone_number: "+15550783881" },
        coupon,
        { type: "FLOW", text: "Form", flow_id: "1" },
        { type: "CATALOG", text: "View catalog" },
        { type: "MPM", text: "View items" },
        { type: "SPM" },
        { type: "VOICE_CALL", text: "Call" },
        { type: "REQUEST_CONTACT_INFO" },
        { type: "ORDER_DETAILS", text: "Pay" },
      ] satisfies TemplateButton[]
    ).map((button) => withButtons(button, button)),
  ],
  quick_replies_scattered: [withButtons(stop, url("https://a.example"), stop)],
  button_text_empty: [
    withButtons({ type: "QUICK_REPLY", text: "" }),
    withButtons({ type: "CATALOG" }),
    withButtons({ type: "MPM" }),
    withButtons({ type: "VOICE_CALL" }),
    withButtons({ type: "ORDER_DETAILS" }),
  ],
  button_text_too_long: [
    withButtons({ type: "QUICK_REPLY", text: x(26) }),
    withButtons({ type: "FLOW", text: x(26), flow_id: "1" }),
    code({ text: x(26) }),
    code({ otp_type: "ONE_TAP", supported_apps: [app], autofill_text: x(26) }),
  ],
  button_text_variables: [withButtons({ type: "QUICK_REPLY", text: "Hi {{1}}" })],
  button_text_line_break: [withButtons({ type: "QUICK_REPLY", text: "a\nb" })],
  button_text_repeated: [withButtons(stop, stop)],
  url_format: ["", "https://", "shop.example", "ftp://shop.example", "{{1}}", "https://shop.example/a b"].map(
    (address) => withButtons(url(address)),
  ),
  url_too_long: [withButtons(url(`https://shop.example/${x(1980)}`))],
  url_variables_too_many: [withButtons(url("https://shop.example/{{1}}/{{2}}", "https://shop.example/a/b"))],
  url_variable_position: [withButtons(url("https://shop.example/{{1}}/b", "https://shop.example/a/b"))],
  url_example_missing: [
    withButtons(url("https://shop.example/{{1}}")),
    withButtons(url("https://a.example/{{1}}", "")),
  ],
  url_shortened: [withButtons(url("https://bit.ly/abc"))],
  url_of_whatsapp: [withButtons(url("https://wa.me/15550783881"))],
  phone_format: ["", "call me", "+"].map((phone_number) =>
    withButtons({ type: "PHONE_NUMBER", text: "Call", phone_number }),
  ),
  phone_too_long: [withButtons({ type: "PHONE_NUMBER", text: "Call", phone_number: "1".repeat(21) })],
  coupon_example_missing: [
    withButtons({ type: "COPY_CODE" }),
    withButtons({ type: "COPY_CODE", example: "" }),
    withButtons({ type: "COPY_CODE", example: [] }),
  ],
  coupon_too_long: [
    withButtons({ type: "COPY_CODE", example: x(21) }),
    withOffer(buttons({ type: "COPY_CODE", example: x(16) })),
  ],
  flow_target: [
    withButtons({ type: "FLOW", text: "Form" }),
    withButtons({ type: "FLOW", text: "Form", flow_id: "" }),
    withButtons({ type: "FLOW", text: "Form", flow_id: "1", flow_name: "form" }),
  ],

  otp_category: [
    withButtons({ type: "OTP", otp_type: "COPY_CODE" }),
    marketing(
      body(),
      carousel(plain, card(image, { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] })),
    ),
  ],
  otp_missing: [{ ...marketing({ type: "BODY" }), category: "AUTHENTICATION" }],
  otp_apps_missing: [oneTap(), code({ otp_type: "ZERO_TAP", zero_tap_terms_accepted: true })],
  otp_apps_too_many: [oneTap(app, app, app, app, app, app)],
  otp_package_name: ["shop", "com..shop", "com.ex ample", `com.${x(221)}`].map((package_name) =>
    oneTap({ ...app, package_name }),
  ),
  otp_signature_hash: [x(10), x(12)].map((signature_hash) => oneTap({ ...app, signature_hash })),
  otp_terms: [
    code({ otp_type: "ZERO_TAP", supported_apps: [app] }),
    code({ otp_type: "ZERO_TAP", supported_apps: [app], zero_tap_terms_accepted: false }),
  ],
  authentication_text: [
    {
      ...code({}),
      components: [body("Your code is {{1}}."), buttons({ type: "OTP", otp_type: "COPY_CODE" })],
    },
    code({}, footer("It expires soon")),
  ],
  authentication_buttons: [
    { ...marketing({ type: "BODY" }, buttons(stop)), category: "AUTHENTICATION" },
    {
      ...marketing({ type: "BODY" }, buttons({ type: "OTP", otp_type: "COPY_CODE" }, stop)),
      category: "AUTHENTICATION",
    },
  ],
  authentication_component: [
    code({}, image),
    code({}, header({ format: "LOCATION" })),
    code({}, offer()),
    code({}, carousel(plain, plain)),
  ],
  code_expiration: [0, 91, 1.5].map((code_expiration_minutes) =>
    code({}, { type: "FOOTER", code_expiration_minutes }),
  ),

  offer_text_empty: [marketing(body(), offer(" "), buttons(coupon))],
  offer_text_too_long: [marketing(body(), offer(x(17)), buttons(coupon))],
  offer_category: [{ ...withOffer(buttons(coupon)), category: "UTILITY" }],
  offer_footer: [withOffer(footer("Bye"), buttons(coupon))],
  offer_header: [
    withOffer(header({ text: "New" }), buttons(coupon)),
    withOffer(header({ ...image, format: "DOCUMENT" }), buttons(coupon)),
    withOffer(header({ format: "LOCATION" }), buttons(coupon)),
  ],
  offer_code_missing: [withOffer(), withOffer(buttons(url("https://a.example")))],
  offer_code_first: [withOffer(buttons(url("https://a.example"), coupon))],

  carousel_cards: [
    marketing(body(), carousel(plain)),
    marketing(body(), carousel(...Array.from({ length: 11 }, () => plain))),
  ],
  carousel_component: [
    marketing(image, body(), carousel(plain, plain)),
    marketing(body(), footer("Bye"), carousel(plain, plain)),
    marketing(body(), buttons(stop), carousel(plain, plain)),
  ],
  carousel_unequal_cards: [
    marketing(body(), carousel(plain, card(image, { type: "BODY", text: "A chair" }, replies))),
    marketing(body(), carousel(plain, card(header({ ...image, format: "VIDEO" }), replies))),
    marketing(body(), carousel(plain, card(image, { type: "BUTTONS", buttons: [url("https://a.example")] }))),
  ],
  card_header: [
    marketing(body(), carousel(plain, card(replies))),
    marketing(body(), carousel(plain, card(header({ text: "Chair" }), replies))),
  ],
  card_buttons: [
    marketing(body(), carousel(plain, card(image))),
    marketing(body(), carousel(plain, card(image, { type: "BUTTONS", buttons: [stop, stop, stop] }))),
  ],
  carousel_category: [{ ...marketing(body(), carousel(plain, plain)), category: "UTILITY" }],
  card_button_kinds: [
    marketing(body(), carousel(card(image, one(view)), card(image, one(view)))),
    marketing(body(), carousel(card(image, one(coupon)), card(image, one(coupon)))),
  ],
  product_card_button: [
    marketing(body(), carousel(card(product, replies), card(product, replies))),
    marketing(body(), carousel(card(product), card(product))),
    marketing(body(), carousel(card(product, one(view, url("https://a.example"))), card(product, one(view)))),
  ],
  product_card_text: [
    marketing(body(), carousel(card(product, { type: "BODY", text: "A chair" }, one(view)), plain)),
  ],
  product_header_missing: [withButtons(view), marketing(image, body(), buttons(stop, view))],
  product_button_missing: [marketing(product, body()), marketing(product, body(), buttons(stop))],

  prohibited_goods: [says("Come to our casino tonight")],
  sensitive_identifiers: [says("Reply with your card number and we do the rest")],
  abusive_content: [says("Pay today or we take legal action")],
  opt_out_missing: [says("Our new chairs have arrived.")],
  category_may_change: [utility("Save 10% on our new chairs")],
  utility_mixed: [utility("Your order is on its way. Save 10% with your next one.")],
}

function timesToLive(category: TemplateCategory, ...seconds: number[]): TemplateDefinition[] {
  const template = category === "AUTHENTICATION" ? code({}) : { ...marketing(body()), category }
  return seconds.map((message_send_ttl_seconds) => ({ ...template, message_send_ttl_seconds }))
}

describe("a template that breaks the rule", () => {
  it.each(Object.entries(broken))("%s is told so", (rule, templates) => {
    for (const template of templates) {
      expect(preflightTemplate(template).issues.map((issue) => issue.rule)).toContain(rule)
    }
  })
})

describe("a template of every kind", () => {
  it.each([
    [
      "each header",
      ...(["IMAGE", "VIDEO", "DOCUMENT"] as const).map((format) => withHeader({ ...image, format })),
    ],
    ["a header of text", withHeader({ text: "Chair {{1}}", example: { header_text: ["A"] } })],
    ["a location", withHeader({ format: "LOCATION" })],
    [
      "the buttons that lead somewhere",
      withButtons(
        stop,
        { type: "QUICK_REPLY", text: "More" },
        url("https://shop.example"),
        url("https://shop.example/{{1}}", "https://shop.example/a"),
        { type: "PHONE_NUMBER", text: "Call", phone_number: "+1 (555) 078-3881" },
        coupon,
        { type: "FLOW", text: "Book", flow_name: "booking" },
        { type: "VOICE_CALL", text: "Talk" },
        { type: "REQUEST_CONTACT_INFO" },
        { type: "ORDER_DETAILS", text: "Pay" },
      ),
    ],
    [
      "the buttons that show products",
      withButtons({ type: "CATALOG", text: "View catalog" }),
      withButtons({ type: "MPM", text: "View items" }),
      marketing(product, body(), buttons({ type: "SPM" })),
      marketing(product, body(), footer("Bye"), buttons(view)),
    ],
    ["an offer", withOffer(image, buttons(coupon, url("https://shop.example")))],
    [
      "an offer without an end",
      marketing(body(), { type: "LIMITED_TIME_OFFER", limited_time_offer: { text: "New" } }),
    ],
    ["a carousel", marketing(body(), carousel(plain, plain))],
    [
      "a carousel of products",
      marketing(body(), carousel(card(product, one(view)), card(product, one(view)))),
      marketing(
        body(),
        carousel(
          card(product, one(url("https://shop.example/{{1}}", "https://shop.example/a"))),
          card(product, one(url("https://shop.example"))),
        ),
      ),
    ],
    [
      "each code",
      code({}, { type: "FOOTER", code_expiration_minutes: 1 }),
      oneTap(app, app, app, app, app),
      code({ otp_type: "ZERO_TAP", supported_apps: [app], zero_tap_terms_accepted: true }),
    ],
    [
      "each time to live",
      ...timesToLive("AUTHENTICATION", -1, 30, 900),
      ...timesToLive("UTILITY", 30, 43_200),
      ...timesToLive("MARKETING", 43_200, 2_592_000),
    ],
  ] satisfies [string, ...TemplateDefinition[]][])("with %s is taken", (_what, ...templates) => {
    for (const template of templates) {
      expect(checkTemplate(template).filter(({ severity }) => severity === "error")).toEqual([])
    }
  })
})
