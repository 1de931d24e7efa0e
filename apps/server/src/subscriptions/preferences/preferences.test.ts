import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { mergeContacts } from "../../contacts/index.ts"
import { startContacts } from "../../contacts/testing/installation.ts"
import { steppedClock } from "../../platform/clock.ts"
import { createHttpApp } from "../../platform/http/index.ts"
import { preferenceLinks } from "./link.ts"
import { preferencePages } from "./page-routes.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let api: Awaited<ReturnType<typeof startContacts>>
let pages: ReturnType<typeof createHttpApp>
beforeAll(async () => {
  api = await startContacts({ clock })
  const { logger, metrics } = api.platform
  pages = createHttpApp({ logger, metrics, version: "test" })
  pages.register(preferencePages(api.platform))
})
afterAll(async () => {
  await pages.close()
  await api.close()
})

let ana = ""
let serial = 0
beforeEach(async () => {
  serial += 1
  clock.advance(60_000)
  ana = (await api.ask("POST", "contacts", { external_id: `p-${serial}`, language: "es" })).body.id
})

const pathOf = async (contactId = ana) =>
  new URL((await api.ask("GET", `contacts/${contactId}/preference-link`)).body.url).pathname
const open = (path: string, headers = {}) => pages.inject({ method: "GET", url: path, headers })
const send = (path: string, form: Record<string, string>) =>
  pages.inject({
    method: "POST",
    url: path,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: new URLSearchParams(form).toString(),
  })
const another = async (name: string): Promise<string> =>
  (await api.ask("POST", "contacts", { external_id: `${name}-${serial}` })).body.id
const subscribe = (state: string) =>
  api.ask("PUT", `contacts/${ana}/subscriptions/${api.groupId}`, { state, source: "web_form" })
const standing = async () => (await api.ask("GET", `contacts/${ana}`)).body
const records = async () => (await api.ask("GET", `contacts/${ana}/consent-records`)).body.data

describe("a contact's preference page", () => {
  it("shows the groups in the contact's language, without script, and is not indexed", async () => {
    await subscribe("subscribed")
    const page = await open(await pathOf())
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('<html lang="es">')
    expect(page.body).toContain("Lucky Shrub")
    expect(page.body).toMatch(new RegExp(`value="${api.groupId}" checked`))
    expect(page.body).toMatch(/<option value="es" selected>Español/)
    expect(page.body).not.toContain("<script")
    expect(page.headers).toMatchObject({
      "x-robots-tag": "noindex, nofollow",
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "content-security-policy": expect.stringContaining("default-src 'none'"),
    })
  })

  it("changes nothing when it is read", async () => {
    await open(await pathOf())
    expect(await records()).toEqual([])
  })

  it("records what was turned, with the page as source", async () => {
    const saved = await send(await pathOf(), {
      group: api.groupId,
      was_off: api.groupId,
      language: "pt_BR",
      was_language: "es",
    })
    expect(saved.statusCode).toBe(303)
    expect(await standing()).toMatchObject({ language: "pt_BR", subscriptions: [{ state: "subscribed" }] })
    expect(await records()).toMatchObject([
      {
        state: "subscribed",
        previous_state: null,
        source: "preference_page",
        actor: "contact",
        evidence: "Their own preference page, by the link of 2026-11-22",
      },
    ])
    expect((await open(String(saved.headers.location))).body).toContain("Suas preferências foram salvas.")
  })

  it("leaves alone what was not turned, whatever was said since it was made", async () => {
    await subscribe("subscribed")
    clock.advance(1_000)
    await subscribe("unsubscribed")
    clock.advance(1_000)
    await send(await pathOf(), {
      group: api.groupId,
      was_on: api.groupId,
      language: "en",
      was_language: "es",
    })
    expect(await standing()).toMatchObject({ language: "en", subscriptions: [{ state: "unsubscribed" }] })
  })

  it("unsubscribes from everything at once", async () => {
    await subscribe("subscribed")
    clock.advance(1_000)
    await send(await pathOf(), { group: api.groupId, was_on: api.groupId, all: "unsubscribe" })
    expect(await standing()).toMatchObject({ subscriptions: [{ state: "unsubscribed" }] })
  })

  it("shows names as they are, and no markup that is in them", async () => {
    await api.ask("PATCH", `subscription-groups/${api.groupId}`, { name: "<img src=x onerror=alert(1)>" })
    const { body } = await open(await pathOf())
    await api.ask("PATCH", `subscription-groups/${api.groupId}`, { name: "Lucky Shrub" })
    expect(body).not.toContain("<img")
    expect(body).toContain("&#60;img")
  })

  it("is the page of the contact that they were merged into", async () => {
    const path = await pathOf()
    const { workspaceId, db, rooms } = api.platform
    const [into, last] = [await another("into"), await another("last")]
    for (const pair of [
      { from: ana, into },
      { from: into, into: last },
    ])
      await db.workspace(workspaceId, (tx) =>
        mergeContacts(tx, { workspaceId, now: clock.now(), rooms }, [pair]),
      )
    ana = last
    expect((await send(path, { group: api.groupId, was_off: api.groupId })).statusCode).toBe(303)
    expect(await standing()).toMatchObject({ subscriptions: [{ state: "subscribed" }] })
    await api.ask("DELETE", `contacts/${last}`)
    expect((await open(path)).statusCode).toBe(404)
  })

  it("answers a program that asks too often, and the person again a minute later", async () => {
    const path = await pathOf()
    const answers = await Promise.all(Array.from({ length: 31 }, () => open(path)))
    expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(1)
    clock.advance(60_000)
    expect((await open(path)).statusCode).toBe(200)
  })
})

describe("a plain page is the answer to", () => {
  const refused = async (path: string) => {
    for (const answer of [await open(path), await send(path, { was_on: api.groupId, all: "unsubscribe" })]) {
      expect(answer.statusCode).toBe(404)
      expect(answer.body).toContain("This link no longer works")
      expect(answer.headers["x-robots-tag"]).toBe("noindex, nofollow")
    }
    expect(await records()).toEqual([])
  }

  it("a link that was forged, cut off or written in another way", async () => {
    const path = await pathOf()
    const token = path.split("/")[2] ?? ""
    const other = preferenceLinks({
      ...api.platform,
      secrets: { ...api.platform.secrets, derive: () => "00".repeat(32) },
    })
    const forged = new URL(other.url(api.platform.workspaceId, ana, clock.now())).pathname
    for (const wrong of [
      forged,
      path.slice(0, -1),
      `${path}A`,
      `/preferences/${token.slice(0, 30)}${token[30] === "A" ? "B" : "A"}${token.slice(31)}`,
      "/preferences/example",
    ])
      await refused(wrong).catch((error: unknown) => {
        throw new Error(`${wrong}: ${error}`)
      })
  })

  it("a link of more than a year ago", async () => {
    const links = preferenceLinks(api.platform)
    const old = new Date(clock.now().getTime() - 367 * 24 * 60 * 60_000)
    await refused(new URL(links.url(api.platform.workspaceId, ana, old)).pathname)
  })

  it("a link whose contact is of another workspace", async () => {
    const links = preferenceLinks(api.platform)
    await refused(new URL(links.url(crypto.randomUUID(), ana, clock.now())).pathname)
  })

  it("a link of a contact who was deleted", async () => {
    const { body } = await api.ask("POST", "contacts", { external_id: `gone-${serial}` })
    const path = await pathOf(body.id)
    await api.ask("DELETE", `contacts/${body.id}`)
    expect((await open(path)).statusCode).toBe(404)
    expect((await send(path, { all: "unsubscribe", was_on: api.groupId })).statusCode).toBe(404)
  })

  it("in the language of the browser", async () => {
    const answer = await open("/preferences/x", { "accept-language": "fr-CA,fr;q=0.9,en;q=0.5" })
    expect(answer.body).toContain("Ce lien ne fonctionne plus")
  })
})
