import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { shiftedClock } from "../../platform/clock.ts"
import type { Method } from "../../testing/call.ts"
import { type Installation, startInstallation } from "../testing/installation.ts"
import { runDoctor } from "./index.ts"

/** Every fault that Meta, a business or time can make, made at the sandbox: what the doctor says, and what fixes it. */

let parley: Installation
let number: { id: string; phone_number_id: string }
let wabaId: string
let businessId: string

beforeAll(async () => {
  parley = await startInstallation()
})
afterAll(() => parley.close())

/** Each test starts with a connected account whose number is in service. */
beforeEach(async () => {
  await parley.platform.db.system(async (tx) => {
    await tx.deleteFrom("subscription_groups").execute()
    await tx.deleteFrom("numbers").execute()
    await tx.deleteFrom("business_accounts").execute()
  })
  const { waba_id } = (await parley.control("POST", "quickstart", {})).body
  wabaId = waba_id
  const { code } = await parley.login({ waba_id })
  const { body } = await parley.api("POST", "connect/whatsapp", { code })
  businessId = body.business_accounts[0].business_id
  number = body.business_accounts[0].numbers[0]
  await parley.api("PUT", `numbers/${number.id}/pin`, { pin: "123456" }) // it was registered elsewhere
})

interface Check {
  name: string
  state: string
  message: string
}

async function examine(): Promise<{ ok: boolean; troubles: Check[] }> {
  const { ok, checks } = (await parley.api("POST", "doctor")).body
  return { ok, troubles: checks.filter((check: Check) => ["failed", "warning"].includes(check.state)) }
}

const nextMonth = new Date(Date.now() + 30 * 24 * 60 * 60 * 1000).toISOString()

/** [what, how at the sandbox's control API, the check's name and state, words of its message, what fixes it] */
type Fault = [
  what: string,
  make: [Method, path: () => string, body: object | (() => object)],
  expected: [name: string, state: "failed" | "warning", words: string, fix: string | undefined],
]
const waba = (change: object): Fault[1] => ["PATCH", () => `wabas/${wabaId}`, change]
const access = (change: object): Fault[1] => ["POST", () => `wabas/${wabaId}/access`, change]
const app = (change: object): Fault[1] => ["PATCH", () => `apps/${parley.appId}`, change]
const atMeta = (change: object): Fault[1] => ["PATCH", () => `numbers/${number.phone_number_id}`, change]

const faults: Fault[] = [
  ["a revoked token", access({ revoked: true }), ["token", "failed", "no longer accepts", "log_in"]],
  [
    "a missing scope",
    access({ scopes: ["whatsapp_business_management"] }),
    ["token", "warning", "whatsapp_business_messaging", "log_in"],
  ],
  [
    "a token that ends soon",
    access({ expires_in_seconds: 3_600 }),
    ["token", "warning", "expires at", "log_in"],
  ],
  [
    "an app that receives no webhooks of the account",
    waba({ subscribed_apps: [] }),
    ["account_subscription", "failed", "receives no webhooks", "subscribe_webhooks"],
  ],
  [
    "webhooks that go elsewhere",
    app({ callback_url: "http://127.0.0.1:9/elsewhere" }),
    ["webhook_subscription", "failed", "/elsewhere", "subscribe_webhooks"],
  ],
  [
    "webhooks of the account that go elsewhere",
    [
      "PATCH",
      () => `wabas/${wabaId}`,
      () => ({
        subscribed_apps: [{ app_id: parley.appId, override_callback_uri: "https://elsewhere.test/a" }],
      }),
    ],
    ["account_subscription", "failed", "go to https://elsewhere.test/a, not to", "subscribe_webhooks"],
  ],
  [
    "webhooks of a number that go elsewhere",
    atMeta({ webhook_override: { url: "https://elsewhere.test/n", verify_token: "t" } }),
    ["number", "failed", "go to https://elsewhere.test/n, not to", "subscribe_webhooks"],
  ],
  [
    "no webhooks at all",
    app({ callback_url: null }),
    ["webhook_subscription", "failed", "not subscribed", "subscribe_webhooks"],
  ],
  [
    "a missing payment method",
    waba({ has_payment_method: false }),
    ["health", "failed", "payment method", "visit_meta"],
  ],
  [
    "a business that is not verified",
    ["PATCH", () => `businesses/${businessId}`, { verification_status: "not_verified" }],
    ["health", "warning", "verification", "visit_meta"],
  ],
  [
    "an account that was rejected",
    waba({ account_review_status: "REJECTED" }),
    ["health", "failed", "rejected", "visit_meta"],
  ],
  [
    "a number that is not verified",
    atMeta({ registered: false, status: "UNVERIFIED", code_verification_status: "NOT_VERIFIED" }),
    ["number", "failed", "not verified", "verify_number"],
  ],
  [
    "a number that is not registered",
    atMeta({ registered: false, status: "DISCONNECTED" }),
    ["number", "failed", "not registered", "register_number"],
  ],
  ["a banned number", atMeta({ status: "BANNED" }), ["number", "failed", "banned", "visit_meta"]],
  ["a restricted number", atMeta({ status: "RESTRICTED" }), ["number", "failed", "restricts", "visit_meta"]],
  ["a flagged number", atMeta({ status: "FLAGGED" }), ["number", "warning", "flagged", undefined]],
  [
    "a messaging limit that is reached",
    atMeta({ status: "RATE_LIMITED" }),
    ["number", "warning", "messaging limit", "visit_meta"],
  ],
  [
    "a status of Meta's that is new",
    atMeta({ status: "PUZZLED" }),
    ["number", "failed", "not registered", "register_number"],
  ],
  [
    "a low quality",
    atMeta({ quality_rating: "RED" }),
    ["number", "warning", "quality rating is low", "visit_meta"],
  ],
  [
    "a medium quality",
    atMeta({ quality_rating: "YELLOW" }),
    ["number", "warning", "quality rating is medium", "visit_meta"],
  ],
  [
    "a declined display name",
    atMeta({ name_status: "DECLINED" }),
    ["number", "failed", "declined its display name", "set_display_name"],
  ],
  [
    "a display name that ran out",
    atMeta({ name_status: "EXPIRED" }),
    ["number", "warning", "expired", "register_number"],
  ],
  [
    "a test number",
    atMeta({ account_mode: "SANDBOX" }),
    ["number", "warning", "test number", "set_test_recipients"],
  ],
]

describe("the doctor finds, and says what fixes it:", () => {
  it.each(faults)("%s", async (_what, [method, path, body], [name, state, words, fix]) => {
    const change = typeof body === "function" ? body() : body
    expect((await parley.control(method, path(), change)).status).toBe(200)
    await expect
      .poll(async () => (await examine()).troubles)
      .toContainEqual(
        expect.objectContaining({
          name,
          state,
          message: expect.stringContaining(words),
          ...(fix === undefined ? {} : { fix: expect.objectContaining({ kind: fix }) }),
        }),
      )
  })

  it("a display name that was declined, or approved and not in use yet", async () => {
    const ask = (display_name: string) =>
      parley.api("POST", `numbers/${number.id}/display-name`, { display_name })
    const decide = (decision: string) =>
      parley.control("POST", `numbers/${number.phone_number_id}/name-review`, { decision })
    await ask("Lucky Garden")
    await decide("REJECTED")
    expect((await examine()).troubles).toMatchObject([
      {
        message: expect.stringContaining("declined the display name “Lucky Garden”"),
        fix: { kind: "set_display_name" },
      },
    ])
    await ask("Lucky Grove")
    await decide("APPROVED")
    expect((await examine()).troubles).toMatchObject([
      {
        message: expect.stringContaining("approved the display name “Lucky Grove”"),
        fix: { kind: "register_number" },
      },
    ])
  })

  it("a PIN that is not kept here", async () => {
    await parley.platform.db.system((tx) => tx.updateTable("numbers").set({ sealed_pin: null }).execute())
    expect((await examine()).troubles).toMatchObject([
      { name: "number", state: "warning", fix: { kind: "set_pin", number_id: number.id } },
    ])
  })

  it("a rate that Meta does not take", async () => {
    await parley.api("PATCH", `numbers/${number.id}`, { rate_per_second: 500 })
    expect((await examine()).troubles).toMatchObject([
      { message: expect.stringContaining("500 messages a second"), fix: { kind: "set_rate" } },
    ])
  })

  it.each([
    ["an account under review", { review_status: "PENDING" }, "account_review", "warning", "still reviewing"],
    [
      "a restriction of templates",
      { restrictions: JSON.stringify({ RESTRICTED_UTILITY_TEMPLATES: nextMonth }) },
      "restriction",
      "failed",
      "utility templates",
    ],
    [
      "a restriction of adding numbers",
      { restrictions: JSON.stringify({ RESTRICTED_ADD_PHONE_NUMBER_ACTION: nextMonth }) },
      "restriction",
      "warning",
      "adding numbers",
    ],
  ])("%s, of which webhooks told", async (_what, columns, name, state, words) => {
    await parley.platform.db.system((tx) => tx.updateTable("business_accounts").set(columns).execute())
    expect((await examine()).troubles).toMatchObject([
      { name, state, message: expect.stringContaining(words), fix: { kind: "visit_meta" } },
    ])
  })

  it.each([
    ...[0, 3, 10, 190, 131005, 200].map((code) => [code, "log_in"] as const),
    ...[131045, 133005, 133006, 133010].map((code) => [code, "register_number"] as const),
    ...[368, 131031, 131042].map((code) => [code, "visit_meta"] as const),
  ])("a hold after error %i", async (hold_code, kind) => {
    await parley.platform.db.system((tx) =>
      tx
        .updateTable("numbers")
        .set({ held_until: new Date("2100-01-01"), hold_code })
        .execute(),
    )
    expect((await examine()).troubles).toMatchObject([
      { state: "warning", message: expect.stringContaining(String(hold_code)), fix: { kind } },
    ])
  })

  it("a hold by trouble of Meta's own, about which nothing has to be done", async () => {
    await parley.platform.db.system((tx) =>
      tx
        .updateTable("numbers")
        .set({ held_until: new Date("2100-01-01"), hold_code: 131016 })
        .execute(),
    )
    const [trouble] = (await examine()).troubles
    expect(trouble).toMatchObject({
      state: "warning",
      help: expect.stringContaining("resumes automatically"),
    })
    expect(trouble).not.toHaveProperty("fix")
  })

  it("Meta's own trouble, and blames no secret for it", async () => {
    const order = { kind: "error", code: 2, match: { edge: "*" } }
    await parley.control("POST", "failures", order)
    const { checks } = await runDoctor(parley.platform, parley.platform.workspaceId)
    await parley.control("DELETE", "failures")
    const meta = checks.find(({ name }) => name === "meta")
    expect(meta).toMatchObject({ state: "failed", help: expect.stringContaining("Wait") })
  })

  it("a clock that is wrong", async () => {
    const late = { ...parley.platform, clock: shiftedClock(() => -10 * 60 * 1000) }
    const { checks } = await runDoctor(late, parley.platform.workspaceId)
    expect(checks).toContainEqual(
      expect.objectContaining({
        name: "clock",
        state: "failed",
        message: expect.stringContaining("10 minutes behind"),
      }),
    )
  })
})

describe("what fixes a finding", () => {
  it("orders the webhooks again, of the app and of every account", async () => {
    await parley.control("PATCH", `wabas/${wabaId}`, { subscribed_apps: [] })
    await parley.control("PATCH", `apps/${parley.appId}`, { callback_url: "http://127.0.0.1:9/elsewhere" })
    expect((await examine()).ok).toBe(false)
    const { status, body } = await parley.api("POST", "connect/webhooks")
    expect([status, body.warnings, body.doctor.ok]).toEqual([200, [], true])
  })

  it("has messages of accounts and numbers come here again that went elsewhere", async () => {
    const override_callback_uri = "https://elsewhere.test/a"
    await parley.control("PATCH", `wabas/${wabaId}`, {
      subscribed_apps: [{ app_id: parley.appId, override_callback_uri }],
    })
    await parley.control("PATCH", `numbers/${number.phone_number_id}`, {
      webhook_override: { url: "https://elsewhere.test/n", verify_token: "t" },
    })
    expect((await examine()).troubles.map(({ name }) => name)).toEqual(["account_subscription", "number"])
    const { body } = await parley.api("POST", "connect/webhooks")
    expect([body.warnings, body.doctor.ok]).toEqual([[], true])
    expect((await examine()).troubles).toEqual([])
  })

  it("is looked for again when a number is registered and when an account is disconnected", async () => {
    const lastRun = async () => (await parley.api("GET", "doctor")).body.last_run
    await parley.control("PATCH", `numbers/${number.phone_number_id}`, {
      registered: false,
      status: "DISCONNECTED",
    })
    expect((await parley.api("POST", "doctor")).body.ok).toBe(false)
    await parley.api("POST", `numbers/${number.id}/register`)
    expect(await lastRun()).toMatchObject({ ok: true, trigger: "changed" })
    const { body } = await parley.api("GET", "business-accounts")
    await parley.api("POST", `business-accounts/${body.data[0].id}/disconnect`)
    expect((await lastRun()).checks).toContainEqual(
      expect.objectContaining({ name: "business_accounts", state: "skipped", fix: { kind: "log_in" } }),
    )
  })
})
