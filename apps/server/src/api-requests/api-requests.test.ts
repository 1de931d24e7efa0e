import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { steppedClock } from "../platform/clock.ts"
import type { Browser } from "../workspaces/testing/browser.ts"
import { startInstallation } from "../workspaces/testing/installation.ts"
import { room } from "./room.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let installation: Awaited<ReturnType<typeof startInstallation>>
let owner: Browser
beforeAll(async () => {
  installation = await startInstallation({}, { clock })
  owner = await installation.owner()
})
afterAll(() => installation.close())

const dayMs = 24 * 60 * 60_000
const permissions = ["contacts:read", "contacts:write"]
async function freshKey(more: object = {}) {
  const { body } = await owner.ask("POST", "/v1/api-keys", { name: "Shop", permissions, ...more })
  const browser = installation.browse(body.secret)
  /** The system that has the key; the log lists by the millisecond. */
  const shop = {
    ask: (...asked: Parameters<Browser["ask"]>) => {
      clock.advance(1)
      return browser.ask(...asked)
    },
  }
  return { id: String(body.id), body, shop }
}
const requestsOf = async (id: string, query = "") =>
  (await owner.ask("GET", `/v1/api-keys/${id}/requests${query}`)).body.data
const logged = async (id: string, count: number) => {
  await expect.poll(() => requestsOf(id)).toHaveLength(count)
  const rows: { id: string }[] = await requestsOf(id)
  return Promise.all(rows.map(async (row) => (await owner.ask("GET", `/v1/api-requests/${row.id}`)).body))
}
async function doChores() {
  for (const chore of room.chores?.(installation.platform) ?? []) await chore.work()
}

describe("the request log", () => {
  it("has what was asked with a key, what was answered, and how long it took", async () => {
    const { id, shop } = await freshKey()
    const made = await shop.ask("POST", "/v1/contacts", { external_id: "log-1", first_name: "Ada" })
    await shop.ask("POST", "/v1/contacts", { phone: "nonsense" })
    await shop.ask("GET", "/v1/members")
    const [third, second, first] = await logged(id, 3)
    expect(first).toMatchObject({
      method: "POST",
      path: "/v1/contacts",
      route: "/v1/contacts",
      status: made.status,
      error_code: null,
      duration_ms: expect.any(Number),
      is_erased: false,
    })
    expect(JSON.parse(first.body)).toEqual({ external_id: "log-1", first_name: "Ada" })
    expect(JSON.parse(first.answer)).toMatchObject({ external_id: "log-1" })
    expect(second).toMatchObject({ status: 422, error_code: "invalid_request", body: '{"phone":"nonsense"}' })
    expect(third).toMatchObject({ status: 403, error_code: "forbidden", body: null })
    expect(await requestsOf(id, "?outcome=failed")).toHaveLength(2)
  })

  it("has no secret: neither that of a key that was made, nor of one that was sent", async () => {
    const { id, shop } = await freshKey({ permissions: ["api_keys:manage", "contacts:read"] })
    const made = await shop.ask("POST", "/v1/api-keys", { name: "Child", permissions: ["contacts:read"] })
    const [only] = await logged(id, 1)
    expect(only.answer).toContain("Child")
    expect(only.answer).not.toContain(made.body.secret)
  })

  it("shows what was said to those alone who may read contacts and conversations", async () => {
    const { id, shop } = await freshKey()
    await shop.ask("POST", "/v1/contacts", { external_id: "hush-1" })
    await shop.ask("GET", "/v1/contacts?external_id=hush-1")
    await logged(id, 2)
    const { shop: keeper } = await freshKey({ permissions: ["api_keys:manage"] })
    const { body } = await keeper.ask("GET", `/v1/api-keys/${id}/requests`)
    expect(body.data.map(({ path }: { path: string }) => path)).toEqual(["/v1/contacts", "/v1/contacts"])
    const { body: one } = await keeper.ask("GET", `/v1/api-requests/${body.data[1].id}`)
    expect(one).toMatchObject({ method: "POST", body: null, answer: null })
  })

  it("has nothing of members, and none of another workspace sees it", async () => {
    const { id, shop } = await freshKey()
    await owner.ask("GET", "/v1/contacts")
    await shop.ask("GET", "/v1/contacts?limit=1")
    const [only] = await logged(id, 1)
    expect(only.path).toBe("/v1/contacts?limit=1")
    const other = await owner.ask("POST", "/v1/workspaces", { name: "Other" })
    owner.workspace = other.body.id
    expect((await owner.ask("GET", `/v1/api-keys/${id}/requests`)).status).toBe(404)
    expect((await owner.ask("GET", `/v1/api-requests/${only.id}`)).status).toBe(404)
    owner.workspace = installation.platform.workspaceId
  })

  it("forgets a person who is deleted, by whatever they were called, and keeps that it was asked", async () => {
    const { id, shop } = await freshKey()
    const ada = await shop.ask("POST", "/v1/contacts", { external_id: "gone-1", phone: "+4915112345678" })
    await shop.ask("POST", "/v1/contacts", { external_id: "stays-1" })
    await shop.ask("PATCH", `/v1/contacts/${ada.body.id}`, { first_name: "Ada" })
    await logged(id, 3)
    await owner.ask("DELETE", `/v1/contacts/${ada.body.id}`)
    const [changed, stays, created] = await logged(id, 3)
    for (const one of [changed, created])
      expect(one).toMatchObject({ body: null, answer: null, is_erased: true, path: one.route })
    expect(stays.body).toContain("stays-1")
  })

  it("is in what a person is given about them, without what it says of others", async () => {
    const { id, shop } = await freshKey()
    const eva = await shop.ask("POST", "/v1/contacts", { external_id: "mine-1", first_name: "Eva" })
    await shop.ask("GET", "/v1/contacts?search=mine-1")
    const other = await shop.ask("POST", "/v1/contacts", { external_id: "other-1" })
    await shop.ask("POST", "/v1/contacts/bulk/tags", {
      contact_ids: [eva.body.id, other.body.id],
      add: ["vip"],
    })
    await logged(id, 4)
    const { body } = await owner.ask("GET", `/v1/contacts/${eva.body.id}/export`)
    expect(body.api_requests).toMatchObject([
      { route: "/v1/contacts/bulk/tags", names_others: true, api_key: "Shop" },
      { route: "/v1/contacts", method: "GET", answer: expect.stringContaining("mine-1") },
      { route: "/v1/contacts", status: 201, body: '{"external_id":"mine-1","first_name":"Eva"}' },
    ])
    expect(JSON.stringify(body.api_requests)).not.toContain(other.body.id)
  })

  it("forgets what named a deleted person by their e-mail address, or in a list of an address", async () => {
    const { id, shop } = await freshKey({ permissions: [...permissions, "subscriptions:read"] })
    const eve = await shop.ask("POST", "/v1/contacts", { external_id: "eve-1", email: "eve@example.com" })
    await shop.ask("POST", "/users/track", {
      attributes: [{ email: "Eve@Example.com", first_name: "Evelyn" }],
    })
    await shop.ask("GET", "/subscription/user/status?external_id[]=nobody&external_id[]=eve-1")
    expect(JSON.stringify(await logged(id, 3))).toMatch(/Evelyn/)
    await owner.ask("DELETE", `/v1/contacts/${eve.body.id}`)
    expect(JSON.stringify(await logged(id, 3))).not.toMatch(/eve/i)
  })

  it("forgets what was asked before that and written down after it", async () => {
    const { id, shop } = await freshKey()
    const { body } = await shop.ask("POST", "/v1/contacts", { external_id: "late-1" })
    await shop.ask("DELETE", `/v1/contacts/${body.id}`)
    const rows = await logged(id, 2)
    expect(JSON.stringify(rows)).toContain(body.id)
    await doChores()
    expect(JSON.stringify(await logged(id, 2))).not.toMatch(new RegExp(`late-1|${body.id}`))
  })

  it("is kept for a week", async () => {
    const { id, shop } = await freshKey()
    await shop.ask("GET", "/v1/contacts?limit=1")
    await logged(id, 1)
    clock.advance(6 * dayMs)
    await doChores()
    expect(await requestsOf(id)).toHaveLength(1)
    clock.advance(2 * dayMs)
    await doChores()
    expect(await requestsOf(id)).toEqual([])
  })
})

describe("a key with an end", () => {
  const notifications = async () =>
    (await owner.ask("GET", "/v1/notifications")).body.data.filter(
      ({ about }: { about: { kind: string } }) => about.kind === "api_key_expiring",
    )

  it("is told of a week before, refused with a code of its own after, and good again once extended", async () => {
    const endsAt = new Date(clock.now().getTime() + 10 * dayMs)
    const { id, body, shop } = await freshKey({ expires_at: endsAt.toISOString() })
    expect(body.expires_at).toBe(endsAt.toISOString())
    await doChores()
    expect(await notifications()).toEqual([])
    clock.advance(4 * dayMs)
    await doChores()
    expect(await notifications()).toMatchObject([
      { about: { api_key_id: id, name: "Shop", owner: "Olivia Owner" }, resolved_at: null },
    ])
    expect((await shop.ask("GET", "/v1/contacts?limit=1")).status).toBe(200)

    clock.advance(6 * dayMs)
    const refused = await shop.ask("GET", "/v1/contacts?limit=1")
    expect(refused.status).toBe(401)
    expect(refused.body.error).toMatchObject({
      code: "api_key_expired",
      message: expect.stringContaining("2026-12"),
    })
    await doChores()
    expect(
      (await notifications()).filter(({ resolved_at }: { resolved_at: unknown }) => resolved_at === null),
    ).toEqual([])
    const rows = await logged(id, 2)
    expect(rows[0]).toMatchObject({ status: 401, error_code: "api_key_expired" })

    await owner.ask("PATCH", `/v1/api-keys/${id}`, { expires_at: null })
    expect((await shop.ask("GET", "/v1/contacts?limit=1")).status).toBe(200)
  })

  it("ends in the future", async () => {
    const expires_at = new Date(clock.now().getTime() - 1).toISOString()
    const { body } = await owner.ask("POST", "/v1/api-keys", { name: "Past", permissions, expires_at })
    expect(body.error).toMatchObject({ code: "invalid_request", field: "expires_at" })
  })
})

describe("a key's owner", () => {
  it("can be another member: it can do no more than they may, and goes with them", async () => {
    const { browser, memberId } = await installation.join(owner, "vera@example.com", "viewer")
    const { id, shop } = await freshKey()
    const given = await owner.ask("PATCH", `/v1/api-keys/${id}`, { owner_id: memberId })
    expect(given.body).toMatchObject({
      owner: { id: memberId, name: "vera" },
      permissions: ["contacts:read"],
    })
    expect((await shop.ask("POST", "/v1/contacts", { external_id: "vera-1" })).status).toBe(403)
    const { body } = await owner.ask("GET", `/v1/audit?subject_id=${id}`)
    expect(body.data.map(({ action }: { action: string }) => action)).toContain("api_key.owner_changed")
    await browser.ask("DELETE", `/v1/members/${memberId}`)
    expect((await shop.ask("GET", "/v1/contacts?limit=1")).status).toBe(401)
  })

  it("is never made mightier by who could not have made it", async () => {
    const mighty = await freshKey({ permissions: ["campaigns:launch"] })
    const { browser, memberId } = await installation.join(owner, "dan@example.com", "developer")
    const refused = await browser.ask("PATCH", `/v1/api-keys/${mighty.id}`, { owner_id: memberId })
    expect(refused.status).toBe(403)
    expect(refused.body.error).toMatchObject({ field: "owner_id" })
  })

  it("is a member of the workspace", async () => {
    const { id } = await freshKey()
    const { status, body } = await owner.ask("PATCH", `/v1/api-keys/${id}`, { owner_id: crypto.randomUUID() })
    expect([status, body.error.field]).toEqual([422, "owner_id"])
  })
})
