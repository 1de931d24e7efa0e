import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { type Account, errorOf, Rehearsal, until } from "../../testing/test-sandbox.ts"

const sampleBody = {
  type: "body",
  text: "Hi {{1}}, your order {{2}} is on its way to you today.",
  example: { body_text: [["Ana", "A-17"]] },
}

describe("message templates", () => {
  let stage: Rehearsal
  let account: Account
  let names = 0
  beforeAll(async () => {
    stage = await Rehearsal.start()
    account = await stage.quickstart()
  })
  afterAll(() => stage.end())

  const create = (more: Record<string, unknown> = {}) =>
    stage.call(
      "POST",
      `/v23.0/${account.waba_id}/message_templates`,
      { name: `t_${++names}`, language: "en_US", category: "utility", components: [sampleBody], ...more },
      account.access_token,
    )
  const created = async (more: Record<string, unknown> = {}) =>
    z.object({ id: z.string(), status: z.string(), category: z.string() }).parse((await create(more)).body)
  const read = (id: string, fields = "status,rejected_reason,category") =>
    stage.call("GET", `/v23.0/${id}?fields=${fields}`, undefined, account.access_token)
  const heard = (id: string) =>
    stage.callback.heard.flatMap(({ field, value }) =>
      field === "message_template_status_update" && value.message_template_id === Number(id) ? [value] : [],
    )

  it("are pending first and approved after the review, which tells the webhook", async () => {
    const template = await created()
    expect(template).toMatchObject({ status: "PENDING", category: "UTILITY" })
    await stage.advance(5_000)
    expect((await read(template.id)).body).toMatchObject({ status: "APPROVED" })
    await until(() => heard(template.id).length === 1)
    expect(heard(template.id)[0]).toMatchObject({
      event: "APPROVED",
      message_template_language: "en_US",
      reason: "NONE",
      message_template_category: "UTILITY",
    })
  })

  const product = { type: "header", format: "product" }
  const card = (...parts: object[]) => ({ components: parts })
  const one = (...list: object[]) => ({ type: "buttons", buttons: list })
  const view = { type: "spm", text: "View" }
  const shop = {
    type: "url",
    text: "Buy",
    url: "https://shop.example/{{1}}",
    example: ["https://shop.example/a"],
  }
  const text = { type: "body", text: "A chair" }
  const carousel = (...cards: object[]) => ({
    category: "marketing",
    components: [sampleBody, { type: "carousel", cards }],
  })

  it.each([
    ["to be viewed", card(product, one(view))],
    ["to be bought elsewhere", card(product, one(shop))],
  ])("may show products on cards, %s", async (_what, shown) => {
    const { id } = await created(carousel(shown, shown))
    await stage.advance(5_000)
    expect((await read(id, "status,components")).body).toMatchObject({
      status: "APPROVED",
      components: [{}, { type: "CAROUSEL", cards: [{ components: [{ format: "PRODUCT" }, {}] }, {}] }],
    })
  })

  it.each([
    ["a product beside a text", carousel(card(product, text, one(view)), card(product, text, one(view)))],
    ["a product with two buttons", carousel(card(product, one(view, shop)), card(product, one(view, shop)))],
    ["a product without a button", carousel(card(product), card(product))],
    ["cards with different buttons", carousel(card(product, one(view)), card(product, one(shop)))],
    ["a card without a header", carousel(card(one(shop)), card(one(shop)))],
    [
      "another category",
      { ...carousel(card(product, one(view)), card(product, one(view))), category: "utility" },
    ],
    ["a product without its button", { category: "marketing", components: [product, sampleBody] }],
    ["its button without a product", { category: "marketing", components: [sampleBody, one(view)] }],
  ])("may not have %s", async (_what, template) => {
    const refused = await create(template)
    expect([refused.status, errorOf(refused).code]).toEqual([400, 100])
  })

  it("are rejected by rule", async () => {
    const { id } = await created({
      components: [{ type: "BODY", text: "Big summer sale: everything must go this week." }],
    })
    await stage.advance(5_000)
    expect((await read(id)).body).toMatchObject({ status: "REJECTED", rejected_reason: "INCORRECT_CATEGORY" })
    await until(() => heard(id).length === 1)
    expect(heard(id)[0]).toMatchObject({ event: "REJECTED", reason: "INCORRECT_CATEGORY" })
  })

  it("wait for a person when review is manual, who may also pause and disable", async () => {
    await stage.control("PATCH", "settings", { review: { mode: "manual" } })
    const { id } = await created({ name: "by_hand" })
    await stage.advance(3_600_000)
    expect((await read(id)).body).toMatchObject({ status: "PENDING" })
    const decide = (decision: string) => stage.control("POST", `templates/${id}/review`, { decision })
    const send = () =>
      stage.send(account, {
        to: "4915100000001",
        type: "template",
        template: {
          name: "by_hand",
          language: { code: "en_US" },
          components: [
            {
              type: "body",
              parameters: [
                { type: "text", text: "Ana" },
                { type: "text", text: "A-17" },
              ],
            },
          ],
        },
      })
    expect(errorOf(await send()).code).toBe(132001)
    await decide("APPROVED")
    expect((await send()).status).toBe(200)
    await decide("PAUSED")
    expect(errorOf(await send()).code).toBe(132015)
    await until(() => heard(id).some(({ event }) => event === "PAUSED"))
    expect(heard(id).find(({ event }) => event === "PAUSED")).toMatchObject({
      other_info: { title: "FIRST_PAUSE" },
    })
    await stage.advance(3 * 3_600_000)
    expect((await read(id)).body).toMatchObject({ status: "APPROVED" })
    await decide("DISABLED")
    expect(errorOf(await send()).code).toBe(132016)
    await stage.control("PATCH", "settings", { review: { mode: "automatic" } })
  })

  it("are refused at once when the form is wrong", async () => {
    const refusals: [Record<string, unknown>, { code: number; error_subcode?: number }][] = [
      [{ name: "With Capitals" }, { code: 100 }],
      [{ language: "en_XX" }, { code: 100 }],
      [{ category: "NEWS" }, { code: 100 }],
      [{ components: [] }, { code: 100, error_subcode: 2388043 }],
      [
        {
          components: [
            { type: "BODY", text: "{{1}} is your turn in the queue", example: { body_text: [["1"]] } },
          ],
        },
        { code: 100, error_subcode: 2388299 },
      ],
      [
        { components: [{ type: "BODY", text: "Hi {{1}}, welcome to us" }] },
        { code: 100, error_subcode: 2388273 },
      ],
      [
        { components: [{ ...sampleBody, text: "Hi {{1}}, your order {{3}} is on its way to you today." }] },
        { code: 100, error_subcode: 2388072 },
      ],
      [
        { components: [{ ...sampleBody, text: "Hi {{1}}{{2}}, your order is on its way to you." }] },
        { code: 100, error_subcode: 2388072 },
      ],
      [{ components: [{ ...sampleBody, text: "x {{1}} {{2}} y" }] }, { code: 100, error_subcode: 2388072 }],
      [{ components: [{ type: "BODY", text: "x".repeat(1025) }] }, { code: 100, error_subcode: 2388040 }],
      [
        { components: [sampleBody, { type: "FOOTER", text: "x".repeat(61) }] },
        { code: 100, error_subcode: 2388040 },
      ],
      [
        { components: [sampleBody, { type: "FOOTER", text: "Hi {{1}}" }] },
        { code: 100, error_subcode: 2388073 },
      ],
      [
        { components: [sampleBody, { type: "HEADER", format: "TEXT", text: "*Bold*" }] },
        { code: 100, error_subcode: 2388047 },
      ],
      [
        { components: [sampleBody, { type: "HEADER", format: "IMAGE" }] },
        { code: 100, error_subcode: 2388273 },
      ],
      [
        { components: [sampleBody, buttons("QUICK_REPLY", "PHONE_NUMBER", "QUICK_REPLY")] },
        { code: 100, error_subcode: 2388074 },
      ],
      [
        { components: [sampleBody, buttons("PHONE_NUMBER", "PHONE_NUMBER")] },
        { code: 100, error_subcode: 2388058 },
      ],
      [
        {
          components: [
            sampleBody,
            { type: "BUTTONS", buttons: [{ type: "URL", text: "Go", url: "https://x.test/{{1}}" }] },
          ],
        },
        { code: 100, error_subcode: 2388273 },
      ],
    ]
    for (const [more, expected] of refusals) {
      expect(errorOf(await create(more)), JSON.stringify(more)).toMatchObject(expected)
    }
  })

  it("exist once for a name and a language", async () => {
    await created({ name: "once" })
    expect(errorOf(await create({ name: "once" }))).toMatchObject({
      code: 100,
      error_subcode: 2388024,
      error_user_title: "Content in This Language Already Exists",
    })
    expect((await create({ name: "once", language: "de" })).status).toBe(200)
  })

  it("get Meta's own words when they carry codes", async () => {
    const { id } = await created({
      category: "AUTHENTICATION",
      components: [
        { type: "BODY", add_security_recommendation: true },
        { type: "FOOTER", code_expiration_minutes: 5 },
        { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE", text: "Copy" }] },
      ],
    })
    expect((await read(id, "components")).body.components).toMatchObject([
      { text: "*{{1}}* is your verification code. For your security, do not share this code." },
      { text: "This code expires in 5 minutes." },
      { buttons: [{ type: "URL", url: expect.stringContaining("otp_type=COPY_CODE") }] },
    ])
  })

  it("are edited, which sends them to review again, an approved one once a day", async () => {
    const { id } = await created()
    const edit = () =>
      stage.call(
        "POST",
        `/v23.0/${id}`,
        { components: [{ type: "BODY", text: "A plain text." }] },
        account.access_token,
      )
    expect(errorOf(await edit()).error_subcode).toBe(2388039)
    await stage.advance(5_000)
    expect((await edit()).body).toEqual({ success: true, id, name: expect.any(String), category: "UTILITY" })
    expect((await read(id)).body).toMatchObject({ status: "PENDING" })
    await stage.advance(5_000)
    expect(errorOf(await edit()).error_subcode).toBe(2388039)
    await stage.advance(24 * 3_600_000)
    expect((await edit()).status).toBe(200)
  })

  it("are listed with filters and opaque cursors", async () => {
    const list = async (query: string) =>
      z
        .object({
          data: z.array(z.record(z.string(), z.unknown())),
          paging: z
            .object({ cursors: z.object({ after: z.string() }), next: z.string().optional() })
            .optional(),
        })
        .parse(
          (
            await stage.call(
              "GET",
              `/v23.0/${account.waba_id}/message_templates?${query}`,
              undefined,
              account.access_token,
            )
          ).body,
        )
    expect((await list("name=hello_world")).data).toMatchObject([{ name: "hello_world", language: "en_US" }])
    expect((await list("status=REJECTED&fields=name")).data).toHaveLength(1)
    expect((await list("language=de")).data).toMatchObject([{ name: "once" }])
    const first = await list("limit=2&fields=name")
    const second = await list(`limit=2&fields=name&after=${first.paging?.cursors.after}`)
    expect(first.data).toHaveLength(2)
    expect(second.data).toHaveLength(2)
    expect(first.data).not.toEqual(second.data)
    expect(first.paging?.next).toContain(`after=${first.paging?.cursors.after}`)
  })

  it("are deleted by name; an approved name rests for 30 days", async () => {
    const remove = (query: string) =>
      stage.call(
        "DELETE",
        `/v23.0/${account.waba_id}/message_templates?${query}`,
        undefined,
        account.access_token,
      )
    const { id } = await created({ name: "gone" })
    await stage.advance(5_000)
    expect((await remove("name=gone")).body).toEqual({ success: true })
    expect((await read(id)).status).toBe(400)
    expect(errorOf(await create({ name: "gone" })).error_subcode).toBe(2388023)
    await stage.advance(31 * 24 * 3_600_000)
    expect((await create({ name: "gone" })).status).toBe(200)
    expect(errorOf(await remove("name=never_was")).code).toBe(100)
  })
})

function buttons(...types: string[]) {
  return {
    type: "BUTTONS",
    buttons: types.map((type, i) => ({ type, text: `B${i}`, phone_number: "+15551234567" })),
  }
}
