import { afterAll, beforeAll, expect, it } from "vitest"
import { steppedClock } from "../../platform/clock.ts"
import { startContacts } from "../testing/installation.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let api: Awaited<ReturnType<typeof startContacts>>
beforeAll(async () => {
  api = await startContacts({ worker: false, clock })
})
afterAll(() => api.close())

const list = async (query = "", key?: string) =>
  (await api.ask("GET", `attribute-definitions${query}`, undefined, key)).body

it("the attributes that contacts have are listed with their types, what was used last first", async () => {
  await api.ask("POST", "contacts", { external_id: "a-1", attributes: { points: 3, tags: ["a"], vip: true } })
  clock.advance(24 * 60 * 60_000)
  await api.ask("POST", "contacts", { external_id: "a-1", attributes: { points: 4, born: "1988-02-14" } })
  const { data } = await list()
  expect(data.map(({ name, type }: { name: string; type: string }) => [name, type])).toEqual([
    ["born", "date"],
    ["points", "number"],
    ["vip", "boolean"],
    ["tags", "array"],
  ])
  expect(data[1]).toMatchObject({
    description: null,
    created_at: "2026-11-22T12:00:00.000Z",
    last_used_at: "2026-11-23T00:00:00.000Z",
  })
  expect((await list("?sort=name&limit=1")).data).toMatchObject([{ name: "born" }])
  const { apiKey } = await api.otherWorkspace()
  expect(await list("", apiKey)).toEqual({ data: [], next: null })
})

it("one is described, and found by its description", async () => {
  const { data } = await list("?search=poi")
  const described = await api.ask("PATCH", `attribute-definitions/${data[0].id}`, {
    description: " Loyalty ",
  })
  expect(described.body).toMatchObject({ name: "points", description: "Loyalty" })
  expect((await list("?search=loyal")).data).toMatchObject([{ name: "points" }])
  const { apiKey } = await api.otherWorkspace()
  const others = await api.ask("PATCH", `attribute-definitions/${data[0].id}`, { description: "x" }, apiKey)
  expect(others.status).toBe(404)
})
