/** What contents ask other systems with, and what those answered, in the database. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { forgetAnswers, keptAnswers } from "../../messaging/content/outside/kept-answers.ts"
import { steppedClock } from "../../platform/clock.ts"
import { type Server, startServer } from "../../server.ts"
import { call, type Method } from "../../testing/call.ts"
import { testPlatform } from "../../testing/platform.ts"
import { readAuthorization } from "./credentials.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let platform: Awaited<ReturnType<typeof testPlatform>>
let server: Server
beforeAll(async () => {
  platform = await testPlatform({ clock, environment: { ROLES: "api" } })
  server = await startServer(platform)
})
afterAll(async () => {
  await server.close()
  await platform.close()
})

const ask = (method: Method, path: string, body?: unknown) =>
  call(method, `${server.url}/v1/${path}`, body, { authorization: `Bearer ${platform.apiKey}` })
const shop = { name: "shop", host: "shop.example", username: "parley", password: "s3cret:é" }
const authorization = (name: string, host: string) =>
  platform.db.workspace(platform.workspaceId, (tx) => readAuthorization(tx, platform, { name, host }))

describe("a credential", () => {
  it("is kept without its password being shown or readable, and found for its host alone", async () => {
    const { status, body } = await ask("POST", "content-credentials", shop)
    expect(status).toBe(201)
    expect(JSON.stringify(body)).not.toContain("s3cret")
    expect((await ask("GET", "content-credentials")).body.data).toEqual([body])
    const header = await authorization("shop", "shop.example")
    expect(Buffer.from(header?.slice(6) ?? "", "base64").toString()).toBe("parley:s3cret:é")
    expect(await authorization("shop", "evil.example")).toBeUndefined()
    expect(await authorization("other", "shop.example")).toBeUndefined()
    const { rows } = await platform.db.system((tx) =>
      tx
        .selectFrom("content_credentials")
        .selectAll()
        .execute()
        .then((rows) => ({ rows })),
    )
    expect(rows[0]?.sealed_password.toString("utf8")).not.toContain("s3cret")
    expect(JSON.stringify((await ask("GET", "audit")).body)).not.toContain(
      rows[0]?.sealed_password.toString("hex"),
    )
  })

  it("is told to no other host unless its password is given again", async () => {
    const { id } = (await ask("GET", "content-credentials")).body.data[0]
    const refused = await ask("PATCH", `content-credentials/${id}`, { host: "evil.example" })
    expect([refused.status, refused.body.error.field]).toEqual([422, "password"])
    expect((await ask("PATCH", `content-credentials/${id}`, { username: "other" })).status).toBe(200)
    const moved = await ask("PATCH", `content-credentials/${id}`, { host: "new.example:8443", password: "p" })
    expect(moved.body).toMatchObject({ host: "new.example:8443", username: "other" })
    expect(await authorization("shop", "new.example:8443")).toBe(`Basic ${btoa("other:p")}`)
    expect((await ask("DELETE", `content-credentials/${id}`)).status).toBe(204)
    expect(await authorization("shop", "new.example:8443")).toBeUndefined()
  })

  it.each([
    ["a name with a blank", { name: "a b" }, "name"],
    ["an address", { host: "https://shop.example" }, "host"],
    ["a host with a path", { host: "shop.example/a" }, "host"],
    ["somebody in its host", { host: "a@shop.example" }, "host"],
    ["a colon in the user name", { username: "a:b" }, "username"],
    ["a line break in the password", { password: "a\nb" }, "password"],
  ])("is refused with %s", async (_what, fault, field) => {
    const refused = await ask("POST", "content-credentials", { ...shop, ...fault })
    expect([refused.status, refused.body.error.field]).toEqual([422, field])
  })
})

describe("an answer of another system", () => {
  const answer = { status: 200, value: { points: 7 }, isJson: true }
  const owner = () => ({ workspaceId: platform.workspaceId, id: crypto.randomUUID() })

  it("is found again by a process that starts, for its owner and until it is of no use", async () => {
    const own = owner()
    await keptAnswers(platform).keep(own, "a", answer, 60_000)
    expect(await keptAnswers(platform).find(own, "a")).toEqual(answer)
    expect(await keptAnswers(platform).find(own, "b")).toBeUndefined()
    expect(await keptAnswers(platform).find(owner(), "a")).toBeUndefined()
    clock.advance(61_000)
    expect(await keptAnswers(platform).find(own, "a")).toBeUndefined()
    await forgetAnswers(platform)
    const left = await platform.db.system((tx) => tx.selectFrom("outside_answers").select("owner").execute())
    expect(left).toEqual([])
  })

  it("is not readable in the database, and one that is large is not kept there", async () => {
    await keptAnswers(platform).keep(owner(), "a", { ...answer, value: "plain words" }, 60_000)
    await keptAnswers(platform).keep(owner(), "a", { ...answer, value: "x".repeat(300_000) }, 60_000)
    const rows = await platform.db.system((tx) => tx.selectFrom("outside_answers").select("sealed").execute())
    expect(rows.map(({ sealed }) => sealed.toString("utf8").includes("plain words"))).toEqual([false])
  })
})
