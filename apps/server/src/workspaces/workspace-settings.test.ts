import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { namesOfActors } from "./index.ts"
import type { Browser } from "./testing/browser.ts"
import { startInstallation } from "./testing/installation.ts"

let installation: Awaited<ReturnType<typeof startInstallation>>
let owner: Browser
beforeAll(async () => {
  installation = await startInstallation()
  owner = await installation.owner()
})
afterAll(() => installation.close())

const change = (body: object, browser = owner) => browser.ask("PATCH", "/v1/workspace", body)

describe("a workspace", () => {
  it("has a time zone, a locale and a currency, of which what is absent stays", async () => {
    const chosen = { time_zone: "Europe/Vienna", locale: "de-AT", currency: "EUR" }
    const changed = await change(chosen)
    expect(changed).toMatchObject({ status: 200, body: { name: "Test", ...chosen } })
    const renamed = await change({ name: "Lumen", revision: changed.body.revision })
    expect(renamed.body).toMatchObject({ name: "Lumen", ...chosen })
    const { body } = await owner.ask("GET", "/v1/me")
    expect(body.workspaces).toMatchObject([{ name: "Lumen", ...chosen }])
    expect((await change({ time_zone: null })).body).toMatchObject({ time_zone: null, currency: "EUR" })
  })

  it("has quiet hours by the clock of its time zone, once it has one", async () => {
    const quiet_hours = { from: "21:00", until: "08:00" }
    const noZone = await change({ time_zone: null, quiet_hours })
    expect(noZone).toMatchObject({ status: 422, body: { error: { field: "time_zone" } } })
    const zone = { time_zone: "Europe/Vienna" }
    expect((await change({ ...zone, quiet_hours })).body).toMatchObject({ ...zone, quiet_hours })
    expect((await change({ name: "Night" })).body).toMatchObject({ quiet_hours })
    expect((await owner.ask("GET", "/v1/me")).body.workspaces).toMatchObject([{ quiet_hours }])
    expect((await change({ time_zone: null })).body.error.help).toContain("turn the quiet hours off")
    const { body } = await owner.ask("GET", "/v1/audit?limit=5&action=workspace.updated")
    expect(body.data.map(({ after }: { after: object }) => after)).toContainEqual(
      expect.objectContaining({ quiet_from: "21:00", quiet_until: "08:00" }),
    )
    const off = await change({ time_zone: null, quiet_hours: null })
    expect(off.body).toMatchObject({ time_zone: null, quiet_hours: null })
  })

  it.each([
    ["quiet_hours.from", { from: "24:00", until: "08:00" }],
    ["quiet_hours.until", { from: "21:00", until: "8:00" }],
    ["quiet_hours.until", { from: "21:00", until: "21:00" }],
  ])("has proper quiet hours: refused for %s", async (field, quiet_hours) => {
    const refused = await change({ time_zone: "Europe/Vienna", quiet_hours })
    expect(refused).toMatchObject({ status: 422, body: { error: { field } } })
  })

  it("has frequency caps and a control group, which are in the audit log", async () => {
    const frequency_caps = [
      { most: 2, every: 1, unit: "weeks", of: "campaigns", tag: "sale" },
      { most: 1, every: 12, unit: "hours", of: "all", tag: null },
    ]
    const control_group = { percent: 5, except_tags: ["news"] }
    expect((await change({ frequency_caps, control_group })).body).toMatchObject({
      frequency_caps,
      control_group,
    })
    expect((await change({ name: "Calm" })).body).toMatchObject({ frequency_caps, control_group })
    const { body } = await owner.ask("GET", "/v1/me")
    expect(body.workspaces).toMatchObject([{ frequency_caps, control_group }])
    const audit = await owner.ask("GET", "/v1/audit?limit=5&action=workspace.updated")
    expect(audit.body.data.map(({ after }: { after: object }) => after)).toContainEqual(
      expect.objectContaining({ control_group }),
    )
    const off = await change({ frequency_caps: [], control_group: null })
    expect(off.body).toMatchObject({ frequency_caps: [], control_group: null })
  })

  it.each([
    ["frequency_caps.0.every", { frequency_caps: [{ most: 1, every: 5, unit: "weeks" }] }],
    ["frequency_caps.0.most", { frequency_caps: [{ most: 0, every: 1, unit: "days" }] }],
    [
      "frequency_caps",
      { frequency_caps: Array.from({ length: 11 }, () => ({ most: 1, every: 1, unit: "days" })) },
    ],
    ["control_group.percent", { control_group: { percent: 16 } }],
  ])("has proper ones: refused for %s", async (field, wrong) => {
    expect(await change(wrong)).toMatchObject({ status: 422, body: { error: { field } } })
  })

  it("is not changed twice from one reading", async () => {
    const { revision } = (await change({ name: "First" })).body
    expect((await change({ name: "Second", revision })).status).toBe(200)
    expect((await change({ currency: "USD", revision })).status).toBe(409)
  })

  it.each(["Asia/Kolkata", "Asia/Calcutta", "UTC"])("takes %s as a time zone", async (time_zone) => {
    expect((await change({ time_zone })).body).toMatchObject({ time_zone })
    await change({ time_zone: null })
  })

  it.each([
    ["time_zone", "Mars/Olympus"],
    ["time_zone", "+05:30"],
    ["locale", "not a locale"],
    ["locale", "xx-YY"],
    ["currency", "eur"],
    ["currency", "XYZZY"],
    ["name", ""],
  ])("has a proper %s: not %s", async (field, value) => {
    expect(await change({ [field]: value })).toMatchObject({ status: 422, body: { error: { field } } })
  })

  it("is changed by those who manage it, and its change is in the audit log", async () => {
    const { browser } = await installation.join(owner, "dev@example.com", "developer")
    expect((await change({ currency: "SEK" }, browser)).status).toBe(403)
    await change({ currency: "SEK" })
    const { body } = await owner.ask("GET", "/v1/audit?limit=1&action=workspace.updated")
    expect(body.data).toMatchObject([{ after: { currency: "SEK" } }])
  })
})

it("actors have names: members of the workspace and its keys, and nobody else", async () => {
  const { db, workspaceId } = installation.platform
  const mine = `member:${(await owner.ask("GET", "/v1/me")).body.member.id}`
  const stranger = await installation.join(owner, "gone@example.com", "viewer")
  await owner.ask("DELETE", `/v1/members/${stranger.memberId}`)
  const key = `api_key:${(await owner.ask("POST", "/v1/api-keys", { name: "Shop", permissions: ["contacts:read"] })).body.id}`
  const gone = `member:${stranger.memberId}`
  const names = await db.workspace(workspaceId, (tx) =>
    namesOfActors(tx, [mine, mine, key, gone, "contact", "system"]),
  )
  expect(names).toEqual(
    new Map([
      [mine, "Olivia Owner"],
      [key, "Shop"],
    ]),
  )
})
