import { describe, expect, it } from "vitest"
import type { SentTemplate } from "../../../../src/control/views/shapes.ts"
import { messageContent } from "./message-content.ts"

const sale: SentTemplate = {
  name: "sale",
  language: "en_US",
  components: [
    { type: "HEADER", format: "IMAGE" },
    { type: "BODY", text: "Hi {{name}}, {{share}} off" },
    { type: "FOOTER", text: "Reply STOP" },
    {
      type: "BUTTONS",
      buttons: [
        { type: "QUICK_REPLY", text: "Yes" },
        { type: "URL", text: "Shop", url: "https://x.example/{{1}}" },
      ],
    },
  ],
}

function sent(components: object[]): object {
  return { type: "template", template: { name: "sale", language: { code: "en_US" }, components } }
}

describe("messageContent", () => {
  it("fills a template's header, body and buttons with the values of the send", () => {
    const content = messageContent(
      sent([
        { type: "header", parameters: [{ type: "image", image: { link: "https://x.example/a.jpg" } }] },
        {
          type: "body",
          parameters: [
            { type: "text", parameter_name: "share", text: "10 %" },
            { type: "text", parameter_name: "name", text: "Mira" },
          ],
        },
        {
          type: "button",
          sub_type: "quick_reply",
          index: "0",
          parameters: [{ type: "payload", payload: "Y" }],
        },
        { type: "button", sub_type: "url", index: 1, parameters: [{ type: "text", text: "today" }] },
      ]),
      [sale],
    )
    expect(content).toMatchObject({
      header: { kind: "image", text: "https://x.example/a.jpg" },
      body: "Hi Mira, 10 % off",
      footer: "Reply STOP",
    })
    expect(content.taps).toEqual([
      {
        label: "Yes",
        kind: "reply",
        detail: "",
        writes: { type: "button", button: { payload: "Y", text: "Yes" } },
      },
      { label: "Shop", kind: "link", detail: "https://x.example/today", writes: undefined },
    ])
  })

  it("gives a quick reply its own text as payload when the send named none", () => {
    expect(messageContent(sent([]), [sale]).taps[0]?.writes).toEqual({
      type: "button",
      button: { payload: "Yes", text: "Yes" },
    })
  })

  it("says so when the template is gone", () => {
    expect(messageContent(sent([]), []).footer).toBe("Template sale (en_US), deleted since")
  })

  it("answers an interactive button with its id", () => {
    const { taps } = messageContent(
      {
        type: "interactive",
        interactive: {
          type: "button",
          body: { text: "?" },
          action: { buttons: [{ type: "reply", reply: { id: "y", title: "Yes" } }] },
        },
      },
      [],
    )
    expect(taps[0]?.writes).toEqual({
      type: "interactive",
      interactive: { type: "button_reply", button_reply: { id: "y", title: "Yes" } },
    })
  })

  it("opens flows with their token, first screen and data", () => {
    const parameters = {
      flow_id: "7",
      flow_cta: "Book",
      flow_token: "t1",
      flow_action_payload: { screen: "A", data: { x: 1 } },
    }
    const sentFlow = {
      type: "interactive",
      interactive: { type: "flow", body: { text: "?" }, action: { name: "flow", parameters } },
    }
    expect(messageContent(sentFlow, []).taps[0]?.opens).toEqual({
      kind: "flow",
      flow: "7",
      label: "Book",
      token: "t1",
      isExchange: false,
      screen: "A",
      data: { x: 1 },
    })
  })

  it("opens products by their ids, and tells an order line by line", () => {
    const action = { catalog_id: "c", product_retailer_id: "aloe" }
    const product = messageContent({ type: "interactive", interactive: { type: "product", action } }, [])
    expect(product.header).toEqual({ kind: "product", text: "aloe" })
    expect(product.taps[0]?.opens).toMatchObject({ catalogId: "c", sections: [{ retailerIds: ["aloe"] }] })
    const items = [{ product_retailer_id: "aloe", quantity: 2, item_price: 5, currency: "EUR" }]
    expect(messageContent({ type: "order", order: { product_items: items } }, []).body).toBe(
      "🛒 Cart\n2 × aloe (5 EUR)",
    )
  })

  it("shows what it does not know by its type, whatever its shape", () => {
    expect(messageContent({ type: "hologram", hologram: 1 }, []).footer).toBe("A message of type hologram")
    expect(messageContent(null, []).body).toBe("")
  })
})
