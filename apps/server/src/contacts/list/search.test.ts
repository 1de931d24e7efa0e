import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { sql } from "../../platform/database/index.ts"
import { startContacts } from "../testing/installation.ts"

let api: Awaited<ReturnType<typeof startContacts>>
beforeAll(async () => {
  api = await startContacts()
  const people = [
    { external_id: "crm_1", first_name: "Ana María", last_name: "de la Cruz", phone: "+5215512345678" },
    { external_id: "crm_2", first_name: "Žofie", last_name: "Åkesson", phone: "+16505551234" },
    { external_id: "crm_3", first_name: "Jürgen", last_name: "Groß", phone: "+4915112345678" },
    { external_id: "crm_4", first_name: "Łukasz", last_name: "Øster", phone: "+2250707123456" },
    { external_id: "crm_5", first_name: "Ana", last_name: "Zhu", bsuid: "US.13491208655302741918" },
    { external_id: "crm_6", first_name: "Jean-Luc", last_name: "O’Brien-Lüders" },
  ]
  for (const person of people) await api.ask("POST", "contacts", person)
  const idOf = async (external: string) =>
    (await api.ask("GET", `contacts?external_id=${external}`)).body.data[0].id
  await api.ask("POST", `contacts/${await idOf("crm_2")}/aliases`, { label: "shop", name: "shop-91" })
  const { body: old } = await api.ask("POST", "contacts", { external_id: "old_3" })
  await api.ask("POST", "contacts/merge", { from: old.id, into: await idOf("crm_3") })
  await api.platform.db.system((tx) =>
    sql`UPDATE contacts SET email = 'Zhu.Ana@Example.com' WHERE external_id = 'crm_5'`.execute(tx),
  )
})
afterAll(() => api.close())

const found = async (search: string) => {
  const { body } = await api.ask("GET", `contacts?search=${encodeURIComponent(search)}&total=true`)
  const ids = body.data.map((row: { external_id: string }) => row.external_id)
  expect([search, body.total.count]).toEqual([search, ids.length])
  return ids
}

describe("a search finds contacts", () => {
  it.each([
    ["without accents", "zofie", ["crm_2"]],
    ["with accents that the name has not", "Aná", ["crm_1", "crm_5"]],
    ["by letters that no accent makes", "lukasz oster", ["crm_4"]],
    ["by ss for ß", "gross", ["crm_3"]],
    ["by a second first name", "maria", ["crm_1"]],
    ["by a later word of the last name", "cruz", ["crm_1"]],
    ["by what is behind a hyphen", "luders", ["crm_6"]],
    ["by what is behind an apostrophe", "Brien-", ["crm_6"]],
    ["by a second half of a first name, and what follows", "luc o’b", ["crm_6"]],
    ["by several words from the middle", "maria de la", ["crm_1"]],
    ["by the last name first", "akesson, zo", ["crm_2"]],
    ["by the external id", "crm_3", ["crm_3"]],
    ["by the start of an alias", "shop-9", ["crm_2"]],
    ["by an external id that they had before they were merged", "old_3", ["crm_3"]],
    ["by the e-mail address in any case", "ZHU.ANA@ex", ["crm_5"]],
    ["by the business-scoped user id", "US.13491208655302741918", ["crm_5"]],
    ["by the phone as it is dialled at home", "(650) 555-12", ["crm_2"]],
    ["by the phone as it is dialled abroad", "0049 151 1234", ["crm_3"]],
    ["by the phone with another form of its digits", "+52 1 55 1234 5678", ["crm_1"]],
    ["by the same without it", "+52 55 1234 5678", ["crm_1"]],
  ])("%s: %s", async (_, search, ids) => {
    expect(await found(search)).toEqual(ids)
  })

  it.each(["ofie", "ana zhu x", "12345678", "example.com", "%", "US.1349"])("not by %s", async (search) => {
    expect(await found(search)).toEqual([])
  })

  it("under another name as soon as they have it", async () => {
    const { body } = await api.ask("GET", "contacts?search=crm_1")
    await api.ask("PATCH", `contacts/${body.data[0].id}`, { first_name: "Inés", last_name: "Solo Uno" })
    expect(await found("maria")).toEqual([])
    expect(await found("uno")).toEqual(["crm_1"])
  })
})
