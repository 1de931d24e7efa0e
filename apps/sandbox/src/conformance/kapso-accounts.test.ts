/** Media, templates, numbers, errors and webhooks as `@kapso/whatsapp-cloud-api` sees them. */
import { GraphApiError, WhatsAppClient } from "@kapso/whatsapp-cloud-api"
import { normalizeWebhook, verifySignature } from "@kapso/whatsapp-cloud-api/server"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { png, Stage } from "./fixture.ts"

describe("@kapso/whatsapp-cloud-api: accounts", () => {
  let stage: Stage
  let client: WhatsAppClient
  let phoneNumberId: string
  let businessAccountId: string

  beforeAll(async () => {
    stage = await Stage.open()
    client = new WhatsAppClient({ baseUrl: stage.url, accessToken: stage.account.access_token })
    phoneNumberId = stage.account.phone_number_id
    businessAccountId = stage.account.waba_id
  })
  afterAll(() => stage.end())

  describe("media", () => {
    it("comes back as it was uploaded until it is deleted", async () => {
      const file = new Blob([png], { type: "image/png" })
      const { id } = await client.media.upload({ phoneNumberId, type: "image/png", file, fileName: "p.png" })
      expect(await client.media.get({ mediaId: id, phoneNumberId })).toMatchObject({
        messagingProduct: "whatsapp",
        id,
        mimeType: "image/png",
        fileSize: png.length,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      })
      // Without a token Meta's media host refuses; the client's default is made for public hosts.
      const bytes = await client.media.download({ mediaId: id, auth: "always" })
      expect(bytes instanceof ArrayBuffer && Buffer.from(bytes).equals(png)).toBe(true)
      expect(await client.media.delete({ mediaId: id, phoneNumberId })).toEqual({ success: true })
      await expect(client.media.get({ mediaId: id })).rejects.toMatchObject({ httpStatus: 400, code: 100 })
    })
  })

  describe("templates", () => {
    const create = (name: string) =>
      client.templates.create({
        businessAccountId,
        name,
        language: "en_US",
        category: "UTILITY",
        parameterFormat: "NAMED",
        components: [
          {
            type: "BODY",
            text: "Hi {{first_name}}, your parcel is on its way.",
            example: { bodyTextNamedParams: [{ paramName: "first_name", example: "Ana" }] },
          },
        ],
      })

    it("are created, listed by every filter, sent once approved, and deleted", async () => {
      const created = await create("parcel_sent")
      expect(created).toMatchObject({ id: expect.stringMatching(/^\d+$/), status: "PENDING" })
      await stage.approve(created.id)
      const listed = await client.templates.list({
        businessAccountId,
        name: "parcel_sent",
        language: "en_US",
        category: "UTILITY",
        status: "APPROVED",
        limit: 5,
      })
      expect(listed.data).toMatchObject([{ id: created.id, name: "parcel_sent", status: "APPROVED" }])
      const body = {
        type: "body",
        parameters: [{ type: "text", text: "Ana", parameterName: "first_name" }],
      }
      const template = { name: "parcel_sent", language: { code: "en_US" }, components: [body] }
      const { messages } = await client.messages.sendTemplate({ phoneNumberId, to: stage.person, template })
      expect((await stage.bubble(messages[0]?.id ?? "")).message).toMatchObject({
        template: { components: [{ parameters: [{ text: "Ana", parameter_name: "first_name" }] }] },
      })
      const deleted = await client.templates.delete({ businessAccountId, name: "parcel_sent" })
      expect(deleted).toMatchObject({ success: true })
      expect((await client.templates.list({ businessAccountId, name: "parcel_sent" })).data).toEqual([])
    })

    it("are paged by cursor", async () => {
      for (const name of ["page_one", "page_two", "page_three"]) await create(name)
      const first = await client.templates.list({ businessAccountId, limit: 2 })
      expect(first.data).toHaveLength(2)
      const after = first.paging.cursors?.after ?? ""
      const second = await client.templates.list({ businessAccountId, limit: 2, after })
      const names = [...first.data, ...second.data].map(({ name }) => name)
      expect(new Set(names)).toEqual(new Set(["hello_world", "page_one", "page_two", "page_three"]))
    })

    it("are not read below the account: that path is Kapso's own", async () => {
      const { id } = await create("read_me")
      const read = client.templates.get({ businessAccountId, templateId: id })
      await expect(read).rejects.toMatchObject({ httpStatus: 400, code: 2500 })
    })
  })

  describe("numbers", () => {
    it("are verified, registered and deregistered", async () => {
      const login = z
        .object({ code: z.string(), phone_number_id: z.string() })
        .parse(await stage.rehearsal.control("POST", "login", loginOf(stage.account.app_id)))
      const query = `client_id=${stage.account.app_id}&client_secret=${stage.account.app_secret}&code=${login.code}`
      const { body } = await stage.rehearsal.call("GET", `/v23.0/oauth/access_token?${query}`)
      const owner = new WhatsAppClient({ baseUrl: stage.url, accessToken: String(body.access_token) })
      const added = login.phone_number_id
      const { phoneNumbers } = owner
      expect(
        await phoneNumbers.requestCode({ phoneNumberId: added, codeMethod: "SMS", language: "en_US" }),
      ).toMatchObject({ success: true })
      const codes = z
        .object({ data: z.array(z.object({ code: z.string() })) })
        .parse(await stage.rehearsal.control("GET", `numbers/${added}/codes`))
      const code = codes.data[0]?.code ?? ""
      expect(await phoneNumbers.verifyCode({ phoneNumberId: added, code })).toMatchObject({ success: true })
      const pin = "123456"
      expect(await phoneNumbers.register({ phoneNumberId: added, pin })).toMatchObject({ success: true })
      expect(await phoneNumbers.deregister({ phoneNumberId: added })).toMatchObject({ success: true })
      await expect(phoneNumbers.register({ phoneNumberId: added, pin: "654321" })).rejects.toMatchObject({
        code: 133005,
      })
    })

    it("have a profile", async () => {
      const change = {
        about: "Shoes since 1990",
        email: "hello@shop.test",
        websites: ["https://shop.test"],
        vertical: "RETAIL",
      }
      expect(await client.phoneNumbers.businessProfile.update({ phoneNumberId, ...change })).toMatchObject({
        success: true,
      })
      const profile = await client.phoneNumbers.businessProfile.get({
        phoneNumberId,
        fields: "about,email,websites,vertical",
      })
      expect(profile.data).toMatchObject([{ ...change, messagingProduct: "whatsapp" }])
    })
  })

  it("reads errors with code, details and what to do", async () => {
    const refused = await client.messages
      .sendTemplate({
        phoneNumberId,
        to: stage.person,
        template: { name: "nothing_here", language: { code: "en_US" } },
      })
      .catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(GraphApiError)
    expect(refused).toMatchObject({
      code: 132001,
      details: "template name (nothing_here) does not exist in en_US",
      fbtraceId: expect.stringMatching(/^A/),
      category: "template",
    })
    const stranger = new WhatsAppClient({ baseUrl: stage.url, accessToken: "EAAunknown" })
    const unknown = stranger.messages.sendText({ phoneNumberId, to: stage.person, body: "Hi" })
    await expect(unknown).rejects.toMatchObject({ httpStatus: 401, code: 190, category: "authorization" })
  })

  it("verifies and normalizes every webhook", async () => {
    await client.messages.sendText({ phoneNumberId, to: stage.person, body: "Café ☕" })
    await stage.rehearsal.control("POST", `people/${stage.person}/messages`, {
      to: phoneNumberId,
      type: "text",
      text: { body: "¿Sí? ☕" },
    })
    await stage.settle()
    const { posts } = stage.rehearsal.callback
    expect(posts.length).toBeGreaterThan(0)
    for (const { headers, raw } of posts) {
      const signatureHeader = String(headers["x-hub-signature-256"])
      const appSecret = stage.account.app_secret
      expect(verifySignature({ appSecret, rawBody: raw, signatureHeader })).toBe(true)
      expect(verifySignature({ appSecret, rawBody: `${raw} `, signatureHeader })).toBe(false)
    }
    const heard = posts.map(({ raw }) => normalizeWebhook(JSON.parse(raw)))
    expect(heard[0]).toMatchObject({ object: "whatsapp_business_account", phoneNumberId })
    expect(heard.flatMap(({ messages }) => messages)).toContainEqual(
      expect.objectContaining({
        from: stage.person,
        type: "text",
        text: { body: "¿Sí? ☕" },
        kapso: expect.objectContaining({ direction: "inbound" }),
      }),
    )
    const statuses = new Set(heard.flatMap(({ statuses }) => statuses).map(({ status }) => status))
    expect(statuses).toEqual(new Set(["sent", "delivered", "read"]))
  })
})

function loginOf(appId: string): object {
  return {
    app_id: appId,
    business_name: "Second Shop",
    number: { cc: "1", phone_number: "6505550100", verified_name: "Second Shop", verified: false },
  }
}
