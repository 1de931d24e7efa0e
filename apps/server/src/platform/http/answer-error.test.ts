import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { type Server, startServer } from "../../server.ts"
import { freshDatabase, testPlatform } from "../../testing/platform.ts"
import { layWire, type Wire } from "../../testing/wire.ts"
import { sql } from "../database/index.ts"
import { createHttpApp } from "./app.ts"

let wire: Wire
let platform: Awaited<ReturnType<typeof testPlatform>>
let server: Server
let cookie: string
beforeAll(async () => {
  wire = await layWire(await freshDatabase())
  platform = await testPlatform({ environment: { DATABASE_URL: wire.url, ROLES: "api,intake" } })
  server = await startServer(platform)
  const { headers } = await signIn("sign-up", { name: "Olivia" })
  cookie = headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ")
})
afterAll(async () => {
  await wire.restore()
  await server.close()
  await platform.close()
  await wire.close()
})

const signIn = (how: string, more = {}) =>
  fetch(`${server.url}/auth/${how}/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: platform.config.publicUrl },
    body: JSON.stringify({ email: "olivia@example.com", password: "correct horse battery", ...more }),
  })
const failure = z.looseObject({ error: z.looseObject({ code: z.string() }).optional() })
const answerOf = async (answer: Response) => ({
  status: answer.status,
  retryAfter: Number(answer.headers.get("retry-after")),
  code: failure.parse(await answer.json()).error?.code,
})

/** What the API answers where a handler meets an error of the database. */
async function answerTo(code: string) {
  const app = createHttpApp({ logger: platform.logger, metrics: platform.metrics, version: "test" })
  app.get("/", async () =>
    platform.db.system((tx) => sql.raw(`DO $$ BEGIN RAISE SQLSTATE '${code}'; END $$`).execute(tx)),
  )
  const answer = await app.inject("/")
  await app.close()
  return { status: answer.statusCode, retryAfter: Number(answer.headers["retry-after"] ?? 0) }
}

describe("an error of the database", () => {
  it.each(["40P01", "55P03", "57014", "53300", "53100", "25P03", "XX000"])(
    "that passes (%s) is answered 503 with when to try again",
    async (code) => {
      expect(await answerTo(code)).toEqual({ status: 503, retryAfter: 2 })
    },
  )
  it.each([
    ["23505", 409],
    ["23503", 409],
    ["22P02", 500],
    ["42P01", 500],
  ])("that stays (%s) is answered %i", async (code, status) => {
    expect(await answerTo(code)).toEqual({ status, retryAfter: 0 })
  })
})

it("while the database is away everyone is told to try again: keys, sessions, and who signs in", async () => {
  await wire.sever()
  const unavailable = { status: 503, retryAfter: 2, code: "unavailable" }
  const me = `${server.url}/v1/me`
  expect(await answerOf(await fetch(me, { headers: { cookie } }))).toEqual(unavailable)
  expect(
    await answerOf(await fetch(me, { headers: { authorization: `Bearer ${platform.apiKey}` } })),
  ).toMatchObject({ status: 401 })
  const campaigns = `${server.url}/v1/campaigns`
  expect(
    await answerOf(await fetch(campaigns, { headers: { authorization: `Bearer ${platform.apiKey}` } })),
  ).toEqual(unavailable)
  expect(await answerOf(await signIn("sign-in"))).toEqual(unavailable)
  await wire.restore()
  expect((await fetch(me, { headers: { cookie } })).status).toBe(200)
})

it("an address with what is not an id is answered in words for people who opened a link", async () => {
  const answer = await fetch(`${server.url}/v1/contacts/xyz`, {
    headers: { authorization: `Bearer ${platform.apiKey}` },
  })
  expect([answer.status, await answer.json()]).toMatchObject([
    422,
    {
      error: {
        code: "invalid_request",
        field: "id",
        message: "This link is not valid.",
        help: "Check the link, or go back to the list.",
      },
    },
  ])
})

it("all that is wrong with a body is told at once, each with its field", async () => {
  const answer = await fetch(`${server.url}/v1/contacts`, {
    method: "POST",
    headers: { authorization: `Bearer ${platform.apiKey}`, "content-type": "application/json" },
    body: JSON.stringify({ phone: "12", country: "Atlantis", first_name: "", attributes: { $city: 1 } }),
  })
  const { error } = z
    .object({
      error: z.object({
        field: z.string(),
        message: z.string(),
        issues: z.array(z.object({ field: z.string(), message: z.string() })),
      }),
    })
    .parse(await answer.json())
  expect(answer.status).toBe(422)
  expect(error.issues.map(({ field }) => field).toSorted()).toEqual([
    "attributes.$city",
    "country",
    "first_name",
    "phone",
  ])
  const [first] = error.issues
  expect([error.field, error.message]).toEqual([first?.field, `${first?.field}: ${first?.message}`])
})
