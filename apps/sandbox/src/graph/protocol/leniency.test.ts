import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { type Account, errorOf, Rehearsal, wamidOf } from "../../testing/test-sandbox.ts"

const person = "4915100000001"
const chatSchema = z.object({ data: z.array(z.object({ id: z.string(), message: z.unknown() })) })

/** What clients do in production, and Meta takes. */
describe("a call of Graph's", () => {
  let stage: Rehearsal
  let account: Account
  beforeAll(async () => {
    stage = await Rehearsal.start()
    account = await stage.quickstart()
    await stage.control("PATCH", "settings", { limits: { pair: false } })
    await stage.control("POST", `people/${person}/messages`, {
      to: account.phone_number_id,
      type: "text",
      text: { body: "Hi" },
    })
  })
  afterAll(() => stage.end())

  const call = (method: string, path: string, body?: unknown) =>
    stage.call(method, `/v23.0/${path}`, body, account.access_token)
  const bare = (method: string, path: string, headers: Record<string, string> = {}) =>
    fetch(`${stage.sandbox.url}/v23.0/${path}`, { method, headers })
  /** The message as the person's phone has it. */
  const arrived = async (message: Record<string, unknown>) => {
    const answer = await stage.send(account, { to: person, ...message })
    expect(answer).toMatchObject({ status: 200 })
    const chat = chatSchema.parse(
      await stage.control("GET", `people/${person}/chats/${account.phone_number_id}`),
    )
    return chat.data.find(({ id }) => id === wamidOf(answer))?.message
  }

  it.each([
    ["context", { type: "text", text: { body: "x" }, context: null }],
    ["recipient_type", { type: "text", text: { body: "x", preview_url: null }, recipient_type: null }],
    [
      "header and footer",
      {
        type: "interactive",
        interactive: {
          type: "button",
          header: null,
          footer: null,
          body: { text: "x" },
          action: { buttons: [{ type: "reply", reply: { id: "a", title: "A" } }], sections: null },
        },
      },
    ],
    [
      "components",
      { type: "template", template: { name: "hello_world", language: { code: "en_US" }, components: null } },
    ],
  ])("takes null for an absent %s", async (_what, message) => {
    expect(JSON.stringify(await arrived(message))).not.toContain("null")
  })

  it("complains of null where something is needed", async () => {
    const refused = errorOf(await stage.send(account, { to: person, type: "text", text: null }))
    expect(refused.message).toBe("(#100) The parameter text is required.")
  })

  it("takes null for an absent member of an account's objects, too", async () => {
    const made = await call("POST", `${account.waba_id}/message_templates`, {
      name: "nothing_more",
      language: "en",
      category: "UTILITY",
      parameter_format: null,
      components: [{ type: "BODY", text: "A plain text.", example: null }],
    })
    expect(made.status).toBe(200)
    expect((await call("GET", `${String(made.body.id)}?fields=components`)).body.components).toEqual([
      { type: "BODY", text: "A plain text." },
    ])
  })

  it.each([
    [
      "an action",
      {
        type: "interactive",
        interactive: {
          type: "button",
          body: { text: "x" },
          action: '{"buttons":[{"type":"reply","reply":{"id":"a","title":"A"}}]}',
        },
      },
      { interactive: { action: { buttons: [{ reply: { id: "a" } }] } } },
    ],
    [
      "a list of contacts",
      { type: "contacts", contacts: '[{"name":{"formatted_name":"Ana R","first_name":"Ana"}}]' },
      { contacts: [{ name: { first_name: "Ana" } }] },
    ],
    ["a text", { type: "text", text: '{"body":"x","preview_url":null}' }, { text: { body: "x" } }],
    [
      "a template and what is in it",
      { type: "template", template: '{"name":"hello_world","language":"{\\"code\\":\\"en_US\\"}"}' },
      { template: { name: "hello_world", language: { code: "en_US" } } },
    ],
  ])("takes JSON text for %s", async (_what, message, expected) => {
    expect(await arrived(message)).toMatchObject(expected)
  })

  it("leaves a text alone that looks like JSON", async () => {
    const text = { body: '{"not":"an object"}' }
    expect(await arrived({ type: "text", text })).toMatchObject({ text })
  })

  it("takes the access_token parameter before the header", async () => {
    const path = `${account.app_id}/subscriptions`
    const app = encodeURIComponent(`${account.app_id}|${account.app_secret}`)
    const headers = { authorization: `Bearer ${account.access_token}` }
    const without = await (await bare("GET", path, headers)).json()
    expect(without).toMatchObject({ error: { code: 15 } })
    expect((await bare("GET", `${path}?access_token=${app}`, headers)).status).toBe(200)
  })

  it("is what its method parameter says", async () => {
    const subscribed = async () => (await call("GET", `${account.waba_id}/subscribed_apps`)).body.data
    expect(await subscribed()).toHaveLength(1)
    expect((await call("POST", `${account.waba_id}/subscribed_apps?method=delete`)).status).toBe(200)
    expect(await subscribed()).toEqual([])
    expect((await call("POST", `${account.waba_id}/subscribed_apps`)).status).toBe(200)
    expect(await subscribed()).toHaveLength(1)
  })

  it("names the next page so that it is enough to follow it", async () => {
    const pageSchema = z.object({ data: z.array(z.unknown()), paging: z.object({ next: z.url() }) })
    const flow = (name: string) => call("POST", `${account.waba_id}/flows`, { name, categories: ["OTHER"] })
    for (const name of ["first", "second"]) await flow(name)
    const { paging } = pageSchema.parse(
      (await call("GET", `${account.waba_id}/flows?limit=1&fields=name`)).body,
    )
    const next = z.object({ data: z.array(z.object({ name: z.string() })) })
    expect(next.parse(await (await fetch(paging.next)).json()).data).toMatchObject([{ name: "second" }])
  })

  it("is answered 304 where what was read has not changed", async () => {
    const path = `${account.waba_id}?fields=name&access_token=${account.access_token}`
    const first = await bare("GET", path)
    const tag = first.headers.get("etag") ?? ""
    const again = await bare("GET", path, { "if-none-match": tag })
    expect([again.status, await again.text()]).toEqual([304, ""])
    await call("POST", account.waba_id, { name: "Another name" })
    expect((await bare("GET", path, { "if-none-match": tag })).status).toBe(200)
  })
})
