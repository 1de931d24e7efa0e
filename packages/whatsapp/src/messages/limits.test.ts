import { describe, expect, it } from "vitest"
import { validateContent } from "./validate.ts"

const x = (length: number) => "x".repeat(length)
const list = <T>(length: number, item: (index: number) => T) =>
  Array.from({ length }, (_, index) => item(index))

/** Codes and paths of the issues; empty when the content is accepted. */
function issues(content: unknown): string[] {
  const check = validateContent(content)
  return check.ok ? [] : check.issues.map((issue) => `${issue.code} ${issue.path}`)
}

const text = (body: string) => ({ type: "text", text: { body } })
const media = (type: string, object: object) => ({ type, [type]: { id: "1", ...object } })
const interactive = (object: object) => ({
  type: "interactive",
  interactive: { body: { text: "Body" }, ...object },
})
const buttons = (count: number, reply: (index: number) => object = () => ({})) =>
  interactive({
    type: "button",
    action: {
      buttons: list(count, (n) => ({
        type: "reply",
        reply: { id: `id${n}`, title: `Title ${n}`, ...reply(n) },
      })),
    },
  })
const listMessage = (sections: object[], more: object = {}) =>
  interactive({ type: "list", action: { button: "Choose", sections }, ...more })
const rows = (count: number, from = 0) =>
  list(count, (n) => ({ id: `r${from + n}`, title: `Row ${from + n}` }))
const products = (count: number) => list(count, (n) => ({ product_retailer_id: `p${n}` }))
const productList = (sections: object[]) =>
  interactive({
    type: "product_list",
    header: { type: "text", text: "Header" },
    action: { catalog_id: "1", sections },
  })
const card = (index: number, more: object = {}) => ({
  card_index: index,
  type: "cta_url",
  header: { type: "image", image: { link: "https://x.test/i.png" } },
  action: { name: "cta_url", parameters: { display_text: "Open", url: "https://x.test" } },
  ...more,
})
const carousel = (cards: object[]) => interactive({ type: "carousel", action: { cards } })
const flow = (parameters: object) =>
  interactive({
    type: "flow",
    action: {
      name: "flow",
      parameters: { flow_message_version: "3", flow_id: "1", flow_cta: "Go", ...parameters },
    },
  })
const contact = { name: { formatted_name: "Ana Ruiz", first_name: "Ana" } }
const template = (components: object[], more: object = {}) => ({
  type: "template",
  template: { name: "order_update", language: { code: "en_US" }, components, ...more },
})

describe("limits: the last value accepted, the first refused", () => {
  it.each([
    ["text body", text(x(4096)), text(x(4097)), "too_long text.body"],
    ["text body, from below", text("x"), text(""), "too_short text.body"],
    [
      "image caption",
      media("image", { caption: x(1024) }),
      media("image", { caption: x(1025) }),
      "too_long image.caption",
    ],
    [
      "video caption",
      media("video", { caption: x(1024) }),
      media("video", { caption: x(1025) }),
      "too_long video.caption",
    ],
    [
      "document caption",
      media("document", { caption: x(1024) }),
      media("document", { caption: x(1025) }),
      "too_long document.caption",
    ],
    [
      "contacts",
      { type: "contacts", contacts: list(257, () => contact) },
      { type: "contacts", contacts: list(258, () => contact) },
      "too_many contacts",
    ],
    [
      "latitude",
      { type: "location", location: { latitude: 90, longitude: "-180" } },
      { type: "location", location: { latitude: 90.1, longitude: 0 } },
      "out_of_range location.latitude",
    ],
    [
      "interactive body",
      interactive({
        type: "location_request_message",
        body: { text: x(1024) },
        action: { name: "send_location" },
      }),
      interactive({
        type: "location_request_message",
        body: { text: x(1025) },
        action: { name: "send_location" },
      }),
      "too_long interactive.body.text",
    ],
    [
      "header text",
      { ...buttons(1), interactive: { ...buttons(1).interactive, header: { type: "text", text: x(60) } } },
      { ...buttons(1), interactive: { ...buttons(1).interactive, header: { type: "text", text: x(61) } } },
      "too_long interactive.header.text",
    ],
    [
      "footer",
      { ...buttons(1), interactive: { ...buttons(1).interactive, footer: { text: x(60) } } },
      { ...buttons(1), interactive: { ...buttons(1).interactive, footer: { text: x(61) } } },
      "too_long interactive.footer.text",
    ],
    ["reply buttons", buttons(3), buttons(4), "too_many interactive.action.buttons"],
    [
      "reply button title",
      buttons(1, () => ({ title: x(20) })),
      buttons(1, () => ({ title: x(21) })),
      "too_long interactive.action.buttons[0].reply.title",
    ],
    [
      "reply button id",
      buttons(1, () => ({ id: x(256) })),
      buttons(1, () => ({ id: x(257) })),
      "too_long interactive.action.buttons[0].reply.id",
    ],
    [
      "list body",
      listMessage([{ rows: rows(1) }], { body: { text: x(4096) } }),
      listMessage([{ rows: rows(1) }], { body: { text: x(4097) } }),
      "too_long interactive.body.text",
    ],
    [
      "list rows in all",
      listMessage([
        { title: "A", rows: rows(5) },
        { title: "B", rows: rows(5, 5) },
      ]),
      listMessage([
        { title: "A", rows: rows(5) },
        { title: "B", rows: rows(6, 5) },
      ]),
      "too_many interactive.action.sections",
    ],
    [
      "list sections",
      listMessage(list(10, (n) => ({ title: `S${n}`, rows: rows(1, n) }))),
      listMessage(list(11, (n) => ({ title: `S${n}`, rows: rows(1, n) }))),
      "too_many interactive.action.sections",
    ],
    [
      "list row title",
      listMessage([{ rows: [{ id: "1", title: x(24) }] }]),
      listMessage([{ rows: [{ id: "1", title: x(25) }] }]),
      "too_long interactive.action.sections[0].rows[0].title",
    ],
    [
      "list row description",
      listMessage([{ rows: [{ id: "1", title: "t", description: x(72) }] }]),
      listMessage([{ rows: [{ id: "1", title: "t", description: x(73) }] }]),
      "too_long interactive.action.sections[0].rows[0].description",
    ],
    [
      "list row id",
      listMessage([{ rows: [{ id: x(200), title: "t" }] }]),
      listMessage([{ rows: [{ id: x(201), title: "t" }] }]),
      "too_long interactive.action.sections[0].rows[0].id",
    ],
    [
      "list button",
      listMessage([{ rows: rows(1) }], { action: { button: x(20), sections: [{ rows: rows(1) }] } }),
      listMessage([{ rows: rows(1) }], { action: { button: x(21), sections: [{ rows: rows(1) }] } }),
      "too_long interactive.action.button",
    ],
    [
      "flow button",
      flow({ flow_cta: x(30) }),
      flow({ flow_cta: x(31) }),
      "too_long interactive.action.parameters.flow_cta",
    ],
    [
      "products in all",
      productList([
        { title: "A", product_items: products(15) },
        { title: "B", product_items: products(15) },
      ]),
      productList([
        { title: "A", product_items: products(15) },
        { title: "B", product_items: products(16) },
      ]),
      "too_many interactive.action.sections",
    ],
    [
      "carousel cards",
      carousel(list(10, (n) => card(n))),
      carousel(list(11, (n) => card(n))),
      "too_many interactive.action.cards",
    ],
    [
      "carousel cards, from below",
      carousel(list(2, (n) => card(n))),
      carousel([card(0)]),
      "too_few interactive.action.cards",
    ],
    [
      "card body",
      carousel([card(0, { body: { text: x(160) } }), card(1)]),
      carousel([card(0, { body: { text: x(161) } }), card(1)]),
      "too_long interactive.action.cards[0].body.text",
    ],
    [
      "card line breaks",
      carousel([card(0, { body: { text: "a\nb\nc" } }), card(1)]),
      carousel([card(0, { body: { text: "a\nb\nc\nd" } }), card(1)]),
      "too_many_lines interactive.action.cards[0].body.text",
    ],
    [
      "template name",
      template([], { name: x(512) }),
      template([], { name: x(513) }),
      "too_long template.name",
    ],
    [
      "coupon code",
      template([
        {
          type: "button",
          sub_type: "copy_code",
          index: 0,
          parameters: [{ type: "coupon_code", coupon_code: x(20) }],
        },
      ]),
      template([
        {
          type: "button",
          sub_type: "copy_code",
          index: 0,
          parameters: [{ type: "coupon_code", coupon_code: x(21) }],
        },
      ]),
      "too_long template.components[0].parameters[0].coupon_code",
    ],
    [
      "template header text",
      template([{ type: "header", parameters: [{ type: "text", text: x(60) }] }]),
      template([{ type: "header", parameters: [{ type: "text", text: x(61) }] }]),
      "too_long template.components[0].parameters[0].text",
    ],
    [
      "button index",
      template([{ type: "button", sub_type: "url", index: "9", parameters: [] }]),
      template([{ type: "button", sub_type: "url", index: "10", parameters: [] }]),
      "bad_format template.components[0].index",
    ],
    [
      "pin days",
      { type: "pin", pin: { type: "pin", message_id: "w", expiration_days: 30 } },
      { type: "pin", pin: { type: "pin", message_id: "w", expiration_days: 31 } },
      "out_of_range pin.expiration_days",
    ],
  ])("%s", (_what, accepted, refused, issue) => {
    expect(issues(accepted)).toEqual([])
    expect(issues(refused)).toContain(issue)
  })

  it("counts an emoji as one character", () => {
    expect(issues(text("😀".repeat(4096)))).toEqual([])
    expect(issues(text("😀".repeat(4097)))).toEqual(["too_long text.body"])
  })
})

describe("rules beyond lengths", () => {
  it.each([
    ["a medium with id and link", media("image", { link: "https://x.test/i.png" }), "conflict image"],
    ["a medium without id and link", { type: "image", image: {} }, "required image"],
    [
      "a link that is no address",
      { type: "image", image: { link: "file:///etc/passwd" } },
      "bad_format image.link",
    ],
    ["a caption on a sticker", media("sticker", { caption: "x" }), "unexpected_key sticker.caption"],
    [
      "a misspelled member",
      { type: "text", text: { body: "x", preview: true } },
      "unexpected_key text.preview",
    ],
    ["an unknown type", { type: "poll", poll: {} }, "not_one_of type"],
    ["a type without its object", { type: "text" }, "required text"],
    [
      "a contact with nothing but formatted_name",
      { type: "contacts", contacts: [{ name: { formatted_name: "A" } }] },
      "required contacts[0].name",
    ],
    [
      "repeated button ids",
      buttons(2, () => ({ id: "same" })),
      "duplicate interactive.action.buttons[1].reply.id",
    ],
    [
      "repeated button titles",
      buttons(2, () => ({ title: "same" })),
      "duplicate interactive.action.buttons[1].reply.title",
    ],
    [
      "a button id with a trailing space",
      buttons(1, () => ({ id: "a " })),
      "surrounding_space interactive.action.buttons[0].reply.id",
    ],
    [
      "repeated row ids",
      listMessage([{ rows: [...rows(1), ...rows(1)] }]),
      "duplicate interactive.action.sections[0].rows[1].id",
    ],
    [
      "two sections of which one has no title",
      listMessage([{ title: "A", rows: rows(1) }, { rows: rows(1, 1) }]),
      "required interactive.action.sections[1].title",
    ],
    [
      "a list with a picture",
      listMessage([{ rows: rows(1) }], { header: { type: "image", image: { id: "1" } } }),
      "not_one_of interactive.header.type",
    ],
    [
      "a product list without a header",
      interactive({
        type: "product_list",
        action: { catalog_id: "1", sections: [{ product_items: products(1) }] },
      }),
      "required interactive.header",
    ],
    ["a flow named twice", flow({ flow_name: "f" }), "conflict interactive.action.parameters"],
    [
      "cards out of order",
      carousel([card(1), card(0)]),
      "wrong_index interactive.action.cards[0].card_index",
    ],
    [
      "cards with different buttons",
      carousel([
        card(0),
        card(1, { action: { buttons: [{ type: "quick_reply", quick_reply: { id: "a", title: "A" } }] } }),
      ]),
      "unequal_cards interactive.action.cards[1].action",
    ],
    [
      "a line break in a template value",
      template([{ type: "body", parameters: [{ type: "text", text: "a\nb" }] }]),
      "unsupported_whitespace template.components[0].parameters[0].text",
    ],
    [
      "five spaces in a template value",
      template([{ type: "body", parameters: [{ type: "text", text: "a     b" }] }]),
      "unsupported_whitespace template.components[0].parameters[0].text",
    ],
  ])("refuses %s", (_what, content, issue) => {
    expect(issues(content)).toContain(issue)
  })

  it("reads component types in any case and indexes as number or digits, as Meta does", () => {
    const content = template([
      { type: "BODY", parameters: [{ type: "TEXT", text: "x" }] },
      { type: "Button", sub_type: "QUICK_REPLY", index: 1, parameters: [{ type: "payload", payload: "p" }] },
    ])
    expect(issues(content)).toEqual([])
  })

  it.each([
    interactive({
      type: "cta_url",
      action: { name: "cta_url", parameters: { display_text: "Open", url: "https://x.test" } },
    }),
    interactive({ type: "catalog_message", action: { name: "catalog_message" } }),
    interactive({ type: "product", action: { catalog_id: "1", product_retailer_id: "p" } }),
    interactive({
      type: "address_message",
      action: { name: "address_message", parameters: { country: "IN" } },
    }),
    interactive({ type: "voice_call", action: { name: "voice_call" } }),
    interactive({ type: "call_permission_request", action: { name: "call_permission_request" } }),
    interactive({
      type: "order_details",
      action: { name: "review_and_pay", parameters: { currency: "INR" } },
    }),
    interactive({ type: "order_status", action: { name: "review_order", parameters: {} } }),
    interactive({ type: "request_contact_info", action: { name: "request_contact_info" } }),
    { type: "reaction", reaction: { message_id: "wamid.x", emoji: "" } },
    { type: "audio", audio: { link: "https://x.test/a.ogg", voice: true } },
  ])("accepts $interactive.type $type", (content) => {
    expect(issues(content)).toEqual([])
  })
})
