/** Answers of the sandbox against Meta's OpenAPI document, where that lies beside the repository. */
import { generateKeyPairSync } from "node:crypto"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { png, Stage } from "./fixture.ts"
import { Document, isDocumentPresent } from "./openapi-document.ts"

describe.skipIf(!isDocumentPresent)("Meta's OpenAPI document", () => {
  let document: Document
  let stage: Stage
  let ids: { waba: string; number: string; business: string }

  beforeAll(async () => {
    document = new Document()
    stage = await Stage.open()
    const { waba_id, phone_number_id, business_id } = stage.account
    ids = { waba: waba_id, number: phone_number_id, business: business_id }
  })
  afterAll(() => stage.end())

  /** Calls, and holds the answer against the operation's schema. */
  async function conforms(operation: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const method = operation.split(" ")[0] ?? "GET"
    const answer = await stage.rehearsal.call(method, `/v23.0/${path}`, body, stage.account.access_token)
    expect({ answer: answer.body, faults: document.faults(operation, answer.status, answer.body) }).toEqual({
      answer: answer.body,
      faults: [],
    })
    expect(answer.status).toBe(200)
    return answer.body
  }

  it("is patched only where it is wrong", () => {
    expect(document.idlePatches).toEqual([])
  })

  it("would not let a misspelt or mistyped member pass", () => {
    expect(document.faults("POST /{Phone-Number-ID}/register", 200, { success: "yes" })).toHaveLength(1)
    expect(document.faults("POST /{Phone-Number-ID}/media", 200, { id: "1", handel: "4::" })).toHaveLength(1)
  })

  it("describes messages", async () => {
    const message = (content: object) => ({ messaging_product: "whatsapp", to: stage.person, ...content })
    const messages = `${ids.number}/messages`
    const operation = "POST /{Phone-Number-ID}/messages"
    await conforms(operation, messages, message({ type: "text", text: { body: "Hi" } }))
    const template = { name: "hello_world", language: { code: "en_US" } }
    await conforms(operation, messages, message({ type: "template", template }))
    await conforms(operation, messages, {
      messaging_product: "whatsapp",
      recipient: await stage.userId(),
      type: "text",
      text: { body: "By id" },
    })
    const read = { messaging_product: "whatsapp", status: "read", message_id: stage.greeting }
    await conforms(operation, messages, read)
  })

  it("describes media", async () => {
    const form = new FormData()
    form.set("messaging_product", "whatsapp")
    form.set("file", new Blob([png], { type: "image/png" }), "p.png")
    const response = await fetch(`${stage.url}/v23.0/${ids.number}/media`, {
      method: "POST",
      headers: { authorization: `Bearer ${stage.account.access_token}` },
      body: form,
    })
    const uploaded: unknown = await response.json()
    expect(document.faults("POST /{Phone-Number-ID}/media", response.status, uploaded)).toEqual([])
    const { id } = z.object({ id: z.string() }).parse(uploaded)
    await conforms("GET /{Media-ID}", id)
    await conforms("DELETE /{Media-ID}", id)
  })

  it("describes numbers and their profile", async () => {
    await conforms("GET /{WABA-ID}/phone_numbers", `${ids.waba}/phone_numbers`)
    await conforms("GET /{Phone-Number-ID}", ids.number)
    await conforms("GET /{Phone-Number-ID}", `${ids.number}?fields=${numberFields}`)
    await conforms("POST /{Phone-Number-ID}", ids.number, { pin: "123456" })
    const number = { cc: "1", phone_number: "6505550188", verified_name: "Second Shop" }
    const { id } = z
      .object({ id: z.string() })
      .parse(await conforms("POST /{WABA-ID}/phone_numbers", `${ids.waba}/phone_numbers`, number))
    await conforms(
      "POST /{Phone-Number-ID}/request_code",
      `${id}/request_code?code_method=SMS&language=en_US`,
    )
    const codes = z
      .object({ data: z.tuple([z.object({ code: z.string() })]) })
      .parse(await stage.rehearsal.control("GET", `numbers/${id}/codes`))
    await conforms("POST /{Phone-Number-ID}/verify_code", `${id}/verify_code`, { code: codes.data[0].code })
    const registration = { messaging_product: "whatsapp", pin: "123456" }
    await conforms("POST /{Phone-Number-ID}/register", `${id}/register`, registration)
    await conforms("POST /{Phone-Number-ID}/deregister", `${id}/deregister`)
    const profile = `${ids.number}/whatsapp_business_profile`
    await conforms("POST /{Phone-Number-ID}/whatsapp_business_profile", profile, {
      messaging_product: "whatsapp",
      about: "Shoes",
      email: "a@shop.test",
      vertical: "RETAIL",
      websites: ["https://shop.test"],
    })
    await conforms("GET /{Phone-Number-ID}/whatsapp_business_profile", `${profile}?fields=${profileFields}`)
  })

  it("describes accounts, businesses and subscriptions", async () => {
    await conforms("GET /{WABA-ID}", ids.waba)
    await conforms("GET /{WABA-ID}", `${ids.waba}?fields=${wabaFields}`)
    await conforms("GET /{Business-ID}", ids.business)
    await conforms(
      "GET /{Business-ID}/owned_whatsapp_business_accounts",
      `${ids.business}/owned_whatsapp_business_accounts`,
    )
    await conforms(
      "GET /{Business-ID}/client_whatsapp_business_accounts",
      `${ids.business}/client_whatsapp_business_accounts`,
    )
    await conforms("POST /{WABA-ID}/subscribed_apps", `${ids.waba}/subscribed_apps`, {
      override_callback_uri: stage.rehearsal.callback.url,
      verify_token: "verify-me",
    })
    await conforms("GET /{WABA-ID}/subscribed_apps", `${ids.waba}/subscribed_apps`)
    await conforms("DELETE /{WABA-ID}/subscribed_apps", `${ids.waba}/subscribed_apps`)
  })

  it("describes templates", async () => {
    const templates = `${ids.waba}/message_templates`
    const created = await conforms("POST /{WABA-ID}/message_templates", templates, template)
    const { id } = z.object({ id: z.string() }).parse(created)
    await stage.approve(id)
    await conforms(
      "GET /{WABA-ID}/message_templates",
      `${templates}?summary=total_count,message_template_count`,
    )
    await conforms("GET /{WABA-ID}/message_templates", `${templates}?limit=1`)
    await conforms("GET /{TEMPLATE_ID}", id)
    await conforms("GET /{TEMPLATE_ID}", `${id}?fields=${templateFields}`)
    await conforms("POST /{TEMPLATE_ID}", id, { message_send_ttl_seconds: 3600 })
    await conforms("DELETE /{WABA-ID}/message_templates", `${templates}?name=${template.name}`)
  })

  it("describes what else a number has", async () => {
    const at = (edge: string) => `${ids.number}/${edge}`
    const block = { messaging_product: "whatsapp", block_users: [{ user: stage.person }] }
    await conforms("POST /{Phone-Number-ID}/block_users", at("block_users"), block)
    await conforms("GET /{Phone-Number-ID}/block_users", at("block_users"))
    await conforms("DELETE /{Phone-Number-ID}/block_users", at("block_users"), block)
    const qr = { prefilled_message: "Hi!", generate_qr_image: "SVG" }
    const made = await conforms("POST /{Phone-Number-ID}/message_qrdls", at("message_qrdls"), qr)
    await conforms("GET /{Phone-Number-ID}/message_qrdls", at("message_qrdls"))
    const one = at(`message_qrdls/${String(made.code)}`)
    await conforms("DELETE /{Phone-Number-ID}/message_qrdls/{QR-Code-ID}", one)
    const calling = { status: "ENABLED", call_icon_visibility: "DEFAULT" }
    await conforms("POST /{Phone-Number-ID}/settings", at("settings"), { calling })
    await conforms("GET /{Phone-Number-ID}/settings", at("settings"))
    const commerce = at("whatsapp_commerce_settings")
    await conforms("POST /{Phone-Number-ID}/whatsapp_commerce_settings", commerce, { is_cart_enabled: false })
    await conforms("GET /{Phone-Number-ID}/whatsapp_commerce_settings", commerce)
    await conforms("POST /{Phone-Number-ID}/conversational_automation", at("conversational_automation"), {
      enable_welcome_message: true,
      prompts: ["Where is my order?"],
    })
    const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey
    const encryption = at("whatsapp_business_encryption")
    await conforms("POST /{Phone-Number-ID}/whatsapp_business_encryption", encryption, {
      business_public_key: key.export({ type: "spki", format: "pem" }),
    })
    await conforms("GET /{Phone-Number-ID}/whatsapp_business_encryption", encryption)
    const compliance = { entity_name: "Shop", entity_type: "LIMITED_LIABILITY_PARTNERSHIP" }
    await conforms("POST /{Phone-Number-ID}/business_compliance_info", at("business_compliance_info"), {
      messaging_product: "whatsapp",
      ...compliance,
    })
    await conforms("GET /{Phone-Number-ID}/business_compliance_info", at("business_compliance_info"))
  })

  it("describes flows", async () => {
    const flow = { name: "fitting", categories: ["OTHER"] }
    const created = await conforms("POST /{WABA-ID}/flows", `${ids.waba}/flows`, flow)
    const id = String(created.id)
    await conforms("GET /{WABA-ID}/flows", `${ids.waba}/flows`)
    await conforms("GET /{Flow-ID}", `${id}?fields=id,name,status,categories,validation_errors,json_version`)
    await conforms("POST /{Flow-ID}", id, { name: "renamed" })
    await conforms("GET /{Flow-ID}/assets", `${id}/assets`)
    await conforms("DELETE /{Flow-ID}", id)
  })

  it("describes the people of an account and its credit", async () => {
    const edge = `${ids.waba}/assigned_users`
    const operation = "/{WhatsApp-Business-Account-ID}/assigned_users"
    const { id: user } = z
      .object({ id: z.string() })
      .parse((await stage.rehearsal.call("GET", "/v23.0/me", undefined, stage.account.access_token)).body)
    await conforms(`POST ${operation}`, `${edge}?user=${user}&tasks=["MANAGE"]`)
    await conforms(`GET ${operation}`, `${edge}?business=${ids.business}`)
    await conforms(`DELETE ${operation}`, `${edge}?user=${user}`)
    await conforms("GET /{Business-ID}/extendedcredits", `${ids.business}/extendedcredits`)
  })

  it("describes every kind of refusal", async () => {
    const token = stage.account.access_token
    const send = `/v23.0/${ids.number}/messages`
    const template = { name: "nothing_here", language: { code: "en_US" } }
    const message = { messaging_product: "whatsapp", to: stage.person }
    const refusals = [
      await stage.rehearsal.call("GET", "/v23.0/1234", undefined, token),
      await stage.rehearsal.call("GET", "/v23.0/nowhere", undefined, token),
      await stage.rehearsal.call("GET", `/v23.0/${ids.waba}`, undefined, "EAAunknown"),
      await stage.rehearsal.call("GET", `/v23.0/${ids.waba}`),
      await stage.rehearsal.call("GET", `/v23.0/${ids.waba}?fields=nonsense`, undefined, token),
      await stage.rehearsal.call("POST", send, {}, token),
      await stage.rehearsal.call("POST", send, { ...message, type: "text", text: { body: "" } }, token),
      await stage.rehearsal.call("POST", send, { ...message, type: "template", template }, token),
      await stage.rehearsal.call("POST", `/v23.0/${ids.waba}/message_templates`, { name: "A B" }, token),
    ]
    for (const { status, body } of refusals) {
      expect(status).toBeGreaterThanOrEqual(400)
      expect({ body, faults: document.errorFaults(body) }).toEqual({ body, faults: [] })
    }
  })
})

const numberFields =
  "id,display_phone_number,verified_name,status,name_status,code_verification_status,quality_rating,platform_type,throughput,is_pin_enabled,account_mode"
const profileFields = "about,address,description,email,profile_picture_url,websites,vertical"
const wabaFields =
  "id,name,timezone_id,currency,country,account_review_status,business_verification_status,message_template_namespace,owner_business_info,ownership_type"
const templateFields =
  "id,name,language,category,status,parameter_format,components,rejected_reason,quality_score,message_send_ttl_seconds,last_updated_time"

const template = {
  name: "parcel_sent",
  language: "en_US",
  category: "UTILITY",
  components: [
    { type: "HEADER", format: "TEXT", text: "Order {{1}}", example: { header_text: ["A-17"] } },
    {
      type: "BODY",
      text: "Hi {{1}}, your parcel is on its way.",
      example: { body_text: [["Ana"]] },
    },
    { type: "FOOTER", text: "Thanks" },
    {
      type: "BUTTONS",
      buttons: [
        { type: "QUICK_REPLY", text: "Thanks" },
        { type: "URL", text: "Track", url: "https://shop.test/t/{{1}}", example: ["https://shop.test/t/7"] },
      ],
    },
  ],
}
