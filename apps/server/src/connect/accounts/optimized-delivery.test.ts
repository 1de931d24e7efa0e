import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Installation, startInstallation } from "../testing/installation.ts"

let parley: Installation
let wabaId: string
let id: string

beforeAll(async () => {
  parley = await startInstallation()
  wabaId = (await parley.control("POST", "quickstart", {})).body.waba_id
  const { code } = await parley.login({ waba_id: wabaId })
  id = (await parley.api("POST", "connect/whatsapp", { code })).body.business_accounts[0].id
})
afterAll(() => parley.close())

const atMeta = (marketing_messages_onboarding_status: string) =>
  parley.control("PATCH", `wabas/${wabaId}`, { marketing_messages_onboarding_status })
const set = (body: object, key?: string) =>
  parley.api("POST", `business-accounts/${id}/optimized-delivery`, body, key)
const known = async () => (await parley.api("GET", "business-accounts")).body.data[0].optimized_delivery
const findings = async () =>
  (await parley.api("POST", "doctor")).body.checks.filter(
    ({ name }: { name: string }) => name === "optimized_delivery",
  )

describe("optimized delivery of an account", () => {
  it("is off, and what Meta says of it is known from connecting on", async () => {
    expect(await known()).toMatchObject({ on: false, state: "eligible", meta_status: "ELIGIBLE" })
    expect(await findings()).toEqual([])
  })

  it.each([
    ["ELIGIBLE", "eligible", /accept the terms/],
    ["PENDING_VALID_PAYMENT_METHOD", "pending", /Billing/],
    ["INELIGIBLE_INACTIVE_OR_RESTRICTED", "ineligible", /Account quality/],
    ["INELIGIBLE_COUNTRY_NOT_SUPPORTED", "ineligible", undefined],
  ])("is refused while Meta calls the account %s, with what to do", async (status, state, help) => {
    await atMeta(status)
    const { status: http, body } = await set({ on: true })
    expect([http, body.error.code, body.error.field, body.error.meta_status]).toEqual([
      409,
      "conflict",
      "on",
      status,
    ])
    if (help) expect(body.error.help).toMatch(help)
    expect(await known()).toMatchObject({ on: false, state, meta_status: status })
  })

  it("is asked for again without a change", async () => {
    await atMeta("ONBOARDED")
    expect((await set({})).body.optimized_delivery).toMatchObject({
      on: false,
      state: "onboarded",
      fix: null,
    })
  })

  it("is turned on, and the doctor says when Meta ends it", async () => {
    expect((await set({ on: true })).body.optimized_delivery.on).toBe(true)
    expect(await findings()).toMatchObject([{ state: "ok" }])
    await atMeta("INELIGIBLE_INACTIVE_OR_RESTRICTED")
    expect(await findings()).toMatchObject([{ state: "warning", fix: { kind: "visit_meta" } }])
    expect(await known()).toMatchObject({ on: true, state: "ineligible" })
  })

  it("is turned off whatever Meta says, also while Meta is away", async () => {
    await parley.control("POST", "failures", { kind: "http", http_status: 503, match: { edge: "*" } })
    expect((await set({ on: true })).body.error.code).toBe("meta_unreachable")
    expect((await set({ on: false })).body.optimized_delivery.on).toBe(false)
    await parley.control("DELETE", "failures")
  })

  it("takes nothing else, and is of one's own accounts", async () => {
    expect((await set({ on: "yes" })).body.error.field).toBe("on")
    expect((await set({ onn: true })).status).toBe(422)
    expect((await set({ on: true }, await parley.anotherKey())).status).toBe(404)
  })
})
