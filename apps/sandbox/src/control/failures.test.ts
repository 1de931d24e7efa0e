import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { type Account, errorOf, helloWorld, Rehearsal, until, wamidOf } from "../testing/test-sandbox.ts"

describe("the latency of answers", () => {
  let stage: Rehearsal
  let account: Account
  beforeEach(async () => {
    stage = await Rehearsal.start()
    account = await stage.quickstart()
  })
  afterEach(() => stage.end())

  const anHour = 3_600_000
  const accepted = async ({ phone_number_id }: Account) =>
    (await stage.control("GET", `numbers/${phone_number_id}/ledger`)).accepted
  /** Posts a message, and goes once it is accepted. */
  const postUnanswered = async (from: Account) => {
    const before = Number(await accepted(from))
    const client = new AbortController()
    const answer = fetch(`${stage.sandbox.url}/v23.0/${from.phone_number_id}/messages`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${from.access_token}` },
      body: JSON.stringify({ messaging_product: "whatsapp", to: "4915100000001", ...helloWorld }),
      signal: client.signal,
    })
    const outcome = answer.then(
      () => "answered",
      () => "gone",
    )
    await until(async () => Number(await accepted(from)) === before + 1)
    await stage.advance(60_000)
    await stage.quiet()
    client.abort()
    return await outcome
  }

  it("is that of the settings, for messages only: what is posted is accepted and told of at once", async () => {
    await stage.control("PATCH", "settings", { answers: { latency_ms: [anHour, anHour] } })
    expect(await postUnanswered(account)).toBe("gone")
    expect(stage.callback.items("statuses").map(({ status }) => status)).toContain("delivered")
    const number = await stage.call("GET", `/${account.phone_number_id}`, undefined, account.access_token)
    expect(number.status).toBe(200)
  })

  it("is a number's own where it has one", async () => {
    const other = await stage.quickstart()
    await stage.control("PATCH", `numbers/${account.phone_number_id}`, {
      answer_latency_ms: [anHour, anHour],
    })
    expect(await postUnanswered(account)).toBe("gone")
    expect((await stage.send(other, { to: "4915100000001", ...helloWorld })).status).toBe(200)

    await stage.control("PATCH", "settings", { answers: { latency_ms: [anHour, anHour] } })
    await stage.control("PATCH", `numbers/${account.phone_number_id}`, { answer_latency_ms: [1, 20] })
    expect((await stage.send(account, { to: "4915100000002", ...helloWorld })).status).toBe(200)
    expect((await stage.send(account, { to: "none", ...helloWorld })).status).toBe(400)
    await stage.control("PATCH", `numbers/${account.phone_number_id}`, { answer_latency_ms: null })
    expect(await postUnanswered(account)).toBe("gone")
  })
})

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

  it("have the HTTP status, the subcode and the words that Meta has for each", async () => {
    await order({ kind: "error", code: 100, subcode: 33, times: 1 })
    const missing = await send()
    expect(missing.status).toBe(400)
    expect(errorOf(missing)).toMatchObject({
      code: 100,
      error_subcode: 33,
      type: "GraphMethodException",
      message: expect.stringContaining(
        `Unsupported post request. Object with ID '${account.phone_number_id}' does not exist`,
      ),
    })
    const answered: Record<number, unknown> = {}
    for (const code of [1, 2, 4, 190, 368, 80007, 130429, 131000, 131016, 131031, 131042]) {
      await order({ kind: "error", code, times: 1 })
      const { status, body } = await send()
      answered[code] = [status, body]
    }
    const envelope = (error: object) => expect.objectContaining({ error: expect.objectContaining(error) })
    expect(answered).toEqual({
      1: [400, envelope({ code: 1, is_transient: false })],
      2: [503, envelope({ code: 2, is_transient: true })],
      4: [400, envelope({ code: 4, is_transient: true })],
      190: [401, envelope({ code: 190 })],
      368: [403, envelope({ code: 368 })],
      80007: [400, envelope({ code: 80007, error_subcode: 2446079 })],
      130429: [400, envelope({ code: 130429, error_subcode: 2494055 })],
      131000: [500, envelope({ code: 131000 })],
      131016: [500, envelope({ code: 131016 })],
      131031: [403, envelope({ code: 131031 })],
      131042: [
        400,
        envelope({
          error_data: expect.objectContaining({ details: expect.stringContaining("payment method") }),
        }),
      ],
    })
  })

  it("strike by the country of the recipient, before or after acceptance", async () => {
    await order({ kind: "async", code: 130497, match: { country: "CA" } })
    await order({ kind: "error", code: 130497, match: { country: "BR" } })
    expect((await send("+55 11 98765 4321")).status).toBe(403)
    const toCanada = wamidOf(await send("14165550100"))
    const toGermany = wamidOf(await send("4915100000001"))
    await stage.advance(60_000)
    await until(() => stage.callback.statusesOf(toGermany).includes("delivered"))
    await until(() => stage.callback.statusesOf(toCanada).includes("failed"))
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

  describe("on every call: Meta is away", () => {
    const everyCall = async () => {
      const { access_token, app_id, app_secret, phone_number_id, waba_id } = account
      const answers = [
        await send(),
        await stage.call("GET", `/v23.0/${waba_id}/message_templates`, undefined, access_token),
        await stage.call("GET", `/${phone_number_id}`, undefined, access_token),
        await stage.call("GET", "/me", undefined, "an unknown token"),
        await stage.call(
          "GET",
          `/oauth/access_token?client_id=${app_id}&client_secret=${app_secret}&code=none`,
        ),
      ]
      return answers.map((answer) => (answer.status === 200 ? 200 : errorOf(answer).code))
    }

    it("answers all with a code until it is taken back", async () => {
      const before = await everyCall()
      expect(before).toEqual([200, 200, 200, 190, 100])
      const { id } = await order({ kind: "error", code: 2, match: { edge: "*" } })
      expect(await everyCall()).toEqual([2, 2, 2, 2, 2])
      await stage.control("DELETE", `failures/${id}`)
      expect(await everyCall()).toEqual(before)
    })

    it("for one number leaves the others alone", async () => {
      await order({
        kind: "error",
        code: 131016,
        match: { edge: "*", phone_number_id: account.phone_number_id },
      })
      expect(await everyCall()).toEqual([131016, 200, 131016, 190, 100])
      const other = await stage.quickstart()
      expect((await stage.send(other, { to: "4915100000002", ...helloWorld })).status).toBe(200)
    })

    it("answers with a page that is not Graph's, or cuts the connection", async () => {
      const { id } = await order({ kind: "http", http_status: 500, match: { edge: "*" } })
      const page = await fetch(`${stage.sandbox.url}/v23.0/${account.waba_id}`)
      expect([page.status, page.headers.get("content-type")]).toEqual([500, "text/html; charset=utf-8"])
      await stage.control("DELETE", `failures/${id}`)
      await order({ kind: "reset", match: { edge: "*" } })
      await expect(send()).rejects.toThrow()
      expect(await accepted()).toBe(0)
    })

    it("knows no recipients", async () => {
      const answer = await stage.call("POST", "/_sandbox/failures", {
        kind: "error",
        match: { edge: "*", country: "DE" },
      })
      expect(answer).toMatchObject({ status: 400, body: { error: { field: "match.country" } } })
    })
  })

  it("cannot come after acceptance where nothing is accepted", async () => {
    const answer = await stage.call("POST", "/_sandbox/failures", {
      kind: "async",
      match: { edge: "block_users" },
    })
    expect(answer).toMatchObject({ status: 400, body: { error: { field: "kind" } } })
  })
})
