import { describe, expect, it } from "vitest"
import type { TemplateView } from "../../../src/control/views/shapes.ts"
import { messageContent } from "./message-content.ts"

const sale: TemplateView = {
  id: "1",
  name: "sale",
  language: "en_US",
  category: "MARKETING",
  status: "APPROVED",
  quality: "GREEN",
  rejected_reason: "NONE",
  updated_at: "2026-01-01T00:00:00Z",
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

  it("shows what it does not know by its type, whatever its shape", () => {
    expect(messageContent({ type: "hologram", hologram: 1 }, []).footer).toBe("A message of type hologram")
    expect(messageContent(null, []).body).toBe("")
  })
})
