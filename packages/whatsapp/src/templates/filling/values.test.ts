import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { templateComponentParametersSchema } from "../../messages/template-send.ts"
import type { TemplateDefinition } from "../definition.ts"
import { renderTemplate } from "../render.ts"
import { missingValues, templateVariables } from "../variables.ts"
import { templateParameters } from "./parameters.ts"
import type { TemplateValues } from "./values.ts"

const order: TemplateDefinition = {
  name: "order_update",
  language: "en_US",
  category: "UTILITY",
  parameter_format: "NAMED",
  components: [
    {
      type: "HEADER",
      format: "TEXT",
      text: "Order {{order_no}}",
      example: { header_text_named_params: [{ param_name: "order_no", example: "A-17" }] },
    },
    {
      type: "BODY",
      text: "Hi {{first_name}}, your order ships {{day}} by courier.",
      example: {
        body_text_named_params: [
          { param_name: "day", example: "Monday" },
          { param_name: "first_name", example: "Ana" },
        ],
      },
    },
    { type: "FOOTER", text: "Reply STOP to opt out" },
    {
      type: "BUTTONS",
      buttons: [
        { type: "QUICK_REPLY", text: "Thanks" },
        { type: "URL", text: "Track", url: "https://x.test/t/{{1}}", example: ["https://x.test/t/abc"] },
      ],
    },
  ],
}

const orderValues: TemplateValues = {
  header: { order_no: "B-2" },
  body: { first_name: "Ben", day: "Friday" },
  buttons: { 0: { payload: "thanks-7" }, 1: { suffix: "b 2" } },
}

const positional: TemplateDefinition = {
  name: "p",
  language: "en",
  category: "MARKETING",
  components: [
    { type: "HEADER", format: "DOCUMENT" },
    { type: "BODY", text: "Code {{2}} for {{1}}, really {{2}}.", example: { body_text: [["Ana", "X1"]] } },
    { type: "LIMITED_TIME_OFFER", limited_time_offer: { text: "Soon over", has_expiration: true } },
    { type: "BUTTONS", buttons: [{ type: "COPY_CODE", example: "SAVE" }] },
  ],
}

const code: TemplateDefinition = {
  name: "code",
  language: "en",
  category: "AUTHENTICATION",
  components: [
    { type: "BODY", add_security_recommendation: true },
    { type: "FOOTER", code_expiration_minutes: 10 },
    { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE", text: "Copy code" }] },
  ],
}

const sampleCarousel: TemplateDefinition = {
  name: "c",
  language: "en",
  category: "MARKETING",
  components: [
    { type: "BODY", text: "For you, {{1}}, today" },
    {
      type: "CAROUSEL",
      cards: ["Apples at {{1}} a kilo", "Pears at a bargain"].map((text) => ({
        components: [
          { type: "HEADER", format: "IMAGE" },
          { type: "BODY", text },
          { type: "BUTTONS", buttons: [{ type: "URL", text: "Buy", url: "https://x.test/{{1}}" }] },
        ],
      })),
    },
  ],
}

describe("templateVariables", () => {
  it("names every variable with its example, of an address the end only", () => {
    expect(templateVariables(order)).toEqual([
      { component: "header", name: "order_no", kind: "text", example: "A-17" },
      { component: "body", name: "first_name", kind: "text", example: "Ana" },
      { component: "body", name: "day", kind: "text", example: "Monday" },
      { component: "button", name: "1", kind: "text", example: "abc", buttonIndex: 1 },
    ])
  })

  it("names numbered variables once and by number, and what is not text by its kind", () => {
    expect(templateVariables(positional)).toEqual([
      { component: "header", name: "media", kind: "document" },
      { component: "body", name: "1", kind: "text", example: "Ana" },
      { component: "body", name: "2", kind: "text", example: "X1" },
      { component: "offer", name: "ends_at", kind: "instant" },
      { component: "button", name: "coupon_code", kind: "coupon_code", buttonIndex: 0, example: "SAVE" },
    ])
  })

  it("knows the code of an authentication template once, also when read back with the code in an address", () => {
    expect(templateVariables(code)).toEqual([
      { component: "body", name: "1", kind: "text", example: "123456" },
    ])
    expect(templateVariables(readBack)).toEqual([{ component: "body", name: "1", kind: "text" }])
  })

  it("says on which card a variable is", () => {
    expect(templateVariables(sampleCarousel)).toEqual([
      { component: "body", name: "1", kind: "text" },
      { component: "header", name: "media", kind: "image", cardIndex: 0 },
      { component: "body", name: "1", kind: "text", cardIndex: 0 },
      { component: "button", name: "1", kind: "text", buttonIndex: 0, cardIndex: 0 },
      { component: "header", name: "media", kind: "image", cardIndex: 1 },
      { component: "button", name: "1", kind: "text", buttonIndex: 0, cardIndex: 1 },
    ])
  })
})

const readBack: TemplateDefinition = {
  ...code,
  components: [
    { type: "BODY", text: "*{{1}}* is your verification code." },
    {
      type: "BUTTONS",
      buttons: [
        {
          type: "URL",
          text: "Copy",
          url: "https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}",
        },
      ],
    },
  ],
}

describe("missingValues", () => {
  it("is empty when all are there", () => {
    expect(missingValues(order, orderValues)).toEqual([])
  })

  it("names those that lack or are empty", () => {
    const names = missingValues(order, { ...orderValues, body: { first_name: "" }, buttons: {} }).map(
      (v) => v.name,
    )
    expect(names).toEqual(["first_name", "day", "1"])
    expect(missingValues(positional, {}).map((variable) => variable.name)).toEqual([
      "media",
      "1",
      "2",
      "ends_at",
      "coupon_code",
    ])
  })

  it("looks on the right card", () => {
    const values = {
      body: { 1: "Ana" },
      cards: [{ headerMedia: { id: "1" }, body: { 1: "2" }, buttons: { 0: { suffix: "a" } } }],
    }
    expect(missingValues(sampleCarousel, values)).toMatchObject([
      { name: "media", cardIndex: 1 },
      { name: "1", component: "button", cardIndex: 1 },
    ])
  })
})

describe("templateParameters", () => {
  it("gives named values with their names, and components without values not at all", () => {
    expect(templateParameters(order, orderValues)).toEqual([
      { type: "header", parameters: [{ type: "text", text: "B-2", parameter_name: "order_no" }] },
      {
        type: "body",
        parameters: [
          { type: "text", text: "Ben", parameter_name: "first_name" },
          { type: "text", text: "Friday", parameter_name: "day" },
        ],
      },
      {
        type: "button",
        sub_type: "quick_reply",
        index: "0",
        parameters: [{ type: "payload", payload: "thanks-7" }],
      },
      { type: "button", sub_type: "url", index: "1", parameters: [{ type: "text", text: "b%202" }] },
    ])
  })

  it.each(["constructor", "valueof"])("gives a variable that is called %s its own value or none", (name) => {
    const components: TemplateDefinition["components"] = [
      {
        type: "BODY",
        text: `Meet our {{${name}}} today.`,
        example: { body_text_named_params: [{ param_name: name, example: "builder" }] },
      },
    ]
    const template: TemplateDefinition = { ...order, components }
    expect(missingValues(template, { body: {} })).toMatchObject([{ name }])
    expect(templateParameters(template, { body: {} })).toMatchObject([{ parameters: [{ text: "" }] }])
    expect(templateParameters(template, { body: { [name]: "mason" } })).toMatchObject([
      { parameters: [{ text: "mason" }] },
    ])
  })

  it("gives numbered values in the order of their numbers, media, codes and the end of an offer", () => {
    const values = {
      headerMedia: { link: "https://x.test/a.pdf", filename: "a.pdf" },
      body: { 1: "Ana", 2: "X1" },
      buttons: { 0: { couponCode: "SAVE20" } },
      offerEndsAtMs: 1763798400000,
    }
    expect(templateParameters(positional, values)).toEqual([
      {
        type: "header",
        parameters: [{ type: "document", document: { link: "https://x.test/a.pdf", filename: "a.pdf" } }],
      },
      {
        type: "body",
        parameters: [
          { type: "text", text: "Ana" },
          { type: "text", text: "X1" },
        ],
      },
      {
        type: "limited_time_offer",
        parameters: [
          { type: "limited_time_offer", limited_time_offer: { expiration_time_ms: 1763798400000 } },
        ],
      },
      {
        type: "button",
        sub_type: "copy_code",
        index: "0",
        parameters: [{ type: "coupon_code", coupon_code: "SAVE20" }],
      },
    ])
  })

  it.each([
    ["as submitted", code],
    ["as read back", readBack],
  ])("gives the code of an authentication template twice, %s", (_how, template) => {
    expect(templateParameters(template, { body: { 1: "482910" } })).toEqual([
      { type: "body", parameters: [{ type: "text", text: "482910" }] },
      { type: "button", sub_type: "url", index: "0", parameters: [{ type: "text", text: "482910" }] },
    ])
  })

  it("gives each card of a carousel its own values", () => {
    const one = (n: string) => ({ headerMedia: { id: n }, body: { 1: n }, buttons: { 0: { suffix: n } } })
    const [, carousel] = templateParameters(sampleCarousel, {
      body: { 1: "Ana" },
      cards: [one("a"), one("b")],
    })
    expect(carousel).toEqual({
      type: "carousel",
      cards: [
        {
          card_index: 0,
          components: [
            { type: "header", parameters: [{ type: "image", image: { id: "a" } }] },
            { type: "body", parameters: [{ type: "text", text: "a" }] },
            { type: "button", sub_type: "url", index: "0", parameters: [{ type: "text", text: "a" }] },
          ],
        },
        {
          card_index: 1,
          components: [
            { type: "header", parameters: [{ type: "image", image: { id: "b" } }] },
            { type: "button", sub_type: "url", index: "0", parameters: [{ type: "text", text: "b" }] },
          ],
        },
      ],
    })
  })

  it("is always what Meta takes, whatever people typed into the attributes", () => {
    const value = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => text.trim() !== "")
    fc.assert(
      fc.property(value, value, value, (first_name, day, suffix) => {
        const values = { ...orderValues, body: { first_name, day }, buttons: { 1: { suffix } } }
        for (const component of templateParameters(order, values)) {
          expect(templateComponentParametersSchema.safeParse(component).success).toBe(true)
        }
      }),
    )
  })
})

describe("renderTemplate", () => {
  it("shows the message as the person will see it", () => {
    expect(renderTemplate(order, orderValues)).toEqual({
      header: { format: "TEXT", text: "Order B-2" },
      body: "Hi Ben, your order ships Friday by courier.",
      footer: "Reply STOP to opt out",
      buttons: [
        { type: "QUICK_REPLY", text: "Thanks", payload: "thanks-7" },
        { type: "URL", text: "Track", url: "https://x.test/t/b%202" },
      ],
    })
  })

  it("leaves variables without a value visible", () => {
    expect(renderTemplate(order, {})).toMatchObject({
      body: "Hi {{first_name}}, your order ships {{day}} by courier.",
      buttons: [{ payload: "Thanks" }, { url: "https://x.test/t/{{1}}" }],
    })
  })

  it("fills every occurrence, and values that look like variables only once", () => {
    expect(renderTemplate(positional, { body: { 1: "{{2}}", 2: "$&" } }).body).toBe(
      "Code $& for {{2}}, really $&.",
    )
  })

  it("writes Meta's words for authentication", () => {
    expect(renderTemplate(code, { body: { 1: "482910" } })).toMatchObject({
      body: "*482910* is your verification code. For your security, do not share this code.",
      footer: "This code expires in 10 minutes.",
      buttons: [{ type: "OTP", text: "Copy code", code: "482910" }],
    })
  })

  it("shows the cards of a carousel", () => {
    const values = { body: { 1: "Ana" }, cards: [{ body: { 1: "2 €" }, headerMedia: { id: "9" } }] }
    expect(renderTemplate(sampleCarousel, values)).toMatchObject({
      body: "For you, Ana, today",
      cards: [
        {
          header: { format: "IMAGE", media: { id: "9" } },
          body: "Apples at 2 € a kilo",
          buttons: [{ text: "Buy" }],
        },
        { header: { format: "IMAGE" }, body: "Pears at a bargain" },
      ],
    })
  })
})
