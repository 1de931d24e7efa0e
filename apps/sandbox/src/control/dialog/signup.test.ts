import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { Rehearsal } from "../../testing/test-sandbox.ts"

const appSchema = z.object({ app_id: z.string() })

describe("a step of the login dialog that goes wrong says so beside its field", () => {
  let stage: Rehearsal
  let waba_id: string
  let business_id: string
  beforeAll(async () => {
    stage = await Rehearsal.start()
    const business = await stage.control("POST", "dialog/businesses", { person: "Ana", name: "Fig & Co" })
    business_id = String(business.business_id)
    waba_id = String((await stage.control("POST", "dialog/accounts", { business_id, name: "Fig" })).waba_id)
  })
  afterAll(() => stage.end())

  const add = (phone_number: string, more: Record<string, unknown> = {}) =>
    stage.call("POST", "/_sandbox/dialog/numbers", {
      waba_id,
      cc: "1",
      phone_number,
      verified_name: "Fig & Co",
      ...more,
    })
  const refusal = (code: string, field: string) => ({ status: 400, body: { error: { code, field } } })

  it.each(["WhatsApp Figs", "12345", "!Figs", "www.figs.example"])(
    "a display name such as %s",
    async (verified_name) =>
      expect(await add("5550001111", { verified_name })).toMatchObject(
        refusal("display_name_refused", "verified_name"),
      ),
  )

  it("a number that was banned", async () => {
    const { body } = await add("5550002222")
    await stage.control("PATCH", `numbers/${body.phone_number_id}`, { status: "BANNED" })
    expect(await add("5550002222")).toMatchObject(refusal("number_blocked", "phone_number"))
  })

  it("a third number of a business that is not verified", async () => {
    await stage.control("PATCH", `businesses/${business_id}`, {
      verification_status: "not_verified",
      messaging_limit: "TIER_250",
    })
    const app = appSchema.parse(await stage.control("POST", "apps", { name: "Orchard" }))
    const token = await stage.control("POST", "tokens", { app_id: app.app_id, waba_ids: [waba_id] })
    for (const phone_number of ["5550003331", "5550003332"]) {
      const id = String((await add(phone_number)).body.phone_number_id)
      await stage.control("POST", `dialog/numbers/${id}/code`, { method: "SMS" })
      const codes = z
        .object({ data: z.tuple([z.object({ code: z.string() })]) })
        .parse(await stage.control("GET", `numbers/${id}/codes`))
      await stage.control("POST", `dialog/numbers/${id}/verify`, { code: codes.data[0].code })
      const pin = { messaging_product: "whatsapp", pin: "123456" }
      expect((await stage.call("POST", `/${id}/register`, pin, String(token.access_token))).status).toBe(200)
    }
    expect(await add("5550003333")).toMatchObject(refusal("number_limit", "phone_number"))
    await stage.control("PATCH", `businesses/${business_id}`, { verification_status: "verified" })
    expect((await add("5550003333")).status).toBe(200)
  })

  it("a code that is wrong, too old, or guessed too often", async () => {
    const id = String((await add("5550004444")).body.phone_number_id)
    const latest = async () => {
      await stage.control("POST", `dialog/numbers/${id}/code`, { method: "SMS" })
      const { data } = await stage.control("GET", `numbers/${id}/codes`)
      return z.array(z.object({ code: z.string() })).parse(data)[0]?.code ?? ""
    }
    const enter = (code: string) => stage.call("POST", `/_sandbox/dialog/numbers/${id}/verify`, { code })
    const old = await latest()
    const wrong = old === "111111" ? "222222" : "111111"
    await stage.advance(10 * 60_000)
    expect(await enter(old)).toMatchObject(refusal("code_expired", "code"))
    for (let guess = 1; guess < 5; guess++)
      expect(await enter(wrong)).toMatchObject(refusal("wrong_code", "code"))
    expect(await enter(wrong)).toMatchObject(refusal("too_many_guesses", "code"))
    expect(await stage.call("POST", `/_sandbox/dialog/numbers/${id}/code`, { method: "SMS" })).toMatchObject(
      refusal("code_requested_too_often", "code"),
    )
    await stage.advance(12 * 3_600_000)
    expect((await enter(await latest())).status).toBe(200)
  })

  it("codes that are asked for too often", async () => {
    const id = String((await add("5550005555")).body.phone_number_id)
    const ask = () => stage.call("POST", `/_sandbox/dialog/numbers/${id}/code`, { method: "SMS" })
    for (let n = 0; n < 10; n++) expect((await ask()).status).toBe(200)
    expect(await ask()).toMatchObject(refusal("code_requested_too_often", "code"))
    await stage.advance(3_600_000)
    expect((await ask()).status).toBe(200)
  })

  it("an account that is disabled", async () => {
    await stage.control("PATCH", `wabas/${waba_id}`, { status: "DISABLED" })
    expect(await add("5550006666")).toMatchObject(refusal("account_disabled", "waba_id"))
  })
})
