import { describe, expect, it } from "vitest"
import {
  buttons,
  card,
  carousel,
  flow,
  interactive,
  issues,
  listMessage,
  media,
  products,
  rows,
  template,
} from "./content-samples.ts"

describe("rules beyond lengths", () => {
  it.each([
    ["a medium with id and link", media("image", { link: "https://x.test/i.png" }), "conflict image"],
    ["a medium without id and link", { type: "image", image: {} }, "required image"],
    [
      "a link that is not an address",
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
