import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { type Account, errorOf, Rehearsal } from "../../testing/test-sandbox.ts"

const listSchema = z.object({ data: z.array(z.record(z.string(), z.unknown())) })

describe("what is read", () => {
  let stage: Rehearsal
  let account: Account
  let template = ""
  let flow = ""
  beforeAll(async () => {
    stage = await Rehearsal.start()
    account = await stage.quickstart()
    template = String((await list(`${account.waba_id}/message_templates`))[0]?.id)
    flow = String(
      (await call("POST", `${account.waba_id}/flows`, { name: "f", categories: ["OTHER"] })).body.id,
    )
  })
  afterAll(() => stage.end())

  const call = (method: string, path: string, body?: unknown) =>
    stage.call(method, `/v23.0/${path}`, body, account.access_token)
  const list = async (path: string) => {
    const answer = await call("GET", path)
    expect(answer).toMatchObject({ status: 200 })
    return listSchema.parse(answer.body).data
  }

  const ofNumber =
    "eligibility_for_api_business_global_search,new_certificate,certificate,host_platform,unified_cert_status,official_business_account,smb_coexistence_status,new_display_name,username,account_mode,search_visibility"
  const ofAccount =
    "marketing_messages_lite_api_status,marketing_messages_onboarding_status,disable_marketing_messages_on_cloud_api,analytics,flows,assigned_users,auth_international_rate_eligibility,is_shared_with_partners,linked_commerce_account,primary_business_location,audiences,schedules,dcc_config,timezone,purchase_order_number,on_behalf_of_business_info,primary_funding_id"
  const ofTemplate =
    "degrees_of_freedom_spec,display_format,is_primary_device_delivery_only,source,ad_account_id,ad_id,ad_adset_id,ad_campaign_id,bid_spec,is_sms_fallback_enabled,creative_sourcing_spec,rejection_info,cta_url_link_tracking_opted_out"
  const ofFlow = "application,metric.name(ENDPOINT_REQUEST_COUNT),assets,preview"
  const ofBusiness =
    "owned_whatsapp_business_accounts,client_whatsapp_business_accounts,primary_page,link,profile_picture_uri,two_factor_type,is_hidden,updated_time"

  it("has every field of Meta's, and leaves out those without a value", async () => {
    for (const [path, fields] of [
      [account.phone_number_id, ofNumber],
      [account.waba_id, ofAccount],
      [template, ofTemplate],
      [flow, ofFlow],
      [account.business_id, ofBusiness],
    ]) {
      const { status, body } = await call("GET", `${path}?fields=${fields}`)
      expect([path, status]).toEqual([path, 200])
      expect(Object.values(body)).not.toContain(null)
    }
    const { body } = await call("GET", `${account.phone_number_id}?fields=${ofNumber}`)
    expect(body).not.toHaveProperty("certificate")
    expect((await call("GET", `${flow}?fields=assets`)).body).toMatchObject({
      assets: { data: [{ asset_type: "FLOW_JSON" }] },
    })
  })

  it("has accounts within their portfolio, with fields of their own", async () => {
    const owned = "owned_whatsapp_business_accounts{id,name,flows{name}}"
    expect((await call("GET", `me/businesses?fields=${owned}`)).body).toMatchObject({
      data: [
        { owned_whatsapp_business_accounts: { data: [{ id: account.waba_id, flows: { data: [{}] } }] } },
      ],
    })
  })

  it("refuses a field that nobody knows, also where there is nothing to be read", async () => {
    const empty = "client_whatsapp_business_accounts"
    expect(await list(`${account.business_id}/${empty}`)).toEqual([])
    for (const [path, type] of [
      [`${account.business_id}/${empty}?fields=id,nonsense`, "WhatsAppBusinessAccount"],
      [`${account.business_id}?fields=${empty}{nonsense}`, "WhatsAppBusinessAccount"],
      [`${account.waba_id}/flows?fields=nonsense`, "WhatsAppFlow"],
      [`${account.waba_id}/message_templates?name=no_such&fields=nonsense`, "WhatsAppMessageTemplate"],
      [`${account.waba_id}?fields=flows{nonsense}`, "WhatsAppFlow"],
      [`${account.phone_number_id}/message_qrdls?fields=nonsense`, "WhatsAppBusinessQRCode"],
    ]) {
      expect(errorOf(await call("GET", path ?? "")).message).toBe(
        `(#100) Tried accessing nonexisting field (nonsense) on node type (${type})`,
      )
    }
  })

  it("keeps what filtering says, and in the order that is asked for", async () => {
    const made = await call("POST", `${account.waba_id}/phone_numbers`, {
      cc: "1",
      phone_number: "6505550188",
      verified_name: "Second",
    })
    const second = String(made.body.id)
    const numbers = (query: string) => list(`${account.waba_id}/phone_numbers?fields=id&${query}`)
    const filtering = (field: string, operator: string, value: unknown) =>
      `filtering=${encodeURIComponent(JSON.stringify([{ field, operator, value }]))}`
    expect(await numbers(filtering("account_mode", "EQUAL", "SANDBOX"))).toEqual([])
    expect(await numbers(filtering("account_mode", "IN", ["LIVE", "SANDBOX"]))).toHaveLength(2)
    expect(await numbers("sort=creation_time.desc")).toEqual([
      { id: second },
      { id: account.phone_number_id },
    ])
    expect(await numbers("sort=last_onboarded_time.asc")).toEqual([
      { id: second },
      { id: account.phone_number_id },
    ])
    const accounts = `${account.business_id}/owned_whatsapp_business_accounts`
    expect(await list(`${accounts}?${filtering("creation_time", "GREATER_THAN", 4_000_000_000)}`)).toEqual([])
    expect(await list(`${accounts}?${filtering("creation_time", "LESS_THAN", 4_000_000_000)}`)).toHaveLength(
      1,
    )
  })

  it.each([
    ["a field", "phone_numbers?filtering=[{%22field%22:%22x%22,%22operator%22:%22EQUAL%22,%22value%22:1}]"],
    [
      "an operator",
      "phone_numbers?filtering=[{%22field%22:%22account_mode%22,%22operator%22:%22LIKE%22,%22value%22:1}]",
    ],
    ["an order", "phone_numbers?sort=name.asc"],
    ["a status", "message_templates?status=FOO"],
    ["a category", "message_templates?category=FOO"],
    ["a language", "message_templates?language=xx_YY"],
    ["a quality", "message_templates?quality_score=FOO"],
    [
      "a metric",
      "template_analytics?granularity=DAILY&start=0&end=86400&template_ids=[1]&metric_types=[%22FOO%22]",
    ],
    ["a dimension", "pricing_analytics?granularity=DAILY&start=0&end=86400&dimensions=[%22FOO%22]"],
  ])("refuses %s that is none of Meta's", async (_what, path) => {
    const answer = await call("GET", `${account.waba_id}/${path}`)
    expect([answer.status, errorOf(answer).message]).toEqual([
      400,
      expect.stringContaining("must be one of {"),
    ])
  })

  it("has what Meta has and the sandbox has not as Meta's own refusal", async () => {
    for (const [method, path] of [
      ["GET", `${template}/compare`],
      ["POST", `${account.waba_id}/message_templates/archive`],
      ["POST", `${account.waba_id}/message_templates/unarchive`],
      ["POST", `${account.waba_id}/migrate_flows`],
      ["GET", `${flow}/metric`],
      ["GET", `${account.waba_id}/analytics`],
      ["GET", `${account.waba_id}/product_catalogs`],
      ["POST", `${account.waba_id}/dataset`],
      ["GET", `${account.waba_id}/schedules`],
      ["GET", `${account.waba_id}/activities`],
      ["GET", `${account.waba_id}/signups`],
      ["POST", `${account.business_id}/add_phone_numbers`],
      ["GET", `${account.phone_number_id}/username`],
      ["GET", `${account.phone_number_id}/username_suggestions`],
      ["GET", `${account.phone_number_id}/message_history`],
      ["POST", account.phone_number_id],
    ]) {
      const body = method === "POST" ? { username: "shop" } : undefined
      const answer = await call(method ?? "", path ?? "", body)
      expect([path, answer.status, errorOf(answer).code]).toEqual([path, 403, 10])
    }
  })
})
