/** What businesses send, on a person's phone; what the person answers, at the business's callback. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how Flow JSON writes what is filled in later
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { PhoneStage, samplePicture } from "./browser/phone-stage.ts"

let stage: PhoneStage

beforeAll(async () => {
  stage = await PhoneStage.start()
})

afterAll(async () => {
  await stage?.end()
})

const sampleFlow = {
  version: "7.0",
  screens: [
    {
      id: "DETAILS",
      title: "Your details",
      data: { shop: { type: "string", __example__: "a shop" } },
      layout: {
        type: "SingleColumnLayout",
        children: [
          { type: "TextHeading", text: "Book a visit" },
          { type: "TextBody", text: "${data.shop}" },
          {
            type: "Form",
            name: "form",
            children: [
              { type: "TextInput", name: "name", label: "Your name", required: true },
              { type: "TextInput", name: "email", label: "Email", "input-type": "email" },
              {
                type: "Dropdown",
                name: "branch",
                label: "Branch",
                required: true,
                "data-source": [
                  { id: "north", title: "North" },
                  { id: "south", title: "South" },
                ],
              },
              {
                type: "Footer",
                label: "Next",
                "on-click-action": {
                  name: "navigate",
                  next: { type: "screen", name: "WHEN" },
                  payload: { name: "${form.name}", branch: "${form.branch}" },
                },
              },
            ],
          },
        ],
      },
    },
    {
      id: "WHEN",
      title: "When",
      terminal: true,
      data: {
        name: { type: "string", __example__: "Ana" },
        branch: { type: "string", __example__: "north" },
      },
      layout: {
        type: "SingleColumnLayout",
        children: [
          { type: "TextSubheading", text: "`'For ' ${data.name}`" },
          { type: "DatePicker", name: "day", label: "Day", required: true, "min-date": "2026-01-01" },
          {
            type: "RadioButtonsGroup",
            name: "time",
            label: "Time",
            required: true,
            "data-source": [
              { id: "am", title: "Morning" },
              { id: "pm", title: "Afternoon" },
            ],
          },
          {
            type: "CheckboxGroup",
            name: "extras",
            label: "Extras",
            "data-source": [
              { id: "tour", title: "A tour" },
              { id: "tea", title: "Tea" },
            ],
          },
          { type: "TextArea", name: "wish", label: "Wishes" },
          { type: "OptIn", name: "agreed", label: "I agree", required: true },
          {
            type: "Footer",
            label: "Book",
            "on-click-action": {
              name: "complete",
              payload: {
                name: "${data.name}",
                email: "${screen.DETAILS.form.email}",
                branch: "${data.branch}",
                day: "${form.day}",
                time: "${form.time}",
                extras: "${form.extras}",
                agreed: "${form.agreed}",
              },
            },
          },
        ],
      },
    },
  ],
}

describe("a phone", () => {
  it("shows a template's picture and answers its button with the payload of the send", async () => {
    const sample = await stage.uploadSample()
    await stage.approveTemplate({
      name: "new_arrivals",
      language: "en_US",
      category: "MARKETING",
      components: [
        { type: "HEADER", format: "IMAGE", example: { header_handle: [sample] } },
        { type: "BODY", text: "The new succulents are here." },
        { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "Show me" }] },
      ],
    })
    await stage.send("4915100000001", {
      type: "template",
      template: {
        name: "new_arrivals",
        language: { code: "en_US" },
        components: [
          { type: "header", parameters: [{ type: "image", image: { id: await stage.uploadPicture() } }] },
          {
            type: "button",
            sub_type: "quick_reply",
            index: "0",
            parameters: [{ type: "payload", payload: "SHOW-1" }],
          },
        ],
      },
    })
    const { page, phone } = await stage.takePhone("4915100000001")
    await phone.getByRole("button", { name: /Lucky Shrub/ }).click()
    const picture = phone.getByRole("log").getByRole("img", { name: "image" })
    await picture.waitFor()
    await expect.poll(() => picture.evaluate((image) => Reflect.get(image, "naturalWidth"))).toBe(8)
    await phone.getByRole("button", { name: "Show me" }).click()
    expect(await stage.heard("button")).toMatchObject({
      from: "4915100000001",
      button: { payload: "SHOW-1", text: "Show me" },
      context: { id: expect.stringMatching(/^wamid\./) },
    })
    await page.close()
  })

  it("asks no stranger for a picture that a message links to", async () => {
    const { page, phone, chat } = await stage.openChat("4915100000002")
    const asked: string[] = []
    page.on("request", (request) => asked.push(request.url()))
    await phone.getByLabel("Message", { exact: true }).fill("Hello")
    await phone.getByRole("button", { name: "Send", exact: true }).click()
    await stage.heard("text")
    await stage.send("4915100000002", {
      type: "image",
      image: { link: "https://pictures.example/cactus.jpg" },
    })
    await chat.getByText("https://pictures.example/cactus.jpg").waitFor()
    expect(asked.filter((url) => !url.startsWith(stage.rehearsal.sandbox.url))).toEqual([])
    await page.close()
  })

  it("answers a list with the row that was picked", async () => {
    const { page, phone, chat } = await stage.openChat("4915100000003")
    await phone.getByLabel("Message", { exact: true }).fill("What is there?")
    await phone.getByLabel("Message", { exact: true }).press("Enter")
    await chat.getByText("What is there?").waitFor()
    await stage.send("4915100000003", {
      type: "interactive",
      interactive: {
        type: "list",
        body: { text: "Choose a plant" },
        action: {
          button: "Plants",
          sections: [
            {
              title: "Small",
              rows: [
                { id: "aloe", title: "Aloe", description: "Likes sun" },
                { id: "fern", title: "Fern" },
              ],
            },
          ],
        },
      },
    })
    await chat.getByRole("button", { name: "Plants" }).click()
    await page.getByRole("radio", { name: /Aloe/ }).click()
    await page.getByRole("dialog").getByRole("button", { name: "Send" }).click()
    expect(await stage.heard("interactive")).toMatchObject({
      interactive: {
        type: "list_reply",
        list_reply: { id: "aloe", title: "Aloe", description: "Likes sun" },
      },
    })
    await page.close()
  })

  it("fills in a flow screen by screen and sends what it asks for", async () => {
    const flow = await stage.graph("POST", `${stage.account.waba_id}/flows`, {
      name: "visit",
      categories: ["APPOINTMENT_BOOKING"],
      flow_json: JSON.stringify(sampleFlow),
      publish: true,
    })
    const { page, phone, chat } = await stage.openChat("4915100000004")
    await phone.getByLabel("Message", { exact: true }).fill("May I come by?")
    await phone.getByLabel("Message", { exact: true }).press("Enter")
    await chat.getByText("May I come by?").waitFor()
    await stage.send("4915100000004", {
      type: "interactive",
      interactive: {
        type: "flow",
        body: { text: "Sure" },
        action: {
          name: "flow",
          parameters: {
            flow_message_version: "3",
            flow_id: flow.id,
            flow_cta: "Book now",
            flow_token: "visit-4",
            flow_action: "navigate",
            flow_action_payload: { screen: "DETAILS", data: { shop: "Orchard & Sons" } },
          },
        },
      },
    })
    await chat.getByRole("button", { name: "Book now" }).click()
    const sheet = page.getByRole("dialog")
    await sheet.getByText("Orchard & Sons").waitFor()
    await sheet.getByRole("button", { name: "Next" }).click()
    await expect.poll(() => sheet.getByText("This is needed.").count()).toBe(2)
    await sheet.getByLabel("Your name").fill("Mira")
    await sheet.getByLabel("Email").fill("mira@x.example")
    await sheet.getByRole("combobox", { name: "Branch" }).click()
    await page.getByRole("option", { name: "South" }).click()
    await sheet.getByRole("button", { name: "Next" }).click()
    await sheet.getByText("For Mira").waitFor()
    await sheet.getByLabel("Day").fill("2026-03-02")
    await sheet.getByRole("radio", { name: "Afternoon" }).click()
    await sheet.getByRole("checkbox", { name: "Tea" }).click()
    await sheet.getByRole("checkbox", { name: "I agree" }).click()
    await sheet.getByRole("button", { name: "Book" }).click()
    const { interactive } = await stage.heard("interactive", 1)
    expect(interactive).toMatchObject({ type: "nfm_reply", nfm_reply: { name: "flow", body: "Sent" } })
    const reply: unknown =
      typeof interactive === "object" && interactive !== null ? Reflect.get(interactive, "nfm_reply") : null
    const json =
      typeof reply === "object" && reply !== null ? String(Reflect.get(reply, "response_json")) : ""
    expect(JSON.parse(json)).toEqual({
      flow_token: "visit-4",
      name: "Mira",
      email: "mira@x.example",
      branch: "south",
      day: "2026-03-02",
      time: "pm",
      extras: ["tea"],
      agreed: true,
    })
    await chat.getByText("Form sent").waitFor()
    await page.close()
  })

  it("sends a real file, which the business downloads with its token", async () => {
    const { page, phone, chat } = await stage.openChat("4915100000005")
    await phone.getByRole("button", { name: "Attach" }).click()
    const choosing = page.waitForEvent("filechooser")
    await page.getByRole("menuitem", { name: "Picture" }).click()
    await (await choosing).setFiles({ name: "leaf.png", mimeType: "image/png", buffer: samplePicture })
    await page.getByLabel("Caption").fill("A leaf")
    await page.getByRole("button", { name: "Send picture" }).click()
    await chat.getByText("A leaf").waitFor()
    const { image } = await stage.heard("image")
    expect(image).toMatchObject({ mime_type: "image/png", caption: "A leaf" })
    const id = typeof image === "object" && image !== null ? String(Reflect.get(image, "id")) : ""
    const { url } = await stage.graph("GET", id)
    const headers = { authorization: `Bearer ${stage.account.access_token}` }
    const file = await fetch(String(url), { headers })
    expect(Buffer.from(await file.arrayBuffer()).equals(samplePicture)).toBe(true)
    await page.close()
  })

  it("refuses a file that WhatsApp does not take, and says why", async () => {
    const { page, phone } = await stage.openChat("4915100000006")
    await phone.getByRole("button", { name: "Attach" }).click()
    const choosing = page.waitForEvent("filechooser")
    await page.getByRole("menuitem", { name: "Sticker" }).click()
    await (await choosing).setFiles({ name: "leaf.png", mimeType: "image/png", buffer: samplePicture })
    await page.getByText("Sticker can be webp; this is image/png.").waitFor()
    await expect.poll(() => page.getByRole("button", { name: "Send sticker" }).isDisabled()).toBe(true)
    await page.close()
  })

  it("orders products with a cart", async () => {
    const { page, phone, chat } = await stage.openChat("4915100000007")
    await phone.getByLabel("Message", { exact: true }).fill("What do you sell?")
    await phone.getByLabel("Message", { exact: true }).press("Enter")
    await chat.getByText("What do you sell?").waitFor()
    await stage.send("4915100000007", {
      type: "interactive",
      interactive: {
        type: "product_list",
        header: { type: "text", text: "Plants" },
        body: { text: "Our best" },
        action: {
          catalog_id: "776",
          sections: [
            {
              title: "Small",
              product_items: [{ product_retailer_id: "aloe-1" }, { product_retailer_id: "fern-2" }],
            },
          ],
        },
      },
    })
    await chat.getByRole("button", { name: "View items" }).click()
    await page.getByLabel("Quantity of fern-2").fill("3")
    await page.getByRole("button", { name: "Send cart (30.00 USD)" }).click()
    expect(await stage.heard("order")).toMatchObject({
      order: {
        catalog_id: "776",
        product_items: [{ product_retailer_id: "fern-2", quantity: 3, item_price: 10, currency: "USD" }],
      },
    })
    await page.close()
  })
})
