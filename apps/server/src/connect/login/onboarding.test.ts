import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { sql } from "../../platform/database/index.ts"
import { type Installation, startInstallation } from "../testing/installation.ts"

let parley: Installation

beforeAll(async () => {
  parley = await startInstallation()
})
afterAll(() => parley.close())

describe("given a business that logs in with Facebook and has no number yet", () => {
  let wabaId: string
  let accountId: string
  let numberId: string
  let phoneNumberId: string

  it("connecting stores the account that Meta says was granted", async () => {
    const { code, waba_id } = await parley.login()
    wabaId = waba_id
    const { status, body } = await parley.api("POST", "connect/whatsapp", { code })
    expect(status).toBe(200)
    expect(body.business_accounts).toMatchObject([{ waba_id, name: "Lucky Shrub", numbers: [] }])
    expect(body.warnings).toEqual([])
    accountId = body.business_accounts[0].id
  })

  it("its webhooks come here and its templates are fetched", async () => {
    const { body } = await parley.api("POST", "doctor")
    expect(body.checks).toContainEqual(expect.objectContaining({ name: "webhook_subscription", state: "ok" }))
    expect(body.checks).toContainEqual(expect.objectContaining({ name: "account_subscription", state: "ok" }))
    expect(parley.synced).toEqual([accountId])
  })

  it("the token is stored sealed", async () => {
    const token = await parley.platform.db.system(async (tx) => {
      const row = await tx
        .selectFrom("business_accounts")
        .select(["sealed_token", "waba_id"])
        .where("id", "=", accountId)
        .executeTakeFirstOrThrow()
      expect(row.sealed_token.toString("latin1")).not.toContain("EAA")
      return parley.platform.secrets.open(row.sealed_token, row.waba_id)
    })
    expect(token).toMatch(/^EAA/)
    const { rows } = await parley.platform.db.system((tx) =>
      sql<{ readable: boolean }>`
        SELECT business_accounts::text LIKE ${`%${token}%`} AS readable FROM business_accounts
      `.execute(tx),
    )
    expect(rows).toEqual([{ readable: false }])
  })

  it("a number is added, and can do nothing yet", async () => {
    const { status, body } = await parley.api("POST", `business-accounts/${accountId}/numbers`, {
      cc: "1",
      phone_number: "650 555-0199",
      verified_name: "Lucky Shrub",
    })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      business_account_id: accountId,
      verified_name: "Lucky Shrub",
      verification_status: "NOT_VERIFIED",
      registered: false,
      subscription_group_id: null,
    })
    numberId = body.id
    phoneNumberId = body.phone_number_id
  })

  it("registering it unverified is refused with Meta's reason and advice", async () => {
    const { status, body } = await parley.api("POST", `numbers/${numberId}/register`, { pin: "135790" })
    expect(status).toBe(422)
    expect(body.error).toMatchObject({
      code: "meta_rejected",
      meta: { code: 133006, advice: expect.any(String) },
    })
    expect(body.error.help).toBe(body.error.meta.advice)
  })

  it("a wrong code is refused", async () => {
    expect((await parley.api("POST", `numbers/${numberId}/request-code`, { method: "SMS" })).status).toBe(200)
    const { status, body } = await parley.api("POST", `numbers/${numberId}/verify`, {
      code: await wrongCode(),
    })
    expect(status).toBe(422)
    expect(body.error.meta.code).toBe(136025)
  })

  it("the code that its SIM receives verifies it, written as people read it", async () => {
    const [newest] = (await parley.control("GET", `numbers/${phoneNumberId}/codes`)).body.data
    const code = `${newest.code.slice(0, 3)}-${newest.code.slice(3)}`
    const { status, body } = await parley.api("POST", `numbers/${numberId}/verify`, { code })
    expect(status).toBe(200)
    expect(body).toMatchObject({ verification_status: "VERIFIED", registered: false })
  })

  it("registering puts it into service and gives it a subscription group", async () => {
    const { status, body } = await parley.api("POST", `numbers/${numberId}/register`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      status: "CONNECTED",
      registered: true,
      subscription_group_id: expect.any(String),
    })
    const groups = await parley.platform.db.workspace(parley.platform.workspaceId, (tx) =>
      tx.selectFrom("subscription_groups").select(["number_id", "name"]).execute(),
    )
    expect(groups).toEqual([{ number_id: numberId, name: `Lucky Shrub ${body.display_phone_number}` }])
  })

  it("registering again repeats the PIN that was made up, and keeps the one group", async () => {
    expect((await parley.api("POST", `numbers/${numberId}/register`)).status).toBe(200)
    const pins = await parley.platform.db.system((tx) =>
      tx.selectFrom("numbers").select("sealed_pin").where("id", "=", numberId).execute(),
    )
    expect(parley.platform.secrets.open(pins[0]?.sealed_pin ?? Buffer.alloc(0), phoneNumberId)).toMatch(
      /^\d{6}$/,
    )
  })

  it("another PIN is refused, and the kept one still works", async () => {
    const known = parley.platform.secrets.open(await sealedPin(), phoneNumberId)
    const other = known === "111111" ? "222222" : "111111"
    const { status, body } = await parley.api("POST", `numbers/${numberId}/register`, { pin: other })
    expect([status, body.error.meta.code]).toEqual([422, 133005])
    expect((await parley.api("POST", `numbers/${numberId}/register`)).status).toBe(200)
  })

  it("what changed at Meta is seen after a refresh", async () => {
    await parley.control("PATCH", `numbers/${phoneNumberId}`, {
      throughput_level: "HIGH",
      quality_rating: "YELLOW",
    })
    const { body } = await parley.api("POST", `numbers/${numberId}/refresh`)
    expect(body).toMatchObject({ throughput_level: "HIGH", quality_rating: "YELLOW", registered: true })
  })

  it("its rate can be set and given back", async () => {
    expect(
      (await parley.api("PATCH", `numbers/${numberId}`, { rate_per_second: 20 })).body.rate_per_second,
    ).toBe(20)
    expect(
      (await parley.api("PATCH", `numbers/${numberId}`, { rate_per_second: null })).body.rate_per_second,
    ).toBeNull()
    const refused = await parley.api("PATCH", `numbers/${numberId}`, { rate_per_second: 0 })
    expect([refused.status, refused.body.error.field]).toEqual([422, "rate_per_second"])
  })

  it("connecting again renews the access and keeps what was there", async () => {
    await parley.platform.db.system((tx) =>
      tx
        .updateTable("numbers")
        .set({ held_until: new Date("2100-01-01"), hold_code: 190, rate_per_second: 7 })
        .where("id", "=", numberId)
        .execute(),
    )
    const before = await sealedToken()
    const { code } = await parley.login({ waba_id: wabaId })
    const { status, body } = await parley.api("POST", "connect/whatsapp", { code })
    expect(status).toBe(200)
    expect(body.business_accounts).toMatchObject([
      {
        id: accountId,
        numbers: [{ id: numberId, registered: true, rate_per_second: 7, held_until: null, hold_code: null }],
      },
    ])
    expect((await sealedToken()).equals(before)).toBe(false)
  })

  it("another workspace cannot connect the account, nor see or touch it", async () => {
    const key = await parley.anotherKey()
    const before = await sealedToken()
    const { code } = await parley.login({ waba_id: wabaId })
    const refused = await parley.api("POST", "connect/whatsapp", { code }, key)
    expect([refused.status, refused.body.error.code]).toEqual([409, "conflict"])
    expect((await sealedToken()).equals(before)).toBe(true)
    expect((await parley.api("GET", "business-accounts", undefined, key)).body.data).toEqual([])
    expect((await parley.api("GET", "numbers", undefined, key)).body.data).toEqual([])
    for (const path of ["refresh", "register"]) {
      expect((await parley.api("POST", `numbers/${numberId}/${path}`, {}, key)).status).toBe(404)
    }
    expect((await parley.api("PATCH", `numbers/${numberId}`, { rate_per_second: 1 }, key)).status).toBe(404)
    const number = { cc: "1", phone_number: "6505550111", verified_name: "Other" }
    expect((await parley.api("POST", `business-accounts/${accountId}/numbers`, number, key)).status).toBe(404)
  })

  it("the lists show accounts with their numbers, page by page", async () => {
    const accounts = await parley.api("GET", "business-accounts")
    expect(accounts.body).toMatchObject({
      data: [{ id: accountId, numbers: [{ id: numberId }] }],
      next: null,
    })
    const { code } = await parley.login({
      waba_name: "Second",
      number: { cc: "44", phone_number: "7911 123456", verified_name: "Second", verified: true },
    })
    const second = (await parley.api("POST", "connect/whatsapp", { code })).body.business_accounts[0]
    const page = (await parley.api("GET", "numbers?limit=1")).body
    expect(page).toMatchObject({ data: [{ id: numberId }], next: numberId })
    const rest = (await parley.api("GET", `numbers?limit=1&after=${page.next}`)).body
    expect(rest).toMatchObject({ data: [{ id: second.numbers[0].id }], next: null })
  })

  async function wrongCode(): Promise<string> {
    const [newest] = (await parley.control("GET", `numbers/${phoneNumberId}/codes`)).body.data
    return newest.code === "000000" ? "111111" : "000000"
  }

  async function sealedPin(): Promise<Buffer> {
    const row = await parley.platform.db.system((tx) =>
      tx.selectFrom("numbers").select("sealed_pin").where("id", "=", numberId).executeTakeFirstOrThrow(),
    )
    return row.sealed_pin ?? Buffer.alloc(0)
  }

  async function sealedToken(): Promise<Buffer> {
    const row = await parley.platform.db.system((tx) =>
      tx
        .selectFrom("business_accounts")
        .select("sealed_token")
        .where("id", "=", accountId)
        .executeTakeFirstOrThrow(),
    )
    return row.sealed_token
  }
})

describe("a number that is in service already when its account is connected", () => {
  it("is registered here too, and gets its subscription group", async () => {
    const { waba_id, phone_number_id } = (await parley.control("POST", "quickstart", {})).body
    const { code } = await parley.login({ waba_id })
    const { body } = await parley.api("POST", "connect/whatsapp", { code })
    expect(body.business_accounts).toMatchObject([
      {
        waba_id,
        numbers: [{ phone_number_id, registered: true, subscription_group_id: expect.any(String) }],
      },
    ])
  })
})

describe("an account of another workspace", () => {
  it("cannot be taken over, not even one without a number", async () => {
    const key = await parley.anotherKey()
    const { code, waba_id } = await parley.login({ waba_name: "Other" })
    expect((await parley.api("POST", "connect/whatsapp", { code }, key)).status).toBe(200)
    const again = await parley.login({ waba_id })
    const refused = await parley.api("POST", "connect/whatsapp", { code: again.code })
    expect([refused.status, refused.body.error.code]).toEqual([409, "conflict"])
    expect(refused.body.error.message).toContain(waba_id)
    expect((await parley.api("GET", "business-accounts", undefined, key)).body.data).toMatchObject([
      { waba_id },
    ])
  })
})

describe("a login that cannot be used", () => {
  const connect = (code: string, more = {}) => parley.api("POST", "connect/whatsapp", { code, ...more })

  it("is refused when its code was used before", async () => {
    const { code } = await parley.login()
    expect((await connect(code)).status).toBe(200)
    const again = await connect(code)
    expect(again.status).toBe(422)
    expect(again.body.error).toMatchObject({
      code: "meta_rejected",
      help: expect.stringContaining("Log in with Facebook again"),
      meta: { code: 100 },
    })
  })

  it("is refused when its code is older than 30 seconds", async () => {
    const { code } = await parley.login()
    await parley.control("POST", "clock", { advance_ms: 31_000 })
    const late = await connect(code)
    expect([late.status, late.body.error.code]).toEqual([422, "meta_rejected"])
  })

  it("is refused when the redirect_uri is not the dialog's", async () => {
    const { code } = await parley.login({ redirect_uri: "https://parley.example/login" })
    const other = await connect(code, { redirect_uri: "https://other.example/login" })
    expect([other.status, other.body.error.code]).toEqual([422, "meta_rejected"])
  })

  it("names what was not granted when nothing opens, and stores nothing", async () => {
    const { code, waba_id } = await parley.login({
      business_name: "Unwilling",
      scopes: ["business_management"],
    })
    const { status, body } = await connect(code)
    expect(status).toBe(403)
    expect(body.error).toMatchObject({
      code: "forbidden",
      missing_scopes: ["whatsapp_business_management", "whatsapp_business_messaging"],
    })
    const stored = await parley.platform.db.system((tx) =>
      tx.selectFrom("business_accounts").select("id").where("waba_id", "=", waba_id).execute(),
    )
    expect(stored).toEqual([])
  })

  it.each([[{}], [{ code: "" }], [{ code: 5 }], [{ code: "x", redirect_uri: "nowhere" }]])(
    "is refused before Meta is asked when the request is wrong: %j",
    async (body) => {
      const { status, body: answer } = await parley.api("POST", "connect/whatsapp", body)
      expect([status, answer.error.code]).toEqual([422, "invalid_request"])
    },
  )
})

describe("while Meta cannot be reached", () => {
  it("the answer says so, and that nothing was done", async () => {
    const alone = await startInstallation({ META_GRAPH_URL: "http://127.0.0.1:9" })
    const { status, body } = await alone.api("POST", "connect/whatsapp", { code: "AQ" })
    expect([status, body.error.code]).toEqual([502, "meta_unreachable"])
    expect(body.error.message).toContain("nothing was done")
    await alone.close()
  })
})

describe("an address that Meta cannot reach", () => {
  it("leaves the connection standing, with a warning that says how to fix it", async () => {
    const hidden = await startInstallation({ PUBLIC_URL: "http://127.0.0.1:9" })
    const { code } = await hidden.login()
    const { status, body } = await hidden.api("POST", "connect/whatsapp", { code })
    expect(status).toBe(200)
    expect(body.business_accounts).toHaveLength(1)
    expect(body.warnings).toMatchObject([
      { code: "meta_rejected", help: expect.stringContaining("PUBLIC_URL") },
    ])
    await hidden.close()
  })
})
