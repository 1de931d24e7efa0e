import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { type Account, errorOf, helloWorld, Rehearsal } from "../../testing/test-sandbox.ts"

describe("what an app may ask beside its accounts", () => {
  let stage: Rehearsal
  let account: Account
  beforeAll(async () => {
    stage = await Rehearsal.start()
    account = await stage.quickstart()
    await stage.control("POST", "clock", { paused: true })
  })
  afterAll(() => stage.end())

  const usageSchema = z.object({ call_count: z.number() })
  const askMe = async () => {
    const answer = await stage.call("GET", "/v23.0/me", undefined, account.access_token)
    const usage = usageSchema.parse(JSON.parse(answer.headers.get("x-app-usage") ?? "{}"))
    return { answer, percent: usage.call_count }
  }

  it("is counted in percent of 200 an hour and user, but not limited unless the setting says so", async () => {
    expect((await askMe()).percent).toBe(1)
    for (let n = 2; n < 200; n++) await askMe()
    expect((await askMe()).percent).toBe(100)
    expect((await askMe()).answer.status).toBe(200)
  })

  it("ends with 4 where it is limited, and starts again with the next hour", async () => {
    await stage.control("PATCH", "settings", { limits: { app: true } })
    const { answer, percent } = await askMe()
    expect(answer.status).toBe(400)
    expect(errorOf(answer)).toMatchObject({ code: 4, message: "(#4) Application request limit reached" })
    expect(answer.body).toMatchObject({ error: { is_transient: true } })
    expect(percent).toBeGreaterThan(100)
    await stage.advance(3_600_000)
    expect((await askMe()).answer.status).toBe(200)
  })

  it("leaves sending and the accounts' own calls alone", async () => {
    for (let n = 0; n < 200; n++) await askMe()
    expect((await askMe()).answer.status).toBe(400)
    const sent = await stage.send(account, { to: "4915100000001", ...helloWorld })
    expect(sent.status).toBe(200)
    expect(sent.headers.get("x-app-usage")).toBe('{"call_count":0,"total_cputime":0,"total_time":0}')
    expect((await stage.call("GET", `/${account.waba_id}`, undefined, account.access_token)).status).toBe(200)
  })

  it("grows with the app's users", async () => {
    for (const person of ["Ana", "Ben", "Cleo"])
      await stage.control("POST", "login", { app_id: account.app_id, person })
    const { code } = await stage.control("POST", "login", { app_id: account.app_id, person: "Dan" })
    const query = new URLSearchParams({
      client_id: account.app_id,
      client_secret: account.app_secret,
      code: String(code),
    })
    expect((await stage.call("GET", `/oauth/access_token?${query}`)).status).toBe(200)
    await stage.advance(3_600_000)
    await askMe()
    await askMe()
    await askMe()
    await askMe()
    expect((await askMe()).percent).toBe(2)
  })
})
