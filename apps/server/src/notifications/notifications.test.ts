import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Tx } from "../platform/database/index.ts"
import { rooms } from "../rooms.ts"
import { createWorkspace, generateApiKey, permissionsOf, storeApiKey } from "../workspaces/index.ts"
import type { Browser } from "../workspaces/testing/browser.ts"
import { startInstallation } from "../workspaces/testing/installation.ts"
import { resolve, type Told, tell, tellStanding } from "./index.ts"
import { notificationsKept } from "./kept.ts"
import { kindRules } from "./kinds.ts"

let installation: Awaited<ReturnType<typeof startInstallation>>
let owner: Browser
beforeAll(async () => {
  installation = await startInstallation()
  owner = await installation.owner()
})
afterAll(() => installation.close())

const minuteMs = 60_000
let made = 0
const unused = (what: string) => `${what} ${++made}`
const within = <T>(work: (tx: Tx) => Promise<T>) =>
  installation.platform.db.workspace(installation.platform.workspaceId, work)

/** A check that fails, whose condition is its name. */
const failing = (check: string, message = "It does not work."): Told => ({
  workspaceId: installation.platform.workspaceId,
  condition: `check:${check}`,
  about: { kind: "check_failed", check, subject: null, message, help: null },
})
const imported = (file_name: string): Told => ({
  workspaceId: installation.platform.workspaceId,
  about: {
    kind: "import_finished",
    import_id: crypto.randomUUID(),
    file_name,
    created: 1,
    updated: 0,
    skipped: 2,
  },
})
const tells = (told: readonly Told[], now = new Date()) => within((tx) => tell(tx, told, now))
const resolves = (told: Told, now = new Date()) =>
  within((tx) => resolve(tx, [{ workspaceId: told.workspaceId, condition: told.condition ?? "" }], now))

interface Shown {
  id: string
  about: { check?: string; file_name?: string; message?: string }
  read: boolean
  lasts: boolean
  times: number
  resolved_at: string | null
}
const shown = async (browser: Browser): Promise<Shown[]> =>
  (await browser.ask("GET", "/v1/notifications?limit=500")).body.data
const of = async (check: string, browser = owner) =>
  (await shown(browser)).filter(({ about }) => about.check === check)
const unreadOf = async (browser: Browser) => (await browser.ask("GET", "/v1/notifications/count")).body.unread
const reads = (browser: Browser, body: object) => browser.ask("POST", "/v1/notifications/read", body)

it("each kind asks for a permission that there is", () => {
  const { all } = permissionsOf(rooms)
  for (const { permission } of Object.values(kindRules)) expect(all).toContain(permission)
})

describe("a condition", () => {
  it("is told of once for as long as it lasts, with what was said last, and stays read", async () => {
    const check = unused("token")
    await tells([failing(check, "first"), failing(check, "second")])
    const [first] = await of(check)
    expect(first).toMatchObject({ about: { message: "second" }, lasts: true, read: false, times: 1 })
    await reads(owner, { ids: [first?.id] })
    await tells([failing(check, "third")])
    expect(await of(check)).toMatchObject([{ id: first?.id, about: { message: "third" }, read: true }])
  })

  it("is one told of by many at once", async () => {
    const check = unused("race")
    await Promise.all(Array.from({ length: 8 }, () => tells([failing(check)])))
    expect(await of(check)).toHaveLength(1)
  })

  it("is marked when it is resolved, and is the same when it begins again within an hour", async () => {
    const check = unused("webhook")
    const began = new Date()
    await tells([failing(check)], began)
    const [first] = await of(check)
    await reads(owner, { ids: [first?.id] })
    await resolves(failing(check), began)
    expect(await of(check)).toMatchObject([{ lasts: false, resolved_at: began.toISOString() }])
    await tells([failing(check)], new Date(began.getTime() + 59 * minuteMs))
    expect(await of(check)).toMatchObject([
      { id: first?.id, lasts: true, resolved_at: null, read: true, times: 2 },
    ])
  })

  it("is another when it begins again later", async () => {
    const check = unused("meta")
    const began = new Date()
    await tells([failing(check)], began)
    await resolves(failing(check), began)
    await tells([failing(check)], new Date(began.getTime() + 60 * minuteMs))
    expect(await of(check)).toMatchObject([{ lasts: true, times: 1 }, { lasts: false }])
  })

  it("is resolved by an examination that does not find it, unless that could not tell", async () => {
    const [gone, unknown, stays] = [unused("gone"), unused("unknown"), unused("stays")]
    await tells([failing(gone), failing(unknown), failing(stays)])
    const looked = { kinds: ["check_failed"], unknown: [`check:${unknown}`] } as const
    await within((tx) => tellStanding(tx, looked, [failing(stays)], new Date()))
    expect(await of(gone)).toMatchObject([{ lasts: false }])
    expect(await of(unknown)).toMatchObject([{ lasts: true }])
    expect(await of(stays)).toMatchObject([{ lasts: true }])
  })

  it("was never told of when its transaction is rolled back", async () => {
    const check = unused("rolled back")
    const failed = within(async (tx) => {
      await tell(tx, [failing(check)], new Date())
      throw new Error("not after all")
    })
    await expect(failed).rejects.toThrow("not after all")
    expect(await of(check)).toEqual([])
  })
})

it("what happens is told each time", async () => {
  const file = unused("people.csv")
  await tells([imported(file), imported(file)])
  const told = (await shown(owner)).filter(({ about }) => about.file_name === file)
  expect(told).toMatchObject([{ lasts: false }, { lasts: false }])
})

describe("notifications are seen", () => {
  it("by those whose permissions they are about", async () => {
    const [check, file] = [unused("seen"), unused("seen.csv")]
    await tells([failing(check), imported(file)])
    const sees = async (role: string) => {
      const { browser } = await installation.join(owner, `${role}@example.com`, role)
      const all = await shown(browser)
      return {
        check: all.some(({ about }) => about.check === check),
        file: all.some(({ about }) => about.file_name === file),
        unread: await unreadOf(browser),
      }
    }
    expect(await sees("developer")).toMatchObject({ check: true, file: true })
    expect(await sees("agent")).toMatchObject({ check: false, file: true })
    expect(await sees("viewer")).toEqual({ check: false, file: false, unread: 0 })
  })

  it("by nobody of another workspace, and read by nobody of it either", async () => {
    const check = unused("other workspace")
    await tells([failing(check)])
    const [told] = await of(check)
    const { db } = installation.platform
    const other = (await owner.ask("POST", "/v1/workspaces", { name: "Other" })).body.id
    const here = owner.workspace
    owner.workspace = other
    expect(await shown(owner)).toEqual([])
    expect(await unreadOf(owner)).toBe(0)
    expect((await reads(owner, { ids: [told?.id] })).status).toBe(204)
    expect((await reads(owner, { up_to: told?.id })).status).toBe(204)
    owner.workspace = here
    expect(await of(check)).toMatchObject([{ read: false }])
    const elsewhere = db.workspace(other, (tx) => tell(tx, [failing(unused("forged"))], new Date()))
    await expect(elsewhere).rejects.toThrow("row-level security")
  })

  it("by an API key as far as it may, which reads nothing", async () => {
    const check = unused("key")
    await tells([failing(check)])
    const { body } = await owner.ask("POST", "/v1/api-keys", {
      name: check,
      permissions: ["connection:manage"],
    })
    const key = installation.browse(body.secret)
    const [told] = await of(check, key)
    expect(told).toMatchObject({ read: false })
    expect((await reads(key, { ids: [told?.id] })).status).toBe(403)
    expect((await key.ask("GET", "/v1/notifications/choices")).status).toBe(403)
    expect((await shown(key)).every(({ about }) => about.file_name === undefined)).toBe(true)
  })
})

describe("what is read", () => {
  it("is each member's own", async () => {
    const { browser } = await installation.join(owner, "admin@example.com", "admin")
    await tells([failing(unused("own"))])
    const before = await unreadOf(owner)
    expect(before).toBeGreaterThan(0)
    const [newest] = await shown(browser)
    expect((await reads(browser, { up_to: newest?.id })).status).toBe(204)
    expect(await unreadOf(browser)).toBe(0)
    expect(await unreadOf(owner)).toBe(before)
  })

  it("is all up to one, and not what comes after", async () => {
    await tells([failing(unused("before"))])
    const [newest] = await shown(owner)
    const later = unused("after")
    await tells([failing(later)])
    await reads(owner, { up_to: newest?.id })
    expect(await unreadOf(owner)).toBe(1)
    expect((await owner.ask("GET", "/v1/notifications?unread=true")).body.data).toMatchObject([
      { about: { check: later }, read: false },
    ])
  })

  it.each([
    {},
    { ids: [] },
    { ids: ["x"] },
    { up_to: 1 },
    { ids: [crypto.randomUUID()], up_to: crypto.randomUUID() },
  ])("is named properly: not %j", async (body) => expect((await reads(owner, body)).status).toBe(422))

  it("is what the member sees: a kind that is hidden from them stays unread", async () => {
    const { browser } = await installation.join(owner, "promoted@example.com", "viewer")
    const check = unused("hidden")
    await tells([failing(check)])
    const [told] = await of(check)
    expect((await reads(browser, { ids: [told?.id] })).status).toBe(204)
    const me = (await browser.ask("GET", "/v1/me")).body.member.id
    await owner.ask("PATCH", `/v1/members/${me}`, { role: "admin" })
    expect(await of(check, browser)).toMatchObject([{ read: false }])
  })
})

describe("the choice of what comes by e-mail", () => {
  it("is the member's, in that workspace, among what they are told of", async () => {
    const { browser } = await installation.join(owner, "choosing@example.com", "agent")
    const before = (await browser.ask("GET", "/v1/notifications/choices")).body
    expect(before.delivers).toBe(false)
    expect(before.kinds.map(({ kind }: { kind: string }) => kind)).not.toContain("check_failed")
    expect(before.kinds.some(({ emailed }: { emailed: boolean }) => emailed)).toBe(false)
    const chosen = await browser.ask("PUT", "/v1/notifications/choices", { emailed: ["import_finished"] })
    const emailed = (answer: { body: { kinds: { kind: string; emailed: boolean }[] } }) =>
      answer.body.kinds.filter((one) => one.emailed).map(({ kind }) => kind)
    expect(emailed(chosen)).toEqual(["import_finished"])
    expect(emailed(await owner.ask("GET", "/v1/notifications/choices"))).toEqual([])
    expect(emailed(await browser.ask("PUT", "/v1/notifications/choices", { emailed: [] }))).toEqual([])
  })

  it("is of kinds that there are", async () => {
    const refused = await owner.ask("PUT", "/v1/notifications/choices", { emailed: ["everything"] })
    expect(refused).toMatchObject({ status: 422, body: { error: { field: "emailed.0" } } })
  })
})

it("screens are told at once, as one change", async () => {
  const { platform, publicUrl } = installation
  const secret = generateApiKey()
  await platform.db.system((tx) =>
    storeApiKey(tx, { workspaceId: platform.workspaceId, name: "Watch", secret, now: new Date() }),
  )
  const stopping = new AbortController()
  const answer = await fetch(`${publicUrl}/v1/events`, {
    headers: { authorization: `Bearer ${secret}` },
    signal: stopping.signal,
  })
  let text = ""
  const reading = (async () => {
    for await (const chunk of answer.body ?? []) text += Buffer.from(chunk).toString()
  })().catch(() => undefined)
  await expect.poll(() => text).toContain("everything")
  await tells(Array.from({ length: 50 }, () => failing(unused("live"))))
  await expect.poll(() => text).toContain('data: {"type":"notification","id":null}')
  expect(text.match(/"notification"/g)).toHaveLength(1)
  stopping.abort()
  await reading
})

describe("retention", () => {
  it("takes what is old and over, with who read it, and leaves what lasts", async () => {
    const { platform } = installation
    const workspaceId = await platform.db.system(
      async (tx) => (await createWorkspace(tx, "Old", new Date())).id,
    )
    const [over, lasting] = [unused("over"), unused("lasting")]
    await platform.db.workspace(workspaceId, async (tx) => {
      const told = [failing(over), failing(lasting), imported("old.csv")].map((one) => ({
        ...one,
        workspaceId,
      }))
      await tell(tx, told, new Date())
      await resolve(tx, [{ workspaceId, condition: `check:${over}` }], new Date())
    })
    const kept = notificationsKept(platform)
    const left = () =>
      platform.db.system((tx) =>
        tx.selectFrom("notifications").select("condition").where("workspace_id", "=", workspaceId).execute(),
      )
    await kept.deleteSome({ after: null, before: new Date(Date.now() - minuteMs) })
    expect(await left()).toHaveLength(3)
    const before = new Date(Date.now() + minuteMs)
    const { rows } = await platform.db.system((tx) => kept.measure(tx, before))
    expect(rows).toBeGreaterThanOrEqual(2)
    expect(await kept.deleteSome({ after: null, before })).toBe(false)
    expect(await left()).toEqual([{ condition: `check:${lasting}` }])
  })
})
