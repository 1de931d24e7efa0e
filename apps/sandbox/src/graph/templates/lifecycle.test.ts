import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { type Account, errorOf, Rehearsal, wamidOf } from "../../testing/test-sandbox.ts"

const hourMs = 3_600_000
const dayMs = 24 * hourMs

describe("the life of a template", () => {
  let stage: Rehearsal
  let account: Account
  beforeEach(async () => {
    stage = await Rehearsal.start()
    account = await stage.quickstart()
  })
  afterEach(() => stage.end())

  const create = (name: string, more: Record<string, unknown> = {}) =>
    stage.call(
      "POST",
      `/${account.waba_id}/message_templates`,
      { name, language: "en", category: "MARKETING", components: [{ type: "BODY", text: "News!" }], ...more },
      account.access_token,
    )
  const created = async (name: string) => {
    const { id } = (await create(name)).body
    await stage.advance(5_000)
    return String(id)
  }
  const statusOf = async (id: string) =>
    (await stage.call("GET", `/${id}?fields=status`, undefined, account.access_token)).body.status
  const rate = (id: string, score: string) => stage.control("POST", `templates/${id}/quality`, { score })
  const told = async (field: string) => {
    await stage.quiet()
    return stage.callback.heard.filter((change) => change.field === field).map(({ value }) => value)
  }

  it("is paused for 3 hours, then 6, then ends, each time its quality falls to RED", async () => {
    const id = await created("news")
    expect(await rate(id, "RED")).toMatchObject({ status: "PAUSED" })
    await stage.advance(3 * hourMs)
    expect(await statusOf(id)).toBe("APPROVED")
    await rate(id, "GREEN")
    expect(await rate(id, "RED")).toMatchObject({ status: "PAUSED" })
    await stage.advance(3 * hourMs)
    expect(await statusOf(id)).toBe("PAUSED")
    await stage.advance(3 * hourMs)
    await rate(id, "YELLOW")
    expect(await rate(id, "RED")).toMatchObject({ status: "DISABLED" })
    expect(await told("message_template_quality_update")).toContainEqual(
      expect.objectContaining({
        previous_quality_score: "UNKNOWN",
        new_quality_score: "RED",
        message_template_id: Number(id),
      }),
    )
  })

  it("goes the same way under an id that no number of JavaScript can hold", async () => {
    await stage.control("PATCH", "settings", {
      templates: { long_ids: true },
      pacing: { mode: "release", threshold: 0 },
    })
    const ids = [await created("news"), await created("more_news")]
    expect(ids.map((id) => id.length).sort()).toEqual([17, 18])
    for (const id of ids) {
      expect(String(Number(id))).not.toBe(id)
      expect(await statusOf(id)).toBe("APPROVED")
      await told("message_template_status_update")
      expect(stage.callback.posts.map(({ raw }) => raw).join()).toContain(
        `"event":"APPROVED","message_template_id":${id},`,
      )
    }
    const [id = ""] = ids
    const template = { name: "news", language: { code: "en" } }
    const wamid = wamidOf(await stage.send(account, { to: "4915100000001", type: "template", template }))
    await stage.advance(hourMs)
    await stage.advance(hourMs)
    await stage.quiet()
    expect(stage.callback.statusesOf(wamid)).toContain("delivered")
    expect(await rate(id, "RED")).toMatchObject({ status: "PAUSED" })
    await stage.advance(3 * hourMs)
    expect(await statusOf(id)).toBe("APPROVED")
  })

  it("can be appealed for when it was rejected, and is then looked at again", async () => {
    await stage.control("PATCH", "settings", { review: { mode: "manual" } })
    const id = String((await create("news")).body.id)
    const appeal = (body: object) => stage.call("POST", `/_sandbox/templates/${id}/appeal`, body)
    const sample = { sample: "News: we have moved." }
    expect(await appeal(sample)).toMatchObject({ status: 400, body: { error: { code: "not_rejected" } } })
    await stage.control("POST", `templates/${id}/review`, { decision: "REJECTED", reason: "SCAM" })
    expect(await appeal({})).toMatchObject({ status: 400, body: { error: { field: "sample" } } })
    expect((await appeal(sample)).status).toBe(200)
    expect(await statusOf(id)).toBe("IN_APPEAL")
    await stage.control("POST", `templates/${id}/review`, { decision: "APPROVED" })
    expect(await statusOf(id)).toBe("APPROVED")
    const events = (await told("message_template_status_update")).map(({ event }) => event)
    expect(events).toEqual(["REJECTED", "IN_APPEAL", "APPROVED"])
  })

  it("is decided about by rule when an appeal has waited its time", async () => {
    const id = await created("news")
    await stage.control("POST", `templates/${id}/review`, { decision: "REJECTED" })
    await stage.control("POST", `templates/${id}/appeal`, { sample: "News!" })
    expect(await stage.control("GET", "pending")).toMatchObject({ reviews: 1 })
    await stage.advance(5_000)
    expect(await statusOf(id)).toBe("APPROVED")
  })

  it("with a maximum price goes through the Marketing Messages API only", async () => {
    const optimization_spec = [{ bid_spec: { bid_amount: 100 } }]
    const refused = await create("deal", { optimization_spec })
    expect(errorOf(refused).message).toBe("(#100) Param optimization_spec must be a JSON object.")
    const spec = { bid_amount: 100, bid_strategy: "LOWEST_COST_WITH_BID_CAP" }
    expect((await create("bill", { optimization_spec: spec, category: "UTILITY" })).status).toBe(400)
    const { id } = (await create("deal", { optimization_spec: spec })).body
    await stage.advance(5_000)
    const read = await stage.call("GET", `/${id}?fields=optimization_spec`, undefined, account.access_token)
    expect(read.body).toMatchObject({ optimization_spec: spec })
    const message = {
      to: "4915100000001",
      type: "template",
      template: { name: "deal", language: { code: "en" } },
    }
    expect(errorOf(await stage.send(account, message)).code).toBe(131061)
    await stage.control("PATCH", `wabas/${account.waba_id}`, {
      marketing_messages_onboarding_status: "ONBOARDED",
    })
    const path = `/${account.phone_number_id}/marketing_messages`
    const sent = await stage.call(
      "POST",
      path,
      { messaging_product: "whatsapp", ...message },
      account.access_token,
    )
    expect(sent.status).toBe(200)
  })

  it("suffers when people report it", async () => {
    const id = await created("news")
    const template = { name: "news", language: { code: "en" } }
    for (const to of ["4915100000001", "4915100000002"]) {
      await stage.send(account, { to, type: "template", template })
      await stage.control("POST", `people/${to}/report`, { phone_number_id: account.phone_number_id })
    }
    expect(await statusOf(id)).toBe("PAUSED")
    expect(await stage.control("GET", "people/4915100000001")).toMatchObject({
      blocked_numbers: [account.phone_number_id],
    })
  })

  it("may be put into another category, announced a day before or at once", async () => {
    const id = await created("news")
    await stage.control("POST", `templates/${id}/category`, { category: "UTILITY", notice: true })
    await stage.quiet()
    await stage.control("POST", `templates/${id}/category`, { category: "UTILITY" })
    expect(await told("template_category_update")).toMatchObject([
      { new_category: "MARKETING", correct_category: "UTILITY" },
      { previous_category: "MARKETING", new_category: "UTILITY" },
    ])
    const read = await stage.call("GET", `/${id}?fields=category`, undefined, account.access_token)
    expect(read.body.category).toBe("UTILITY")
  })

  it("tells what it says after an edit", async () => {
    const id = await created("news")
    const components = [{ type: "BODY", text: "Fresh news!" }]
    await stage.call("POST", `/${id}`, { components }, account.access_token)
    await stage.advance(5_000)
    expect(await told("message_template_components_update")).toMatchObject([
      { message_template_id: Number(id), message_template_element: "Fresh news!" },
    ])
  })

  it("is told of with the dates when it is deleted or disabled, and in prose when it is rejected", async () => {
    const remove = (name: string) =>
      stage.call(
        "DELETE",
        `/${account.waba_id}/message_templates?name=${name}`,
        undefined,
        account.access_token,
      )
    const atS = async () => {
      const { now } = await stage.control("GET", "clock")
      return Math.floor(Date.parse(String(now)) / 1000)
    }
    await stage.control("POST", "clock", { paused: true })
    const approved = await created("approved")
    const rejected = await created("casino_games")
    const disabled = await created("disabled")
    await stage.control("POST", `templates/${rejected}/review`, { decision: "REJECTED", reason: "SCAM" })
    await stage.control("POST", `templates/${disabled}/review`, { decision: "DISABLED" })
    await remove("casino_games")
    await remove("approved")
    const now = await atS()
    const monthS = 30 * 24 * 3600
    expect(await told("message_template_status_update")).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          event: "REJECTED",
          reason: "SCAM",
          rejection_info: { reason: expect.stringContaining(" "), recommendation: expect.any(String) },
        }),
        expect.objectContaining({ event: "DISABLED", disable_info: { disable_date: now } }),
        expect.objectContaining({
          event: "DELETED",
          message_template_id: Number(rejected),
          disable_info: { disable_date: now },
        }),
        expect.objectContaining({
          event: "PENDING_DELETION",
          message_template_id: Number(approved),
          reason: null,
          disable_info: { disable_date: now + monthS },
        }),
      ]),
    )
    await stage.advance(monthS * 1000 + 1_000)
    expect(await told("message_template_status_update")).toContainEqual(
      expect.objectContaining({ event: "DELETED", message_template_id: Number(approved) }),
    )
    expect((await create("approved")).status).toBe(200)
  })

  it("keeps everything that it is made or edited with", async () => {
    const kept = {
      sub_category: "ORDER_STATUS",
      display_format: "ORDER_DETAILS",
      cta_url_link_tracking_opted_out: true,
      is_primary_device_delivery_only: true,
      is_sms_fallback_enabled: false,
      degrees_of_freedom_spec: { creative_features_spec: { image_touchups: { enroll_status: "OPT_OUT" } } },
      bid_spec: { bid_amount: 20 },
      creative_sourcing_spec: { sources: ["CATALOG"] },
    }
    const { id } = (await create("kept", kept)).body
    await stage.advance(5_000)
    const read = async () => {
      const fields = Object.keys(kept).join(",")
      return (await stage.call("GET", `/${String(id)}?fields=${fields}`, undefined, account.access_token))
        .body
    }
    expect(await read()).toEqual({ id, ...kept })
    const change = { cta_url_link_tracking_opted_out: false, bid_spec: { bid_amount: 30 } }
    const edited = await stage.call("POST", `/${String(id)}`, change, account.access_token)
    expect(edited.body).toEqual({ success: true, id, name: "kept", category: "MARKETING" })
    expect(await read()).toEqual({ id, ...kept, ...change })
    expect(errorOf(await create("wrong", { bid_spec: "x" })).code).toBe(100)
  })

  it("is archived after a year of rest and deleted 28 days later, unless it is taken back", async () => {
    const kept = await created("kept")
    const lost = await created("lost")
    await stage.quiet()
    await stage.advance(365 * dayMs)
    await stage.quiet()
    expect([await statusOf(kept), await statusOf(lost)]).toEqual(["ARCHIVED", "ARCHIVED"])
    await stage.control("POST", `templates/${kept}/unarchive`)
    await stage.advance(28 * dayMs)
    expect(await statusOf(kept)).toBe("APPROVED")
    expect(await statusOf(lost)).toBeUndefined()
    const events = (await told("message_template_status_update"))
      .filter(({ message_template_name }) => message_template_name === "lost")
      .map(({ event }) => event)
    expect(events).toEqual(["APPROVED", "ARCHIVED", "DELETED"])
  })

  it("is one of 100 an hour and, for an unverified portfolio, one of 250", async () => {
    const settings = { review: { mode: "manual" }, limits: { template_creates: true } }
    await stage.control("PATCH", "settings", settings)
    const business = `businesses/${account.business_id}`
    await stage.control("PATCH", business, { verification_status: "not_verified" })
    for (let made = 0; made < 100; made++) await create(`n${made}`)
    expect(errorOf(await create("beyond")).code).toBe(80007)
    for (const hour of [1, 2]) {
      await stage.advance(hourMs)
      for (let made = 0; made < 100; made++) await create(`n${hour}_${made}`)
    }
    expect(errorOf(await create("beyond")).error_subcode).toBe(2388019)
    await stage.control("PATCH", business, { verification_status: "verified" })
    await stage.advance(hourMs)
    expect((await create("beyond")).status).toBe(200)
  })
})
