import { afterAll, beforeAll, expect, it } from "vitest"
import { sql } from "../../platform/database/index.ts"
import { startContacts } from "../testing/installation.ts"
import { moveTags } from "./tags.ts"

let api: Awaited<ReturnType<typeof startContacts>>
beforeAll(async () => {
  api = await startContacts()
})
afterAll(() => api.close())

let serial = 0
const newContact = async (): Promise<string> => {
  serial += 1
  return (await api.ask("POST", "contacts", { external_id: `t-${serial}` })).body.id
}

it("a tag is created once under a name, renamed and deleted", async () => {
  const first = await api.ask("POST", "contact-tags", { name: "  Early bird " })
  expect([first.status, first.body.name]).toEqual([201, "Early bird"])
  const again = await api.ask("POST", "contact-tags", { name: "early BIRD" })
  expect([again.status, again.body.id]).toEqual([200, first.body.id])
  await api.ask("POST", "contact-tags", { name: "Late" })
  const taken = await api.ask("PATCH", `contact-tags/${first.body.id}`, { name: "late" })
  expect([taken.status, taken.body.error.field]).toEqual([409, "name"])
  const renamed = await api.ask("PATCH", `contact-tags/${first.body.id}`, { name: "Early" })
  expect(renamed.body).toMatchObject({ name: "Early", revision: 2 })

  const contact = await newContact()
  await api.ask("PATCH", `contacts/${contact}/tags`, { add: [first.body.id] })
  const listed = await api.ask("GET", "contact-tags?total=true")
  expect(listed.body).toMatchObject({
    data: [
      { name: "Early", contacts: 1 },
      { name: "Late", contacts: 0 },
    ],
    total: { count: 2 },
  })
  expect((await api.ask("GET", `contacts/${contact}`)).body.tags).toEqual([
    { id: first.body.id, name: "Early" },
  ])
  expect((await api.ask("DELETE", `contact-tags/${first.body.id}`)).status).toBe(204)
  expect((await api.ask("GET", `contacts/${contact}`)).body.tags).toEqual([])
})

it("tags of a contact are those of both after a merge", async () => {
  const [from, into] = [await newContact(), await newContact()]
  const tags = ["One", "Two"].map((name) => api.ask("POST", "contact-tags", { name }))
  const [one, two] = (await Promise.all(tags)).map(({ body }) => body.id)
  await api.ask("PATCH", `contacts/${from}/tags`, { add: [one, two] })
  await api.ask("PATCH", `contacts/${into}/tags`, { add: [two] })
  const { workspaceId } = api.platform
  await api.platform.db.workspace(workspaceId, async (tx) => {
    await moveTags(tx, { pairs: [{ from, into }] })
    await sql`DELETE FROM contacts WHERE id = ${from}`.execute(tx)
  })
  const { body } = await api.ask("GET", `contacts/${into}`)
  expect(body.tags.map(({ name }: { name: string }) => name)).toEqual(["One", "Two"])
})
