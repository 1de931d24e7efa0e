/** The calls by which `@parley/whatsapp` connects accounts, numbers and templates. */
import {
  addNumber,
  appAccessToken,
  createTemplate,
  debugToken,
  deleteTemplate,
  deregisterNumber,
  editTemplate,
  exchangeCode,
  GraphClient,
  type GraphResult,
  getAccount,
  getNumber,
  getProfile,
  getTemplate,
  listBusinesses,
  listClientAccounts,
  listNumbers,
  listOwnedAccounts,
  listTemplates,
  registerNumber,
  requestCode,
  setPin,
  subscribeApp,
  subscribeAppFields,
  unpauseTemplate,
  unsubscribeApp,
  updateProfile,
  uploadSample,
  verifyCode,
} from "@parley/whatsapp/graph"
import type { TemplateDefinition } from "@parley/whatsapp/templates"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { png, Stage } from "./fixture.ts"

function dataOf<T>(result: GraphResult<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.data
}

const ok = { ok: true }
const rejected = (code: number) => ({ ok: false, error: { kind: "rejected", code } })

describe("@parley/whatsapp: connecting", () => {
  let stage: Stage
  let app: GraphClient
  let owner: GraphClient
  let login: { code: string; business_id: string; waba_id: string }
  let ownerToken: string

  const clientOf = (accessToken: string, appSecret?: string) =>
    new GraphClient({ baseUrl: stage.url, version: "v25.0", accessToken, ...(appSecret && { appSecret }) })

  beforeAll(async () => {
    stage = await Stage.open()
    const { app_id, app_secret } = stage.account
    app = clientOf(appAccessToken(app_id, app_secret))
    login = z.object({ code: z.string(), business_id: z.string(), waba_id: z.string() }).parse(
      await stage.rehearsal.control("POST", "login", {
        app_id,
        person: "Ana Ruiz",
        business_name: "Second Shop",
        waba_name: "Second account",
      }),
    )
    const exchange = { appId: app_id, appSecret: app_secret, code: login.code }
    const grant = dataOf(await exchangeCode(app, exchange))
    ownerToken = grant.accessToken
    owner = clientOf(ownerToken, app_secret)
    expect(await exchangeCode(app, exchange)).toMatchObject(rejected(100))
  })
  afterAll(() => stage.end())

  it("inspects the token of a login, which reaches the chosen account only", async () => {
    expect(dataOf(await debugToken(app, ownerToken))).toMatchObject({
      appId: stage.account.app_id,
      isValid: true,
      type: "SYSTEM_USER",
      granularScopes: expect.arrayContaining([
        { scope: "whatsapp_business_management", targetIds: [login.waba_id] },
      ]),
    })
    expect(dataOf(await debugToken(app, "EAAunknown"))).toMatchObject({
      isValid: false,
      error: { code: 190 },
    })
    expect(await getAccount(owner, stage.account.waba_id)).toMatchObject(rejected(100))
  })

  it("proves the app's secret, and is refused with a wrong proof", async () => {
    expect(await getAccount(clientOf(ownerToken, "another secret"), login.waba_id)).toMatchObject(
      rejected(100),
    )
  })

  it("finds businesses and their accounts", async () => {
    const businesses = dataOf(await listBusinesses(owner))
    expect(businesses).toContainEqual(expect.objectContaining({ id: login.business_id, name: "Second Shop" }))
    const owned = dataOf(await listOwnedAccounts(owner, login.business_id))
    expect(owned).toMatchObject([{ id: login.waba_id, name: "Second account" }])
    expect(await listClientAccounts(owner, login.business_id)).toMatchObject(ok)
    expect(dataOf(await getAccount(owner, login.waba_id))).toMatchObject({
      id: login.waba_id,
      name: "Second account",
      ownerBusinessId: login.business_id,
      currency: expect.any(String),
      messageTemplateNamespace: expect.any(String),
    })
  })

  it("adds, verifies, registers and takes out a number", async () => {
    const number = { countryCode: "1", phoneNumber: "6505550177", verifiedName: "Second Shop" }
    const { id } = dataOf(await addNumber(owner, login.waba_id, number))
    expect(await registerNumber(owner, id, { pin: "123456" })).toMatchObject(rejected(133006))
    expect(await requestCode(owner, id, { method: "VOICE", language: "en_US" })).toMatchObject(ok)
    const codes = z
      .object({ data: z.array(z.object({ code: z.string(), method: z.string() })) })
      .parse(await stage.rehearsal.control("GET", `numbers/${id}/codes`))
    const { code, method } = codes.data[0] ?? { code: "", method: "" }
    expect(method).toBe("VOICE")
    const wrong = code === "000000" ? "000001" : "000000"
    expect(await verifyCode(owner, id, wrong)).toMatchObject({ ok: false, error: { kind: "rejected" } })
    expect(await verifyCode(owner, id, `${code.slice(0, 3)}-${code.slice(3)}`)).toMatchObject(ok)
    expect(await requestCode(owner, id, { method: "SMS", language: "en_US" })).toMatchObject(rejected(136024))
    expect(await registerNumber(owner, id, { pin: "123456" })).toMatchObject(ok)
    expect(dataOf(await getNumber(owner, id))).toMatchObject({
      id,
      displayPhoneNumber: "+1 650-555-0177",
      verifiedName: "Second Shop",
      status: "CONNECTED",
      codeVerificationStatus: "VERIFIED",
      throughputLevel: "STANDARD",
      isPinEnabled: true,
    })
    expect(dataOf(await listNumbers(owner, login.waba_id)).map((listed) => listed.id)).toEqual([id])
    expect(await setPin(owner, id, "654321")).toMatchObject(ok)
    expect(await deregisterNumber(owner, id)).toMatchObject(ok)
    expect(await registerNumber(owner, id, { pin: "123456" })).toMatchObject(rejected(133005))
    expect(await registerNumber(owner, id, { pin: "654321" })).toMatchObject(ok)
  })

  it("subscribes the app, its fields, and another address for one account", async () => {
    const { callback } = stage.rehearsal
    const subscription = { callbackUrl: callback.url, verifyToken: "verify-me" }
    const { app_id } = stage.account
    expect(await subscribeAppFields(app, app_id, { ...subscription, fields: ["messages"] })).toMatchObject(ok)
    const wrong = { ...subscription, verifyToken: "wrong" }
    expect(await subscribeAppFields(app, app_id, { ...wrong, fields: ["messages"] })).toMatchObject(
      rejected(2200),
    )
    expect(await subscribeApp(owner, login.waba_id)).toMatchObject(ok)
    expect(await subscribeApp(owner, login.waba_id, subscription)).toMatchObject(ok)
    const listed = dataOf(await owner.get(`${login.waba_id}/subscribed_apps`))
    expect(listed).toMatchObject({
      data: [{ whatsapp_business_api_data: { id: app_id }, override_callback_uri: callback.url }],
    })
    expect(await unsubscribeApp(owner, login.waba_id)).toMatchObject(ok)
    expect(dataOf(await owner.get(`${login.waba_id}/subscribed_apps`))).toMatchObject({ data: [] })
  })

  it("writes and reads the profile, with an uploaded picture", async () => {
    const graph = clientOf(stage.account.access_token)
    const id = stage.account.phone_number_id
    const file = { bytes: png, mimeType: "image/png", filename: "p.png" }
    const { handle } = dataOf(await uploadSample(graph, stage.account.app_id, file))
    const change = {
      about: "Shoes since 1990",
      address: "1 Main Street",
      description: "We make shoes",
      email: "hello@shop.test",
      websites: ["https://shop.test"],
      vertical: "RETAIL",
    }
    expect(await updateProfile(graph, id, { ...change, profilePictureHandle: handle })).toMatchObject(ok)
    const profile = dataOf(await getProfile(graph, id))
    expect(profile).toMatchObject(change)
    const picture = await fetch(profile.profilePictureUrl ?? "")
    expect(Buffer.from(await picture.arrayBuffer()).equals(png)).toBe(true)
    expect(await updateProfile(graph, id, { about: "" })).toMatchObject(rejected(100))
  })

  it("submits, edits, lists, pauses and deletes templates", async () => {
    const graph = clientOf(stage.account.access_token)
    const waba = stage.account.waba_id
    const file = { bytes: png, mimeType: "image/png", filename: "p.png" }
    const { handle } = dataOf(await uploadSample(graph, stage.account.app_id, file))
    const submitted = dataOf(await createTemplate(graph, waba, definitionOf(handle)))
    expect(submitted).toMatchObject({ status: "PENDING", category: "MARKETING" })
    expect(await createTemplate(graph, waba, definitionOf(handle))).toMatchObject({
      ok: false,
      error: { code: 100, subcode: 2388024 },
    })
    expect(await editTemplate(graph, submitted.id, { components: [shorter] })).toMatchObject({ ok: false })
    await stage.approve(submitted.id)
    expect(dataOf(await getTemplate(graph, submitted.id))).toMatchObject({
      name: "summer_sale",
      status: "APPROVED",
      parameterFormat: "NAMED",
      components: [{ type: "HEADER", format: "IMAGE" }, { type: "BODY" }, { type: "BUTTONS" }],
      unreadableComponents: [],
    })
    expect(await editTemplate(graph, submitted.id, { components: [shorter] })).toMatchObject(ok)
    await stage.settle()
    await stage.rehearsal.control("POST", `templates/${submitted.id}/review`, {
      decision: "PAUSED",
      reason: "RATE_LIMITING_PAUSE",
    })
    expect(dataOf(await listTemplates(graph, waba, { status: "PAUSED" }))).toMatchObject([
      { id: submitted.id, components: [{ type: "BODY", text: shorter.text }] },
    ])
    expect(await unpauseTemplate(graph, submitted.id)).toMatchObject({ ok: false })
    await stage.rehearsal.advance(6 * 60_000)
    expect(await unpauseTemplate(graph, submitted.id)).toMatchObject(ok)
    expect(dataOf(await getTemplate(graph, submitted.id)).status).toBe("APPROVED")
    const gone = { name: "summer_sale", templateId: submitted.id }
    expect(await deleteTemplate(graph, waba, gone)).toMatchObject(ok)
    expect(dataOf(await listTemplates(graph, waba, { name: "summer_sale" }))).toEqual([])
    expect(await createTemplate(graph, waba, definitionOf(handle))).toMatchObject({ ok: false })
  })
})

const example = { body_text_named_params: [{ param_name: "first_name", example: "Ana" }] }
const shorter = { type: "BODY" as const, text: "Hi {{first_name}}, our sale ends today. See you!", example }

function definitionOf(handle: string): TemplateDefinition {
  return {
    name: "summer_sale",
    language: "en_US",
    category: "MARKETING",
    parameter_format: "NAMED",
    components: [
      { type: "HEADER", format: "IMAGE", example: { header_handle: [handle] } },
      { type: "BODY", text: "Hi {{first_name}}, our summer sale starts today. See you there!", example },
      { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "Stop" }] },
    ],
  }
}
