import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import type { Tx } from "../../platform/database/index.ts"
import { rooms } from "../../rooms.ts"
import { startContacts } from "../testing/installation.ts"
import {
  addAliases,
  aliasesOf,
  forgetExternalIds,
  keepExternalIds,
  ownerOfAlias,
  renameAliases,
} from "./aliases.ts"
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
const within = <T>(work: (tx: Tx) => Promise<T>) => api.platform.db.workspace(api.platform.workspaceId, work)
/** The contact that has an external id, made where there is none. */
const contactOf = async (named: { external_id: string; phone?: string }): Promise<string> =>
  (await api.ask("POST", "contacts", named)).body.id

describe("an external id", () => {
  it("that was replaced is known until it is forgotten", async () => {
    const made = await contactOf({ external_id: id(1) })
    await api.ask("PATCH", `contacts/${made}`, { external_id: id(2), revision: 1 })
    await within((tx) => keepExternalIds(tx, scope(), [{ contactId: made, externalId: id(1) }]))
    expect(await contactOf({ external_id: id(1) })).toBe(made)
    expect(await contactOf({ external_id: id(2) })).toBe(made)
    const forgotten = await within((tx) => forgetExternalIds(tx, scope(), [id(1), id(2)]))
    expect(forgotten).toEqual(new Set([id(1)]))
    expect(await contactOf({ external_id: id(1) })).not.toBe(made)
  })

  it("and phone of a contact that was merged are those of the one that stays", async () => {
    const from = await contactOf({ external_id: id(1), phone: phone(1) })
    const into = await contactOf({ external_id: id(2), phone: phone(2) })
    await within((tx) => mergeContacts(tx, scope(), [{ from, into }]))
    expect((await api.ask("POST", "contacts", { phone: phone(1) })).body).toMatchObject({ id: into })
    const written = await api.ask("POST", "contacts", { external_id: id(1), first_name: "Ana" })
    expect(written.body).toMatchObject({ id: into, external_id: id(2), first_name: "Ana" })
  })
})

it("an alias that is renamed is known by its new name", async () => {
  const made = await contactOf({ external_id: id() })
  const changes = [
    { label: "shop", from: id(1), to: id(2) },
    { label: "shop", from: "nobody's", to: id(3) },
  ]
  const { platform } = api
  const renamed = await within(async (tx) => {
    await addAliases(tx, scope(), [{ contactId: made, ...alias(1) }])
    return renameAliases(tx, scope(), changes)
  })
  expect(renamed).toEqual(new Set([0]))
  const owners = await within(async (tx) => [
    await ownerOfAlias(tx, platform.workspaceId, alias(1)),
    await ownerOfAlias(tx, platform.workspaceId, alias(2)),
  ])
  expect(owners).toEqual([undefined, made])
  const own = await within((tx) => aliasesOf(tx, platform.workspaceId, [made]))
  expect(own).toEqual(new Map([[made, [alias(2)]]]))
})
