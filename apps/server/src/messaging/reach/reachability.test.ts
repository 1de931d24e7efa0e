import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { steppedClock } from "../../platform/clock.ts"
import type { Tx } from "../../platform/database/index.ts"
import { type Server, startServer } from "../../server.ts"
import { call } from "../../testing/call.ts"
import { testPlatform } from "../../testing/platform.ts"
import { seedNumber } from "../../testing/seed.ts"
import { generateApiKey, storeApiKey } from "../../workspaces/index.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
const hourMs = 3_600_000
let platform: Awaited<ReturnType<typeof testPlatform>>
let server: Server
let seeded: Awaited<ReturnType<typeof seedNumber>>

beforeAll(async () => {
  platform = await testPlatform({ clock, environment: { ROLES: "api" } })
  seeded = await seedNumber(platform)
  server = await startServer(platform)
})
afterAll(async () => {
  await server.close()
  await platform.close()
})

const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) => platform.db.workspace(platform.workspaceId, work)
const ask = (method: "GET" | "POST" | "PUT" | "PATCH", path: string, body?: unknown, key = platform.apiKey) =>
  call(method, `${server.url}/v1${path}`, body, { authorization: `Bearer ${key}` })
const withId = z.object({ id: z.string() })

let people = 0
const newContact = async (person: object = { phone: `+4915112000${String(people++).padStart(3, "0")}` }) =>
  withId.parse((await ask("POST", "/contacts", person)).body).id
const say = (contactId: string, state: "subscribed" | "unsubscribed") =>
  ask("PUT", `/contacts/${contactId}/subscriptions/${seeded.groupId}`, { state, source: "form" })
/** They wrote to the number at that time. */
const wrote = (contactId: string, at: Date) =>
  inWorkspace((tx) =>
    tx
      .insertInto("conversations")
      .values({
        workspace_id: platform.workspaceId,
        number_id: seeded.numberId,
        contact_id: contactId,
        last_inbound_at: at,
        created_at: at,
      })
      .execute(),
  )
const reachOf = async (contactId: string) =>
  (await ask("GET", `/contacts/${contactId}/reachability`)).body.data

const yes = { reachable: true, reason: null }
const no = (code: string) => ({
  reachable: false,
  reason: { code, title: expect.any(String), advice: expect.any(String) },
})

describe("a member of a suppression list", () => {
  it("gets no marketing, as their page and the list say, and everything else", async () => {
    const id = await newContact({ phone: "+4915112999001", first_name: "Suppressed" })
    const other = await newContact({ phone: "+4915112999002", first_name: "Other" })
    for (const one of [id, other]) await say(one, "subscribed")
    const filter = { on: "contact", field: "first_name", op: "equals", value: "Suppressed" }
    const made = await ask("POST", "/segments", { name: "Complained", filter, is_suppression: true })
    await expect
      .poll(async () => (await reachOf(id))[0].marketing, { timeout: 15_000 })
      .toEqual(no("suppressed"))
    expect(await reachOf(id)).toMatchObject([{ utility: yes }])
    expect(await reachOf(other)).toMatchObject([{ marketing: yes }])
    const listed = (await ask("GET", "/contacts?include=reach&order=desc&limit=2")).body.data
    expect(listed).toMatchObject([
      { id: other, reach: { marketing: { reachable: true } } },
      { id, reach: { marketing: { reachable: false, reason: expect.stringContaining("suppression list") } } },
    ])
    await ask("PATCH", `/segments/${withId.parse(made.body).id}`, { archived: true })
  })
})

describe("a contact", () => {
  it("who never said and never wrote anything is reached with nothing", async () => {
    expect(await reachOf(await newContact())).toEqual([
      {
        number_id: seeded.numberId,
        conversation_id: null,
        last_inbound_at: null,
        window_closes_at: null,
        window_open: false,
        subscription_group_id: seeded.groupId,
        subscription: null,
        waits: null,
        marketing_waits: null,
        marketing: no("not_subscribed"),
        utility: no("not_subscribed"),
        authentication: no("not_subscribed"),
        free_form: no("window_closed"),
      },
    ])
  })

  it("who subscribed is reached with templates", async () => {
    const contactId = await newContact()
    await say(contactId, "subscribed")
    expect(await reachOf(contactId)).toMatchObject([
      { subscription: "subscribed", marketing: yes, utility: yes, free_form: no("window_closed") },
    ])
  })

  it("who unsubscribed and wrote is answered, but gets no marketing, for a day", async () => {
    const contactId = await newContact()
    await say(contactId, "unsubscribed")
    await wrote(contactId, clock.now())
    expect(await reachOf(contactId)).toMatchObject([
      {
        window_open: true,
        window_closes_at: "2026-11-23T11:59:00.000Z",
        marketing: no("unsubscribed"),
        utility: yes,
        free_form: yes,
      },
    ])
    clock.advance(24 * hourMs)
    expect(await reachOf(contactId)).toMatchObject([
      { window_open: false, utility: no("unsubscribed"), free_form: no("window_closed") },
    ])
  })

  it("without a phone and a WhatsApp id has no address", async () => {
    expect(await reachOf(await newContact({ external_id: "crm-1" }))).toMatchObject([
      { marketing: no("no_address"), free_form: no("no_address") },
    ])
  })

  it("of the United States gets no marketing", async () => {
    const contactId = await newContact({ phone: "+16505551234" })
    await say(contactId, "subscribed")
    expect(await reachOf(contactId)).toMatchObject([{ marketing: no("us_marketing"), utility: yes }])
  })

  it("of an archived group is reached when the group is active again", async () => {
    const contactId = await newContact()
    await say(contactId, "subscribed")
    await ask("PATCH", `/subscription-groups/${seeded.groupId}`, { archived: true })
    expect(await reachOf(contactId)).toMatchObject([
      { subscription: "group_archived", marketing: no("group_archived") },
    ])
    await ask("PATCH", `/subscription-groups/${seeded.groupId}`, { archived: false })
    expect(await reachOf(contactId)).toMatchObject([{ subscription: "subscribed", marketing: yes }])
  })
})

describe("a number", () => {
  const set = (values: {
    account_mode?: string | null
    registered_at?: Date | null
    disconnected_at?: Date | null
  }) => inWorkspace((tx) => tx.updateTable("numbers").set(values).where("id", "=", seeded.numberId).execute())

  it("for tests reaches its test recipients only", async () => {
    const phone = "+4915112999999"
    const [listed, other] = [await newContact({ phone }), await newContact()]
    for (const id of [listed, other]) await say(id, "subscribed")
    await set({ account_mode: "SANDBOX" })
    await ask("PUT", `/numbers/${seeded.numberId}/reach`, { test_recipients: [phone] })
    expect(await reachOf(listed)).toMatchObject([{ marketing: yes }])
    expect(await reachOf(other)).toMatchObject([{ marketing: no("not_a_test_recipient") }])
    await set({ account_mode: null })
  })

  it("that sends nothing now says why, to anyone that it would reach", async () => {
    const contactId = await newContact()
    await say(contactId, "subscribed")
    await set({ registered_at: null })
    expect(await reachOf(contactId)).toMatchObject([
      { marketing: yes, waits: { code: "number_not_registered", until: null } },
    ])
    await set({ registered_at: clock.now() })
  })

  it("says that marketing waits in quiet hours, and nothing else does", async () => {
    const contactId = await newContact()
    await say(contactId, "subscribed")
    await ask("PATCH", "/workspace", { time_zone: "UTC", quiet_hours: { from: "11:00", until: "13:00" } })
    const until = expect.stringMatching(/T13:00:00.000Z$/)
    expect(await reachOf(contactId)).toMatchObject([
      { marketing: yes, waits: null, marketing_waits: { code: "quiet_hours", until } },
    ])
    await ask("PATCH", "/workspace", { quiet_hours: null })
    expect(await reachOf(contactId)).toMatchObject([{ marketing_waits: null }])
  })

  it("that is disconnected is there as long as they have talked with it", async () => {
    const [stranger, known] = [await newContact(), await newContact()]
    await wrote(known, clock.now())
    await set({ disconnected_at: clock.now() })
    expect(await reachOf(stranger)).toEqual([])
    expect(await reachOf(known)).toMatchObject([{ waits: { code: "number_disconnected" } }])
    await set({ disconnected_at: null })
  })
})

describe("the route", () => {
  it("is for those who may read contacts", async () => {
    const secret = generateApiKey()
    const { workspaceId, db } = platform
    await db.system((tx) =>
      storeApiKey(tx, {
        workspaceId,
        name: "Till",
        secret,
        now: clock.now(),
        permissions: ["campaigns:read"],
      }),
    )
    const answer = await ask("GET", `/contacts/${await newContact()}/reachability`, undefined, secret)
    expect(answer).toMatchObject({
      status: 403,
      body: { error: { code: "forbidden", permission: "contacts:read" } },
    })
  })

  it("knows no contact that there is not", async () => {
    const answer = await ask("GET", "/contacts/0199d1de-0000-7000-8000-000000000000/reachability")
    expect(answer).toMatchObject({ status: 404, body: { error: { code: "not_found" } } })
  })
})
