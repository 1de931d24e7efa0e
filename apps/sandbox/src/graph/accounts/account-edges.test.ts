import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { type Account, errorOf, Rehearsal } from "../../testing/test-sandbox.ts"

const dayS = 86_400

describe("what hangs on an account", () => {
  let stage: Rehearsal
  let account: Account
  beforeAll(async () => {
    stage = await Rehearsal.start()
    account = await stage.quickstart()
  })
  afterAll(() => stage.end())

  const call = (method: string, path: string, body?: unknown) =>
    stage.call(method, `/v23.0/${path}`, body, account.access_token)
  const waba = (method: string, edge: string, body?: unknown) =>
    call(method, `${account.waba_id}/${edge}`, body)
  const told = (field: string) => stage.callback.heard.filter((change) => change.field === field)

  it("has no partner solutions and no pre-verified numbers for businesses that were not chosen", async () => {
    for (const edge of [`${account.waba_id}/solutions`, `${account.business_id}/preverified_numbers`]) {
      const answer = await call("GET", edge)
      expect(answer.status).toBe(403)
      expect(errorOf(answer).code).toBe(10)
    }
  })

  describe("flows", () => {
    const screen = {
      id: "WELCOME",
      terminal: true,
      layout: {
        type: "SingleColumnLayout",
        children: [
          { type: "TextInput", name: "email", label: "E-mail" },
          { type: "Footer", label: "Done", "on-click-action": { name: "complete", payload: {} } },
        ],
      },
    }
    const upload = (flowId: unknown, json: unknown) => {
      const form = new FormData()
      form.set("name", "flow.json")
      form.set("asset_type", "FLOW_JSON")
      form.set("file", new Blob([JSON.stringify(json)], { type: "application/json" }), "flow.json")
      const headers = { authorization: `Bearer ${account.access_token}` }
      return fetch(`${stage.sandbox.url}/v23.0/${flowId}/assets`, { method: "POST", headers, body: form })
    }

    it("are drafted, filled, published, deprecated, and then stay", async () => {
      const { id } = (await waba("POST", "flows", { name: "Sign up", categories: ["SIGN_UP"] })).body
      expect(errorOf(await call("POST", `${id}/publish`)).code).toBe(139002)
      const wrong = await upload(id, { version: "7.0", screens: [{ ...screen, terminal: false }] })
      expect(await wrong.json()).toMatchObject({ validation_errors: [{ error: "MISSING_TERMINAL_SCREEN" }] })
      const right = await upload(id, { version: "7.0", screens: [screen] })
      expect(await right.json()).toEqual({ success: true, validation_errors: [] })
      expect((await call("POST", `${id}/publish`)).body).toEqual({ success: true })
      expect((await call("GET", `${id}?fields=status,json_version`)).body).toMatchObject({
        status: "PUBLISHED",
        json_version: "7.0",
      })
      const shown = await call("GET", `${id}?fields=preview.invalidate(false)`)
      const { preview } = z.object({ preview: z.object({ preview_url: z.url() }) }).parse(shown.body)
      expect(await (await fetch(preview.preview_url)).text()).toContain("E-mail")
      await stage.quiet()
      expect(told("flows")[0]?.value).toMatchObject({ old_status: "DRAFT", new_status: "PUBLISHED" })
      expect(errorOf(await call("DELETE", String(id))).code).toBe(139002)
      expect((await call("POST", `${id}/deprecate`)).body).toEqual({ success: true })
    })

    it("are published at once when nothing is wrong with them, and drafts can be deleted", async () => {
      const flow_json = JSON.stringify({ version: "7.0", screens: [screen] })
      const made = await waba("POST", "flows", { name: "B", categories: ["OTHER"], flow_json, publish: true })
      expect(made.body).toMatchObject({ success: true, validation_errors: [] })
      expect((await waba("GET", "flows?fields=name,status")).body).toMatchObject({
        data: expect.arrayContaining([expect.objectContaining({ name: "B", status: "PUBLISHED" })]),
      })
      const draft = await waba("POST", "flows", { name: "C", categories: ["OTHER"] })
      expect((await call("DELETE", String(draft.body.id))).body).toEqual({ success: true })
      expect(errorOf(await call("GET", String(draft.body.id))).error_subcode).toBe(33)
      expect(errorOf(await waba("POST", "flows", { name: "D", categories: ["DANCE"] })).code).toBe(100)
    })
  })

  it("adds authentication templates in several languages at once, approved", async () => {
    const order = {
      name: "code",
      languages: ["en_US", "de"],
      category: "AUTHENTICATION",
      components: [{ type: "BODY" }, { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] }],
    }
    const first = await waba("POST", "upsert_message_templates", order)
    expect(first.body).toMatchObject({
      data: [
        { status: "APPROVED", language: "en_US" },
        { status: "APPROVED", language: "de" },
      ],
    })
    const ids = (body: unknown) =>
      z
        .object({ data: z.array(z.object({ id: z.string() })) })
        .parse(body)
        .data.map(({ id }) => id)
    const again = await waba("POST", "upsert_message_templates", { ...order, languages: ["de", "fr"] })
    expect(ids(again.body)[0]).toBe(ids(first.body)[1])
  })

  it("takes templates from Meta's library, approved as they are", async () => {
    const found = await call("GET", "message_template_library?search=delivery&language=en_US")
    expect(found.body).toMatchObject({ data: [{ name: "delivery_update_1" }] })
    const made = await waba("POST", "message_templates", {
      name: "on_its_way",
      language: "en_US",
      category: "UTILITY",
      library_template_name: "delivery_update_1",
      library_template_button_inputs: [{ type: "URL", url: { base_url: "https://shop.test/track" } }],
    })
    expect(made.body).toMatchObject({ status: "APPROVED", category: "UTILITY" })
    const read = await call("GET", `${made.body.id}?fields=components,library_template_name`)
    expect(JSON.stringify(read.body)).toContain("https://shop.test/track")
    expect(read.body.library_template_name).toBe("delivery_update_1")
  })

  it("copies approved templates of another account of the same business", async () => {
    const branch = async (waba_name: string) => {
      const login = { app_id: account.app_id, person: "Olga Ito", business_name: "Chain", waba_name }
      return String((await stage.control("POST", "login", login)).waba_id)
    }
    const waba_ids = [await branch("North"), await branch("South")]
    const [north, south] = waba_ids
    const order = { app_id: account.app_id, waba_ids }
    const token = String((await stage.control("POST", "tokens", order)).access_token)
    const post = (path: string, body: unknown) => stage.call("POST", `/${path}`, body, token)
    const components = [{ type: "BODY", text: "Good day" }]
    const template = { name: "hi", language: "en", category: "UTILITY", components }
    const made = await post(`${north}/message_templates`, template)
    await stage.advance(5_000)
    const migrated = await post(`${south}/migrate_message_templates`, { source_waba_id: north })
    expect(migrated.body).toMatchObject({
      migrated_templates: [expect.any(String)],
      failed_templates: expect.not.objectContaining({ [String(made.body.id)]: expect.anything() }),
    })
    const copied = await stage.call("GET", `/${south}/message_templates?name=hi`, undefined, token)
    expect(copied.body).toMatchObject({ data: [{ name: "hi", status: "APPROVED" }] })
    const other = await stage.quickstart()
    const foreign = await call("POST", `${account.waba_id}/migrate_message_templates`, {
      source_waba_id: other.waba_id,
    })
    expect(errorOf(foreign).error_subcode).toBe(33)
  })

  it("assigns people of the business to the account", async () => {
    const me = await call("GET", "me")
    await waba("POST", "assigned_users", { user: me.body.id, tasks: ["MANAGE"] })
    expect((await waba("GET", `assigned_users?business=${account.business_id}`)).body).toMatchObject({
      data: [{ id: me.body.id, tasks: ["MANAGE"] }],
    })
    await waba("DELETE", `assigned_users?user=${me.body.id}`)
    expect((await waba("GET", `assigned_users?business=${account.business_id}`)).body).toEqual({ data: [] })
  })

  it("is paid for by a line of credit that is shared with it", async () => {
    await stage.control("PATCH", `wabas/${account.waba_id}`, { has_payment_method: false })
    expect((await waba("GET", "?fields=health_status")).body).toMatchObject({
      health_status: { can_send_message: "BLOCKED" },
    })
    const credits = await call("GET", `${account.business_id}/extendedcredits`)
    const credit = z.object({ data: z.tuple([z.object({ id: z.string() })]) }).parse(credits.body).data[0]
    const query = `waba_id=${account.waba_id}&waba_currency=EUR`
    const shared = await call("POST", `${credit.id}/whatsapp_credit_sharing_and_attach?${query}`)
    expect(shared.body).toMatchObject({ waba_id: account.waba_id, allocation_config_id: expect.any(String) })
    expect((await waba("GET", "?fields=health_status,currency")).body).toMatchObject({
      currency: "EUR",
      health_status: { can_send_message: "AVAILABLE" },
    })
  })

  it("counts what was really sent", async () => {
    await stage.greet(account, "4915100000001")
    await stage.control("PUT", "people/4915100000002", { behaviour: { unreachable_share: 1 } })
    await stage.greet(account, "4915100000002")
    await stage.advance(60_000)
    await stage.quiet()
    const { now } = z.object({ now: z.string() }).parse(await stage.control("GET", "clock"))
    const end = Math.floor(Date.parse(now) / 1000) + 60
    const start = end - 2 * dayS
    const hello = await waba("GET", "message_templates?name=hello_world")
    const { id } = z.object({ data: z.tuple([z.object({ id: z.string() })]) }).parse(hello.body).data[0]
    const span = `start=${start}&end=${end}&granularity=DAILY`
    const templates = await waba("GET", `template_analytics?${span}&template_ids=[${id}]`)
    expect(templates.body).toMatchObject({
      data: [{ data_points: [{ template_id: id, sent: 1, delivered: 1 }] }],
    })
    const prices = await waba("GET", `pricing_analytics?${span}&dimensions=["PRICING_CATEGORY"]`)
    expect(prices.body).toMatchObject({
      data: [{ data_points: [{ pricing_category: "UTILITY", volume: 1 }] }],
    })
    const nested = `pricing_analytics.start(${start}).end(${end}).granularity(DAILY)`
    expect((await waba("GET", `?fields=${nested}`)).body).toMatchObject({
      pricing_analytics: { data: [{ data_points: [{ volume: 1 }] }] },
    })
  })

  it("counts no conversations, which ended with June 2025", async () => {
    const span = "start=1760000000&end=1761000000&granularity=DAILY"
    expect((await waba("GET", `conversation_analytics?${span}`)).body).toEqual({
      data: [{ data_points: [] }],
    })
    expect(errorOf(await waba("GET", "conversation_analytics?start=1&granularity=DAILY")).code).toBe(100)
    const nested = "conversation_analytics.start(1760000000).end(1761000000).granularity(MONTHLY)"
    expect((await waba("GET", `?fields=${nested}`)).body).toMatchObject({
      conversation_analytics: { data: [{ data_points: [] }] },
    })
  })

  it("reads several objects in one call", async () => {
    const ids = `${account.waba_id},${account.phone_number_id}`
    const answer = await call("GET", `?ids=${ids}&fields=id`)
    expect(answer.body).toEqual({
      [account.waba_id]: { id: account.waba_id },
      [account.phone_number_id]: { id: account.phone_number_id },
    })
    expect(errorOf(await call("GET", "?ids=1")).error_subcode).toBe(33)
  })

  it("tells how much of the hour is used, and refuses with 80007 when it is used up", async () => {
    const reader = await stage.quickstart()
    const read = () => stage.call("GET", `/${reader.waba_id}/flows`, undefined, reader.access_token)
    const usage = (await read()).headers.get("x-business-use-case-usage")
    expect(JSON.parse(usage ?? "{}")).toMatchObject({
      [reader.waba_id]: [{ type: "whatsapp_business_management", call_count: 1 }],
    })
    for (let calls = 1; calls < 200; calls++) await read()
    expect(errorOf(await read()).code).toBe(80007)
    await stage.advance(3_600_000)
    expect((await read()).status).toBe(200)
  })
})
