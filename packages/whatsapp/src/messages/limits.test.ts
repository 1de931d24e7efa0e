import { describe, expect, it } from "vitest"
import {
  buttons,
  card,
  carousel,
  contact,
  flow,
  interactive,
  issues,
  list,
  listMessage,
  media,
  productList,
  products,
  rows,
  template,
  text,
  x,
} from "./content-samples.ts"

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
