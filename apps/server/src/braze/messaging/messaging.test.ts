/** Messages as clients of Braze send them. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { expandDue } from "../../campaigns/launches/expand.ts"
import { insertCampaign } from "../../campaigns/testing/campaign.ts"
import { startTrigger } from "../../campaigns/triggers/triggers.ts"
import { steppedClock } from "../../platform/clock.ts"
import { sql } from "../../platform/database/index.ts"
import { startBraze } from "../testing/installation.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let api: Awaited<ReturnType<typeof startBraze>>
let campaign: string
let variant: string

beforeAll(async () => {
  api = await startBraze({ clock, environment: { ROLES: "api" } })
  const { db, workspaceId } = api.platform
  const now = clock.now()
  const subscribed = [{ subscription_group_id: api.groupId, subscription_state: "subscribed" }]
  await api.ask("/users/track", {
    attributes: [
      {
        external_id: "ana",
        phone: "+4915112345671",
        first_name: "Ana",
        plan: "pro",
        subscription_groups: subscribed,
      },
      {
        external_id: "ben",
        phone: "+4915112345672",
        first_name: "Ben",
        plan: "free",
        subscription_groups: subscribed,
      },
      { external_id: "caro", phone: "+4915112345673", first_name: "Caro", plan: "pro" },
    ],
  })
  await db.workspace(workspaceId, async (tx) => {
    const { id: numberId } = await tx.selectFrom("numbers").select("id").executeTakeFirstOrThrow()
    const { id: contentId } = await tx.selectFrom("contents").select("id").executeTakeFirstOrThrow()
    campaign = await insertCampaign(tx, { workspaceId, numberId, contentId, delivery: { kind: "api" }, now })
    await startTrigger(tx, { campaignId: campaign, workspaceId, now })
  })
  const details = await api.ask(`/campaigns/details?campaign_id=${campaign}`)
  variant = Object.keys(details.body.messages)[0] ?? ""
})
afterAll(() => api.close())

const outbox = async () => {
  const { rows } = await api.platform.db.system((tx) =>
    sql<{ to: string; variables: unknown; source: string; kind: string; says: string | null }>`
      SELECT c.external_id AS to, o.variables, s.id AS source, s.kind, t.body::text AS says
      FROM outbox AS o JOIN contacts AS c ON c.id = o.contact_id JOIN sources AS s ON s.id = o.source_id
      LEFT JOIN contents AS t ON t.id = o.content_id ORDER BY o.id`.execute(tx),
  )
  return rows
}
beforeEach(() => api.platform.db.system((tx) => tx.deleteFrom("outbox").execute()))

const done = { dispatch_id: expect.any(String), message: "success" }

describe("/campaigns/trigger/send", () => {
  const send = (body: object) => api.ask("/campaigns/trigger/send", { campaign_id: campaign, ...body })

  it("sends to each recipient, whose own properties go before those of all", async () => {
    const answer = await send({
      trigger_properties: { shop: "Lima", order: "?" },
      recipients: [
        { external_user_id: "ana", trigger_properties: { order: "A-17" } },
        { external_user_id: "nobody" },
      ],
    })
    expect(answer).toMatchObject({ status: 201, body: done })
    expect(await outbox()).toMatchObject([
      { to: "ana", kind: "trigger", variables: { api_trigger_properties: { shop: "Lima", order: "A-17" } } },
    ])
  })

  it("sends once to a recipient who is named twice, with what is said last", async () => {
    await send({
      recipients: ["first", "last"].map((name) => ({
        external_user_id: "ana",
        trigger_properties: { name },
      })),
    })
    expect(await outbox()).toMatchObject([{ variables: { api_trigger_properties: { name: "last" } } }])
  })

  it("writes attributes first, and creates a user where it is told to", async () => {
    const attributes = { first_name: "Dana", phone: "+4915112345674" }
    const recipient = { external_user_id: "dana", attributes }
    await send({ recipients: [recipient] })
    expect(await outbox()).toEqual([])
    await send({ recipients: [{ ...recipient, send_to_existing_only: false }] })
    expect(await outbox()).toMatchObject([{ to: "dana" }])
  })

  it("sends only to those who match a connected audience", async () => {
    const custom_attribute = { custom_attribute_name: "plan", comparison: "equals", value: "pro" }
    await send({
      audience: { AND: [{ custom_attribute }] },
      recipients: [{ external_user_id: "ana" }, { external_user_id: "ben" }],
    })
    expect(await outbox()).toMatchObject([{ to: "ana" }])
  })

  it("sends to the whole audience of the campaign, as a launch", async () => {
    const { body } = await send({ broadcast: true, trigger_properties: { sale: "50 %" } })
    expect(body).toEqual({ ...done, send_id: expect.any(String) })
    while (await expandDue(api.platform));
    const sent = await outbox()
    expect(sent.map(({ to }) => to)).toEqual(["ana", "ben"])
    expect(sent[0]).toMatchObject({ kind: "launch", variables: { api_trigger_properties: { sale: "50 %" } } })
  })

  it("counts broadcasts for the send that was made for them", async () => {
    const create = (body: object) => api.ask("/sends/id/create", body)
    expect(await create({ campaign_id: campaign, send_id: "spring-1" })).toMatchObject({
      status: 201,
      body: { message: "success", send_id: "spring-1" },
    })
    const chosen = (await create({ campaign_id: campaign })).body.send_id
    expect(chosen).toMatch(/^[0-9a-f]{32}$/)
    for (const send_id of ["spring-1", "spring-1", chosen])
      expect((await send({ broadcast: true, send_id })).body).toEqual({ ...done, send_id })
    const unknown = await send({ broadcast: true, send_id: "autumn" })
    expect(unknown).toMatchObject({ status: 400, body: { message: "Invalid Send ID" } })
    const { rows } = await api.platform.db.system((tx) =>
      sql<{ send_id: string; launches: number }>`
        SELECT send_id, count(*)::integer AS launches FROM campaign_send_launches GROUP BY 1 ORDER BY 2`.execute(
        tx,
      ),
    )
    expect(rows).toEqual([
      { send_id: chosen, launches: 1 },
      { send_id: "spring-1", launches: 2 },
    ])
    for (const body of [
      { campaign_id: campaign, send_id: "x".repeat(65) },
      { campaign_id: campaign, send_id: "Ümlaut" },
      { campaign_id: crypto.randomUUID() },
      {},
    ])
      expect((await create(body)).status).toBe(400)
    while (await expandDue(api.platform));
  })

  it.each([
    ["no recipients", {}, "No Recipients"],
    [
      "recipients of a broadcast",
      { broadcast: true, recipients: [{ external_user_id: "ana" }] },
      "'broadcast'",
    ],
    ["no campaign", { campaign_id: "x", recipients: [{ external_user_id: "ana" }] }, "Invalid Campaign ID"],
    ["a campaign of nobody", { campaign_id: crypto.randomUUID(), broadcast: true }, "Invalid Campaign ID"],
    ["two names", { recipients: [{ external_user_id: "ana", email: "a@example.com" }] }, "exactly one of"],
    ["51", { recipients: Array.from({ length: 51 }, () => ({ external_user_id: "ana" })) }, "max number"],
    ["pushes", { broadcast: true, audience: { push_subscription_status: {} } }, "'push_subscription_status'"],
  ])("refuses %s", async (_what, body, message) => {
    const answer = await send(body)
    expect(answer.status).toBe(400)
    expect(answer.body.message).toContain(message)
  })

  it("needs a key that may, and for a broadcast one that may launch", async () => {
    const ask = async (permission: "campaigns:trigger" | "campaigns:read", body: object) => {
      const key = await api.keyWith([permission])
      return (await api.ask("/campaigns/trigger/send", { campaign_id: campaign, ...body }, { key })).status
    }
    const recipients = [{ external_user_id: "ana" }]
    expect(await ask("campaigns:read", { recipients })).toBe(403)
    expect(await ask("campaigns:trigger", { recipients })).toBe(201)
    expect(await ask("campaigns:trigger", { broadcast: true })).toBe(403)
  })
})

describe("/messages/send", () => {
  const send = (message_type: string, message: object, more: object = {}) =>
    api.ask("/messages/send", {
      external_user_ids: ["ana"],
      messages: { whats_app: { app_id: "x", subscription_group_id: api.groupId, message_type, message } },
      ...more,
    })
  const says = async () => JSON.parse((await outbox())[0]?.says ?? "null")

  it("sends a template with its variables, counted from 0", async () => {
    const { rows } = await api.platform.db.system((tx) =>
      sql<{ name: string; language: string }>`SELECT name, language FROM templates LIMIT 1`.execute(tx),
    )
    const answer = await send("template_message", {
      template_name: rows[0]?.name,
      template_language_code: rows[0]?.language,
      body_variables: { "0": "Ana", "1": "Lima" },
    })
    expect(answer).toMatchObject({ status: 201, body: done })
    expect(await says()).toMatchObject({
      kind: "template",
      values: { body: { first_name: "Ana", city: "Lima" } },
    })
    const unknown = { template_name: "none", template_language_code: "en" }
    expect((await send("template_message", unknown)).status).toBe(400)
  })

  it.each([
    [
      "text_response_message",
      { body: "Hi", preview_url: true },
      { type: "text", text: { body: "Hi", preview_url: true } },
    ],
    [
      "text_image_response_message",
      { image_uri: "https://x.test/a.jpg", caption: "Look" },
      { type: "image", image: { link: "https://x.test/a.jpg", caption: "Look" } },
    ],
    [
      "quick_reply_response_message",
      { body: "More?", header_text: "Shop", footer: "Bye", buttons: [{ text: "Yes!" }, { text: "No" }] },
      { interactive: { type: "button", header: { type: "text", text: "Shop" }, footer: { text: "Bye" } } },
    ],
    [
      "list_response_message",
      {
        body: "Choose",
        list: {
          list_button_text: "Open",
          list_sections: [{ section_title: "A", list_rows: [{ row_title: "One" }] }],
        },
      },
      {
        interactive: {
          type: "list",
          action: { button: "Open", sections: [{ title: "A", rows: [{ title: "One" }] }] },
        },
      },
    ],
    [
      "flow_response_message",
      { body: "Order", flow_button: { caption: "Start", flow_id: "7" } },
      { interactive: { type: "flow", action: { parameters: { flow_id: "7", flow_cta: "Start" } } } },
    ],
    [
      "carousel_response_message",
      {
        body: "Look",
        cards: [1, 2].map((n) => ({
          header_image_uri: `https://x.test/${n}.jpg`,
          button_text: "Open",
          url: "https://x.test",
        })),
      },
      { interactive: { type: "carousel", action: { cards: [{ card_index: 0 }, { card_index: 1 }] } } },
    ],
    [
      "cta_url_response_message",
      { body: "Look", button_text: "Open", url: "https://x.test" },
      { interactive: { type: "cta_url", action: { parameters: { url: "https://x.test" } } } },
    ],
  ])("sends a %s", async (type, given, message) => {
    expect((await send(type, given)).body).toEqual(done)
    expect(await says()).toMatchObject({ kind: "free_form", message })
  })

  it("reaches those who are subscribed, in the segment and known, and nobody else", async () => {
    await send(
      "text_response_message",
      { body: "Hi" },
      { external_user_ids: ["ana", "ben", "caro", "nobody"] },
    )
    expect((await outbox()).map(({ to }) => to)).toEqual(["ana", "ben"])
  })

  it("is counted by a campaign's variant where it names one", async () => {
    const named = (message_variation_id?: string) =>
      api.ask("/messages/send", {
        external_user_ids: ["ana"],
        campaign_id: campaign,
        messages: {
          whats_app: {
            subscription_group_id: api.groupId,
            message_type: "text_response_message",
            message: { body: "Hi" },
            message_variation_id,
          },
        },
      })
    expect((await named()).body.message).toBe("Message Variant Unspecified")
    expect((await named("x")).body.message).toBe("Invalid Message Variant")
    await named(variant)
    expect(await outbox()).toMatchObject([{ kind: "trigger", says: expect.stringContaining("Hi") }])
  })

  it("goes to a whole audience as a launch", async () => {
    const audience = {
      custom_attribute: { custom_attribute_name: "plan", comparison: "equals", value: "pro" },
    }
    const broadcast = { external_user_ids: [], broadcast: true, audience }
    expect((await send("text_response_message", { body: "Hi" }, broadcast)).body).toEqual(done)
    while (await expandDue(api.platform));
    expect(await outbox()).toMatchObject([{ to: "ana", kind: "launch" }])
  })

  it.each([
    ["nobody", "text_response_message", { body: "Hi" }, { external_user_ids: [] }, "No Recipients"],
    ["an empty text", "text_response_message", {}, {}, "'body' is required"],
    ["an unknown type", "fax", {}, {}, "Mismatched Message Type"],
    ["no message", "fax", {}, { messages: {} }, "No message to send"],
    [
      "a text and a picture above",
      "quick_reply_response_message",
      { body: "?", header_text: "A", header_image_uri: "https://x.test/a.jpg", buttons: [{ text: "b" }] },
      {},
      "not valid together",
    ],
    [
      "four buttons",
      "quick_reply_response_message",
      { body: "?", buttons: ["a", "b", "c", "d"].map((text) => ({ text })) },
      {},
      "buttons",
    ],
  ])("refuses %s", async (_what, type, message, more, problem) => {
    const answer = await send(type, message, more)
    expect(answer.status).toBe(400)
    expect(answer.body.message).toContain(problem)
  })
})

describe("campaigns", () => {
  it("are listed by their age, and described", async () => {
    const { body } = await api.ask("/campaigns/list")
    expect(body.campaigns[0]).toMatchObject({ id: campaign, name: "Summer", is_api_campaign: true, tags: [] })
    expect((await api.ask("/campaigns/list?last_edit.time[gt]=2026-12-01T00:00:00")).body.campaigns).toEqual(
      [],
    )
    expect((await api.ask(`/campaigns/details?campaign_id=${campaign}`)).body).toMatchObject({
      name: "Summer",
      enabled: true,
      draft: false,
      archived: false,
      has_post_launch_draft: false,
      schedule_type: "api_triggered",
      channels: ["whats_app"],
      messages: { [variant]: { channel: "whats_app", name: "Variant A", template_name: expect.any(String) } },
      message: "success",
    })
  })

  it("are copied under another name", async () => {
    const copy = { campaign_id: campaign, name: "Autumn", tag_names: ["sale"] }
    expect(await api.ask("/campaigns/duplicate", copy)).toMatchObject({ status: 202 })
    const { body } = await api.ask("/campaigns/list?sort_direction=desc")
    expect(body.campaigns[0]).toMatchObject({ name: "Autumn", tags: ["sale"] })
    expect((await api.ask("/campaigns/duplicate", { ...copy, name: "" })).status).toBe(400)
    expect(
      (await api.ask("/campaigns/duplicate", { ...copy, campaign_id: crypto.randomUUID() })).status,
    ).toBe(400)
  })
})
