import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { type Account, errorOf, helloWorld, Rehearsal, wamidOf } from "../testing/test-sandbox.ts"

describe("what Meta and its people do to apps, accounts and numbers", () => {
  let stage: Rehearsal
  let account: Account
  beforeAll(async () => {
    stage = await Rehearsal.start()
    account = await stage.quickstart()
  })
  afterAll(() => stage.end())

  const told = async (field: string) => {
    await stage.quiet()
    return stage.callback.heard.filter((change) => change.field === field).map(({ value }) => value)
  }
  const login = (person: string) =>
    stage.call("POST", "/_sandbox/login", { app_id: account.app_id, person, waba_name: person })

  it("lets only people with a role into an app in development", async () => {
    const app = (change: object) => stage.control("PATCH", `apps/${account.app_id}`, change)
    await app({ mode: "development", roles: ["Dana Developer"] })
    const stranger = await login("Sam Stranger")
    expect(stranger.status).toBe(403)
    expect(stranger.body).toMatchObject({ error: { code: "app_in_development", field: "app_id" } })
    expect((await login("Dana Developer")).status).toBe(200)
    await app({ mode: "live" })
    expect((await login("Sam Stranger")).status).toBe(200)
  })

  it("grants strangers only what App Review has granted the app", async () => {
    const advanced_access = ["whatsapp_business_management"]
    await stage.control("PATCH", `apps/${account.app_id}`, { advanced_access })
    const exchange = async (person: string) => {
      const { code } = (await login(person)).body
      const query = `client_id=${account.app_id}&client_secret=${account.app_secret}&code=${String(code)}`
      const { access_token } = (await stage.call("GET", `/oauth/access_token?${query}`)).body
      const app = `${account.app_id}|${account.app_secret}`
      const seen = await stage.call("GET", `/debug_token?input_token=${String(access_token)}`, undefined, app)
      return z.object({ data: z.object({ scopes: z.array(z.string()) }) }).parse(seen.body).data.scopes
    }
    expect(await exchange("Sue Stranger")).not.toContain("whatsapp_business_messaging")
    expect(await exchange("Dana Developer")).toContain("whatsapp_business_messaging")
    await stage.control("PATCH", `apps/${account.app_id}`, { advanced_access: [] })
    expect((await login("Sid Stranger")).body).toMatchObject({ error: { code: "nothing_granted" } })
  })

  it("gives tokens that end and tokens that lack a permission", async () => {
    const token = async (more: object) => {
      const order = { app_id: account.app_id, waba_ids: [account.waba_id], ...more }
      return String((await stage.control("POST", "tokens", order)).access_token)
    }
    const send = (access_token: string) =>
      stage.send({ ...account, access_token }, { to: "491510000001", ...helloWorld })
    const short = await token({ expires_in_seconds: 60 })
    expect((await send(short)).status).toBe(200)
    await stage.advance(60_000)
    expect(errorOf(await send(short))).toMatchObject({ code: 190, error_subcode: 463 })
    const reader = await token({ scopes: ["whatsapp_business_management"] })
    expect(errorOf(await send(reader)).code).toBe(200)
  })

  it("takes permissions back from every token that reaches an account, or ends them", async () => {
    const other = await stage.quickstart()
    const order = { app_id: other.app_id, waba_ids: [other.waba_id] }
    const access_token = String((await stage.control("POST", "tokens", order)).access_token)
    const send = async () =>
      (await stage.send({ ...other, access_token }, { to: "491510000003", ...helloWorld })).body.error
    const access = (change: object) => stage.control("POST", `wabas/${other.waba_id}/access`, change)
    await access({ scopes: ["whatsapp_business_management"] })
    expect(await send()).toMatchObject({ code: 200 })
    await access({ expires_in_seconds: 60 })
    await stage.advance(60_000)
    expect(await send()).toMatchObject({ code: 190, error_subcode: 463 })
    await access({ revoked: true })
    expect(await send()).toMatchObject({ code: 190, error_subcode: 460 })
  })

  it("posts the dashboard's samples", async () => {
    await stage.control("POST", `apps/${account.app_id}/test-webhook`, { field: "account_update" })
    expect(await told("account_update")).toContainEqual({
      phone_number: "16505551111",
      event: "VERIFIED_ACCOUNT",
    })
  })

  it("bans an account, which sends no more, and reinstates it", async () => {
    const other = await stage.quickstart()
    const event = (change: object) => stage.control("POST", `wabas/${other.waba_id}/events`, change)
    await event({ event: "DISABLED_UPDATE", state: "DISABLE" })
    const send = () => stage.send(other, { to: "491510000002", ...helloWorld })
    expect(errorOf(await send()).code).toBe(131031)
    await event({ event: "DISABLED_UPDATE", state: "REINSTATE" })
    expect((await send()).status).toBe(200)
    expect(await told("account_update")).toContainEqual(
      expect.objectContaining({
        event: "DISABLED_UPDATE",
        ban_info: {
          waba_ban_state: "DISABLE",
          waba_ban_date: expect.stringMatching(/^[A-Z][a-z]+ \d{1,2}, 20\d\d$/),
        },
      }),
    )
  })

  it("warns, reviews and upgrades, and tells so", async () => {
    await stage.control("POST", `wabas/${account.waba_id}/events`, {
      event: "ALERT",
      severity: "WARNING",
      type: "OBA_REJECTED",
      description: "Not notable",
    })
    await stage.control("PATCH", `wabas/${account.waba_id}`, { account_review_status: "REJECTED" })
    await stage.control("PATCH", `numbers/${account.phone_number_id}`, { throughput_level: "HIGH" })
    expect(await told("account_alerts")).toMatchObject([{ alert_info: { alert_type: "OBA_REJECTED" } }])
    expect(await told("account_review_update")).toEqual([{ decision: "REJECTED" }])
    expect(await told("phone_number_quality_update")).toMatchObject([{ event: "THROUGHPUT_UPGRADE" }])
  })

  it("moves a person to a new number: businesses hear of it and the old one is unreachable", async () => {
    const other = await stage.quickstart()
    await stage.control("PUT", "people/4915100000011", { name: "Ana Ruiz" })
    await stage.greet(other, "4915100000011")
    await stage.control("POST", "people/4915100000011/move", { wa_id: "4915100000012" })
    const wamids = [wamidOf(await stage.send(other, { to: "4915100000011", ...helloWorld }))]
    await stage.advance(60_000)
    await stage.quiet()
    expect(stage.callback.items("messages").at(-1)).toMatchObject({
      type: "system",
      from: "4915100000011",
      system: { type: "user_changed_number", wa_id: "4915100000012" },
    })
    expect(stage.callback.statusesOf(wamids[0] ?? "")).toEqual(["failed"])
    expect(await stage.control("GET", "people/4915100000012")).toMatchObject({ name: "Ana Ruiz" })
  })

  it("ends everything of an app when the customer removes it", async () => {
    const app = await stage.control("POST", "apps", { name: "Partner" })
    const wanted = { app_id: app.app_id, person: "Uma Khan", waba_name: "Removed" }
    const { waba_id } = await stage.control("POST", "login", wanted)
    const order = { app_id: app.app_id, waba_ids: [waba_id] }
    const token = String((await stage.control("POST", "tokens", order)).access_token)
    await stage.control("POST", `apps/${String(app.app_id)}/removal`, { waba_id })
    expect(errorOf(await stage.call("GET", `/${String(waba_id)}`, undefined, token)).error_subcode).toBe(460)
  })

  it("founds businesses as far trusted as the settings say, such as Meta's new ones", async () => {
    const read = async () => {
      const { business_id, access_token } = await stage.quickstart()
      const fields = "verification_status,whatsapp_business_manager_messaging_limit"
      const { body } = await stage.call("GET", `/${business_id}?fields=${fields}`, undefined, access_token)
      return [body.verification_status, body.whatsapp_business_manager_messaging_limit]
    }
    expect(await read()).toEqual(["verified", "TIER_UNLIMITED"])
    await stage.control("PATCH", "settings", {
      accounts: { messaging_limit: "TIER_250", verification_status: "not_verified" },
    })
    expect(await read()).toEqual(["not_verified", "TIER_250"])
  })

  it.each([
    "account_alerts",
    "template_category_update",
    "message_template_components_update",
    "user_preferences",
  ])("has a sample of %s", async (field) => {
    const before = (await told(field)).length
    await stage.control("POST", `apps/${account.app_id}/test-webhook`, { field })
    expect(await told(field)).toHaveLength(before + 1)
  })
})
