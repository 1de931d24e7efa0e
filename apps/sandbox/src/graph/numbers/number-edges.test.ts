import { generateKeyPairSync } from "node:crypto"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { type Account, errorOf, Rehearsal, until } from "../../testing/test-sandbox.ts"

describe("what hangs on a phone number", () => {
  let stage: Rehearsal
  let account: Account
  beforeAll(async () => {
    stage = await Rehearsal.start()
    account = await stage.quickstart()
    await stage.control("PATCH", "settings", { limits: { pair: false } })
  })
  afterAll(() => stage.end())

  const call = (method: string, edge: string, body?: unknown) =>
    stage.call(method, `/v23.0/${account.phone_number_id}/${edge}`, body, account.access_token)
  const write = (person: string, message: Record<string, unknown> = { type: "text", text: { body: "Hi" } }) =>
    stage.control("POST", `people/${person}/messages`, { to: account.phone_number_id, ...message })

  it("blocks people who wrote lately: neither side reaches the other, until they are unblocked", async () => {
    await write("4915100000001")
    const block = (method: string, ...users: string[]) =>
      call(method, "block_users", {
        messaging_product: "whatsapp",
        block_users: users.map((user) => ({ user })),
      })
    expect((await block("POST", "+4915100000001")).body).toMatchObject({
      block_users: { added_users: [{ input: "+4915100000001", wa_id: "4915100000001" }] },
    })
    const stranger = await block("POST", "4915100000002")
    expect(errorOf(stranger).code).toBe(139100)
    expect(stranger.body).toMatchObject({
      block_users: { added_users: [], failed_users: [{ errors: [{ code: 131047 }] }] },
    })
    expect((await call("GET", "block_users")).body).toMatchObject({ data: [{ wa_id: "4915100000001" }] })
    const heard = stage.callback.items("messages").length
    await write("4915100000001")
    const wamid = await stage.greet(account, "4915100000001")
    await stage.advance(60_000)
    await stage.quiet()
    expect(stage.callback.items("messages")).toHaveLength(heard)
    expect(stage.callback.statusesOf(wamid)).toEqual(["failed"])
    expect((await block("DELETE", "4915100000001")).body).toMatchObject({
      block_users: { removed_users: [{ wa_id: "4915100000001" }] },
    })
    await write("4915100000001")
    await until(() => stage.callback.items("messages").length > heard)
  })

  it("blocks people by their business-scoped user id", async () => {
    const waId = "4915100000009"
    await write(waId)
    const { user_ids } = z
      .object({ user_ids: z.record(z.string(), z.string()) })
      .parse(await stage.control("PUT", `people/${waId}`, { username: "ana", number_hidden: true }))
    const user_id = user_ids[account.business_id]
    const block = (method: string, id: unknown) =>
      call(method, "block_users", { messaging_product: "whatsapp", block_users: [{ user_id: id }] })
    expect((await block("POST", user_id)).body).toMatchObject({
      block_users: { added_users: [{ input: user_id, user_id }] },
    })
    expect((await call("GET", "block_users")).body.data).toEqual([{ messaging_product: "whatsapp", user_id }])
    expect((await block("DELETE", user_id)).body).toMatchObject({
      block_users: { removed_users: [{ user_id }] },
    })
    expect((await call("GET", "block_users")).body.data).toEqual([])
    expect(errorOf(await block("POST", "DE.1234")).code).toBe(139100)
  })

  it("tells identity keys to a business that checks them, and takes the one it told", async () => {
    const waId = "4915100000010"
    const check = (enable_identity_key_check: boolean) =>
      call("POST", "settings", { user_identity_change: { enable_identity_key_check } })
    const key = async () => {
      await write(waId)
      await stage.quiet()
      const contacts = z
        .array(z.record(z.string(), z.unknown()))
        .parse(stage.callback.heard.at(-1)?.value.contacts)
      return contacts[0]?.identity_key_hash
    }
    expect(await key()).toBeUndefined()
    await check(true)
    const learned = await key()
    expect(learned).toEqual(expect.any(String))
    const send = async (recipient_identity_key_hash: unknown) => {
      const wamid = await stage.greet(account, waId, { recipient_identity_key_hash })
      await stage.advance(60_000)
      await stage.quiet()
      return stage.callback.items("statuses").filter(({ id }) => id === wamid)
    }
    expect(await send(learned)).toContainEqual(
      expect.objectContaining({ status: "delivered", recipient_identity_key_hash: learned }),
    )
    expect(await send("of someone else")).toMatchObject([{ status: "failed", errors: [{ code: 137000 }] }])
    await check(false)
  })

  it("makes, changes, lists and deletes QR codes whose picture leads into the chat", async () => {
    const made = await call("POST", "message_qrdls", {
      prefilled_message: "Hello!",
      generate_qr_image: "PNG",
    })
    const { code, qr_image_url } = z
      .object({ code: z.string().length(14), qr_image_url: z.url() })
      .parse(made.body)
    expect(made.body.deep_link_url).toBe(`https://wa.me/message/${code}`)
    const picture = await fetch(qr_image_url)
    expect(picture.headers.get("content-type")).toBe("image/png")
    expect(
      Buffer.from(await picture.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe("PNG")
    expect((await fetch(qr_image_url.replace(".png", ".svg"))).headers.get("content-type")).toBe(
      "image/svg+xml",
    )
    expect(
      (await call("POST", `message_qrdls/${code}`, { prefilled_message: "Good morning!" })).body,
    ).toMatchObject({
      code,
      prefilled_message: "Good morning!",
    })
    expect((await call("GET", `message_qrdls/${code}`)).body).toMatchObject({
      data: [{ prefilled_message: "Good morning!" }],
    })
    await call("POST", "message_qrdls", { code, prefilled_message: "Good day!" })
    expect((await call("GET", `message_qrdls/${code}`)).body).toMatchObject({
      data: [{ prefilled_message: "Good day!" }],
    })
    expect(await stage.control("POST", "people/4915100000003/scan", { code })).toEqual({
      phone_number_id: account.phone_number_id,
      prefilled_message: "Good day!",
    })
    expect((await call("DELETE", `message_qrdls/${code}`)).body).toEqual({ success: true })
    expect((await call("GET", "message_qrdls")).body).toEqual({ data: [] })
    expect(errorOf(await call("POST", "message_qrdls", { prefilled_message: "x".repeat(141) })).code).toBe(
      100,
    )
  })

  it("keeps settings, commerce and compliance, and refuses what they do not have", async () => {
    await call("POST", "settings", { calling: { status: "ENABLED" } })
    expect((await call("GET", "settings")).body).toMatchObject({
      calling: { status: "ENABLED" },
      user_identity_change: { enable_identity_key_check: false },
    })
    expect(errorOf(await call("POST", "settings", { calling: { status: "MAYBE" } })).code).toBe(100)
    await call("POST", "whatsapp_commerce_settings?is_catalog_visible=true")
    expect((await call("GET", "whatsapp_commerce_settings")).body).toMatchObject({
      data: [{ is_cart_enabled: true, is_catalog_visible: true }],
    })
    await call("POST", "business_compliance_info", { entity_name: "Shrub", entity_type: "Partnership" })
    expect((await call("GET", "business_compliance_info")).body).toMatchObject({
      data: [{ entity_name: "Shrub" }],
    })
  })

  it("takes a public key of 2048 bits for flows and no other text", async () => {
    const pem = (modulusLength: number) =>
      generateKeyPairSync("rsa", { modulusLength }).publicKey.export({ type: "spki", format: "pem" })
    const post = (business_public_key: unknown) =>
      call("POST", "whatsapp_business_encryption", { business_public_key })
    expect((await post(pem(2048))).body).toEqual({ success: true })
    expect(errorOf(await post(pem(1024))).code).toBe(100)
    expect((await call("GET", "whatsapp_business_encryption")).body).toMatchObject({
      data: [{ business_public_key_signature_status: "VALID" }],
    })
  })

  it("asks for a welcome when someone opens the chat for the first time", async () => {
    await call("POST", "conversational_automation", {
      enable_welcome_message: true,
      prompts: ["Opening hours?"],
      commands: [{ command_name: "help", command_description: "Get help" }],
    })
    const read = await call("GET", "?fields=conversational_automation")
    expect(read.body).toMatchObject({ conversational_automation: { prompts: ["Opening hours?"] } })
    const open = () =>
      stage.control("POST", "people/4915100000004/read", { phone_number_id: account.phone_number_id })
    await open()
    await open()
    await stage.quiet()
    const welcomes = stage.callback.items("messages").filter(({ type }) => type === "request_welcome")
    expect(welcomes).toHaveLength(1)
    const tooMany = { prompts: ["a", "b", "c", "d"] }
    expect(errorOf(await call("POST", "conversational_automation", tooMany)).code).toBe(100)
  })

  it("shows who types until the message comes, for 25 seconds at most", async () => {
    const { id } = await write("4915100000006")
    const isTyping = async () =>
      (await stage.control("GET", `people/4915100000006/chats/${account.phone_number_id}`)).typing
    const type = () =>
      call("POST", "messages", {
        messaging_product: "whatsapp",
        status: "read",
        message_id: id,
        typing_indicator: { type: "text" },
      })
    await type()
    expect(await isTyping()).toBe(true)
    await stage.advance(25_000)
    expect(await isTyping()).toBe(false)
    await type()
    await stage.send(account, { to: "4915100000006", type: "text", text: { body: "Here I am" } })
    expect(await isTyping()).toBe(false)
  })

  it("marks everything before the message as read too", async () => {
    await write("4915100000007")
    const { id } = await write("4915100000007")
    await call("POST", "messages", { messaging_product: "whatsapp", status: "read", message_id: id })
    expect(await stage.control("GET", `people/4915100000007/chats/${account.phone_number_id}`)).toMatchObject(
      {
        data: [{ status: "read" }, { status: "read" }],
      },
    )
  })

  it("has no groups and no calls for businesses that were not chosen", async () => {
    const answer = await call("POST", "groups", { messaging_product: "whatsapp", subject: "Us" })
    expect(answer.status).toBe(403)
    expect(errorOf(answer).code).toBe(10)
  })

  it("reviews a new display name, which shows once the number is registered again", async () => {
    const name = async () => (await call("GET", "?fields=verified_name,new_name_status")).body
    await call("POST", "?new_display_name=Lucky Garden")
    expect(await name()).toMatchObject({ verified_name: "Lucky Shrub", new_name_status: "PENDING_REVIEW" })
    await stage.advance(5_000)
    await stage.quiet()
    expect(await name()).toMatchObject({ verified_name: "Lucky Shrub", new_name_status: "APPROVED" })
    const told = stage.callback.heard.find(({ field }) => field === "phone_number_name_update")?.value
    expect(told).toMatchObject({ decision: "APPROVED", requested_verified_name: "Lucky Garden" })
    await call("POST", "register", { messaging_product: "whatsapp", pin: "123456" })
    expect(await name()).toMatchObject({ verified_name: "Lucky Garden" })
    expect(await name()).not.toHaveProperty("new_name_status")
  })

  it("takes a PIN and a display name that are posted together", async () => {
    expect((await call("POST", "", { pin: "654321", new_display_name: "Lucky Shrub" })).status).toBe(200)
    expect((await call("GET", "?fields=is_pin_enabled,new_display_name")).body).toMatchObject({
      is_pin_enabled: true,
      new_display_name: "Lucky Shrub",
    })
  })
})
