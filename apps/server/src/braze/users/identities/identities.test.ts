import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startBraze } from "../../testing/installation.ts"
import { pairsOf } from "./identify-endpoints.ts"

let api: Awaited<ReturnType<typeof startBraze>>
beforeAll(async () => {
  api = await startBraze()
})
afterAll(() => api.close())

const alias = (alias_name: string, alias_label = "crm") => ({ alias_name, alias_label })
const track = (...attributes: object[]) => api.ask("/users/track", { attributes })
const newAlias = (...user_aliases: object[]) => api.ask("/users/alias/new", { user_aliases })
const byAlias = async (name: string, label = "crm") =>
  (await api.ask("/users/export/ids", { user_aliases: [alias(name, label)] })).body.users
const byId = async (external_id: string) =>
  (await api.ask("/users/export/ids", { external_ids: [external_id] })).body.users

describe("an alias", () => {
  it("is given to a user, or makes a new one", async () => {
    await track({ external_id: "a1" })
    const answer = await newAlias({ external_id: "a1", ...alias("a-1") }, alias("a-2"))
    expect(answer).toMatchObject({ status: 201, body: { aliases_processed: 2, message: "success" } })
    expect(await byAlias("a-1")).toMatchObject([{ external_id: "a1", user_aliases: [alias("a-1")] }])
    expect(await byAlias("a-2")).toMatchObject([{ user_aliases: [alias("a-2")] }])
  })

  it("stays with who has it; a user has one of each label, and nobody is made for an unknown external id", async () => {
    const before = await api.contacts()
    await track({ external_id: "a3" })
    await newAlias(
      { external_id: "a3", ...alias("a-1") },
      { external_id: "a1", ...alias("a-9") },
      { external_id: "nobody", ...alias("a-8") },
      alias("a-2"),
    )
    expect(await byAlias("a-1")).toMatchObject([{ external_id: "a1" }])
    expect([await byAlias("a-9"), await byAlias("a-8")]).toEqual([[], []])
    expect(await api.contacts()).toHaveLength(before.length + 1)
  })

  it("gets another name, unless that one is taken", async () => {
    const update = (from: string, to: string) => ({
      alias_label: "crm",
      old_alias_name: from,
      new_alias_name: to,
    })
    const updates = [update("a-1", "b-1"), update("a-2", "b-1"), update("none", "b-2")]
    expect(await api.ask("/users/alias/update", { alias_updates: updates })).toMatchObject({
      status: 201,
      body: { message: "success" },
    })
    expect(await byAlias("b-1")).toMatchObject([{ external_id: "a1" }])
    expect([await byAlias("a-1"), await byAlias("b-2")]).toEqual([[], []])
    expect(await byAlias("a-2")).toHaveLength(1)
  })

  it.each([
    [{}],
    [{ user_aliases: [] }],
    [{ user_aliases: [{ alias_name: "x" }] }],
    [{ user_aliases: Array(51).fill(alias("x")) }],
  ])("is refused in %j", async (body) => expect((await api.ask("/users/alias/new", body)).status).toBe(400))
})

describe("identifying", () => {
  const identify = (body: object) => api.ask("/users/identify", body)

  it("gives a user with but an alias an external id, and keeps all that is known", async () => {
    await track({ user_alias: alias("i-1"), _update_existing_only: false, first_name: "Ida" })
    const answer = await identify({ aliases_to_identify: [{ external_id: "ida", user_alias: alias("i-1") }] })
    expect(answer).toMatchObject({ status: 201, body: { aliases_processed: 1, message: "success" } })
    expect(await byId("ida")).toMatchObject([{ first_name: "Ida", user_aliases: [alias("i-1")] }])
  })

  it("merges them with the user who has the external id", async () => {
    await track({ external_id: "jon", first_name: "Jon" })
    await track({
      user_alias: alias("i-2", "web"),
      _update_existing_only: false,
      first_name: "?",
      plan: "pro",
    })
    await identify({ aliases_to_identify: [{ external_id: "jon", user_alias: alias("i-2", "web") }] })
    expect(await byId("jon")).toMatchObject([
      { first_name: "Jon", custom_attributes: { plan: "pro" }, user_aliases: [alias("i-2", "web")] },
    ])
    expect(await byAlias("i-2", "web")).toMatchObject([{ external_id: "jon" }])
  })

  it("leaves two apart that both have an alias of the label", async () => {
    await newAlias({ external_id: "jon", ...alias("j-1") }, alias("j-2"))
    await identify({ aliases_to_identify: [{ external_id: "jon", user_alias: alias("j-2") }] })
    expect((await byAlias("j-2"))[0].external_id).toBeUndefined()
  })

  it("finds by e-mail address and phone who is meant, and nobody where two are", async () => {
    await track({ email: "kay@example.com", a: 1 }, { phone: "+4915112345678", a: 2 })
    const by = { prioritization: ["unidentified"] }
    await identify({
      emails_to_identify: [{ external_id: "kay", email: "kay@example.com", ...by }],
      phone_numbers_to_identify: [{ external_id: "kai", phone: "+4915112345678", ...by }],
    })
    expect([await byId("kay"), await byId("kai")]).toMatchObject([
      [{ email: "kay@example.com" }],
      [{ phone: "+4915112345678" }],
    ])
    expect(
      (await identify({ emails_to_identify: [{ external_id: "x", email: "kay@example.com" }] })).status,
    ).toBe(400)
    expect((await identify({})).status).toBe(400)
  })
})

describe("merging", () => {
  const merge = (...merge_updates: object[]) => api.ask("/users/merge", { merge_updates })
  const update = (from: string, into: string) => ({
    identifier_to_merge: { external_id: from },
    identifier_to_keep: { external_id: into },
  })

  it("makes one user of two, with the events of both", async () => {
    const event = { name: "seen", time: "2026-01-01T00:00:00Z" }
    await api.ask("/users/track", {
      attributes: [
        { external_id: "m1", first_name: "One", a: 1 },
        { external_id: "m2", last_name: "Two", a: 2 },
      ],
      events: [
        { external_id: "m1", ...event },
        { external_id: "m2", ...event },
      ],
    })
    expect(await merge(update("m2", "m1"), update("nobody", "m1"))).toMatchObject({
      status: 202,
      body: { message: "success" },
    })
    expect(await byId("m1")).toMatchObject([
      {
        first_name: "One",
        last_name: "Two",
        custom_attributes: { a: 1 },
        custom_events: [{ name: "seen", count: 2 }],
      },
    ])
    expect((await api.contacts()).filter(({ external_id }) => external_id === "m2")).toEqual([])
  })

  it.each([
    [{}, "'merge_updates' must be an array of objects"],
    [{ merge_updates: ["x"] }, "'merge_updates' must be an array of objects"],
    [
      { merge_updates: Array(51).fill(update("a", "b")) },
      "a single request may not contain more than 50 merge updates",
    ],
    [
      { merge_updates: [{ ...update("a", "b"), more: 1 }] },
      "'merge_updates' must only have 'identifier_to_merge' and 'identifier_to_keep'",
    ],
    [
      { merge_updates: [{ identifier_to_merge: {}, identifier_to_keep: {} }] },
      expect.stringMatching(/^identifiers must be objects/),
    ],
  ])("is refused for %j", async (body, message) => {
    expect(await api.ask("/users/merge", body)).toMatchObject({ status: 400, body: { message } })
  })

  it.each([
    [
      ["a b", "b c"],
      ["a c", "b c"],
    ],
    [["a b", "b a"], ["a b"]],
    [["a a"], []],
    [
      ["a b", "a c"],
      ["a c", "b c"],
    ],
  ])("of %j comes to %j", (updates, expected) => {
    const pairs = updates.map((update) => {
      const [from = "", into = ""] = update.split(" ")
      return { from, into }
    })
    expect(pairsOf(pairs).map(({ from, into }) => `${from} ${into}`)).toEqual(expected)
  })
})

describe("an external id", () => {
  const rename = (...external_id_renames: object[]) =>
    api.ask("/users/external_ids/rename", { external_id_renames })
  const to = (current_external_id: string, new_external_id: string) => ({
    current_external_id,
    new_external_id,
  })

  it("is renamed, and finds the user as before until it is removed", async () => {
    await track({ external_id: "r1", first_name: "Rae" }, { external_id: "r2" })
    const answer = await rename(to("r1", "new-1"), to("r2", "r2"), to("nobody", "x"), to("r2", "ida"))
    expect(answer).toMatchObject({
      status: 201,
      body: {
        message: "success",
        external_ids: ["new-1"],
        rename_errors: [
          [1, "current_external_id and new_external_id cannot be the same"],
          [2, "current_external_id does not exist"],
          [3, "new_external_id is already in use"],
        ],
      },
    })
    expect(await byId("r1")).toMatchObject([{ external_id: "new-1", first_name: "Rae" }])
    expect((await rename(to("r1", "new-2"))).body.rename_errors).toHaveLength(1)
    expect((await rename(to("r2", "r1"))).body.rename_errors).toHaveLength(1)
    await track({ external_id: "r1", last_name: "Roe" })
    expect(await byId("new-1")).toMatchObject([{ external_id: "new-1", last_name: "Roe" }])

    const removed = await api.ask("/users/external_ids/remove", { external_ids: ["r1", "new-1"] })
    expect(removed).toMatchObject({
      status: 201,
      body: { message: "success", removed_ids: ["r1"], removal_errors: [[1, expect.any(String)]] },
    })
    expect([await byId("r1"), await byId("new-1")]).toMatchObject([[], [{ external_id: "new-1" }]])
  })
})

describe("deleting", () => {
  it("erases who is named, and says how many there were", async () => {
    await track(
      { external_id: "d1" },
      { external_id: "d2", email: "two@example.com" },
      { email: "two@example.com", _update_existing_only: true },
    )
    await newAlias(alias("d-3"))
    const answer = await api.ask("/users/delete", {
      external_ids: ["d1", "nobody"],
      braze_ids: ["5fbd99bac125ca40511f2cb1"], // of Braze's own servers
      user_aliases: [alias("d-3")],
      email_addresses: [{ email: "two@example.com", prioritization: ["unidentified"] }],
    })
    expect(answer).toMatchObject({ status: 201, body: { deleted: 2, message: "success" } })
    expect([await byId("d1"), await byAlias("d-3"), await byId("d2")]).toMatchObject([
      [],
      [],
      [{ external_id: "d2" }],
    ])
  })

  it("reaches nobody of another workspace", async () => {
    await track({ external_id: "d4" })
    const [{ braze_id }] = await byId("d4")
    const { key } = await api.otherWorkspace()
    const answer = await api.ask("/users/delete", { external_ids: ["d4"], braze_ids: [braze_id] }, { key })
    expect(answer.body).toEqual({ deleted: 0, message: "success" })
    const update = { identifier_to_merge: { external_id: "d4" }, identifier_to_keep: { external_id: "d2" } }
    await api.ask("/users/merge", { merge_updates: [update] }, { key })
    expect(await byId("d4")).toHaveLength(1)
  })

  it.each([
    [{}],
    [{ external_ids: Array(51).fill("x") }],
    [{ phone_numbers: [{ phone: "+4915112345678" }] }],
  ])("is refused for %j", async (body) => expect((await api.ask("/users/delete", body)).status).toBe(400))
})
