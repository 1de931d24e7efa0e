/** Everything that `whatsapp-api-js` offers. It calls Meta's address whatever it is told, so its fetch leads here. */

import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { WhatsAppAPI } from "whatsapp-api-js"
import {
  ActionButtons,
  ActionCallPermission,
  ActionCatalog,
  ActionContactRequest,
  ActionCTA,
  ActionList,
  ActionLocation,
  ActionNavigateFlow,
  ActionProduct,
  ActionProductList,
  Address,
  Audio,
  Birthday,
  Body,
  BodyComponent,
  BodyParameter,
  Button,
  ButtonComponent,
  CarouselCard,
  CarouselComponent,
  CatalogProduct,
  Contacts,
  CopyComponent,
  Currency,
  DateTime,
  Document,
  Email,
  Footer,
  Header,
  HeaderComponent,
  HeaderParameter,
  Image,
  Interactive,
  Language,
  ListSection,
  Location,
  LTOComponent,
  Name,
  Organization,
  PayloadComponent,
  Phone,
  Product,
  ProductSection,
  Reaction,
  Row,
  Sticker,
  Template,
  Text,
  URLComponent,
  Url,
  Video,
} from "whatsapp-api-js/messages"
import type { ClientMessage, PostData } from "whatsapp-api-js/types"
import { z } from "zod"
import { png, Stage } from "./fixture.ts"
import { flowJson } from "./read-back/desk.ts"

const link = "https://shop.test/file"
const sentSchema = z.object({ messages: z.tuple([z.object({ id: z.string() })]) })

describe("whatsapp-api-js", () => {
  let stage: Stage
  let client: WhatsAppAPI
  let number: string

  beforeAll(async () => {
    stage = await Stage.open()
    number = stage.account.phone_number_id
    client = new WhatsAppAPI({
      token: stage.account.access_token,
      appSecret: stage.account.app_secret,
      webhookVerifyToken: "verify-me",
      v: "v24.0",
      ponyfill: {
        fetch: (url: string | URL | Request, options?: RequestInit) =>
          fetch(String(url).replace("https://graph.facebook.com", stage.url), options),
      },
    })
    await stage.rehearsal.control("PATCH", "settings", { limits: { pair: false } })
  })
  afterAll(() => stage.end())

  const graph = async (path: string, body: unknown) => {
    const answer = await stage.rehearsal.call("POST", `/${path}`, body, stage.account.access_token)
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
    return answer.body
  }
  /** Sends it, and answers the message as it is in the person's chat. */
  const arrived = async (message: ClientMessage) => {
    const answer = await client.sendMessage(number, stage.person, message, stage.greeting, "order-7")
    const sent = sentSchema.safeParse(answer)
    if (!sent.success) throw new Error(JSON.stringify(answer))
    return (await stage.bubble(sent.data.messages[0].id)).message
  }

  const body = new Body("Which one?")
  const footer = new Footer("Thanks")
  const product = new Product("jar-1")
  const messages: [string, () => ClientMessage, object][] = [
    ["a text", () => new Text("Hi https://shop.test", true), { text: { preview_url: true } }],
    ["an image", () => new Image(link, false, "Red"), { image: { link, caption: "Red" } }],
    ["a video", () => new Video(link, false, "Moving"), { video: { caption: "Moving" } }],
    ["a voice message", () => new Audio(link, false, true), { audio: { voice: true } }],
    [
      "a document",
      () => new Document(link, false, "Terms", "terms.pdf"),
      { document: { filename: "terms.pdf" } },
    ],
    ["a sticker", () => new Sticker(link), { sticker: { link } }],
    [
      "a place",
      () => new Location(13.4, 52.5, "Here", "1 Way"),
      { location: { longitude: 13.4, name: "Here" } },
    ],
    ["a reaction", () => new Reaction(stage.greeting, "👍"), { reaction: { emoji: "👍" } }],
    ["a reaction taken back", () => new Reaction(stage.greeting), { reaction: { emoji: "" } }],
    [
      "contacts",
      () =>
        new Contacts([
          new Name("Ana Ruiz", "Ana", "Ruiz"),
          new Birthday("1990", "05", "17"),
          new Address("Germany", "DE", "BE", "Berlin", "1 Way", "10115", "WORK"),
          new Email("ana@shop.test", "WORK"),
          new Organization("Shop", "Sales", "Lead"),
          new Phone("+16505551234", "CELL", "16505551234"),
          new Url("https://shop.test", "WORK"),
        ]),
      { contacts: [{ name: { first_name: "Ana" }, phones: [{ wa_id: "16505551234" }] }] },
    ],
    [
      "buttons",
      () =>
        new Interactive(
          new ActionButtons(new Button("yes", "Yes"), new Button("no", "No")),
          body,
          new Header("Order 7"),
          footer,
        ),
      { interactive: { type: "button", header: { text: "Order 7" }, footer: { text: "Thanks" } } },
    ],
    [
      "buttons below a picture",
      () => new Interactive(new ActionButtons(new Button("yes", "Yes")), body, new Header(new Image(link))),
      { interactive: { header: { type: "image", image: { link } } } },
    ],
    [
      "a list",
      () =>
        new Interactive(
          new ActionList(
            "Choose",
            new ListSection("Ship", new Row("r1", "Express", "1 day")),
            new ListSection("Pick up", new Row("r2", "Here")),
          ),
          body,
        ),
      { interactive: { type: "list", action: { button: "Choose" } } },
    ],
    [
      "a link",
      () => new Interactive(new ActionCTA("Track", "https://shop.test/7"), body, new Header("7"), footer),
      { interactive: { type: "cta_url", action: { parameters: { display_text: "Track" } } } },
    ],
    [
      "a catalogue",
      () => new Interactive(new ActionCatalog(product), body),
      { interactive: { type: "catalog_message" } },
    ],
    [
      "a product",
      () => new Interactive(new ActionProduct(new CatalogProduct("jar-1", "77")), body),
      { interactive: { type: "product", action: { catalog_id: "77" } } },
    ],
    [
      "products",
      () =>
        new Interactive(
          new ActionProductList("77", new ProductSection("Jars", product)),
          body,
          new Header("Jars"),
        ),
      { interactive: { type: "product_list" } },
    ],
    [
      "a request for a place",
      () => new Interactive(new ActionLocation(), body),
      { interactive: { type: "location_request_message" } },
    ],
    [
      "a request to call",
      () => new Interactive(new ActionCallPermission(), body),
      { interactive: { type: "call_permission_request" } },
    ],
    [
      "a request for a contact",
      () => new Interactive(new ActionContactRequest(), body),
      { interactive: { type: "request_contact_info" } },
    ],
    [
      "a template",
      () => new Template("hello_world", new Language("en_US", "deterministic")),
      { template: { name: "hello_world", language: { policy: "deterministic" } } },
    ],
  ]
  it.each(messages)("sends %s", async (_what, message, expected) => {
    expect(await arrived(message())).toMatchObject({ ...expected, biz_opaque_callback_data: "order-7" })
  })

  it("sends a flow", async () => {
    const made = await graph(`${stage.account.waba_id}/flows`, {
      name: "booking",
      categories: ["OTHER"],
      flow_json: JSON.stringify(flowJson),
      publish: true,
    })
    const action = new ActionNavigateFlow("token", String(made.id), "Book", "START", { day: "Monday" })
    expect(await arrived(new Interactive(action, body))).toMatchObject({
      interactive: { type: "flow", action: { parameters: { flow_id: made.id } } },
    })
  })

  describe("with approved templates", () => {
    const image = { type: "HEADER", format: "IMAGE", example: { header_handle: ["https://shop.test/a.png"] } }
    const cardBody = { type: "BODY", text: "A jar" }
    const buttons = { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "Yes" }] }
    const shapes: Record<string, { category?: string; parameter_format?: string; components: object[] }> = {
      order: {
        components: [
          { type: "HEADER", format: "TEXT", text: "Order {{1}}", example: { header_text: ["7"] } },
          {
            type: "BODY",
            text: "Hi {{1}}, it costs {{2}} and comes on {{3}} by courier.",
            example: { body_text: [["Ana", "$1", "Monday"]] },
          },
          {
            type: "BUTTONS",
            buttons: [
              { type: "QUICK_REPLY", text: "Thanks" },
              {
                type: "URL",
                text: "Track",
                url: "https://shop.test/{{1}}",
                example: ["https://shop.test/7"],
              },
              { type: "COPY_CODE", example: "JARS" },
            ],
          },
        ],
      },
      named: {
        parameter_format: "NAMED",
        components: [
          {
            type: "BODY",
            text: "Hi {{first_name}}, welcome to the club of plants.",
            example: { body_text_named_params: [{ param_name: "first_name", example: "Ana" }] },
          },
        ],
      },
      pictured: { components: [image, { type: "BODY", text: "A picture." }] },
      cards: {
        components: [
          { type: "BODY", text: "Jars of all kinds." },
          {
            type: "CAROUSEL",
            cards: [{ components: [image, cardBody, buttons] }, { components: [image, cardBody, buttons] }],
          },
        ],
      },
      offer: {
        components: [
          image,
          { type: "LIMITED_TIME_OFFER", limited_time_offer: { text: "Today", has_expiration: true } },
          { type: "BODY", text: "Jars for less." },
          {
            type: "BUTTONS",
            buttons: [
              { type: "COPY_CODE", example: "JARS" },
              { type: "URL", text: "Shop", url: "https://shop.test/{{1}}", example: ["https://shop.test/7"] },
            ],
          },
        ],
      },
    }
    beforeAll(async () => {
      for (const [name, shape] of Object.entries(shapes)) {
        const made = await graph(`${stage.account.waba_id}/message_templates`, {
          name,
          language: "en",
          category: "MARKETING",
          ...shape,
        })
        await stage.approve(String(made.id))
      }
    })

    const template = (name: string, ...components: ConstructorParameters<typeof Template>[2][]) =>
      new Template(name, "en", ...components)
    it.each<[string, () => ClientMessage]>([
      [
        "texts, an amount, a day and buttons",
        () =>
          template(
            "order",
            new HeaderComponent(new HeaderParameter("7")),
            new BodyComponent(
              new BodyParameter("Ana"),
              new BodyParameter(new Currency(1_000, "USD", "$1")),
              new BodyParameter(new DateTime("Monday")),
            ),
            new PayloadComponent("thanks"),
            new URLComponent("7"),
            new CopyComponent("JARS"),
          ),
      ],
      ["a named value", () => template("named", new BodyComponent(new BodyParameter("Ana", "first_name")))],
      ["a picture", () => template("pictured", new HeaderComponent(new HeaderParameter(new Image(link))))],
      [
        "cards",
        () =>
          template(
            "cards",
            new CarouselComponent(
              new CarouselCard(new Image(link), new PayloadComponent("a")),
              new CarouselCard(new Image(link), new PayloadComponent("b")),
            ),
          ),
      ],
      [
        "an offer that ends",
        () =>
          template(
            "offer",
            new HeaderComponent(new HeaderParameter(new Image(link))),
            new LTOComponent(Date.now() + 3_600_000),
            new CopyComponent("JARS"),
            new URLComponent("7"),
          ),
      ],
    ])("sends %s", async (_what, message) => {
      expect(await arrived(message())).toMatchObject({ type: "template" })
    })

    it("has a button component for every kind", () => {
      expect(new PayloadComponent("x")).toBeInstanceOf(ButtonComponent)
    })
  })

  it("sends by business-scoped user id, and to many", async () => {
    const bsuid = await stage.userId()
    expect(await client.sendMessage(number, { bsuid }, new Text("By id"))).toMatchObject({
      contacts: [{ input: bsuid, user_id: bsuid }],
    })
    const to = ["4915100000001", "4915100000002"]
    const hello = new Template("hello_world", "en_US")
    const answers = await Promise.all(client.broadcastMessage(number, to, hello, 50, 0))
    expect(answers.map((answer) => sentSchema.safeParse(answer).success)).toEqual([true, true])
  })

  it("marks as read, and shows typing", async () => {
    expect(await client.markAsRead(number, stage.greeting, "text")).toEqual({ success: true })
    expect((await stage.bubble(stage.greeting)).status).toBe("read")
  })

  it("makes, reads, changes and deletes QR codes", async () => {
    const made = z.looseObject({ code: z.string() }).parse(await client.createQR(number, "Hello", "svg"))
    expect(made).toMatchObject({ prefilled_message: "Hello", qr_image_url: expect.stringMatching(/\.svg$/) })
    expect(await client.updateQR(number, made.code, "Good day")).toMatchObject({
      code: made.code,
      prefilled_message: "Good day",
    })
    expect(await client.retrieveQR(number)).toMatchObject({ data: [{ code: made.code }] })
    expect(await client.retrieveQR(number, made.code)).toMatchObject({
      data: [{ prefilled_message: "Good day" }],
    })
    expect(await client.deleteQR(number, made.code)).toEqual({ success: true })
    expect(await client.retrieveQR(number)).toMatchObject({ data: [] })
  })

  it.each([
    ["image/png", (id: string) => new Image(id, true)],
    ["video/3gp", (id: string) => new Video(id, true)],
  ])("uploads %s, finds, downloads, sends and deletes it", async (type, message) => {
    const form = new FormData()
    form.set("file", new Blob([png], { type }), "a")
    const { id } = z.object({ id: z.string() }).parse(await client.uploadMedia(number, form))
    const found = z.object({ url: z.string() }).parse(await client.retrieveMedia(id, number))
    const bytes = await (await client.fetchMedia(found.url)).arrayBuffer()
    expect(Buffer.from(bytes).equals(png)).toBe(true)
    expect(await arrived(message(id))).toMatchObject({ [type.split("/")[0] ?? ""]: { id } })
    expect(await client.deleteMedia(id, number)).toEqual({ success: true })
    expect(await client.retrieveMedia(id)).toMatchObject({ error: { code: 100 } })
  })

  it("blocks and unblocks by phone and by business-scoped user id", async () => {
    const bsuid = await stage.userId()
    const added = { block_users: { added_users: [{}] } }
    const removed = { block_users: { removed_users: [{}] } }
    expect(await client.blockUser(number, stage.person)).toMatchObject(added)
    expect(await client.unblockUser(number, stage.person)).toMatchObject(removed)
    expect(await client.blockUser(number, { bsuid })).toMatchObject(added)
    expect(await client.unblockUser(number, { bsuid })).toMatchObject(removed)
  })

  it("is refused calls as Meta refuses those who may not", async () => {
    const refused = { error: { code: 10 } }
    const id = "wacid.1"
    expect(await client.initiateCall(number, stage.person, "sdp")).toMatchObject(refused)
    expect(await client.preacceptCall(number, id, "sdp")).toMatchObject(refused)
    expect(await client.acceptCall(number, id, "sdp")).toMatchObject(refused)
    expect(await client.rejectCall(number, id)).toMatchObject(refused)
    expect(await client.terminateCall(number, id)).toMatchObject(refused)
  })

  it("hears every message and status, though it reads the first of a webhook only", async () => {
    const { callback } = stage.rehearsal
    await stage.settle()
    callback.posts.length = 0
    const heard: string[] = []
    client.on.message = ({ message, contact }) => {
      heard.push(`${message.type} of ${String(contact.profile?.name)}`)
    }
    client.on.status = ({ id, status }) => {
      heard.push(`${status} ${id}`)
    }
    const ids = await Promise.all(
      Array.from({ length: 5 }, async (_, i) => {
        const hello = new Template("hello_world", "en_US")
        const answer = await client.sendMessage(number, `491510000010${i}`, hello)
        return sentSchema.parse(answer).messages[0].id
      }),
    )
    const image = { to: number, type: "image", image: {} }
    await stage.rehearsal.control("POST", `people/${stage.person}/messages`, image)
    await stage.settle()
    for (const { raw, headers } of callback.posts) {
      const data: PostData = JSON.parse(raw)
      await client.post(data, raw, String(headers["x-hub-signature-256"]))
    }
    for (const id of ids) expect(heard).toEqual(expect.arrayContaining([`sent ${id}`, `delivered ${id}`]))
    expect(heard).toContainEqual(expect.stringMatching(/^image of \S/))
  })

  it("answers the challenge", () => {
    const asked = { "hub.mode": "subscribe", "hub.verify_token": "verify-me", "hub.challenge": "42" } as const
    expect(client.get(asked)).toBe("42")
  })
})
