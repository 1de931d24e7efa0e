/** What is written to a phone number and to its files, read back. */
import { generateKeyPairSync } from "node:crypto"
import { expect } from "vitest"
import type { Desk, Write } from "./desk.ts"

const whatsapp = { messaging_product: "whatsapp" }

async function sends(
  desk: Desk,
  edge: string,
  person: string,
  message: Record<string, unknown>,
): Promise<void> {
  const number = desk.account.phone_number_id
  const posted = { ...whatsapp, recipient_type: "individual", to: person, ...message }
  const { messages } = await desk.done("POST", `${number}/${edge}`, posted)
  const id = Array.isArray(messages) ? messages[0].id : undefined
  expect(await desk.chat(person)).toContainEqual(
    expect.objectContaining({ id, direction: "outbound", message: expect.objectContaining(message) }),
  )
}

export const numberWrites: Readonly<Record<string, Write>> = {
  "POST ": async (desk) => {
    const id = await desk.newNumber("6505550110")
    const { callback } = desk.rehearsal
    await desk.done("POST", id, {
      pin: "112233",
      new_display_name: "Another name",
      webhook_configuration: { override_callback_uri: callback.url, verify_token: callback.verifyToken },
    })
    expect(
      await desk.done("GET", `${id}?fields=is_pin_enabled,new_display_name,webhook_configuration`),
    ).toMatchObject({
      is_pin_enabled: true,
      new_display_name: "Another name",
      webhook_configuration: { phone_number: callback.url },
    })
    await desk.done("POST", id, { webhook_configuration: { override_callback_uri: "" } })
    const { webhook_configuration } = await desk.done("GET", `${id}?fields=webhook_configuration`)
    expect(webhook_configuration).not.toHaveProperty("phone_number")
  },
  "POST messages": async (desk) => {
    const person = "16505551234"
    const id = await desk.hear(person)
    await sends(desk, "messages", person, {
      type: "text",
      text: { body: "x", preview_url: true },
      context: { message_id: id },
      biz_opaque_callback_data: "order-7",
    })
    const read = { ...whatsapp, status: "read", message_id: id, typing_indicator: { type: "text" } }
    await desk.done("POST", `${desk.account.phone_number_id}/messages`, read)
    expect(await desk.chat(person)).toContainEqual(expect.objectContaining({ id, status: "read" }))
  },
  "POST marketing_messages": async (desk) => {
    const { name } = await desk.newTemplate()
    const template = { name, language: { code: "en" } }
    await sends(desk, "marketing_messages", "4915100000001", { type: "template", template })
  },
  "POST request_code": async (desk) => {
    const id = await desk.newNumber("6505550111")
    await desk.done("POST", `${id}/request_code`, { code_method: "VOICE", language: "en_US" })
    expect(await desk.codeOf(id)).toMatchObject({ method: "VOICE" })
  },
  "POST verify_code": async (desk) => {
    const id = await desk.newNumber("6505550112")
    await desk.done("POST", `${id}/request_code`, { code_method: "SMS", language: "en_US" })
    await desk.done("POST", `${id}/verify_code`, { code: (await desk.codeOf(id)).code })
    expect(await desk.done("GET", id)).toMatchObject({ code_verification_status: "VERIFIED" })
  },
  "POST register": async (desk) => {
    const id = await verifiedNumber(desk, "6505550113")
    await desk.done("POST", `${id}/register`, { ...whatsapp, pin: "123456", data_localization_region: "DE" })
    expect(await desk.done("GET", `${id}?fields=platform_type,is_pin_enabled,status`)).toMatchObject({
      platform_type: "CLOUD_API",
      is_pin_enabled: true,
      status: "CONNECTED",
    })
    expect(await desk.done("GET", `${id}/settings`)).toMatchObject({
      storage_configuration: { data_localization_region: "DE" },
    })
  },
  "POST deregister": async (desk) => {
    const id = await verifiedNumber(desk, "6505550114")
    await desk.done("POST", `${id}/register`, { ...whatsapp, pin: "123456" })
    await desk.done("POST", `${id}/deregister`)
    expect(await desk.done("GET", `${id}?fields=platform_type`)).toMatchObject({
      platform_type: "NOT_APPLICABLE",
    })
  },
  "POST whatsapp_business_profile": async (desk) => {
    const profile = {
      about: "Plants",
      address: "1 Garden Way",
      description: "All about plants",
      email: "shop@example.com",
      websites: ["https://example.com/"],
      vertical: "RETAIL",
    }
    const edge = `${desk.account.phone_number_id}/whatsapp_business_profile`
    await desk.done("POST", edge, {
      ...whatsapp,
      ...profile,
      profile_picture_handle: await desk.uploadSample(),
    })
    expect((await desk.done("GET", edge)).data).toEqual([
      { ...whatsapp, ...profile, profile_picture_url: expect.stringContaining("/samples/") },
    ])
  },
  "POST media": async (desk) => {
    expect(await desk.done("GET", await desk.uploadPicture())).toMatchObject({ mime_type: "image/png" })
  },
  "POST block_users": async (desk) => {
    await block(desk, "POST", "4915100000002")
    expect(await blocked(desk)).toContainEqual({ ...whatsapp, wa_id: "4915100000002" })
  },
  "DELETE block_users": async (desk) => {
    await block(desk, "POST", "4915100000003")
    await block(desk, "DELETE", "4915100000003")
    expect(await blocked(desk)).not.toContainEqual({ ...whatsapp, wa_id: "4915100000003" })
  },
  "POST message_qrdls": async (desk) => {
    const code = await newCode(desk)
    expect(await codes(desk)).toContainEqual(expect.objectContaining({ code, prefilled_message: "Hello" }))
  },
  "POST message_qrdls/*": async (desk) => {
    const code = await newCode(desk)
    const edge = `${desk.account.phone_number_id}/message_qrdls/${code}`
    await desk.done("POST", edge, { prefilled_message: "Good day" })
    expect(await codes(desk)).toContainEqual(expect.objectContaining({ code, prefilled_message: "Good day" }))
  },
  "DELETE message_qrdls/*": async (desk) => {
    const code = await newCode(desk)
    await desk.done("DELETE", `${desk.account.phone_number_id}/message_qrdls/${code}`)
    expect(await codes(desk)).not.toContainEqual(expect.objectContaining({ code }))
  },
  "POST settings": async (desk) => {
    const edge = `${desk.account.phone_number_id}/settings`
    const settings = {
      calling: { status: "ENABLED", call_icon_visibility: "DISABLE_ALL" },
      user_identity_change: { enable_identity_key_check: true },
      payload_encryption: { status: "ENABLED", client_encryption_key: "key" },
      storage_configuration: { status: "IN_COUNTRY_STORAGE_ENABLED", data_localization_region: "IN" },
    }
    await desk.done("POST", edge, settings)
    expect(await desk.done("GET", edge)).toMatchObject(settings)
    await desk.done("POST", edge, { user_identity_change: { enable_identity_key_check: false } })
  },
  "POST whatsapp_commerce_settings": async (desk) => {
    const edge = `${desk.account.phone_number_id}/whatsapp_commerce_settings`
    const settings = { is_cart_enabled: false, is_catalog_visible: true }
    await desk.done("POST", edge, settings)
    expect(await desk.done("GET", edge)).toMatchObject({ data: [settings] })
  },
  "POST conversational_automation": async (desk) => {
    const automation = {
      enable_welcome_message: true,
      prompts: ["Book a table"],
      commands: [{ command_name: "help", command_description: "What I can do" }],
    }
    await desk.done("POST", `${desk.account.phone_number_id}/conversational_automation`, automation)
    expect(
      await desk.done("GET", `${desk.account.phone_number_id}?fields=conversational_automation`),
    ).toMatchObject({ conversational_automation: automation })
  },
  "POST business_compliance_info": async (desk) => {
    const edge = `${desk.account.phone_number_id}/business_compliance_info`
    const info = {
      entity_name: "Lucky Shrub",
      entity_type: "PARTNERSHIP",
      is_registered: true,
      grievance_officer_details: { name: "Ana", email: "ana@example.com" },
      customer_care_details: { email: "care@example.com" },
    }
    await desk.done("POST", edge, { ...whatsapp, ...info })
    expect(await desk.done("GET", edge)).toMatchObject({ data: [info] })
  },
  "POST whatsapp_business_encryption": async (desk) => {
    const { publicKey } = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    })
    const edge = `${desk.account.phone_number_id}/whatsapp_business_encryption`
    await desk.done("POST", edge, { business_public_key: publicKey })
    expect(await desk.done("GET", edge)).toMatchObject({ data: [{ business_public_key: publicKey }] })
  },
}

export const mediaWrites: Readonly<Record<string, Write>> = {
  "DELETE ": async (desk) => {
    const id = await desk.uploadPicture()
    await desk.done("DELETE", `${id}?phone_number_id=${desk.account.phone_number_id}`)
    expect(await desk.refusal("GET", id)).toBe(100)
  },
}

async function verifiedNumber(desk: Desk, national: string): Promise<string> {
  const id = await desk.newNumber(national)
  await desk.done("POST", `${id}/request_code`, { code_method: "SMS", language: "en_US" })
  await desk.done("POST", `${id}/verify_code`, { code: (await desk.codeOf(id)).code })
  return id
}

async function block(desk: Desk, method: string, user: string): Promise<void> {
  await desk.hear(user)
  await desk.done(method, `${desk.account.phone_number_id}/block_users`, {
    ...whatsapp,
    block_users: [{ user }],
  })
}

async function blocked(desk: Desk): Promise<unknown> {
  return (await desk.done("GET", `${desk.account.phone_number_id}/block_users`)).data
}

async function newCode(desk: Desk): Promise<string> {
  const edge = `${desk.account.phone_number_id}/message_qrdls`
  return String((await desk.done("POST", edge, { prefilled_message: "Hello" })).code)
}

async function codes(desk: Desk): Promise<unknown> {
  return (await desk.done("GET", `${desk.account.phone_number_id}/message_qrdls`)).data
}
