/** Everything that `@great-detail/whatsapp` offers, pointed at the sandbox by its `baseUrl`. */
import { Client, MessageType } from "@great-detail/whatsapp"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { png, Stage } from "./fixture.ts"

const idSchema = z.object({ id: z.string() })
const sentSchema = z.object({ messages: z.tuple([z.object({ id: z.string() })]) })

describe("@great-detail/whatsapp", () => {
  let stage: Stage
  let client: Client
  let phoneNumberID: string
  let businessAccountID: string

  beforeAll(async () => {
    stage = await Stage.open()
    phoneNumberID = stage.account.phone_number_id
    businessAccountID = stage.account.waba_id
    client = new Client({
      baseUrl: stage.url,
      graphVersion: "v25.0",
      request: { headers: { authorization: `Bearer ${stage.account.access_token}` }, retry: 0 },
    })
  })
  afterAll(() => stage.end())

  it("sends messages, and marks them as read", async () => {
    const answer = await client.message
      .createMessage({
        phoneNumberID,
        to: stage.person,
        type: MessageType.Text,
        text: { body: "Hi", preview_url: false },
      })
      .json()
    const { messages } = sentSchema.parse(answer)
    expect((await stage.bubble(messages[0].id)).message).toMatchObject({ text: { body: "Hi" } })
    const read = await client.message
      .createStatus({ phoneNumberID, status: "read", message_id: stage.greeting })
      .json()
    expect(read).toEqual({ success: true })
    expect((await stage.bubble(stage.greeting)).status).toBe("read")
  })

  it("uploads, finds, downloads and deletes media", async () => {
    const file = new Blob([png], { type: "image/png" })
    const uploaded = client.media.upload({ phoneNumberID, file, filename: "p.png", mimeType: "image/png" })
    const { id: mediaID } = idSchema.parse(await uploaded.json())
    const info = await client.media.getURL({ mediaID, phoneNumberID }).json()
    const { url } = z.object({ url: z.string() }).parse(info)
    const headers = { authorization: `Bearer ${stage.account.access_token}` }
    const bytes = await client.media.download({ mediaURL: url, request: { headers } }).arrayBuffer()
    expect(Buffer.from(bytes).equals(png)).toBe(true)
    expect(await client.media.delete({ mediaID, phoneNumberID }).json()).toEqual({ success: true })
    await expect(client.media.getURL({ mediaID })).rejects.toThrow()
  })

  it("reads and changes the profile", async () => {
    const profile = { about: "Plants", email: "shop@example.com", websites: ["https://example.com/"] }
    await client.businessProfile.updateBusinessProfile({ phoneNumberID, ...profile })
    const fields = { about: true, email: true, websites: true }
    const read = await client.businessProfile.getBusinessProfile({ phoneNumberID, fields }).json()
    expect(read).toMatchObject({ data: [profile] })
  })

  it("sets commands and ice breakers", async () => {
    const automation = {
      enable_welcome_message: true,
      prompts: ["Book a table"],
      commands: [{ command_name: "help", command_description: "What I can do" }],
    }
    await client.conversationalAutomation.setConversationalAutomation({ phoneNumberID, ...automation })
    const path = `/${phoneNumberID}?fields=conversational_automation`
    const { body } = await stage.rehearsal.call("GET", path, undefined, stage.account.access_token)
    expect(body).toMatchObject({ conversational_automation: automation })
  })

  it("reads, lists, sorts, filters and renames numbers", async () => {
    const one = await client.phoneNumbers.getPhoneNumber({ phoneNumberID, fields: ["id", "status"] }).json()
    expect(one).toEqual({ id: phoneNumberID, status: "CONNECTED" })
    const list = (filtering: string) =>
      client.phoneNumbers
        .listPhoneNumbers({ businessAccountID, sort: "creation_time.desc", filtering, fields: ["id"] })
        .json()
    const mode = (value: string) => JSON.stringify([{ field: "account_mode", operator: "EQUAL", value }])
    expect(await list(mode("LIVE"))).toMatchObject({ data: [{ id: phoneNumberID }] })
    expect(await list(mode("SANDBOX"))).toMatchObject({ data: [] })
    await client.phoneNumbers.updatePhoneNumber({ phoneNumberID, new_display_name: "Lucky Garden" })
    const path = `/${phoneNumberID}?fields=new_display_name`
    const { body } = await stage.rehearsal.call("GET", path, undefined, stage.account.access_token)
    expect(body).toMatchObject({ new_display_name: "Lucky Garden" })
  })

  it("subscribes to the account", async () => {
    const { url } = stage.rehearsal.callback
    await client.subscribedApps.createSubscription({
      businessAccountID,
      override_callback_uri: url,
      verify_token: "verify-me",
    })
    const listed = await client.subscribedApps.listSubscriptions({ businessAccountID }).json()
    expect(listed).toMatchObject({ data: [{ override_callback_uri: url }] })
  })

  it("reads the account", async () => {
    const read = await client.whatsappBusinessAccount
      .get(businessAccountID, { fields: ["id", "name"] })
      .json()
    expect(read).toEqual({ id: businessAccountID, name: "Lucky Shrub" })
  })

  it("creates, reads, lists, edits and deletes templates, and looks through the library", async () => {
    const created = client.template.create(businessAccountID, {
      name: "parcel_sent",
      language: "en",
      category: "UTILITY",
      parameter_format: "POSITIONAL",
      components: [{ type: "BODY" as const, text: "Your parcel is on its way." }],
    })
    const { id } = idSchema.parse(await created.json())
    await stage.approve(id)
    expect(await client.template.get(id, { fields: ["name", "status"] }).json()).toEqual({
      id,
      name: "parcel_sent",
      status: "APPROVED",
    })
    const listed = await client.template
      .list(businessAccountID, {
        name_or_content: "parcel",
        category: ["UTILITY", "MARKETING"],
        language: ["en", "de"],
        status: ["APPROVED", "PENDING"],
        quality_score: ["UNKNOWN", "GREEN"],
        limit: 5,
        fields: ["name"],
      })
      .json()
    expect(listed).toMatchObject({ data: [{ id, name: "parcel_sent" }] })
    const components = [{ type: "BODY" as const, text: "Your parcel has arrived." }]
    expect(await client.template.update(id, { components }).json()).toMatchObject({ success: true, id })
    expect(await client.template.delete(businessAccountID, { name: "parcel_sent" }).json()).toEqual({
      success: true,
    })
    const library = client.template.listLibrary({ search: "order", language: "en_US", limit: 2 })
    expect(z.object({ data: z.array(z.unknown()) }).parse(await library.json()).data.length).toBeGreaterThan(
      0,
    )
  })

  it("takes webhooks, verified and as they came", async () => {
    const registration = await client.webhook.register({
      method: "GET",
      headers: {},
      query: { "hub.mode": "subscribe", "hub.challenge": "42", "hub.verify_token": "verify-me" },
    })
    expect([registration.verifyToken, registration.accept()]).toEqual(["verify-me", "42"])
    await stage.settle()
    const posts = stage.rehearsal.callback.posts.filter(({ raw }) => raw.includes('"statuses"'))
    expect(posts.length).toBeGreaterThan(0)
    for (const { raw, headers } of posts) {
      const signed = { "x-hub-signature-256": String(headers["x-hub-signature-256"]) }
      const event = await client.webhook.eventNotification({
        method: "POST",
        query: {},
        headers: signed,
        body: raw,
      })
      await event.verifySignature(stage.account.app_secret)
      await expect(event.verifySignature("another secret")).rejects.toThrow()
      expect(event.eventNotification).toMatchObject({ object: "whatsapp_business_account" })
    }
  })

  it("throws what Meta refused", async () => {
    const text = { phoneNumberID, to: stage.person, type: MessageType.Text as const, text: { body: "" } }
    const refused = client.message.createMessage(text)
    await expect(refused).rejects.toMatchObject({ response: { status: 400 } })
  })
})
