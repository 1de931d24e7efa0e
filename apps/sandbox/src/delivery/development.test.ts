import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { type Account, errorOf, helloWorld, Rehearsal } from "../testing/test-sandbox.ts"

describe("an app in development", () => {
  let stage: Rehearsal
  let account: Account
  beforeAll(async () => {
    stage = await Rehearsal.start()
    account = await stage.quickstart()
  })
  beforeEach(async () => {
    await patchApp({ mode: "development", roles: [] })
    await stage.control("PATCH", "settings", { webhooks: { development: "own" } })
    await stage.quiet()
    stage.callback.heard.length = 0
  })
  afterAll(() => stage.end())

  const patchApp = (change: object) => stage.control("PATCH", `apps/${account.app_id}`, change)
  /** Someone writes to the account's number; the fields the app is told of. */
  const told = async () => {
    await stage.control("POST", "people/4915100000001/messages", {
      to: account.phone_number_id,
      type: "text",
      text: { body: "Hi" },
    })
    await stage.quiet()
    return stage.callback.heard.map(({ field }) => field)
  }

  it("is not told of other businesses' accounts until it is live", async () => {
    expect(await told()).toEqual([])
    await patchApp({ mode: "live" })
    expect(await told()).toEqual(["messages"])
  })

  it("is told of the accounts of people with a role in it", async () => {
    await patchApp({ mode: "live" })
    await stage.control("POST", "login", { app_id: account.app_id, person: "Dora", waba_id: account.waba_id })
    await stage.quiet()
    stage.callback.heard.length = 0
    await patchApp({ mode: "development", roles: ["Dora"] })
    expect(await told()).toEqual(["messages"])
    await patchApp({ roles: ["Somebody Else"] })
    expect(await told()).toEqual(["messages"])
  })

  it("gets the dashboard's test payloads always", async () => {
    await stage.control("PATCH", "settings", { webhooks: { development: "none" } })
    expect(await told()).toEqual([])
    await stage.control("POST", `apps/${account.app_id}/test-webhook`, { field: "account_update" })
    await stage.quiet()
    expect(stage.callback.heard.map(({ field }) => field)).toEqual(["account_update"])
  })

  it("is told everything or nothing where the setting says so", async () => {
    await stage.control("PATCH", "settings", { webhooks: { development: "all" } })
    expect(await told()).toEqual(["messages"])
    await patchApp({ roles: ["Dora"] })
    await stage.control("PATCH", "settings", { webhooks: { development: "none" } })
    expect(await told()).toEqual(["messages"])
  })

  it("lets nobody without a role log in, and sends with what it has", async () => {
    const answer = await stage.call("POST", "/_sandbox/login", { app_id: account.app_id, person: "Stranger" })
    expect(answer).toMatchObject({ status: 403, body: { error: { code: "app_in_development" } } })
    expect((await stage.send(account, { to: "4915100000002", ...helloWorld })).status).toBe(200)
  })
})

describe("a test number", () => {
  it("reaches five people at most, and only them", async () => {
    const stage = await Rehearsal.start()
    const account = await stage.quickstart()
    const people = Array.from({ length: 6 }, (_, i) => `491510000001${i}`)
    const allow = (allowed_recipients: string[]) =>
      stage.call("PATCH", `/_sandbox/numbers/${account.phone_number_id}`, {
        account_mode: "SANDBOX",
        allowed_recipients,
      })
    expect(await allow(people)).toMatchObject({
      status: 400,
      body: { error: { field: "allowed_recipients" } },
    })
    expect((await allow(people.slice(0, 5))).status).toBe(200)
    const answers = await Promise.all(people.map((to) => stage.send(account, { to, ...helloWorld })))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 400])
    const refused = answers[5]
    expect(refused === undefined ? 0 : errorOf(refused)).toMatchObject({ code: 131030 })
    await stage.end()
  })
})
