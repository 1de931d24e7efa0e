import { afterAll, beforeAll, expect, it } from "vitest"
import { startContacts } from "./testing/installation.ts"

let api: Awaited<ReturnType<typeof startContacts>>
beforeAll(async () => {
  api = await startContacts({ worker: false })
})
afterAll(() => api.close())

it("the attributes that contacts have are named with what most of them hold, the most frequent first", async () => {
  const people = [{ city: "Lima", points: 3 }, { city: "Bogotá", points: 4, vip: true }, { city: 7 }]
  for (const [at, attributes] of people.entries())
    await api.ask("POST", "contacts", { external_id: `a-${at}`, attributes })
  expect((await api.ask("GET", "contact-attributes")).body).toEqual({
    data: [
      { name: "city", type: "text" },
      { name: "points", type: "number" },
      { name: "vip", type: "boolean" },
    ],
  })
  const { apiKey } = await api.otherWorkspace()
  expect((await api.ask("GET", "contact-attributes", undefined, apiKey)).body).toEqual({ data: [] })
})
