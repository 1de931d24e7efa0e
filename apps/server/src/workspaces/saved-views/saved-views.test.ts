import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { sql } from "../../platform/database/index.ts"
import type { Browser } from "../testing/browser.ts"
import { startInstallation } from "../testing/installation.ts"

let installation: Awaited<ReturnType<typeof startInstallation>>
let owner: Browser
let colleague: Awaited<ReturnType<typeof installation.join>>
beforeAll(async () => {
  installation = await startInstallation()
  owner = await installation.owner()
  colleague = await installation.join(owner, "viewer@example.com", "viewer")
})
afterAll(() => installation.close())

const paused = {
  list: "templates",
  name: "Paused",
  search: { status: "PAUSED" },
  hidden_columns: ["Changed"],
}
const namesOf = async (browser: Browser, list = "templates") => {
  const { body } = await browser.ask("GET", `/v1/saved-views?list=${list}`)
  return body.data.map(({ name }: { name: string }) => name)
}

describe("a view that a member saved", () => {
  it("is there for that member, of that list, by name", async () => {
    const saved = await owner.ask("POST", "/v1/saved-views", paused)
    expect(saved.status).toBe(201)
    expect(saved.body).toMatchObject(paused)
    await owner.ask("POST", "/v1/saved-views", { ...paused, name: "approved", search: {} })
    expect(await namesOf(owner)).toEqual(["approved", "Paused"])
    expect(await namesOf(owner, "contacts")).toEqual([])
    expect(await namesOf(colleague.browser)).toEqual([])
  })

  it("is replaced by another of the same name", async () => {
    await owner.ask("POST", "/v1/saved-views", { ...paused, search: { status: "PAUSED", sort: "name" } })
    const { body } = await owner.ask("GET", "/v1/saved-views?list=templates")
    expect(body.data.map(({ search }: { search: unknown }) => search)).toEqual([
      {},
      { status: "PAUSED", sort: "name" },
    ])
  })

  it("can be deleted by that member alone", async () => {
    const { body } = await owner.ask("POST", "/v1/saved-views", { ...paused, name: "Old" })
    expect((await colleague.browser.ask("DELETE", `/v1/saved-views/${body.id}`)).status).toBe(404)
    expect((await owner.ask("DELETE", `/v1/saved-views/${body.id}`)).status).toBe(204)
    expect(await namesOf(owner)).not.toContain("Old")
  })

  it("goes with the member", async () => {
    const left = await installation.join(owner, "leaver@example.com", "agent")
    await left.browser.ask("POST", "/v1/saved-views", paused)
    expect((await owner.ask("DELETE", `/v1/members/${left.memberId}`)).status).toBe(204)
  })
})

describe("saving a view", () => {
  it("is refused to an API key", async () => {
    const { body } = await owner.ask("POST", "/v1/api-keys", { name: "Shop", permissions: ["contacts:read"] })
    const refused = await installation.browse(body.secret).ask("POST", "/v1/saved-views", paused)
    expect(refused.status).toBe(403)
  })

  it("is refused beyond fifty of a list", async () => {
    const named = (number: number) =>
      owner.ask("POST", "/v1/saved-views", { ...paused, list: "members", name: `View ${number}` })
    await Promise.all(Array.from({ length: 50 }, (_, number) => named(number)))
    const refused = await named(50)
    expect(refused.body.error).toMatchObject({ code: "limit_reached" })
    expect((await named(49)).status).toBe(201)
  })

  it("is refused beyond 500 of all lists, of which anyone may name as many as they like", async () => {
    const { browser, memberId } = await installation.join(owner, "collector@example.com", "viewer")
    const { db, workspaceId } = installation.platform
    await db.workspace(workspaceId, (tx) =>
      sql`
        INSERT INTO saved_views (workspace_id, member_id, list, name, search, hidden_columns, created_at)
        SELECT ${workspaceId}, ${memberId}, 'list-' || chr(97 + n / 26) || chr(97 + n % 26), 'Mine', '{}', '{}', now()
        FROM generate_series(0, 499) AS n`.execute(tx),
    )
    const refused = await browser.ask("POST", "/v1/saved-views", paused)
    expect(refused.body.error).toMatchObject({ code: "limit_reached" })
    const again = await browser.ask("POST", "/v1/saved-views", { ...paused, list: "list-aa", name: "Mine" })
    expect(again.status).toBe(201)
  })

  it("is refused with parameters that no address has", async () => {
    const refused = await owner.ask("POST", "/v1/saved-views", { ...paused, search: { "": "x" } })
    expect(refused.status).toBe(422)
  })
})
