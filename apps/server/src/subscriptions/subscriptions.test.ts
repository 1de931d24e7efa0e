import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startContacts } from "../contacts/testing/installation.ts"
import { steppedClock } from "../platform/clock.ts"
import { seedNumber } from "../testing/seed.ts"
import {
  changeSubscriptions,
  type SubscriptionChange,
  type SubscriptionState,
} from "./change-subscriptions.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let api: Awaited<ReturnType<typeof startContacts>>
beforeAll(async () => {
  api = await startContacts({ clock })
})
afterAll(() => api.close())

let serial = 0
async function newContact(): Promise<string> {
  serial += 1
  return (await api.ask("POST", "contacts", { external_id: `s-${serial}` })).body.id
}

const change = (changes: SubscriptionChange[]) =>
  api.platform.db.workspace(api.platform.workspaceId, (tx) =>
    changeSubscriptions(tx, {
      workspaceId: api.platform.workspaceId,
      groupId: api.groupId,
      changes,
      actor: "test",
      now: clock.now(),
    }),
  )
const said = (contactId: string, state: SubscriptionState, at?: string): SubscriptionChange => ({
  contactId,
  state,
  source: "test",
  evidence: null,
  givenAt: at === undefined ? undefined : new Date(at),
})
const recordsOf = async (id: string) => (await api.ask("GET", `contacts/${id}/consent-records`)).body.data
const stateOf = async (id: string) => (await api.ask("GET", `contacts/${id}`)).body.subscriptions[0]?.state

describe("changing subscriptions", () => {
  type Step = [SubscriptionState, at: string | undefined]
  const histories: [string, Step[], SubscriptionState, records: number][] = [
    ["the first word counts", [["subscribed", "2026-01-01"]], "subscribed", 1],
    [
      "the same word twice is recorded once",
      [
        ["subscribed", "2026-01-01"],
        ["subscribed", "2026-02-01"],
      ],
      "subscribed",
      1,
    ],
    [
      "a newer objection ends consent",
      [
        ["subscribed", "2026-01-01"],
        ["unsubscribed", "2026-02-01"],
      ],
      "unsubscribed",
      2,
    ],
    [
      "a newer consent ends an objection",
      [
        ["unsubscribed", "2026-01-01"],
        ["subscribed", "2026-02-01"],
      ],
      "subscribed",
      2,
    ],
    [
      "an older consent does not",
      [
        ["unsubscribed", "2026-02-01"],
        ["subscribed", "2026-01-01"],
      ],
      "unsubscribed",
      1,
    ],
    [
      "an older objection does not end consent",
      [
        ["subscribed", "2026-02-01"],
        ["unsubscribed", "2026-01-01"],
      ],
      "subscribed",
      1,
    ],
    [
      "an objection that was repeated is as new as its repetition",
      [
        ["unsubscribed", "2026-01-01"],
        ["unsubscribed", "2026-03-01"],
        ["subscribed", "2026-02-01"],
      ],
      "unsubscribed",
      1,
    ],
    [
      "at one instant the objection wins",
      [
        ["subscribed", "2026-01-01"],
        ["unsubscribed", "2026-01-01"],
      ],
      "unsubscribed",
      2,
    ],
    [
      "also when it came first",
      [
        ["unsubscribed", "2026-01-01"],
        ["subscribed", "2026-01-01"],
      ],
      "unsubscribed",
      1,
    ],
    [
      "consent of unknown time does not end an objection",
      [
        ["unsubscribed", "2026-01-01"],
        ["subscribed", undefined],
      ],
      "unsubscribed",
      1,
    ],
    ["consent of unknown time begins a subscription", [["subscribed", undefined]], "subscribed", 1],
    [
      "an objection of unknown time is one of now",
      [
        ["subscribed", "2026-01-01"],
        ["unsubscribed", undefined],
      ],
      "unsubscribed",
      2,
    ],
  ]
  it.each(histories)("%s", async (_, steps, state, records) => {
    const id = await newContact()
    for (const [step, at] of steps) await change([said(id, step, at)])
    expect(await stateOf(id)).toBe(state)
    expect(await recordsOf(id)).toHaveLength(records)
  })

  it.each(histories)("%s, also within one call", async (_, steps, state) => {
    const id = await newContact()
    await change(steps.map(([step, at]) => said(id, step, at)))
    expect(await stateOf(id)).toBe(state)
  })

  it("tells how many changed, and whose objection stands", async () => {
    const [a, b, c] = [await newContact(), await newContact(), await newContact()]
    await change([said(a, "unsubscribed", "2026-06-01"), said(b, "subscribed", "2026-06-01")])
    const outcome = await change([a, b, c].map((id) => said(id, "subscribed", "2026-05-01")))
    expect(outcome).toEqual({ changed: 1, changedContacts: [c], objectionsKept: [a] })
  })

  it("ends in one state whichever is first", async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, newContact))
    await Promise.all([
      change(ids.map((id) => said(id, "subscribed", "2026-01-01"))),
      change([...ids].reverse().map((id) => said(id, "unsubscribed", "2026-01-02"))),
      change(ids.map((id) => said(id, "subscribed", "2026-01-01"))),
    ])
    for (const id of ids) expect(await stateOf(id)).toBe("unsubscribed")
  })

  it("cannot be edited afterwards", async () => {
    const edit = api.platform.db.system((tx) =>
      tx.updateTable("consent_records").set({ evidence: "forged" }).execute(),
    )
    await expect(edit).rejects.toThrow(/permission denied/)
  })
})

describe("a contact's subscription through the API", () => {
  it("is set with source, evidence and time, and says whether that changed anything", async () => {
    const id = await newContact()
    const path = `contacts/${id}/subscriptions/${api.groupId}`
    const first = await api.ask("PUT", path, {
      state: "unsubscribed",
      source: "hotline",
      evidence: "call 7",
      given_at: "2026-06-01T10:00:00+02:00",
    })
    expect(first.body).toMatchObject({
      state: "unsubscribed",
      changed: true,
      changed_at: "2026-06-01T08:00:00.000Z",
    })
    const older = await api.ask("PUT", path, { state: "subscribed", given_at: "2026-05-01T00:00:00Z" })
    expect(older.body).toMatchObject({ state: "unsubscribed", changed: false })
    const newer = await api.ask("PUT", path, { state: "subscribed" })
    expect(newer.body).toMatchObject({
      state: "subscribed",
      changed: true,
      changed_at: "2026-11-22T12:00:00.000Z",
    })
    const records = await recordsOf(id)
    expect(records).toMatchObject([
      {
        source: "hotline",
        evidence: "call 7",
        given_at: "2026-06-01T08:00:00.000Z",
        recorded_at: "2026-11-22T12:00:00.000Z",
      },
      { source: "api", evidence: null },
    ])
    expect(records[0].actor).toMatch(/^api_key:/)
    expect(records[0].actor_name).toBe("Test")
  })

  it("is refused for tomorrow, for nobody, and for no group", async () => {
    const id = await newContact()
    const nobody = "00000000-0000-7000-8000-000000000000"
    const put = async (contact: string, group: string, body: object) =>
      (await api.ask("PUT", `contacts/${contact}/subscriptions/${group}`, body)).status
    expect(await put(id, api.groupId, { state: "subscribed", given_at: "2026-11-23T12:00:00Z" })).toBe(422)
    expect(await put(nobody, api.groupId, { state: "subscribed" })).toBe(404)
    expect(await put(id, nobody, { state: "subscribed" })).toBe(404)
    expect(await put(id, api.groupId, { state: "perhaps" })).toBe(422)
  })
})

describe("subscription groups", () => {
  it("are one for each number, with counts, and can be renamed", async () => {
    const { numberId, groupId } = await seedNumber(api.platform, {
      wabaId: "101",
      phoneNumberId: "201",
      accessToken: "EAA",
    })
    const again = await api.ask("POST", "subscription-groups", { number_id: numberId, name: "Another" })
    expect(again.status).toBe(409)
    expect(again.body.error).toMatchObject({ field: "number_id", subscription_group_id: groupId })
    const id = await newContact()
    await api.ask("PUT", `contacts/${id}/subscriptions/${groupId}`, { state: "subscribed" })
    const renamed = await api.ask("PATCH", `subscription-groups/${groupId}`, { name: " News " })
    expect(renamed.body).toMatchObject({ id: groupId, name: "News" })
    const { body } = await api.ask("GET", `subscription-groups/${groupId}`)
    expect(body).toMatchObject({ name: "News", subscribed: 1, unsubscribed: 0 })
    expect((await api.ask("GET", "subscription-groups?limit=1")).body.next).not.toBeNull()
    const { revision } = renamed.body
    const first = await api.ask("PATCH", `subscription-groups/${groupId}`, { name: "First", revision })
    const second = await api.ask("PATCH", `subscription-groups/${groupId}`, { name: "Second", revision })
    expect([first.status, second.status]).toEqual([200, 409])
    expect(second.body.error).toMatchObject({ code: "conflict", revision: first.body.revision })
    expect((await api.ask("GET", `subscription-groups/${groupId}`)).body.name).toBe("First")
  })

  it("are created for a number that has none, and not for a number of nobody", async () => {
    const { numberId, groupId } = await seedNumber(api.platform, {
      wabaId: "102",
      phoneNumberId: "202",
      accessToken: "EAA",
    })
    await api.platform.db.system((tx) =>
      tx.deleteFrom("subscription_groups").where("id", "=", groupId).execute(),
    )
    const created = await api.ask("POST", "subscription-groups", { number_id: numberId, name: "News" })
    expect([created.status, created.body.name]).toEqual([201, "News"])
    const other = await api.otherWorkspace()
    const stolen = await api.ask(
      "POST",
      "subscription_groups",
      { number_id: numberId, name: "Other" },
      other.apiKey,
    )
    expect(stolen.status).toBe(404)
  })
})
