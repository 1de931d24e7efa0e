import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { type Account, errorOf, helloWorld, Rehearsal, until, wamidOf } from "../testing/test-sandbox.ts"

describe("failures on order", () => {
  let stage: Rehearsal
  let account: Account
  beforeEach(async () => {
    stage = await Rehearsal.start()
    account = await stage.quickstart()
  })
  afterEach(() => stage.end())

  const order = (failure: Record<string, unknown>) => stage.control("POST", "failures", failure)
  const send = (to = "4915100000001") => stage.send(account, { to, ...helloWorld })
  const accepted = async () =>
    (await stage.control("GET", `numbers/${account.phone_number_id}/ledger`)).accepted

  it("answer with any of Meta's codes, so many times", async () => {
    await order({ kind: "error", code: 131016, times: 2 })
    const first = await send()
    expect(first.status).toBe(500)
    expect(errorOf(first)).toMatchObject({ code: 131016, message: "(#131016) Service unavailable" })
    expect((await send()).status).toBe(500)
    expect((await send()).status).toBe(200)
    expect(await accepted()).toBe(1)
  })

  it("answer with a page that is not Graph's", async () => {
    await order({ kind: "http", http_status: 502, body: "<h1>Bad gateway</h1>", times: 1 })
    const response = await fetch(`${stage.sandbox.url}/v23.0/${account.phone_number_id}/messages`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${account.access_token}` },
      body: JSON.stringify({ messaging_product: "whatsapp", to: "4915100000001", ...helloWorld }),
    })
    expect([response.status, await response.text()]).toEqual([502, "<h1>Bad gateway</h1>"])
    expect(await accepted()).toBe(0)
  })

  it("cut the connection before or after the message is accepted", async () => {
    await order({ kind: "reset", times: 1 })
    await expect(send()).rejects.toThrow()
    expect(await accepted()).toBe(0)
    await order({ kind: "accept_then_reset", times: 1 })
    await expect(send()).rejects.toThrow()
    expect(await accepted()).toBe(1)
  })

  it("leave the client waiting, with the message accepted or not", async () => {
    const impatient = () =>
      fetch(`${stage.sandbox.url}/v23.0/${account.phone_number_id}/messages`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${account.access_token}` },
        body: JSON.stringify({ messaging_product: "whatsapp", to: "4915100000001", ...helloWorld }),
        signal: AbortSignal.timeout(150),
      })
    await order({ kind: "timeout", times: 1 })
    await expect(impatient()).rejects.toThrow(/timeout/)
    expect(await accepted()).toBe(0)
    await order({ kind: "accept_then_timeout", times: 1 })
    await expect(impatient()).rejects.toThrow(/timeout/)
    expect(await accepted()).toBe(1)
  })

  it("fail a message after it was accepted", async () => {
    await order({ kind: "async", code: 131042, match: { to: "+49 151 00000002" } })
    expect((await send("4915100000001")).status).toBe(200)
    const wamid = wamidOf(await send("4915100000002"))
    await stage.advance(60_000)
    await until(() => stage.callback.statusesOf(wamid).includes("failed"))
    expect(stage.callback.items("statuses").find(({ id }) => id === wamid)).toMatchObject({
      errors: [{ code: 131042 }],
    })
  })

  it("strike a share evenly, match templates, and are listed and taken back", async () => {
    const { id } = await order({ kind: "error", code: 2, share: 0.5, match: { template: "hello_world" } })
    const answers = [await send("491511"), await send("491512"), await send("491513"), await send("491514")]
    expect(answers.map(({ status }) => status)).toEqual([200, 503, 200, 503])
    expect(await stage.control("GET", "failures")).toMatchObject({ data: [{ id, hits: 2, seen: 4 }] })
    await stage.control("DELETE", `failures/${id}`)
    expect((await send("491515")).status).toBe(200)
  })

  it("are refused with the field that is wrong", async () => {
    const answer = await stage.call("POST", "/_sandbox/failures", { kind: "error", share: 2 })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ error: { code: "invalid", field: "share" } })
  })

  it("strike other edges too, by name: what nothing in the sandbox causes by itself", async () => {
    const block = () =>
      stage.call(
        "POST",
        `/${account.phone_number_id}/block_users`,
        { messaging_product: "whatsapp", block_users: [{ user: "4915100000001" }] },
        account.access_token,
      )
    for (const code of [139102, 139103]) {
      await stage.control("POST", "failures", {
        kind: "error",
        match: { edge: "block_users" },
        code,
        times: 1,
      })
      expect((await stage.send(account, { to: "4915100000001", ...helloWorld })).status).toBe(200)
      expect(errorOf(await block()).code).toBe(code)
    }
    expect(errorOf(await block()).code).toBe(139100)
  })

  it("cannot come after acceptance where nothing is accepted", async () => {
    const answer = await stage.call("POST", "/_sandbox/failures", {
      kind: "async",
      match: { edge: "block_users" },
    })
    expect(answer).toMatchObject({ status: 400, body: { error: { field: "kind" } } })
  })
})
