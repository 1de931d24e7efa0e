import { afterAll, beforeAll, expect, it } from "vitest"
import { steppedClock } from "../platform/clock.ts"
import { type Server, startServer } from "../server.ts"
import { call, type Method } from "../testing/call.ts"
import { testPlatform } from "../testing/platform.ts"
import { seedNumber } from "../testing/seed.ts"
import { generateApiKey, storeApiKey } from "../workspaces/index.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let platform: Awaited<ReturnType<typeof testPlatform>>
let server: Server
let groupId: string
beforeAll(async () => {
  platform = await testPlatform({ clock, environment: { ROLES: "api" } })
  groupId = (await seedNumber(platform)).groupId
  server = await startServer(platform)
})
afterAll(async () => {
  await server.close()
  await platform.close()
})

// biome-ignore lint/suspicious/noExplicitAny: answers of the API, read by what the test expects
const ask = async (method: Method, path: string, body?: unknown, key = platform.apiKey): Promise<any> =>
  call(method, `${server.url}/v1${path}`, body, { authorization: `Bearer ${key}` })

it("everyone in a segment is unsubscribed at once, each with the evidence; who is not in it stays", async () => {
  const person = async (external_id: string, country: string): Promise<string> =>
    (await ask("POST", "/contacts", { external_id, country })).body.id
  const [ana, ben, cid] = [await person("ana", "DE"), await person("ben", "DE"), await person("cid", "FR")]
  const filter = { on: "contact", field: "country", op: "equals", value: "DE" }
  const segment = (await ask("POST", "/segments", { name: "Germany", filter })).body
  const said = { subscription_group_id: groupId, state: "unsubscribed", source: "letter", evidence: "No. 7" }
  const path = `/segments/${segment.id}/subscriptions`
  expect((await ask("POST", path, said)).body).toEqual({
    contacts: 2,
    changed: 2,
    objections_kept: 0,
    next: null,
  })
  for (const id of [ana, ben])
    expect((await ask("GET", `/contacts/${id}/consent-records`)).body.data).toMatchObject([
      { state: "unsubscribed", source: "letter", evidence: "No. 7" },
    ])
  expect((await ask("GET", `/contacts/${cid}/consent-records`)).body.data).toEqual([])
  const later = { ...said, given_at: new Date(clock.now().getTime() + 1_000).toISOString() }
  expect((await ask("POST", path, later)).body.error).toMatchObject({ field: "given_at" })
  const secret = generateApiKey()
  const { workspaceId, db } = platform
  await db.system((tx) =>
    storeApiKey(tx, {
      workspaceId,
      name: "Builder",
      secret,
      now: clock.now(),
      permissions: ["segments:write"],
    }),
  )
  expect((await ask("POST", path, said, secret)).status).toBe(403)
})
