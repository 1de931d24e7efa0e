import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { rooms } from "../../rooms.ts"
import { startContacts } from "../testing/installation.ts"
import { removeExternalIds, renameAliases, renameExternalIds } from "./aliases.ts"
import { findContacts, findOrCreateContacts, type NamedContact } from "./find-or-create.ts"
import { mergeContacts } from "./merge-contacts.ts"

let api: Awaited<ReturnType<typeof startContacts>>
beforeAll(async () => {
  api = await startContacts({ worker: false })
})
afterAll(() => api.close())

const now = new Date("2026-11-22T12:00:00Z")
let serial = 100
beforeEach(() => {
  serial += 1
})
/** Identifiers of a test's own. */
const id = (n = 0) => `crm-${serial}-${n}`
const phone = (n = 0) => `+4915121${serial}${String(n).padStart(3, "0")}`
const alias = (n = 0) => ({ label: "shop", name: id(n) })

const scope = () => ({ workspaceId: api.platform.workspaceId, now, rooms })
const sharing = (named: NamedContact[], mayShare = true) =>
  api.platform.db.workspace(api.platform.workspaceId, (tx) =>
    findOrCreateContacts(tx, scope(), named, { mayShare }),
  )
const find = async (...named: NamedContact[]) =>
  (await sharing(named, false)).map(({ contactId }) => contactId)
const contact = async (contactId: string | undefined) => (await api.ask("GET", `contacts/${contactId}`)).body

describe("a person that a program names", () => {
  it("is made once, by whatever they are named, and says whether they are new", async () => {
    const [made] = await sharing([{ external_id: id(), phone: phone(), alias: alias() }])
    expect(made?.contactId).toBeDefined()
    expect(made).toMatchObject({ isNew: true })
    const again = await sharing([{ external_id: id() }, { phone: phone() }, { alias: alias() }])
    expect(again).toEqual(Array(3).fill({ contactId: made?.contactId, isNew: false }))
    expect(await contact(made?.contactId)).toMatchObject({ external_id: id(), phone: phone(), country: "DE" })
  })

  it("is one contact within a batch that names them in several ways", async () => {
    const ids = await find(
      { phone: phone() },
      { external_id: id(), phone: phone() },
      { alias: alias(), phone: phone() },
    )
    expect(new Set(ids).size).toBe(1)
    expect(await find({ alias: alias() }, { external_id: id() })).toEqual([ids[0], ids[0]])
  })

  it.each([
    ["Brazil", "+5511961234567", "+551161234567"],
    ["Mexico", "+525512345678", "+5215512345678"],
    ["Argentina", "+5491123456789", "+541123456789"],
    ["Benin", "+2290161234567", "+22961234567"],
    ["the Ivory Coast", "+2250707123456", "+22507123456"],
  ])("of %s is one contact in both forms of the number", async (_, modern, former) => {
    const [made] = await find({ phone: modern })
    expect(await find({ phone: former })).toEqual([made])
  })

  it("shares a phone with a contact of another external id where that is allowed, and is in conflict where not", async () => {
    const [first] = await find({ external_id: id(1), phone: phone() })
    const [refused] = await sharing([{ external_id: id(2), phone: phone() }], false)
    expect(refused).toEqual({ contactId: undefined, conflictsWith: first })
    const shared = await sharing([2, 3].map((n) => ({ external_id: id(n), phone: phone() })))
    expect(new Set([first, ...shared.map(({ contactId }) => contactId)]).size).toBe(3)
    expect(await find({ phone: phone() })).toEqual([first])
  })

  it("is not made by a look-up", async () => {
    const { platform } = api
    const found = await platform.db.workspace(platform.workspaceId, (tx) =>
      findContacts(tx, platform.workspaceId, [{ external_id: id() }]),
    )
    expect(found).toEqual([undefined])
  })

  it("is one contact for twenty who ask at once", async () => {
    const named = Array.from({ length: 10 }, (_, n) => ({
      external_id: id(n),
      phone: phone(n),
      alias: alias(n),
    }))
    const asked = await Promise.all(
      Array.from({ length: 20 }, (_, turn) => find(...(turn % 2 ? named : named.toReversed()))),
    )
    const first = asked[1]
    for (const [turn, ids] of asked.entries()) expect(turn % 2 ? ids : ids.toReversed()).toEqual(first)
    const { rows } = await api.platform.db.system(async (tx) => ({
      rows: await tx
        .selectFrom("contacts")
        .select("id")
        .where("external_id", "^@", `crm-${serial}-`)
        .execute(),
    }))
    expect(rows).toHaveLength(10)
  })
})

describe("an external id", () => {
  const rename = (from: string, to: string) =>
    api.platform.db.workspace(api.platform.workspaceId, (tx) =>
      renameExternalIds(tx, scope(), [{ from, to }]),
    )

  it("that was renamed is known until it is removed", async () => {
    const [made] = await find({ external_id: id(1) })
    expect(await rename(id(1), id(2))).toEqual(new Set([0]))
    expect(await find({ external_id: id(1) }, { external_id: id(2) })).toEqual([made, made])
    expect((await contact(made)).external_id).toBe(id(2))
    const removed = await api.platform.db.workspace(api.platform.workspaceId, (tx) =>
      removeExternalIds(tx, scope(), [id(1), id(2)]),
    )
    expect(removed).toEqual(new Set([0]))
    expect(await find({ external_id: id(1) })).not.toEqual([made])
  })

  it("that somebody has is not given to another contact", async () => {
    await find({ external_id: id(1) }, { external_id: id(2) })
    expect(await rename(id(1), id(2))).toEqual(new Set())
  })

  it("and phone of a contact that was merged are those of the one that stays", async () => {
    const [from, into] = await find(
      { external_id: id(1), phone: phone(1) },
      { external_id: id(2), phone: phone(2) },
    )
    await api.platform.db.workspace(api.platform.workspaceId, (tx) =>
      mergeContacts(tx, scope(), [{ from: String(from), into: String(into) }]),
    )
    expect(await find({ external_id: id(1) }, { phone: phone(1) })).toEqual([into, into])
    const written = await api.ask("POST", "contacts", { external_id: id(1), first_name: "Ana" })
    expect(written.body).toMatchObject({ id: into, external_id: id(2), first_name: "Ana" })
  })
})

it("an alias that is renamed is known by its new name", async () => {
  const [made] = await find({ alias: alias(1) })
  const changes = [
    { label: "shop", from: id(1), to: id(2) },
    { label: "shop", from: "nobody's", to: id(3) },
  ]
  const renamed = await api.platform.db.workspace(api.platform.workspaceId, (tx) =>
    renameAliases(tx, scope(), changes),
  )
  expect(renamed).toEqual(new Set([0]))
  expect(await find({ alias: alias(2) })).toEqual([made])
})
