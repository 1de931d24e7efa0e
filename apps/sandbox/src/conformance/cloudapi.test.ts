/** Every function of `@whatsapp-cloudapi/client`, pointed at the sandbox by its `baseUrl`. */
import {
  markMessageRead,
  sendButtonsMessage,
  sendCTAURLMessage,
  sendFlowMessage,
  sendImageMessage,
  sendListMessage,
  sendTemplateMessage,
  sendTextMessage,
  uploadMedia,
} from "@whatsapp-cloudapi/client"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { png, Stage } from "./fixture.ts"

const sampleFlow = {
  version: "7.0",
  screens: [
    {
      id: "START",
      title: "Welcome",
      terminal: true,
      success: true,
      data: {},
      layout: {
        type: "SingleColumnLayout",
        children: [
          { type: "TextHeading", text: "Book a fitting" },
          { type: "Footer", label: "Done", "on-click-action": { name: "complete", payload: {} } },
        ],
      },
    },
  ],
}

describe("@whatsapp-cloudapi/client", () => {
  let stage: Stage
  let common: { accessToken: string; from: string; to: string; baseUrl: string }

  beforeAll(async () => {
    stage = await Stage.open()
    common = {
      accessToken: stage.account.access_token,
      from: stage.account.phone_number_id,
      to: `+${stage.person}`,
      baseUrl: stage.url,
    }
  })
  afterAll(() => stage.end())

  /** The answer is Meta's, and the message is in the chat as it was meant. */
  async function arrives(
    answer: { contacts: { input: string; wa_id?: string }[]; messages: { id: string }[] },
    content: Record<string, unknown>,
  ): Promise<void> {
    expect(answer).toMatchObject({
      messaging_product: "whatsapp",
      contacts: [{ input: common.to, wa_id: stage.person }],
      messages: [{ id: expect.stringMatching(/^wamid\.HBgLMTY1MDU1NTEyMzQVAgARGB/) }],
    })
    const bubble = await stage.bubble(answer.messages[0]?.id ?? "")
    expect(bubble).toMatchObject({ direction: "outbound", message: content })
  }

  async function upload(): Promise<string> {
    const file = new File([png], "pixel.png", { type: "image/png" })
    return (await uploadMedia({ ...common, file })).id
  }

  it("sends text, and its callback data comes back on every status", async () => {
    const answer = await sendTextMessage({
      ...common,
      text: "Yes: https://shop.test",
      previewUrl: true,
      bizOpaqueCallbackData: "order-7",
    })
    await arrives(answer, { type: "text", text: { body: "Yes: https://shop.test", preview_url: true } })
    await stage.settle()
    const told = stage.rehearsal.callback.items("statuses").filter(({ id }) => id === answer.messages[0]?.id)
    expect(told.map(({ status }) => status)).toEqual(["sent", "delivered", "read"])
    expect(new Set(told.map((status) => status.biz_opaque_callback_data))).toEqual(new Set(["order-7"]))
  })

  it("uploads an image and sends it by id", async () => {
    const mediaId = await upload()
    expect(mediaId).toMatch(/^\d+$/)
    const answer = await sendImageMessage({ ...common, mediaId, caption: "The red one" })
    await arrives(answer, { type: "image", image: { id: mediaId, caption: "The red one" } })
  })

  it("sends a template as a reply", async () => {
    const answer = await sendTemplateMessage({
      ...common,
      templateName: "hello_world",
      languageCode: "en_US",
      languagePolicy: "deterministic",
      replyToMessageId: stage.greeting,
    })
    expect(answer.messages[0]).toMatchObject({ message_status: "accepted" })
    await arrives(answer, {
      type: "template",
      context: { message_id: stage.greeting },
      template: { name: "hello_world", language: { code: "en_US", policy: "deterministic" } },
    })
  })

  it("sends reply buttons under each kind of header", async () => {
    const id = await upload()
    const buttons = [
      { id: "yes", title: "Yes" },
      { id: "no", title: "No" },
    ]
    const action = { buttons: [{ type: "reply", reply: { id: "yes", title: "Yes" } }, { type: "reply" }] }
    const text = await sendButtonsMessage({ ...common, bodyText: "Keep it?", buttons, headerText: "Order 7" })
    await arrives(text, {
      interactive: { type: "button", header: { type: "text", text: "Order 7" }, action },
    })
    const image = await sendButtonsMessage({ ...common, bodyText: "Keep it?", buttons, headerImage: { id } })
    await arrives(image, { interactive: { header: { type: "image", image: { id } }, action } })
    const link = "https://shop.test/terms.pdf"
    const document = await sendButtonsMessage({
      ...common,
      bodyText: "Keep it?",
      buttons,
      headerDocument: { link, filename: "terms.pdf" },
      footerText: "Until Friday",
    })
    await arrives(document, {
      interactive: {
        header: { type: "document", document: { link, filename: "terms.pdf" } },
        footer: { text: "Until Friday" },
      },
    })
    const video = await sendButtonsMessage({
      ...common,
      bodyText: "Keep it?",
      buttons,
      headerVideo: { link: "https://shop.test/clip.mp4" },
    })
    await arrives(video, { interactive: { header: { type: "video" } } })
  })

  it("sends a list", async () => {
    const sections = [{ title: "Ship", rows: [{ id: "r1", title: "Express", description: "1 day" }] }]
    const answer = await sendListMessage({
      ...common,
      bodyText: "How shall we ship?",
      buttonText: "Choose",
      sections,
      headerText: "Shipping",
      footerText: "Thanks",
    })
    await arrives(answer, { interactive: { type: "list", action: { button: "Choose", sections } } })
  })

  it("sends a link as a button", async () => {
    const answer = await sendCTAURLMessage({
      ...common,
      bodyText: "Track it",
      buttonText: "Track",
      url: "https://shop.test/t/7",
      headerText: "Order 7",
      footerText: "Thanks",
    })
    await arrives(answer, {
      interactive: {
        type: "cta_url",
        action: { name: "cta_url", parameters: { display_text: "Track", url: "https://shop.test/t/7" } },
      },
    })
  })

  it("sends a flow", async () => {
    const made = await stage.rehearsal.call(
      "POST",
      `/${stage.account.waba_id}/flows`,
      { name: "booking", categories: ["OTHER"], flow_json: JSON.stringify(sampleFlow), publish: true },
      stage.account.access_token,
    )
    const flowId = String(made.body.id)
    const answer = await sendFlowMessage({
      ...common,
      bodyText: "Book",
      flowToken: "token-1",
      flowId,
      flowCta: "Book now",
      flowAction: "navigate",
      screen: "START",
      data: { day: "Monday" },
    })
    await arrives(answer, {
      interactive: {
        type: "flow",
        action: {
          parameters: {
            flow_id: flowId,
            flow_action_payload: { screen: "START", data: { day: "Monday" } },
          },
        },
      },
    })
  })

  it("marks a message as read, with and without typing", async () => {
    const { accessToken, from, baseUrl } = common
    const mark = { accessToken, from, baseUrl, messageId: stage.greeting }
    expect((await stage.bubble(stage.greeting)).status).toBe("received")
    expect(await markMessageRead(mark)).toEqual({ success: true })
    expect((await stage.bubble(stage.greeting)).status).toBe("read")
    expect(await markMessageRead({ ...mark, showTypingIndicator: true })).toEqual({ success: true })
  })

  it("throws Meta's error as it came", async () => {
    const refused = sendTextMessage({ ...common, accessToken: "EAAunknown", text: "Hi" })
    await expect(refused).rejects.toThrow('"code":190')
    const missing = sendTemplateMessage({ ...common, templateName: "nothing_here", languageCode: "en_US" })
    await expect(missing).rejects.toThrow("template name (nothing_here) does not exist in en_US")
    const unknown = markMessageRead({ ...common, messageId: "wamid.unknown" })
    await expect(unknown).rejects.toThrow('"code":131009')
  })
})
