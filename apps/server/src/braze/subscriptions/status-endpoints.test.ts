import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { sql } from "../../platform/database/index.ts"
import { startBraze } from "../testing/installation.ts"

let api: Awaited<ReturnType<typeof startBraze>>
let group: string

beforeAll(async () => {
  api = await startBraze()
  group = api.groupId
  const { workspaceId, clock, db } = api.platform
  const now = clock.now()
  const of = { workspace_id: workspaceId, created_at: now, updated_at: now }
  await db.workspace(workspaceId, (tx) =>
    tx
      .insertInto("contacts")
      .values([
        { ...of, external_id: "7", phone: "+4915112345678" },
        { ...of, external_id: "ana", phone: "+5511998765432" },
        { ...of, external_id: "never", phone: "+6281234567890" },
      ])
      .execute(),
  )
})
afterAll(() => api.close())

const set = (body: object) =>
  api.ask("/subscription/status/set", {
    subscription_group_id: group,
    subscription_state: "subscribed",
    ...body,
  })
const get = (query: string) => api.ask(`/subscription/status/get?subscription_group_id=${group}&${query}`)

describe("the state of users in a group", () => {
  it("is set by external id, a number among them, and read", async () => {
    expect(await set({ external_id: [7, "ana"] })).toMatchObject({
      status: 201,
      body: { message: "success" },
    })
    expect(
      await get("external_id[]=7&external_id[]=ana&external_id[]=never&external_id[]=stranger"),
    ).toMatchObject({
      status: 200,
      body: {
        status: { "7": "Subscribed", ana: "Subscribed", never: "unknown", stranger: "unknown" },
        message: "success",
      },
    })
  })

  it("is set by phone, and the last word counts", async () => {
    await set({ phone: "+49 1511 2345678" })
    await set({ phone: ["+4915112345678"], subscription_state: "unsubscribed" })
    expect((await get("phone=%2B4915112345678")).body.status).toEqual({ "+4915112345678": "Unsubscribed" })
  })

  it("is kept for a phone that nobody has yet, and holds once a user is known by it", async () => {
    await set({ phone: ["+447911123456", "+447911123456"], subscription_state: "unsubscribed" })
    await api.ask("/users/track", { attributes: [{ external_id: "late", phone: "+447911123456" }] })
    expect((await get("external_id=late")).body.status).toEqual({ late: "Unsubscribed" })
  })

  it("is read by a phone whose + a client left as it is", async () => {
    expect((await get("phone=+447911123456")).body.status).toEqual({ "+447911123456": "Unsubscribed" })
  })

  it("is set in several groups at once", async () => {
    const change = { subscription_group_id: group, subscription_state: "subscribed" }
    const v2 = (...groups: object[]) =>
      api.ask("/v2/subscription/status/set", { subscription_groups: groups })
    const answer = await v2(
      { ...change, external_ids: ["ana"], subscription_state: "unsubscribed" },
      { ...change, phones: ["+4915112345678"] },
    )
    expect(answer).toMatchObject({ status: 201, body: { message: "success" } })
    expect((await get("external_id[]=7&external_id[]=ana")).body.status).toEqual({
      "7": "Subscribed",
      ana: "Unsubscribed",
    })
    expect((await v2()).status).toBe(400)
    expect((await v2({ ...change })).status).toBe(400)
  })

  it("is set of everybody who shares an e-mail address, or of nobody with an error that says so", async () => {
    const { workspaceId, db, clock } = api.platform
    const sharing = (email: string, from: number, to: number) =>
      db.workspace(workspaceId, (tx) =>
        sql`INSERT INTO contacts (workspace_id, external_id, email, created_at, updated_at)
          SELECT ${workspaceId}, ${email}::text || n, ${email}, ${clock.now()}, ${clock.now()} FROM generate_series(${from}::int, ${to}::int) AS n`.execute(
          tx,
        ),
      )
    const subscribed = async (email: string) =>
      (
        await db.workspace(workspaceId, (tx) =>
          sql`SELECT FROM subscriptions AS s JOIN contacts AS c ON c.id = s.contact_id WHERE c.email = ${email}`.execute(
            tx,
          ),
        )
      ).rows.length
    await sharing("family@example.com", 1, 150)
    expect((await set({ email: ["family@example.com"] })).status).toBe(201)
    expect(await subscribed("family@example.com")).toBe(150)
    await sharing("crowd@example.com", 1, 10_001)
    expect(await set({ email: ["crowd@example.com"] })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining("More than 10000 users") },
    })
    expect(await subscribed("crowd@example.com")).toBe(0)
  })

  it("has a consent record that says where it came from", async () => {
    const records = await api.platform.db.workspace(api.platform.workspaceId, (tx) =>
      tx.selectFrom("consent_records").select(["source", "evidence", "actor"]).execute(),
    )
    expect(new Set(records.map(({ source, actor }) => `${source} ${actor.split(":")[0]}`))).toEqual(
      new Set(["api api_key"]),
    )
  })

  it("is listed with its group, user by user", async () => {
    const { status, body } = await api.ask(
      "/subscription/user/status?external_id[]=ana&external_id[]=never&limit=10",
    )
    expect(status).toBe(200)
    expect(body).toEqual({
      users: [
        {
          email: null,
          external_id: "ana",
          phone: "+5511998765432",
          subscription_groups: [
            { id: group, name: "Lucky Shrub", channel: "whatsapp", status: "Unsubscribed" },
          ],
        },
        { email: null, external_id: "never", phone: "+6281234567890", subscription_groups: [] },
      ],
      total_count: 2,
      message: "success",
    })
    const second = await api.ask(
      "/subscription/user/status?external_id[]=ana&external_id[]=never&offset=1&limit=1",
    )
    expect(second.body).toMatchObject({ users: [{ external_id: "never" }], total_count: 2 })
  })
})

describe("refused", () => {
  it.each([
    [
      "a group that is none",
      { subscription_group_id: "x", external_id: "ana" },
      "Invalid subscription group ID",
    ],
    [
      "a state that is none",
      { subscription_state: "opted_in", external_id: "ana" },
      "'subscription_state' must",
    ],
    ["nobody", {}, "One of 'external_id', 'email' or 'phone' must be provided."],
    [
      "both e-mail address and phone",
      { email: "a@example.com", phone: "+4915112345678" },
      "Either an email address or a phone number should be provided, but not both.",
    ],
    ["51 users", { external_id: Array.from({ length: 51 }, (_, n) => `u${n}`) }, "The max number of ids"],
    [
      "ten digits, which are not American here",
      { phone: "6505551234" },
      "The value provided for the 'phone'",
    ],
  ])("%s", async (_what, body, message) => {
    expect(await set(body)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining(message) },
    })
  })

  it("one phone, and not the others beside it", async () => {
    const { status, body } = await set({ phone: ["12", "+4915112345678"] })
    expect([status, body.message, body.errors]).toEqual([
      201,
      "success",
      [expect.stringContaining("'phone'")],
    ])
    expect((await get("external_id=7")).body.status).toEqual({ "7": "Subscribed" })
  })
})
