/** Messages that clients of Braze ask to have sent later. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { expandDue } from "../../campaigns/launches/expand.ts"
import { insertCampaign } from "../../campaigns/testing/campaign.ts"
import { startTrigger, stopTrigger } from "../../campaigns/triggers/triggers.ts"
import { steppedClock } from "../../platform/clock.ts"
import { sql } from "../../platform/database/index.ts"
import { startBraze } from "../testing/installation.ts"
import { sendScheduled } from "./schedules.ts"

const hourMs = 3_600_000
const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let api: Awaited<ReturnType<typeof startBraze>>
let campaign: string

beforeAll(async () => {
  api = await startBraze({ clock, environment: { ROLES: "api" } })
  const subscription_groups = [{ subscription_group_id: api.groupId, subscription_state: "subscribed" }]
  await api.ask("/users/track", {
    attributes: [
      { external_id: "ana", phone: "+4915112345671", subscription_groups },
      { external_id: "ben", phone: "+4915112345672", subscription_groups },
    ],
  })
  await inWorkspace(async (tx) => {
    const { id: numberId } = await tx.selectFrom("numbers").select("id").executeTakeFirstOrThrow()
    const { id: contentId } = await tx.selectFrom("contents").select("id").executeTakeFirstOrThrow()
    const { workspaceId } = api.platform
    const now = clock.now()
    campaign = await insertCampaign(tx, { workspaceId, numberId, contentId, delivery: { kind: "api" }, now })
    await startTrigger(tx, { campaignId: campaign, workspaceId, now })
  })
})
afterAll(() => api.close())

const inWorkspace: typeof api.platform.db.system = (work) =>
  api.platform.db.workspace(api.platform.workspaceId, work)
const inHours = (hours: number) => new Date(clock.now().getTime() + hours * hourMs).toISOString()
const recipients = [{ external_user_id: "ana", trigger_properties: { order: "A-17" } }]
const trigger = (action: string, body: object) =>
  api.ask(`/campaigns/trigger/schedule/${action}`, { campaign_id: campaign, ...body })
const whats_app = (body: string) => ({
  subscription_group_id: api.groupId,
  message_type: "text_response_message",
  message: { body },
})

/** A segment that everybody is in. */
const everybody = () =>
  inWorkspace(async (tx) => {
    const now = clock.now()
    const of = { workspace_id: api.platform.workspaceId, created_at: now, updated_at: now }
    const row = { ...of, name: "Everybody", filter: JSON.stringify({ all: [] }) }
    return (await tx.insertInto("segments").values(row).returning("id").executeTakeFirstOrThrow()).id
  })

/** Everything that is due by then is sent. */
async function after(hours: number) {
  clock.advance(hours * hourMs)
  while (await sendScheduled(api.platform));
  while (await expandDue(api.platform));
  const { rows } = await api.platform.db.system((tx) =>
    sql<{ to: string; variables: unknown; says: string | null }>`
      SELECT c.external_id AS to, o.variables, t.body::text AS says FROM outbox AS o JOIN contacts AS c ON c.id = o.contact_id
      LEFT JOIN contents AS t ON t.id = o.content_id ORDER BY c.external_id`.execute(tx),
  )
  return rows
}
beforeEach(() =>
  api.platform.db.system(async (tx) => {
    await tx.deleteFrom("outbox").execute()
    await tx.deleteFrom("scheduled_sends").execute()
  }),
)

describe("a triggered campaign", () => {
  it("goes at its time, to who is in its audience then, and once", async () => {
    const created = await trigger("create", { recipients, schedule: { time: inHours(2) } })
    expect(created).toMatchObject({
      status: 201,
      body: { dispatch_id: expect.any(String), schedule_id: expect.any(String), message: "success" },
    })
    expect(await after(1)).toEqual([])
    expect(await after(1)).toMatchObject([
      { to: "ana", variables: { api_trigger_properties: { order: "A-17" } } },
    ])
    expect(await after(1)).toHaveLength(1)
  })

  it("goes at another time once that is said, and not at all once it is deleted", async () => {
    const { body } = await trigger("create", { recipients, schedule: { time: inHours(1) } })
    const { schedule_id } = body
    await trigger("update", { schedule_id, schedule: { time: inHours(3) } })
    expect(await after(2)).toEqual([])
    await trigger("delete", { schedule_id })
    expect(await after(2)).toEqual([])
    expect((await trigger("delete", { schedule_id })).status).toBe(400)
  })

  it("goes to its whole audience, and is listed until then", async () => {
    await trigger("create", { broadcast: true, schedule: { time: inHours(1) } })
    const listed = await api.ask(`/messages/scheduled_broadcasts?end_time=${inHours(2)}`)
    expect(listed.body.scheduled_broadcasts).toMatchObject([
      { id: campaign, name: "Summer", type: "Campaign" },
    ])
    expect((await after(1)).map(({ to }) => to)).toEqual(["ana", "ben"])
  })

  it("goes to its whole audience unless somebody who may send to it changes that", async () => {
    const { body } = await trigger("create", { broadcast: true, schedule: { time: inHours(1) } })
    const message = await api.ask("/messages/schedule/create", {
      broadcast: true,
      campaign_id: campaign,
      segment_id: await everybody(),
      messages: { whats_app: whats_app("Hi") },
      schedule: { time: inHours(200) },
    })
    const key = await api.keyWith(["campaigns:trigger", "messages:send"])
    for (const [kind, schedule_id] of [
      ["/campaigns/trigger", body.schedule_id],
      ["/messages", message.body.schedule_id],
    ])
      for (const [action, more] of [
        ["delete", {}],
        ["update", { schedule: { time: inHours(9) } }],
      ] as const) {
        const asked = { campaign_id: campaign, schedule_id, ...more }
        expect((await api.ask(`${kind}/schedule/${action}`, asked, { key })).status).toBe(403)
      }
    expect((await after(1)).map(({ to }) => to)).toEqual(["ana", "ben"])
  })

  it("that is stopped by then goes to nobody, and holds up nothing else", async () => {
    const scope = { campaignId: campaign, workspaceId: api.platform.workspaceId }
    await trigger("create", { recipients, schedule: { time: inHours(1) } })
    await inWorkspace((tx) => stopTrigger(tx, campaign, clock.now()))
    await api.ask("/messages/schedule/create", {
      external_user_ids: ["ben"],
      messages: { whats_app: whats_app("Hi") },
      schedule: { time: inHours(1) },
    })
    expect(await after(1)).toMatchObject([{ to: "ben" }])
    await inWorkspace((tx) => startTrigger(tx, { ...scope, now: clock.now() }))
  })

  it.each([
    ["no time", {}],
    ["a time that has passed", { time: "2026-11-21T12:00:00Z" }],
    ["an optimal time", { time: "2027-11-21T12:00:00", at_optimal_time: true }],
    ["a local time with an offset", { time: "2027-11-21T12:00:00Z", in_local_time: true }],
    ["a local time that has passed by every clock", { time: "2026-11-20T12:00:00", in_local_time: true }],
  ])("is refused with %s", async (_what, schedule) => {
    expect((await trigger("create", { recipients, schedule })).status).toBe(400)
  })
})

describe("in local time", () => {
  /** Their clocks show noon at 11 and at 15 o'clock in UTC. */
  const zones = [
    { external_id: "ana", time_zone: "Europe/Berlin" },
    { external_id: "ben", time_zone: "America/Santiago" },
  ]
  const both = [{ external_user_id: "ana" }, { external_user_id: "ben" }]
  const localNoon = (days: number) => ({
    time: `${inHours(24 * days).slice(0, 10)}T12:00:00`,
    in_local_time: true,
  })
  /** From midnight on, in UTC. */
  const toMidnight = () => after((24 - clock.now().getUTCHours()) % 24)
  beforeAll(() => api.ask("/users/track", { attributes: zones }))

  it("people get it when their clocks show it", async () => {
    await toMidnight()
    const { status, body } = await trigger("create", { recipients: both, schedule: localNoon(0) })
    expect([status, body.message]).toEqual([201, "success"])
    expect(await after(10)).toEqual([])
    expect((await after(1)).map(({ to }) => to)).toEqual(["ana"])
    expect((await after(3)).map(({ to }) => to)).toEqual(["ana"])
    expect((await after(1)).map(({ to }) => to)).toEqual(["ana", "ben"])
    expect((await trigger("delete", { schedule_id: body.schedule_id })).status).toBe(400)
  })

  it("the rest get it at another time once that is said", async () => {
    await toMidnight()
    const { body } = await trigger("create", { recipients: both, schedule: localNoon(0) })
    await after(12)
    const { schedule_id } = body
    expect((await trigger("update", { schedule_id, schedule: { time: inHours(1) } })).status).toBe(201)
    expect((await after(1)).map(({ to }) => to)).toEqual(["ana", "ben"])
  })

  it("an audience gets it, and is listed so", async () => {
    await toMidnight()
    await trigger("create", { broadcast: true, schedule: localNoon(1) })
    const listed = await api.ask(`/messages/scheduled_broadcasts?end_time=${inHours(48)}`)
    expect(listed.body.scheduled_broadcasts).toMatchObject([{ schedule_type: "local_time_zones" }])
    await after(24)
    expect((await after(11)).map(({ to }) => to)).toEqual(["ana"])
    expect((await after(4)).map(({ to }) => to)).toEqual(["ana", "ben"])
  })
})

it("a message goes as it was last said", async () => {
  const { body } = await api.ask("/messages/schedule/create", {
    external_user_ids: ["ana"],
    messages: { whats_app: whats_app("Hi") },
    schedule: { time: inHours(1) },
  })
  const { schedule_id } = body
  const changed = { schedule_id, messages: { whats_app: whats_app("Hello") } }
  expect((await api.ask("/messages/schedule/update", changed)).status).toBe(201)
  expect((await api.ask("/messages/schedule/update", { schedule_id })).status).toBe(400)
  expect(await after(1)).toMatchObject([{ to: "ana", says: expect.stringContaining("Hello") }])
})
