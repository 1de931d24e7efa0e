import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startContacts } from "../testing/installation.ts"

let api: Awaited<ReturnType<typeof startContacts>>
beforeAll(async () => {
  api = await startContacts({ worker: false })
})
afterAll(() => api.close())

const make = async (patch: object): Promise<string> => (await api.ask("POST", "contacts", patch)).body.id
const alias = { label: "shop", name: "ana-7" }

describe("an alias", () => {
  it("is one of the contact's identities until it is taken away", async () => {
    const id = await make({ phone: "+4915120000001", external_id: "crm-1" })
    const given = await api.ask("POST", `contacts/${id}/aliases`, alias)
    expect(given.status).toBe(200)
    expect(given.body.data).toMatchObject([
      { kind: "phone", value: "+4915120000001", until: null },
      { kind: "external_id", value: "crm-1", until: null },
      { kind: "alias", label: "shop", value: "ana-7", until: null },
    ])
    expect((await api.ask("POST", `contacts/${id}/aliases`, alias)).body).toEqual(given.body)

    const other = await make({ phone: "+4915120000002" })
    const refused = await api.ask("POST", `contacts/${other}/aliases`, alias)
    expect(refused).toMatchObject({
      status: 409,
      body: { error: { code: "conflict", field: "name", contact_ids: [id] } },
    })

    const path = `contacts/${id}/aliases?label=shop&name=ana-7`
    expect((await api.ask("DELETE", path)).status).toBe(204)
    expect((await api.ask("DELETE", path)).status).toBe(404)
    expect((await api.ask("POST", `contacts/${other}/aliases`, alias)).status).toBe(200)
    const { body } = await api.ask("GET", `contacts/${id}/identities`)
    expect(body.data.at(-1)).toMatchObject({ kind: "alias", value: "ana-7", until: expect.any(String) })
  })
})

it("a phone that was changed stays among the identities, with its end", async () => {
  const id = await make({ phone: "+4915120000003" })
  await api.ask("PATCH", `contacts/${id}`, { phone: "+4915120000004", revision: 1 })
  const { body } = await api.ask("GET", `contacts/${id}/identities`)
  expect(body.data).toMatchObject([
    { kind: "phone", value: "+4915120000004", until: null },
    { kind: "phone", value: "+4915120000003", until: body.data[0].since },
  ])
})

it("an alias may be as long as its index takes, and no longer", async () => {
  const id = await make({ phone: "+4915120000009" })
  const letters = (count: number) =>
    String.fromCodePoint(...Array.from({ length: count }, (_, n) => 0x4e00 + ((n * 7919) % 20_000)))
  const give = (label: string, name: string) => api.ask("POST", `contacts/${id}/aliases`, { label, name })
  expect((await give(letters(255), letters(254))).status).toBe(200)
  expect((await give(letters(256), "a")).status).toBe(422)
})

describe("merging", () => {
  it("makes one contact that is known by all that either was", async () => {
    const from = await make({ phone: "+4915120000005", external_id: "old", attributes: { city: "Lima" } })
    const into = await make({ phone: "+4915120000006", external_id: "new", first_name: "Ana" })
    const merged = await api.ask("POST", "contacts/merge", { from, into })
    expect(merged).toMatchObject({
      status: 200,
      body: {
        id: into,
        phone: "+4915120000006",
        external_id: "new",
        first_name: "Ana",
        attributes: { city: "Lima" },
      },
    })
    expect((await api.ask("GET", `contacts/${from}`)).status).toBe(404)
    const { body } = await api.ask("GET", `contacts/${into}/identities`)
    const values = body.data.map(({ value }: { value: string }) => value)
    expect(values).toEqual(["+4915120000006", "+4915120000005", "new", "old"])
  })

  it("is refused for one contact, and for one that is not there", async () => {
    const id = await make({ phone: "+4915120000007" })
    expect(await api.ask("POST", "contacts/merge", { from: id, into: id })).toMatchObject({
      status: 422,
      body: { error: { field: "into" } },
    })
    const gone = await api.ask("POST", "contacts/merge", {
      from: "0199d1de-0000-7000-8000-000000000001",
      into: id,
    })
    expect(gone.status).toBe(404)
  })
})
