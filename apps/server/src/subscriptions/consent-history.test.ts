import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startContacts } from "../contacts/testing/installation.ts"
import { steppedClock } from "../platform/clock.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let api: Awaited<ReturnType<typeof startContacts>>
beforeAll(async () => {
  api = await startContacts({ clock })
})
afterAll(() => api.close())

async function say(state: string, source: string, given_at: string) {
  const { body } = await api.ask("POST", "contacts", { external_id: `h-${given_at}` })
  await api.ask("PUT", `contacts/${body.id}/subscriptions/${api.groupId}`, { state, source, given_at })
}

describe("the history of a subscription group", () => {
  it("has every day of the period, and every source ever", async () => {
    await say("subscribed", "web_form", "2026-11-22T01:00:00Z")
    await say("subscribed", "web_form", "2026-11-21T01:00:00Z")
    await say("unsubscribed", "message", "2026-11-21T02:00:00Z")
    await say("subscribed", "import", "2025-01-01T00:00:00Z")
    const { status, body } = await api.ask("GET", `subscription-groups/${api.groupId}/history?days=3`)
    expect(status).toBe(200)
    expect(body).toEqual({
      days: [
        { day: "2026-11-20", subscribed: 0, unsubscribed: 0 },
        { day: "2026-11-21", subscribed: 1, unsubscribed: 1 },
        { day: "2026-11-22", subscribed: 1, unsubscribed: 0 },
      ],
      sources: [
        { source: "web_form", subscribed: 2, unsubscribed: 0 },
        { source: "import", subscribed: 1, unsubscribed: 0 },
        { source: "message", subscribed: 0, unsubscribed: 1 },
      ],
    })
  })
})

describe("the days of a workspace with a time zone", () => {
  it("begin and end by it, and a day of which no time is known stays that day", async () => {
    const { db, workspaceId } = api.platform
    const daysIn = async (zone: string | null, more = "") => {
      await db.workspace(workspaceId, (tx) => tx.updateTable("workspaces").set({ time_zone: zone }).execute())
      const { body } = await api.ask("GET", `subscription-groups/${api.groupId}/history?days=30${more}`)
      return body.days.filter((day: { subscribed: number }) => day.subscribed > 0)
    }
    await api.importFile("phone,subscription_state,consent_at\n+4915123450001,yes,2026-11-10\n")
    const day = (name: string, subscribed = 1, unsubscribed = 0) => ({ day: name, subscribed, unsubscribed })
    expect(await daysIn("America/Lima")).toEqual([
      day("2026-11-10"),
      day("2026-11-20", 1, 1),
      day("2026-11-21"),
    ])
    expect(await daysIn(null)).toEqual([day("2026-11-10"), day("2026-11-21", 1, 1), day("2026-11-22")])
    // A caller may count by another.
    expect(await daysIn(null, "&time_zone=America/Lima")).toEqual(await daysIn("America/Lima"))
  })
})

it.each(["MIT", "US/Pacific-New"])("a zone that only this program knows is refused: %s", async (zone) => {
  const path = `subscription-groups/${api.groupId}/history?time_zone=${encodeURIComponent(zone)}`
  expect(await api.ask("GET", path)).toMatchObject({
    status: 422,
    body: { error: { code: "invalid_request", field: "time_zone" } },
  })
})

describe("a subscription group", () => {
  const change = (body: object) => api.ask("PATCH", `subscription-groups/${api.groupId}`, body)

  it("is archived once, keeps its counts, and comes back", async () => {
    const archived = await change({ archived: true })
    expect(archived.body.archived_at).toBe("2026-11-22T12:00:00.000Z")
    expect((await change({ archived: true, name: "Old" })).body).toEqual({
      ...archived.body,
      name: "Old",
      revision: archived.body.revision + 1,
    })
    const counted = await api.ask("GET", `subscription-groups/${api.groupId}`)
    expect(counted.body.subscribed).toBe(4)
    expect((await change({ archived: false })).body.archived_at).toBeNull()
  })
})
