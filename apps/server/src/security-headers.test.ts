import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startServer } from "./server.ts"
import { testPlatform } from "./testing/platform.ts"

const answers = [
  ["a page", "/", { accept: "text/html" }],
  ["an answer of the API", "/v1/setup", {}],
  ["a refusal", "/v1/campaigns", {}],
  ["an answer about a session", "/auth/get-session", {}],
  ["a webhook's answer", "/webhooks/whatsapp", {}],
  ["the documentation", "/docs/", {}],
  ["what is not there", "/moon", {}],
  ["what is not an address", "/%zz", {}],
] as const

async function start(publicUrl: string) {
  const platform = await testPlatform({ environment: { ROLES: "api,intake", PUBLIC_URL: publicUrl } })
  const server = await startServer(platform)
  const ask = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}${path}`, { headers, redirect: "manual" })
  return {
    ask,
    apiKey: platform.apiKey,
    close: async () => {
      await server.close()
      await platform.close()
    },
  }
}
let secure: Awaited<ReturnType<typeof start>>
beforeAll(async () => {
  secure = await start("https://parley.example.com")
})
afterAll(() => secure.close())

const expected = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin-allow-popups",
  "permissions-policy": expect.stringContaining("camera=()"),
  "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
}

describe("at an address that is https", () => {
  it.each(answers)(
    "%s keeps browsers to https and away from what we do not use",
    async (_what, path, headers) => {
      const answer = await secure.ask(path, headers)
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        ...expected,
        "strict-transport-security": "max-age=31536000",
      })
    },
  )

  it("the stream of events does so too", async () => {
    const answer = await secure.ask("/v1/events", { authorization: `Bearer ${secure.apiKey}` })
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      ...expected,
      "strict-transport-security": "max-age=31536000",
    })
    await answer.body?.cancel()
  })
})

describe("at an address that is http", () => {
  it("the same is said, but nothing of https", async () => {
    const open = await start("http://localhost:3000")
    const answer = await open.ask("/v1/setup")
    expect(Object.fromEntries(answer.headers)).toMatchObject(expected)
    expect(answer.headers.get("strict-transport-security")).toBeNull()
    await open.close()
  })
})
