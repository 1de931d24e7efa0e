import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startBraze } from "../testing/installation.ts"

let api: Awaited<ReturnType<typeof startBraze>>
const nobody = "0199d1de-0000-7000-8000-000000000000"
const read = () => `/subscription/user/status?external_id=nobody`
const change = () => ({
  subscription_group_id: api.groupId,
  subscription_state: "subscribed",
  external_id: ["nobody"],
})
const set = "/subscription/status/set"

beforeAll(async () => {
  api = await startBraze()
})
afterAll(() => api.close())

describe("a key", () => {
  it("is taken from the header, the address and the body", async () => {
    const key = api.platform.apiKey
    expect((await api.ask(read())).status).toBe(200)
    expect((await api.ask(`${read()}&api_key=${key}`, undefined, { key: "" })).status).toBe(200)
    expect((await api.ask(`${set}?api_key=${key}`, change(), { key: "" })).status).toBe(201)
    expect((await api.ask(set, { ...change(), api_key: key }, { key: "" })).status).toBe(201)
  })

  it.each(["", "pk_wrong", `pk_${"x".repeat(43)}`, "'; DROP TABLE contacts; --"])(
    "%j is refused with 401",
    async (key) => {
      for (const answer of [
        await api.ask(`${read()}&api_key=${encodeURIComponent(key)}`, undefined, { key: "" }),
        await api.ask(set, { ...change(), api_key: key }, { key: "" }),
        await api.ask(set, change(), { key: "", headers: { authorization: `Bearer ${key}` } }),
      ])
        expect(answer).toMatchObject({
          status: 401,
          body: { message: expect.stringMatching(/^Invalid API key: /) },
        })
    },
  )

  it("may do what its permissions say, and is told which one is missing", async () => {
    const key = await api.keyWith(["subscriptions:read"])
    expect((await api.ask(read(), undefined, { key })).status).toBe(200)
    expect(await api.ask(set, change(), { key })).toMatchObject({
      status: 403,
      body: { message: expect.stringContaining("subscriptions:write") },
    })
  })

  it("reaches the contacts and groups of its own workspace only", async () => {
    const { key } = await api.otherWorkspace()
    expect(await api.ask(set, change(), { key })).toMatchObject({
      status: 400,
      body: { message: "Invalid subscription group ID" },
    })
    const status = `/subscription/status/get?subscription_group_id=${api.groupId}&external_id=nobody`
    expect((await api.ask(status, undefined, { key })).status).toBe(400)
  })
})

describe("every answer", () => {
  it("says how many requests are left, until when, and which one it was", async () => {
    const answers = [await api.ask(read()), await api.ask(set, {})]
    for (const { headers } of answers) {
      expect(Number(headers.get("x-ratelimit-limit"))).toBeGreaterThan(1000)
      expect(Number(headers.get("x-ratelimit-remaining"))).toBeLessThan(
        Number(headers.get("x-ratelimit-limit")),
      )
      expect(Number(headers.get("x-ratelimit-reset"))).toBeGreaterThan(1_700_000_000)
      expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/)
    }
  })
})

describe("a body", () => {
  const message = expect.any(String)

  it.each([
    ["no JSON", "{", 400],
    ["a list", "[]", 400],
    ["empty", "", 400],
    ["a text with NUL in an id", JSON.stringify({ subscription_group_id: "\u0000" }), 400],
    ["nested beyond all measure", `{"a":${"[".repeat(20_000)}${"]".repeat(20_000)}}`, 400],
    ["of 10 MB", JSON.stringify({ a: "x".repeat(10_000_000) }), 413],
  ])("that is %s is refused", async (_what, body, status) => {
    expect(await api.ask(set, body)).toMatchObject({ status, body: { message } })
  })

  const unkeepable: [string, string | Buffer][] = [
    ["NUL", '"a\\u0000"'],
    ["half of a surrogate pair", '"\\ud800"'],
    ["many levels", `${"[".repeat(5_000)}${"]".repeat(5_000)}`],
    ["what is no UTF-8", Buffer.from([0x22, 0xff, 0x22])],
  ]
  const requests: [path: string, before: string, after: string][] = [
    [
      "/users/identify",
      '{"aliases_to_identify":[{"external_id":"a","user_alias":{"alias_label":"l","alias_name":',
      "}}]}",
    ],
    [
      "/users/merge",
      '{"merge_updates":[{"identifier_to_keep":{"external_id":"a"},"identifier_to_merge":{"external_id":',
      "}}]}",
    ],
    ["/users/delete", '{"external_ids":[', "]}"],
    ["/users/alias/new", '{"user_aliases":[{"alias_label":"l","alias_name":', "}]}"],
    [
      "/users/alias/update",
      '{"alias_updates":[{"alias_label":"l","old_alias_name":"a","new_alias_name":',
      "}]}",
    ],
    [
      "/users/external_ids/rename",
      '{"external_id_renames":[{"current_external_id":"a","new_external_id":',
      "}]}",
    ],
    ["/users/external_ids/remove", '{"external_ids":[', "]}"],
    ["/users/export/ids", '{"external_ids":[', "]}"],
    [set, `{"subscription_group_id":"${nobody}","subscription_state":"subscribed","external_id":[`, "]}"],
    ["/users/track", '{"attributes":[{"external_id":"a","b":', "}]}"],
  ]
  it.each(requests)(
    "with what cannot be kept is refused by %s, also under an Idempotency-Key",
    async (path, before, after) => {
      for (const [what, part] of unkeepable) {
        const body = Buffer.concat([before, part, after].map((piece) => Buffer.from(piece)))
        const headers = { "idempotency-key": `${path} ${what}` }
        expect([what, await api.ask(path, body, { headers })]).toMatchObject([
          what,
          { status: 400, body: { message } },
        ])
      }
    },
  )

  it("has to say that it is JSON", async () => {
    const headers = { "content-type": "application/x-www-form-urlencoded" }
    expect(await api.ask(set, "a=b", { headers })).toMatchObject({ status: 415, body: { message } })
  })

  it("may begin with a byte order mark, and be UTF-16 with one", async () => {
    const text = JSON.stringify(change())
    const utf16 = Buffer.from(`\ufeff${text}`, "utf16le")
    expect((await api.ask(set, `\ufeff${text}`)).status).toBe(201)
    expect((await api.ask(set, utf16)).status).toBe(201)
    expect((await api.ask(set, utf16.swap16())).status).toBe(201)
  })
})

it("a path of Braze's that is not here is answered with a message", async () => {
  expect(await api.ask("/email/status", {})).toMatchObject({
    status: 404,
    body: { message: "There is no POST /email/status." },
  })
})

it("a message and what to do are two sentences", async () => {
  const headers = { "idempotency-key": "x".repeat(300) }
  expect((await api.ask(set, change(), { headers })).body.message).toMatch(/ASCII characters\. Correct /)
})

it("repeats an answer under an Idempotency-Key", async () => {
  const headers = { "idempotency-key": nobody }
  const first = await api.ask(set, change(), { headers })
  const second = await api.ask(set, change(), { headers })
  expect([first.status, second.status]).toEqual([201, 201])
  expect(second.headers.get("idempotency-replayed")).toBe("true")
})
