import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Account, errorOf, helloWorld, Rehearsal } from "../../testing/test-sandbox.ts"

describe("POST /{phone-number-id}/messages", () => {
  let stage: Rehearsal
  let account: Account
  beforeAll(async () => {
    stage = await Rehearsal.start()
    account = await stage.quickstart()
    await stage.control("PATCH", "settings", { limits: { throughput: false, pair: false } })
    await stage.control("POST", "people/4915100000001/messages", {
      to: account.phone_number_id,
      type: "text",
      text: { body: "Hi" },
    })
  })
  afterAll(() => stage.end())

  const send = (message: Record<string, unknown>) => stage.send(account, { to: "4915100000001", ...message })
  const refused = async (message: Record<string, unknown>) => {
    const answer = await send(message)
    const { code, message: text, error_data } = errorOf(answer)
    return { status: answer.status, code, text, details: error_data?.details }
  }
  const interactive = (type: string, action: unknown, more: Record<string, unknown> = {}) => ({
    type: "interactive",
    interactive: { type, body: { text: "Choose" }, action, ...more },
  })
  const rows = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ id: `r${i}`, title: `Row ${i}` }))
  const replies = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ type: "reply", reply: { id: `b${i}`, title: `Button ${i}` } }))

  describe("takes every type at its limit", () => {
    const accepted: [string, Record<string, unknown>][] = [
      ["text without a type", { text: { body: "x".repeat(4096) } }],
      [
        "image by link",
        { type: "image", image: { link: "https://x.test/a.jpg", caption: "x".repeat(1024) } },
      ],
      ["document", { type: "document", document: { link: "https://x.test/a.pdf", filename: "a.pdf" } }],
      ["audio", { type: "audio", audio: { link: "https://x.test/a.ogg", voice: true } }],
      ["sticker", { type: "sticker", sticker: { link: "https://x.test/a.webp" } }],
      [
        "location with texts for numbers",
        { type: "location", location: { latitude: "52.5", longitude: 13.4, name: "Here" } },
      ],
      [
        "contacts",
        {
          type: "contacts",
          contacts: [{ name: { formatted_name: "Ana", first_name: "Ana" }, phones: [{ phone: "+1650" }] }],
        },
      ],
      ["reaction", { type: "reaction", reaction: { message_id: "wamid.x", emoji: "👍" } }],
      ["reaction taken back", { type: "reaction", reaction: { message_id: "wamid.x", emoji: "" } }],
      [
        "three buttons",
        interactive("button", { buttons: replies(3) }, { header: { type: "text", text: "x".repeat(60) } }),
      ],
      ["ten rows", interactive("list", { button: "Menu", sections: [{ title: "A", rows: rows(10) }] })],
      [
        "link",
        interactive("cta_url", {
          name: "cta_url",
          parameters: { display_text: "Go", url: "https://x.test" },
        }),
      ],
      ["location request", interactive("location_request_message", { name: "send_location" })],
      ["a reply", { type: "text", text: { body: "re" }, context: { message_id: "wamid.x" } }],
    ]
    it.each(accepted)("%s", async (_name, message) => {
      const answer = await send(message)
      expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    })
  })

  describe("refuses with Meta's codes and words", () => {
    it("a missing or wrong product", async () => {
      const post = (body: unknown) =>
        stage.call("POST", `/${account.phone_number_id}/messages`, body, account.access_token)
      expect(errorOf(await post({ to: "1650" })).message).toBe(
        "(#100) The parameter messaging_product is required.",
      )
      expect(errorOf(await post({ messaging_product: "sms" })).message).toBe(
        '(#100) Param messaging_product must be one of {WHATSAPP} - got "sms".',
      )
    })

    const refusals: [string, Record<string, unknown>, number, RegExp?][] = [
      ["no recipient", { to: undefined, ...helloWorld }, 100, /The parameter to is required/],
      ["a recipient that is not a number", { to: "nobody", ...helloWorld }, 131009],
      ["an unknown type", { type: "telepathy" }, 100, /Param type must be one of \{TEXT, /],
      ["text that is too long", { type: "text", text: { body: "x".repeat(4097) } }, 100, /at most 4096/],
      ["text that is empty", { type: "text", text: { body: "" } }, 100],
      ["no text object", { type: "text" }, 100, /The parameter text is required/],
      [
        "unknown keys inside",
        { type: "text", text: { body: "x", bold: true } },
        100,
        /Unexpected key "bold" on param "text"/,
      ],
      [
        "callback data beyond 512",
        { ...helloWorld, biz_opaque_callback_data: "x".repeat(513) },
        100,
        /at most 512/,
      ],
      ["an image from nowhere", { type: "image", image: {} }, 100],
      ["an image from two places", { type: "image", image: { id: "1", link: "https://x.test/a.jpg" } }, 100],
      [
        "an image nobody uploaded",
        { type: "image", image: { id: "123456" } },
        100,
        /not a valid whatsapp business account media/,
      ],
      [
        "a long caption",
        { type: "image", image: { link: "https://x.test/a", caption: "x".repeat(1025) } },
        100,
      ],
      ["a captioned sticker", { type: "sticker", sticker: { link: "https://x.test/a", caption: "x" } }, 100],
      ["a place outside the world", { type: "location", location: { latitude: 91, longitude: 0 } }, 100],
      ["a nameless contact", { type: "contacts", contacts: [{ name: { formatted_name: "Ana" } }] }, 131009],
      ["four buttons", interactive("button", { buttons: replies(4) }), 131009],
      ["twin buttons", interactive("button", { buttons: [replies(1)[0], replies(1)[0]] }), 131009],
      [
        "a long button",
        interactive("button", { buttons: [{ type: "reply", reply: { id: "a", title: "x".repeat(21) } }] }),
        131009,
      ],
      [
        "eleven rows",
        interactive("list", {
          button: "Menu",
          sections: [
            { title: "A", rows: rows(6) },
            { title: "B", rows: rows(6).map((row) => ({ ...row, id: `b${row.id}` })) },
          ],
        }),
        131009,
      ],
      [
        "an untitled section among two",
        interactive("list", { button: "Menu", sections: [{ rows: rows(1) }, { title: "B", rows: rows(1) }] }),
        131008,
      ],
      [
        "an interactive without a body",
        { type: "interactive", interactive: { type: "button", action: { buttons: replies(1) } } },
        100,
      ],
      [
        "a template that does not exist",
        { type: "template", template: { name: "nope", language: { code: "en_US" } } },
        132001,
      ],
      [
        "a template in another language",
        { type: "template", template: { name: "hello_world", language: { code: "de" } } },
        132001,
      ],
      [
        "parameters nobody asked for",
        {
          type: "template",
          template: {
            ...helloWorld.template,
            components: [{ type: "body", parameters: [{ type: "text", text: "x" }] }],
          },
        },
        132000,
      ],
      [
        "unknown keys in a component",
        {
          type: "template",
          template: { ...helloWorld.template, components: [{ type: "body", colour: "red" }] },
        },
        100,
        /Unexpected key "colour"/,
      ],
    ]
    it.each(refusals)("%s", async (_name, message, code, text) => {
      const answer = await refused(message)
      expect(answer.code).toBe(code)
      expect(answer.status).toBe(code === 132001 ? 404 : 400)
      if (text !== undefined) expect(answer.text).toMatch(text)
    })

    it("bodies that are not JSON", async () => {
      const response = await fetch(`${stage.sandbox.url}/v23.0/${account.phone_number_id}/messages`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${account.access_token}` },
        body: "{oops",
      })
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ error: { code: 100, type: "OAuthException" } })
    })

    it("itself as recipient", async () => {
      expect((await refused({ to: account.display_phone_number, ...helloWorld })).code).toBe(131021)
    })

    it("people who are not on the list of a SANDBOX number", async () => {
      await stage.control("PATCH", `numbers/${account.phone_number_id}`, {
        account_mode: "SANDBOX",
        allowed_recipients: ["4915100000001"],
      })
      expect((await refused({ to: "4915100000002", ...helloWorld })).code).toBe(131030)
      expect((await send(helloWorld)).status).toBe(200)
      await stage.control("PATCH", `numbers/${account.phone_number_id}`, { account_mode: "LIVE" })
    })
  })

  it("takes forms and nested JSON text as well as JSON", async () => {
    const response = await fetch(
      `${stage.sandbox.url}/v23.0/${account.phone_number_id}/messages?access_token=${account.access_token}`,
      {
        method: "POST",
        body: new URLSearchParams({
          messaging_product: "whatsapp",
          to: "4915100000001",
          type: "template",
          template: JSON.stringify(helloWorld.template),
        }),
      },
    )
    expect(response.status).toBe(200)
  })

  describe("with a template that has variables", () => {
    beforeAll(async () => {
      const components = [
        { type: "HEADER", format: "TEXT", text: "Order {{1}}", example: { header_text: ["A-1"] } },
        {
          type: "BODY",
          text: "Hi {{1}}, it arrives on {{2}} at your door.",
          example: { body_text: [["Ana", "Monday"]] },
        },
        {
          type: "BUTTONS",
          buttons: [
            { type: "URL", text: "Track", url: "https://x.test/{{1}}", example: ["https://x.test/a"] },
          ],
        },
      ]
      const named = [
        {
          type: "BODY",
          text: "Hi {{first_name}}, welcome to the club of plants.",
          example: { body_text_named_params: [{ param_name: "first_name", example: "Ana" }] },
        },
      ]
      const create = (body: Record<string, unknown>) =>
        stage.call(
          "POST",
          `/${account.waba_id}/message_templates`,
          { language: "en", category: "UTILITY", ...body },
          account.access_token,
        )
      expect((await create({ name: "order", components })).status).toBe(200)
      expect((await create({ name: "club", components: named, parameter_format: "NAMED" })).status).toBe(200)
      await stage.advance(5_000)
    })

    const text = (value: string) => ({ type: "text", text: value })
    const order = (components: unknown[]) => ({
      type: "template",
      template: { name: "order", language: { code: "en" }, components },
    })
    const header = { type: "header", parameters: [text("A-1")] }
    const body = { type: "body", parameters: [text("Ana"), text("Monday")] }
    const button = { type: "button", sub_type: "url", index: "0", parameters: [text("a-1")] }

    it("takes what a tap on the message opens", async () => {
      const target = { url: "https://x.test/orders", title: "Orders" }
      const tap = {
        type: "tap_target_configuration",
        parameters: [{ type: "tap_target_configuration", tap_target_configuration: [target] }],
      }
      expect((await send(order([header, body, button, tap]))).status).toBe(200)
    })

    it("takes all of them, in any case, with the index as number or text", async () => {
      expect((await send(order([header, body, button]))).status).toBe(200)
      expect(
        (await send(order([{ ...header, type: "HEADER" }, body, { ...button, sub_type: "URL", index: 0 }])))
          .status,
      ).toBe(200)
    })

    it("counts them", async () => {
      expect(await refused(order([header, { ...body, parameters: [text("Ana")] }, button]))).toEqual({
        status: 400,
        code: 132000,
        text: "(#132000) Number of parameters does not match the expected number of params",
        details: "body: number of localizable_params (1) does not match the expected number of params (2)",
      })
      expect((await refused(order([body, button]))).code).toBe(132000)
      expect((await refused(order([header, body]))).code).toBe(131008)
    })

    it("looks at their form", async () => {
      const image = { type: "image", image: { link: "https://x.test/a.jpg" } }
      expect(await refused(order([{ ...header, parameters: [image] }, body, button]))).toMatchObject({
        code: 132012,
        details: "header: Format mismatch, expected TEXT, received IMAGE",
      })
      expect(
        await refused(order([header, { ...body, parameters: [text("Ana"), { type: "text" }] }, button])),
      ).toMatchObject({
        text: "(#100) Invalid parameter",
        details: "Parameter 'text' is mandatory for component parameter type 'text'",
      })
      expect(
        (await refused(order([header, { ...body, parameters: [text("Ana\nMaria"), text("x")] }, button])))
          .code,
      ).toBe(132018)
      expect((await refused(order([header, body, { ...button, index: "3" }]))).code).toBe(132018)
    })

    it("wants the names of named ones", async () => {
      const club = (parameter: unknown) => ({
        type: "template",
        template: {
          name: "club",
          language: { code: "en" },
          components: [{ type: "body", parameters: [parameter] }],
        },
      })
      expect((await send(club({ ...text("Ana"), parameter_name: "first_name" }))).status).toBe(200)
      expect((await refused(club(text("Ana")))).code).toBe(132012)
      expect((await refused(club({ ...text("Ana"), parameter_name: "nickname" }))).code).toBe(132012)
    })
  })
})
