/** Campaigns that are sent as something happens to people. */
import type { Occurrence } from "@parley/model"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { sql } from "../../platform/database/index.ts"
import { openCampaign } from "../testing/open-campaign.ts"
import { hearForTriggers } from "./hear.ts"
import { fates } from "./message-fates.ts"
import { forgetHits, releaseHits } from "./release-hits.ts"

const minuteMs = 60_000
let opened: Awaited<ReturnType<typeof openCampaign>>
let ana: string
let ben: string
beforeAll(async () => {
  opened = await openCampaign({ people: 2 })
  const { data } = (await opened.api("GET", "contacts?limit=10&sort=created&order=asc")).body
  ;[ana, ben] = data.map(({ id }: { id: string }) => id)
  await opened.api("PATCH", `contacts/${ana}`, { country: "PE", first_name: "Ana" })
})
afterAll(() => opened.close())

const path = (end = "") => `campaigns/${opened.campaignId}${end}`
const signedUp = { on: "event", name: "signed_up" }

async function start(delivery: object, more: object = {}) {
  const change = {
    audience: { all: [] },
    delivery: { kind: "action", triggers: [signedUp], ...delivery },
    ...more,
  }
  const changed = await opened.api("PATCH", path(), change)
  expect(changed.status).toBe(200)
  expect((await opened.api("POST", path("/start"))).status).toBe(200)
}
beforeEach(async () => {
  await opened.endAll()
  await opened.platform.db.system(async (tx) => {
    for (const table of ["campaign_hits", "campaign_triggers", "recipients"])
      await sql`DELETE FROM ${sql.table(table)}`.execute(tx)
  })
})

const of = (contact_id: string) => ({
  workspace_id: opened.platform.workspaceId,
  contact_id,
  at: opened.clock.now().toISOString(),
})
const event = (
  contact: string,
  name = "signed_up",
  properties: Record<string, unknown> | null = null,
): Occurrence => ({
  kind: "custom_event",
  ...of(contact),
  event_id: crypto.randomUUID(),
  name,
  happened_at: opened.clock.now().toISOString(),
  value: null,
  properties,
})
const hear = (...occurrences: Occurrence[]) => hearForTriggers(opened.platform)(occurrences)
const release = () => releaseHits(opened.platform)
const sent = () =>
  opened.platform.db.system((tx) =>
    tx.selectFrom("outbox").select(["contact_id", "variables", "source_id"]).orderBy("id").execute(),
  )
const to = async () => (await sent()).map(({ contact_id }) => contact_id)

describe("an event", () => {
  it("has the message sent at once, with its properties", async () => {
    await start({})
    await hear(event(ana, "signed_up", { plan: "pro" }), event(ben, "opened"))
    expect(await sent()).toMatchObject([
      { contact_id: ana, variables: { event_properties: { plan: "pro" } } },
    ])
  })

  it("counts only with the properties that are asked for", async () => {
    const where = [{ property: "price", op: "at_least", value: 10 }]
    await start({ triggers: [{ ...signedUp, where }] })
    await hear(event(ana, "signed_up", { price: 9 }), event(ben, "signed_up", { price: 10 }))
    expect(await to()).toEqual([ben])
  })

  it("counts only for people who are in the audience", async () => {
    await start({}, { audience: { all: [{ on: "contact", field: "country", op: "equals", value: "PE" }] } })
    await hear(event(ana), event(ben))
    expect(await to()).toEqual([ana])
  })

  it("counts once, however often it is heard of, and a person gets one message of the campaign, also of its next version", async () => {
    await start({})
    const once = event(ana)
    await hear(once)
    await hear(once, event(ana))
    await start({}, { control_share: 1 })
    await hear(event(ana))
    expect(await to()).toEqual([ana])
  })

  it("counts again after some time, where the campaign says so", async () => {
    await start({}, { controls: { re_eligibility: { kind: "after", seconds: 3_600 } } })
    await hear(event(ana), event(ana))
    await opened.send()
    opened.clock.advance(59 * minuteMs)
    await hear(event(ana))
    expect(await to()).toEqual([])
    opened.clock.advance(2 * minuteMs)
    await hear(event(ana))
    expect(await to()).toEqual([ana])
    await opened.api("PATCH", path(), { controls: {} })
  })

  it("does not count before the campaign began, nor after its end or its stop", async () => {
    const early = event(ana)
    const imported = { ...event(ana), happened_at: early.at }
    opened.clock.advance(minuteMs)
    await start({ until: new Date(opened.clock.now().getTime() + minuteMs).toISOString() })
    await hear(early, { ...imported, at: opened.clock.now().toISOString() } as Occurrence)
    opened.clock.advance(2 * minuteMs)
    await hear(event(ana))
    await start({})
    await opened.api("POST", path("/stop"))
    await hear(event(ben))
    expect(await to()).toEqual([])
  })
})

describe("after a delay", () => {
  const delay = { amount: 30, unit: "minutes" }

  it("the message goes, not before", async () => {
    await start({ delay })
    await hear(event(ana, "signed_up", { plan: "pro" }))
    opened.clock.advance(29 * minuteMs)
    await release()
    expect(await to()).toEqual([])
    opened.clock.advance(minuteMs)
    await release()
    await release()
    expect(await sent()).toMatchObject([
      { contact_id: ana, variables: { event_properties: { plan: "pro" } } },
    ])
  })

  it("it goes to nobody who did what calls it off, and they may trigger it again", async () => {
    await start({ delay, unless: [{ on: "purchase" }] })
    const bought: Occurrence = {
      kind: "purchase",
      ...of(ana),
      event_id: crypto.randomUUID(),
      product_id: "chair",
      currency: "PEN",
      price: 100,
      quantity: 1,
      happened_at: opened.clock.now().toISOString(),
      properties: null,
    }
    await hear(event(ana), event(ben))
    await hear(bought)
    opened.clock.advance(30 * minuteMs)
    await release()
    expect(await to()).toEqual([ben])
    await hear(event(ana))
    opened.clock.advance(30 * minuteMs)
    await release()
    expect(await to()).toEqual([ben, ana])
  })

  it("that starts again, where what calls it off is what triggers it", async () => {
    await start({ delay, unless: [signedUp] })
    await hear(event(ana))
    opened.clock.advance(20 * minuteMs)
    await hear(event(ana))
    opened.clock.advance(20 * minuteMs)
    await release()
    expect(await to()).toEqual([])
    opened.clock.advance(10 * minuteMs)
    await release()
    expect(await to()).toEqual([ana])
  })

  it("it goes all the same where a batch with both is heard again", async () => {
    await start({ delay, unless: [signedUp] })
    const batch = [event(ana), event(ana)]
    await hear(...batch)
    await hear(...batch)
    opened.clock.advance(30 * minuteMs)
    await release()
    expect(await to()).toEqual([ana])
  })

  it("it goes only to people who are still in the audience, where that is asked for", async () => {
    const audience = { all: [{ on: "contact", field: "first_name", op: "equals", value: "Ana" }] }
    for (const [is_checked_again, people] of [
      [true, []],
      [false, [ana]],
    ] as const) {
      await start({ delay, is_checked_again }, { audience })
      await hear(event(ana))
      await opened.api("PATCH", `contacts/${ana}`, { first_name: "Anna" })
      opened.clock.advance(30 * minuteMs)
      await release()
      expect(await to()).toEqual(people)
      await opened.api("PATCH", `contacts/${ana}`, { first_name: "Ana" })
    }
  })

  it("it goes to nobody once the campaign is stopped", async () => {
    await start({ delay })
    await hear(event(ana))
    await opened.api("POST", path("/stop"))
    opened.clock.advance(30 * minuteMs)
    await release()
    expect(await to()).toEqual([])
  })
})

describe("an inbound message", () => {
  async function writes(contact: string, body: string, more: object = {}): Promise<Occurrence> {
    const { workspaceId, db } = opened.platform
    const now = opened.clock.now()
    const { rows } = await db.system((tx) =>
      sql<{ id: string; conversation_id: string }>`
        WITH conversation AS (
          INSERT INTO conversations (workspace_id, number_id, contact_id, created_at)
          VALUES (${workspaceId}, ${opened.numberId}, ${contact}, ${now})
          ON CONFLICT (number_id, contact_id) DO UPDATE SET created_at = excluded.created_at RETURNING id
        )
        INSERT INTO inbound_messages (workspace_id, conversation_id, wamid, type, content, sent_at, received_at)
        SELECT ${workspaceId}, id, ${crypto.randomUUID()}, 'text', ${JSON.stringify({ type: "text", body })}, ${now}, ${now}
        FROM conversation RETURNING id, conversation_id`.execute(tx),
    )
    const occurrence = {
      kind: "inbound_message",
      ...of(contact),
      inbound_message_id: rows[0]?.id ?? "",
      conversation_id: rows[0]?.conversation_id ?? "",
      number_id: opened.numberId,
      type: "text",
      sent_at: now.toISOString(),
      opens_window: true,
      consent_word: null,
      group_id: null,
      forwarded: null,
      referral: null,
      referred_product: null,
      errors: [],
      ...more,
    } satisfies Occurrence
    return occurrence
  }
  const inbound = (more: object = {}) => ({ triggers: [{ on: "inbound_message", ...more }] })

  it.each([
    ["is", "offer", " OFFER ", true],
    ["is", "offer", "offers", false],
    ["is_any", ["yes", "sí"], "Sí", true],
    ["contains", "order", "Where is my Order?", true],
    ["matches", "A-\\d+", "it is A-17", true],
    ["matches", "a-\\d+", "it is A-17", false],
  ])("is asked whether it %s %j: %j", async (op, value, body, isSent) => {
    await start(inbound({ text: { op, value } }))
    await hear(await writes(ana, body))
    expect(await to()).toEqual(isSent ? [ana] : [])
  })

  it("is what the answer may name", async () => {
    await start(inbound())
    await hear(await writes(ana, "Hola"))
    expect(await sent()).toMatchObject([{ variables: { whats_app: { inbound_message_body: "Hola" } } }])
  })

  it("that is a word such as STOP triggers nothing, and one of another type neither", async () => {
    await start(inbound({ types: ["button"] }))
    await hear(await writes(ana, "Hi"))
    await start(inbound())
    await hear(await writes(ana, "STOP", { consent_word: "stop" }))
    expect(await to()).toEqual([])
  })

  it("is answered by the campaign of the highest priority alone", async () => {
    await start(inbound())
    const other = (await opened.api("POST", path("/duplicate"))).body.id
    const delivery = { kind: "action", ...inbound({ text: { op: "is", value: "vip" } }), priority: 5 }
    await opened.api("PATCH", `campaigns/${other}`, { delivery })
    await opened.api("POST", `campaigns/${other}/start`)
    const vip = await writes(ana, "vip")
    await hear(vip)
    await hear(vip)
    await hear(await writes(ben, "hello"))
    const { data: campaigns } = (await opened.api("GET", "campaigns")).body
    expect(campaigns.filter(({ state }: { state: string }) => state === "active").length).toBeGreaterThan(1)
    const messages = await sent()
    expect(messages.map(({ contact_id }) => contact_id)).toEqual([ana, ben])
    expect(messages[0]?.source_id).not.toBe(messages[1]?.source_id)
    await opened.api("POST", `campaigns/${other}/stop`)
  })

  it("is answered before anything else, and without a subscription", async () => {
    const content = { kind: "free_form", message: { type: "text", text: { body: "Welcome!" } } }
    await start(inbound(), { variants: [{ name: "A", content }] })
    await hear(await writes(ana, "Hi"))
    const rows = await opened.claim()
    expect(rows.map((row) => row.class)).toEqual([0])
    await opened.api("PATCH", path(), { variants: [{ name: "A", content }] })
  })
})

it.each<[string, object, object]>([
  [
    "a subscription",
    { on: "subscription", state: "subscribed" },
    {
      kind: "subscription_changed",
      subscription_group_id: crypto.randomUUID(),
      state: "subscribed",
      before: null,
      source: "api",
    },
  ],
  [
    "an attribute",
    { on: "attribute", name: "plan" },
    { kind: "contact_changed", fields: [], attributes: ["plan"] },
  ],
  [
    "a field",
    { on: "attribute", name: "country" },
    { kind: "contact_changed", fields: ["country"], attributes: [] },
  ],
  ["a new contact", { on: "contact_created" }, { kind: "contact_created" }],
])("%s has the message sent as it changes", async (_what, trigger, occurrence) => {
  await start({ triggers: [trigger] })
  await hear({ ...of(ana), ...occurrence } as Occurrence)
  expect(await to()).toEqual([ana])
})

it("a message of another campaign has the message sent as it is read", async () => {
  const other = (await opened.api("POST", path("/duplicate"))).body.id
  await opened.api("PATCH", `campaigns/${other}`, { delivery: { kind: "once" } })
  await start({ triggers: [{ on: "message", campaign_id: other, became: "read" }] })
  await opened.api("POST", `campaigns/${other}/launches`, {})
  while (await opened.expand());
  await opened.send()
  const { workspaceId, db } = opened.platform
  const [message] = await db.system((tx) =>
    tx.selectFrom("messages").select("id").where("contact_id", "=", ana).orderBy("id", "desc").execute(),
  )
  await db.workspace(workspaceId, async (tx) => {
    const wants = await fates.wanted(tx)
    expect([wants?.(workspaceId, "message_read"), wants?.(workspaceId, "message_sent")]).toEqual([
      true,
      false,
    ])
  })
  const step = {
    workspace_id: workspaceId,
    contact_id: ana,
    message_id: message?.id ?? "",
    at: opened.clock.now().toISOString(),
  }
  const hearSteps = fates.hear(opened.platform)
  await hearSteps([{ ...step, kind: "message_delivered" }])
  expect(await to()).toEqual([])
  await hearSteps([{ ...step, kind: "message_read" }])
  await hearSteps([{ ...step, kind: "message_read" }])
  expect(await to()).toEqual([ana])
})

it("what was heard of is forgotten after a week", async () => {
  await start({})
  await hear(event(ana))
  expect(await forgetHits(opened.platform)).toBe(0)
  opened.clock.advance(8 * 24 * 60 * minuteMs)
  expect(await forgetHits(opened.platform)).toBe(1)
})
