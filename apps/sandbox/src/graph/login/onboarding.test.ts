import { createHmac } from "node:crypto"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { errorOf, helloWorld, Rehearsal, until } from "../../testing/test-sandbox.ts"

const idSchema = z.object({ id: z.string() })

describe("Login with Facebook, from the dialog to the first message", () => {
  let stage: Rehearsal
  let app: { app_id: string; app_secret: string }
  beforeAll(async () => {
    stage = await Rehearsal.start()
    app = z
      .object({ app_id: z.string(), app_secret: z.string() })
      .parse(await stage.control("POST", "apps", { name: "Parley" }))
  })
  afterAll(() => stage.end())

  const login = async (more: Record<string, unknown> = {}) =>
    z
      .object({
        code: z.string(),
        business_id: z.string(),
        waba_id: z.string(),
        phone_number_id: z.string().optional(),
      })
      .parse(await stage.control("POST", "login", { app_id: app.app_id, waba_name: "Café Central", ...more }))
  const exchange = (code: string, more: Record<string, string> = {}) =>
    stage.call(
      "GET",
      `/v23.0/oauth/access_token?${new URLSearchParams({ client_id: app.app_id, client_secret: app.app_secret, code, ...more })}`,
    )
  const tokenOf = async (code: string) =>
    z.object({ access_token: z.string() }).parse((await exchange(code)).body).access_token

  it("has one app of a name", async () => {
    expect(await stage.control("POST", "apps", { name: "Parley" })).toEqual(app)
  })

  it("exchanges a code once, within 30 seconds, with the right secret and address", async () => {
    const { code } = await login()
    expect(errorOf(await exchange(code, { client_secret: "wrong" })).message).toBe(
      "Error validating client secret.",
    )
    const answer = await exchange(code)
    expect(answer.body).toMatchObject({ access_token: expect.stringMatching(/^EAA/), token_type: "bearer" })
    expect(answer.body.expires_in).toBeCloseTo(60 * 24 * 3600, -2)
    expect(errorOf(await exchange(code))).toMatchObject({ code: 100, error_subcode: 36009 })

    const late = await login()
    await stage.advance(31_000)
    expect(errorOf(await exchange(late.code))).toMatchObject({ code: 100, error_subcode: 36007 })

    const elsewhere = await login({ redirect_uri: "https://parley.test/connect" })
    expect(errorOf(await exchange(elsewhere.code)).message).toContain("redirect_uri")
    const right = await exchange(elsewhere.code, { redirect_uri: "https://parley.test/connect" })
    expect(right.status).toBe(200)
  })

  it("says in debug_token which account was granted, and keeps others out of reach", async () => {
    const granted = await login({ person: "Ana Almeida" })
    const other = await login({ person: "Ben Bauer", waba_name: "Other" })
    const token = await tokenOf(granted.code)
    const { body } = await stage.call(
      "GET",
      `/debug_token?input_token=${token}`,
      undefined,
      `${app.app_id}|${app.app_secret}`,
    )
    expect(body.data).toMatchObject({
      app_id: app.app_id,
      is_valid: true,
      type: "SYSTEM_USER",
      granular_scopes: expect.arrayContaining([
        { scope: "whatsapp_business_management", target_ids: [granted.waba_id] },
      ]),
    })
    expect((await stage.call("GET", `/${granted.waba_id}`, undefined, token)).status).toBe(200)
    const refused = errorOf(await stage.call("GET", `/${other.waba_id}`, undefined, token))
    expect(refused).toMatchObject({ code: 100, error_subcode: 33, type: "GraphMethodException" })
  })

  it("finds the account by way of the person's businesses", async () => {
    const granted = await login({ person: "Chiara Costa", business_name: "Costa Group", waba_name: "Costa" })
    const token = await tokenOf(granted.code)
    const businesses = await stage.call("GET", "/v23.0/me/businesses", undefined, token)
    expect(businesses.body.data).toEqual([{ name: "Costa Group", id: granted.business_id }])
    const owned = await stage.call(
      "GET",
      `/v23.0/${granted.business_id}/owned_whatsapp_business_accounts?fields=id,name,phone_numbers{id}`,
      undefined,
      token,
    )
    expect(owned.body.data).toEqual([{ id: granted.waba_id, name: "Costa", phone_numbers: { data: [] } }])
  })

  it("takes a new number from the code to the first message", async () => {
    const granted = await login({ person: "Dmitri Das", waba_name: "Das" })
    const token = await tokenOf(granted.code)
    const added = await stage.call(
      "POST",
      `/v23.0/${granted.waba_id}/phone_numbers`,
      { cc: "49", phone_number: "1701234567", verified_name: "Das Shop" },
      token,
    )
    const { id } = idSchema.parse(added.body)
    const post = (edge: string, body: unknown) => stage.call("POST", `/v23.0/${id}/${edge}`, body, token)

    const registration = { messaging_product: "whatsapp", pin: "123456" }
    expect(errorOf(await post("register", registration)).code).toBe(133006)
    expect((await post("request_code?code_method=SMS&language=en_US", {})).body).toEqual({ success: true })
    const { data } = await stage.control("GET", `numbers/${id}/codes`)
    const code = z
      .array(z.object({ code: z.string().regex(/^\d{6}$/), method: z.literal("SMS") }))
      .parse(data)[0]?.code
    expect(errorOf(await post("verify_code", { code: code === "000000" ? "000001" : "000000" })).code).toBe(
      136025,
    )
    expect((await post("verify_code", { code })).body).toEqual({ success: true })
    expect(errorOf(await post("request_code", { code_method: "SMS", language: "en" })).code).toBe(136024)

    const hello = { messaging_product: "whatsapp", to: "491511111111", ...helloWorld }
    expect(errorOf(await post("messages", hello)).code).toBe(133010)
    expect((await post("register", registration)).body).toEqual({ success: true })
    expect(errorOf(await post("register", { ...registration, pin: "654321" })).code).toBe(133005)
    expect((await post("messages", hello)).status).toBe(200)

    const read = await stage.call(
      "GET",
      `/v23.0/${id}?fields=status,code_verification_status,is_pin_enabled`,
      undefined,
      token,
    )
    expect(read.body).toEqual({
      status: "CONNECTED",
      code_verification_status: "VERIFIED",
      is_pin_enabled: true,
      id,
    })
    expect((await post("deregister", {})).body).toEqual({ success: true })
    expect(errorOf(await post("messages", hello)).code).toBe(133010)
  })

  it("subscribes the app after its callback repeats the challenge, and tells the app of new partners", async () => {
    const subscribe = (verify_token: string) =>
      stage.call(
        "POST",
        `/${app.app_id}/subscriptions`,
        {
          object: "whatsapp_business_account",
          callback_url: stage.callback.url,
          verify_token,
          fields: "messages,account_update",
        },
        `${app.app_id}|${app.app_secret}`,
      )
    expect(errorOf(await subscribe("wrong")).code).toBe(2200)
    expect((await subscribe("verify-me")).body).toEqual({ success: true })
    const granted = await login({ person: "Elif Eze", waba_name: "Eze" })
    await until(() => stage.callback.heard.some(({ field }) => field === "account_update"))
    expect(stage.callback.heard.find(({ field }) => field === "account_update")?.value).toMatchObject({
      event: "PARTNER_ADDED",
      waba_info: { waba_id: granted.waba_id, owner_business_id: granted.business_id },
    })
    const token = await tokenOf(granted.code)
    expect((await stage.call("POST", `/${granted.waba_id}/subscribed_apps`, undefined, token)).body).toEqual({
      success: true,
    })
    const listed = await stage.call("GET", `/${granted.waba_id}/subscribed_apps`, undefined, token)
    expect(listed.body.data).toMatchObject([
      { whatsapp_business_api_data: { id: app.app_id, name: "Parley" } },
    ])
  })

  it("refuses tokens as Meta does: missing, garbled, revoked, expired, without scope, with a wrong proof", async () => {
    const granted = await login({ person: "Femi Fischer", waba_name: "Fischer" })
    const token = await tokenOf(granted.code)
    const get = async (path: string, presented?: string) => stage.call("GET", path, undefined, presented)
    expect(errorOf(await get(`/${granted.waba_id}`)).code).toBe(104)
    const garbled = await get(`/${granted.waba_id}`, "EAAnonsense")
    expect(garbled.status).toBe(401)
    expect(errorOf(garbled).message).toBe("Invalid OAuth access token - Cannot parse access token")

    const proof = createHmac("sha256", app.app_secret).update(token).digest("hex")
    expect((await get(`/${granted.waba_id}?appsecret_proof=${proof}`, token)).status).toBe(200)
    expect(errorOf(await get(`/${granted.waba_id}?appsecret_proof=00`, token)).code).toBe(100)

    const narrow = await tokenOf(
      (await login({ waba_name: "Narrow", scopes: ["whatsapp_business_management"] })).code,
    )
    const narrowWaba = z
      .object({ data: z.array(idSchema) })
      .parse((await get("/v23.0/me/businesses", narrow)).body)
    expect(narrowWaba.data.length).toBeGreaterThan(0)

    await stage.advance(61 * 24 * 3600 * 1000)
    const expired = await get(`/${granted.waba_id}`, token)
    expect(expired.status).toBe(401)
    expect(errorOf(expired)).toMatchObject({ code: 190, error_subcode: 463 })
    expect(errorOf(expired).message).toMatch(
      /Session has expired on \w+, \d\d-\w{3}-\d\d \d\d:\d\d:\d\d P[SD]T\./,
    )

    const fresh = await tokenOf((await login({ waba_id: granted.waba_id })).code)
    await stage.control("DELETE", `tokens/${fresh}`)
    expect(errorOf(await get(`/${granted.waba_id}`, fresh))).toMatchObject({ code: 190, error_subcode: 460 })
  })

  it("keeps a business profile and refuses what is too long", async () => {
    const account = await stage.quickstart()
    const path = `/v23.0/${account.phone_number_id}/whatsapp_business_profile`
    const post = (body: Record<string, unknown>) =>
      stage.call("POST", path, { messaging_product: "whatsapp", ...body }, account.access_token)
    expect(
      (await post({ about: "Plants", websites: ["https://shrub.test"], vertical: "RETAIL" })).body,
    ).toEqual({ success: true })
    const read = await stage.call(
      "GET",
      `${path}?fields=about,websites,email`,
      undefined,
      account.access_token,
    )
    expect(read.body.data).toEqual([
      { about: "Plants", websites: ["https://shrub.test"], messaging_product: "whatsapp" },
    ])
    expect(errorOf(await post({ about: "x".repeat(140) })).message).toContain("at most 139")
    expect((await post({ description: "x".repeat(512) })).status).toBe(200)
    expect(errorOf(await post({ description: "x".repeat(513) })).code).toBe(100)
    expect(errorOf(await post({ websites: ["ftp://shrub.test"] })).code).toBe(100)
  })
})
