import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { steppedClock } from "../../platform/clock.ts"
import { sql } from "../../platform/database/index.ts"
import { startContacts } from "../testing/installation.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let api: Awaited<ReturnType<typeof startContacts>>
let tagId = ""
beforeAll(async () => {
  api = await startContacts({ clock })
  const tag = await api.ask("POST", "contact-tags", { name: "VIP" })
  tagId = tag.body.id
  const people = [
    { external_id: "ada", first_name: "Ada", country: "DE", language: "de" },
    { external_id: "ben", first_name: "Ben", country: "DE", language: "en" },
    { external_id: "cleo", first_name: "Cleo", country: "BR", language: "pt_BR" },
    { external_id: "dan", first_name: "Dan", country: "BR", language: "pt_BR" },
  ]
  for (const person of people) {
    const { body } = await api.ask("POST", "contacts", person)
    if (person.external_id === "dan") continue
    await api.ask("PATCH", `contacts/${body.id}/tags`, { add: person.country === "DE" ? [tagId] : [] })
    const state = person.external_id === "ben" ? "unsubscribed" : "subscribed"
    await api.ask("PUT", `contacts/${body.id}/subscriptions/${api.groupId}`, { state })
  }
})
afterAll(() => api.close())

const names = async (query: string) => {
  const { body } = await api.ask("GET", `contacts?total=true&${query}`)
  const ids = body.data.map((row: { external_id: string }) => row.external_id)
  expect([query, body.total.count]).toEqual([query, ids.length])
  return ids
}

describe("a list of contacts is narrowed to", () => {
  it("a country, a language, a tag, and all of them", async () => {
    expect(await names("country=br")).toEqual(["cleo", "dan"])
    expect(await names("language=pt-BR")).toEqual(["cleo", "dan"])
    expect(await names(`tag_id=${tagId}`)).toEqual(["ada", "ben"])
    expect(await names(`tag_id=${tagId}&language=en&country=DE`)).toEqual(["ben"])
    expect(await names(`tag_id=${tagId}&search=a`)).toEqual(["ada"])
  })

  it("what they said to a group, or that they said nothing", async () => {
    const of = (state: string) => names(`subscription_group_id=${api.groupId}&subscription_state=${state}`)
    expect(await of("subscribed")).toEqual(["ada", "cleo"])
    expect(await of("unsubscribed")).toEqual(["ben"])
    expect(await of("unknown")).toEqual(["dan"])
    expect(await names(`subscription_group_id=${api.groupId}&subscription_state=unknown&country=DE`)).toEqual(
      [],
    )
  })

  it("the days on which they were created", async () => {
    const today = new Date().toISOString().slice(0, 10)
    const ids = ["ada", "ben", "cleo", "dan"]
    const { body } = await api.ask("GET", "contacts")
    const day = body.data[0].created_at.slice(0, 10)
    expect([today, day]).toContain(day)
    expect(await names("created_from=2020-01-01&created_until=2100-01-01")).toEqual(ids)
    expect(await names("created_from=2100-01-01")).toEqual([])
    expect(await names("created_until=2020-01-01")).toEqual([])
  })

  it("nothing that is not understood", async () => {
    for (const query of [
      "country=Atlantis",
      "language=xx",
      "created_from=yesterday",
      "created_until=0000-12-31",
      "include=everything",
    ])
      expect([query, (await api.ask("GET", `contacts?${query}`)).status]).toEqual([query, 422])
  })
})

it("a list gives tags and subscriptions of each contact where they are asked for", async () => {
  const { body } = await api.ask("GET", "contacts?include=tags,subscriptions&search=ada")
  expect(body.data[0]).toMatchObject({
    tags: [{ id: tagId, name: "VIP" }],
    subscriptions: [{ subscription_group_id: api.groupId, state: "subscribed" }],
  })
  expect((await api.ask("GET", "contacts")).body.data[0]).not.toHaveProperty("tags")
})

it("who said nothing to a group is found behind thousands who did", async () => {
  const { platform, groupId } = api
  await platform.db.system((tx) =>
    sql`WITH made AS (
        INSERT INTO contacts (workspace_id, external_id, country, created_at, updated_at)
        SELECT ${platform.workspaceId}, 'said-' || n, 'FR', ${clock.now()}, ${clock.now()} FROM generate_series(1, 2100) AS n RETURNING id
      )
      INSERT INTO subscriptions (subscription_group_id, contact_id, workspace_id, state, changed_at)
      SELECT ${groupId}, id, ${platform.workspaceId}, 'subscribed', ${clock.now()} FROM made`.execute(tx),
  )
  const unknown = `contacts?total=true&subscription_group_id=${groupId}&subscription_state=unknown`
  for (const order of ["asc", "desc"]) {
    const { body } = await api.ask("GET", `${unknown}&limit=1&order=${order}`)
    expect([order, body.data[0].external_id, body.next, body.total]).toEqual([
      order,
      "dan",
      null,
      { count: 1, is_exact: true },
    ])
  }
})
