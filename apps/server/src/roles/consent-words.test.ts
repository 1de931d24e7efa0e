import type { KyselyPlugin } from "kysely"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { applyWebhooks } from "../connect/webhooks/apply-webhooks.ts"
import { steppedClock } from "../platform/clock.ts"
import type { Tx } from "../platform/database/index.ts"
import { changeSubscriptions, type SubscriptionState } from "../subscriptions/index.ts"
import { testPlatform } from "../testing/platform.ts"
import { seedNumber } from "../testing/seed.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let platform: Awaited<ReturnType<typeof testPlatform>>
let groupId: string
beforeAll(async () => {
  platform = await testPlatform({ clock })
  ;({ groupId } = await seedNumber(platform))
})
afterAll(() => platform.close())

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 11, minute))
const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) => platform.db.workspace(platform.workspaceId, work)
const apply = (...payloads: string[]) => applyWebhooks(platform, payloads)

let wamids = 0
interface Written {
  from: string
  minute?: number
  message: object
}

/** A `messages` webhook as Meta sends it, each with a wamid of its own. */
function webhook(...written: Written[]): string {
  const messages = written.map(({ from, minute = 10, message }) => {
    wamids += 1
    const timestamp = String(at(minute).getTime() / 1000)
    return { from, id: `wamid.${wamids}`, timestamp, ...message }
  })
  const value = {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "15550783881", phone_number_id: "200" },
    contacts: [...new Set(written.map(({ from }) => from))].map((wa_id) => ({
      wa_id,
      profile: { name: "Ana" },
    })),
    messages,
  }
  return JSON.stringify({
    object: "whatsapp_business_account",
    entry: [{ id: "100", changes: [{ field: "messages", value }] }],
  })
}
const text = (body: string) => ({ type: "text", text: { body } })
const writes = (from: string, body: string, minute?: number) =>
  webhook({ from, message: text(body), ...(minute !== undefined && { minute }) })

/** What Meta sends when someone resumes marketing in its settings. */
const resumes = (waId: string, minute: number) =>
  JSON.stringify({
    object: "whatsapp_business_account",
    entry: [
      {
        id: "100",
        changes: [
          {
            field: "user_preferences",
            value: {
              messaging_product: "whatsapp",
              metadata: { display_phone_number: "15550783881", phone_number_id: "200" },
              contacts: [{ wa_id: waId }],
              user_preferences: [
                {
                  wa_id: waId,
                  category: "marketing_messages",
                  value: "resume",
                  timestamp: at(minute).getTime() / 1000,
                },
              ],
            },
          },
        ],
      },
    ],
  })

async function standing(phone: string) {
  return inWorkspace(async (tx) => {
    const contacts = await tx.selectFrom("contacts").select("id").where("phone", "=", `+${phone}`).execute()
    const id = contacts[0]?.id ?? null
    const subscription = await tx
      .selectFrom("subscriptions")
      .select(["state", "changed_at"])
      .where("contact_id", "=", id)
      .executeTakeFirst()
    const records = await tx
      .selectFrom("consent_records")
      .select(["state", "source", "evidence", "actor", "given_at"])
      .where("contact_id", "=", id)
      .orderBy("id")
      .execute()
    return { id: id ?? "", state: subscription?.state ?? null, records }
  })
}

let phones = 4915130000000
/** A contact who subscribed by a form at 11:00, unless they never did. */
async function contact(state: SubscriptionState | null = "subscribed", phone?: string): Promise<string> {
  phones += 1
  const waId = phone ?? String(phones)
  await inWorkspace(async (tx) => {
    const workspace_id = platform.workspaceId
    const { id } = await tx
      .insertInto("contacts")
      .values({ workspace_id, phone: `+${waId}`, created_at: at(0), updated_at: at(0) })
      .returning("id")
      .executeTakeFirstOrThrow()
    if (state === null) return
    const change = { contactId: id, state, source: "web_form", evidence: null, givenAt: at(0) }
    const now = clock.now()
    await changeSubscriptions(tx, {
      workspaceId: workspace_id,
      groupId,
      changes: [change],
      actor: "system",
      now,
    })
  })
  return waId
}

describe("who writes STOP", () => {
  it("is unsubscribed, with the message as evidence, once however often it comes", async () => {
    const ana = await contact()
    const stop = writes(ana, " Stop! ")
    const wamid = `wamid.${wamids}`
    await apply(stop, stop)
    await apply(stop)
    const { state, records } = await standing(ana)
    expect(state).toBe("unsubscribed")
    expect(records.slice(1)).toEqual([
      {
        state: "unsubscribed",
        source: "keyword",
        evidence: `“Stop!” in WhatsApp's message ${wamid} (+${ana})`,
        actor: "contact",
        given_at: at(10),
      },
    ])
  })

  it("and nobody knew is a contact who is unsubscribed", async () => {
    await apply(writes("4915139999999", "STOP"))
    expect(await standing("4915139999999")).toMatchObject({
      state: "unsubscribed",
      records: [{ state: "unsubscribed", source: "keyword" }],
    })
  })

  it.each([
    ["Argentina", "5491155556666", "541155556666"],
    ["Brazil", "5561989998888", "556189998888"],
    ["Ivory Coast", "2250707123456", "22507123456"],
  ])(
    "and was two contacts is one from then on, who is unsubscribed, until START subscribes them (%s)",
    async (_, one, other) => {
      await contact("subscribed", one)
      await contact("subscribed", other)
      const states = async () => [(await standing(one)).state, (await standing(other)).state]
      await apply(writes(other, "STOP", 10))
      expect(await states()).toEqual([null, "unsubscribed"])
      expect((await standing(other)).records.at(-1)?.evidence).toContain(`(+${other})`)
      await apply(writes(other, "START", 20))
      expect(await states()).toEqual([null, "subscribed"])
    },
  )

  it("is not subscribed by resuming marketing in WhatsApp's settings, which ends another stop", async () => {
    const ana = await contact()
    await apply(writes(ana, "STOP", 10), resumes(ana, 20))
    expect((await standing(ana)).state).toBe("unsubscribed")
    await apply(resumes(ana, 30))
    expect((await standing(ana)).state).toBe("unsubscribed")
  })
})

describe("who writes START", () => {
  it("is subscribed again after a stop", async () => {
    const ana = await contact()
    await apply(writes(ana, "STOP", 10))
    await apply(writes(ana, "start", 20))
    expect(await standing(ana)).toMatchObject({
      state: "subscribed",
      records: [
        { state: "subscribed", source: "web_form" },
        { state: "unsubscribed", source: "keyword" },
        { state: "subscribed", source: "keyword", given_at: at(20) },
      ],
    })
  })

  it("and nobody knew is a contact who is subscribed, with the message as evidence", async () => {
    await apply(writes("4915138888888", "START"))
    expect(await standing("4915138888888")).toMatchObject({
      state: "subscribed",
      records: [{ evidence: `“START” in WhatsApp's message wamid.${wamids} (+4915138888888)` }],
    })
  })

  it("to a number whose group is archived is heard, though nothing is sent", async () => {
    const archive = (archived_at: Date | null) =>
      inWorkspace((tx) =>
        tx.updateTable("subscription_groups").set({ archived_at }).where("id", "=", groupId).execute(),
      )
    await archive(clock.now())
    const ana = await contact(null)
    await apply(writes(ana, "START"))
    await archive(null)
    expect((await standing(ana)).state).toBe("subscribed")
  })
})

describe("the newest word counts", () => {
  const orders: [
    name: string,
    steps: [body: string, minute: number][],
    expected: SubscriptionState,
    records: number,
  ][] = [
    [
      "STOP, then START",
      [
        ["STOP", 10],
        ["START", 20],
      ],
      "subscribed",
      3,
    ],
    [
      "START, then STOP",
      [
        ["START", 10],
        ["STOP", 20],
      ],
      "unsubscribed",
      2,
    ],
    [
      "a START that comes before the STOP that came before it",
      [
        ["START", 20],
        ["STOP", 10],
      ],
      "subscribed",
      1,
    ],
    [
      "a STOP that comes before the START that came before it",
      [
        ["STOP", 20],
        ["START", 10],
      ],
      "unsubscribed",
      2,
    ],
    [
      "STOP and START in one second",
      [
        ["STOP", 10],
        ["START", 10],
      ],
      "unsubscribed",
      2,
    ],
    [
      "START and STOP in one second",
      [
        ["START", 10],
        ["STOP", 10],
      ],
      "unsubscribed",
      2,
    ],
    ["a STOP from before the form", [["STOP", -10]], "subscribed", 1],
    [
      "two STOPs",
      [
        ["STOP", 10],
        ["Unsubscribe", 20],
      ],
      "unsubscribed",
      2,
    ],
    [
      "STOP, START and STOP",
      [
        ["STOP", 30],
        ["STOP", 10],
        ["START", 20],
      ],
      "unsubscribed",
      2,
    ],
    [
      "a STOP among other messages",
      [
        ["Hello", 5],
        ["STOP", 10],
        ["Thank you", 15],
      ],
      "unsubscribed",
      2,
    ],
  ]
  it.each(orders)("%s", async (_, steps, expected, records) => {
    const ana = await contact()
    for (const [body, minute] of steps) await apply(writes(ana, body, minute))
    const { state, records: written } = await standing(ana)
    expect([state, written.length]).toEqual([expected, records])
  })
  it.each(orders)("%s, also in one batch", async (_, steps, expected) => {
    const ana = await contact()
    await apply(...steps.map(([body, minute]) => writes(ana, body, minute)))
    expect((await standing(ana)).state).toBe(expected)
  })
})

describe("a batch of 1,000 messages", () => {
  /** How many statements applying takes in which each person writes what `body` says. All of them wrote before. */
  async function statements(body: (index: number) => string): Promise<number> {
    const first = phones + 1
    phones += 1_000
    const written = (say: (index: number) => string) =>
      webhook(
        ...Array.from({ length: 1_000 }, (_, index) => ({
          from: String(first + index),
          message: text(say(index)),
        })),
      )
    await apply(written(() => "Hello"))
    let count = 0
    const counter: KyselyPlugin = {
      transformQuery({ node }) {
        count += 1
        return node
      },
      transformResult: async ({ result }) => result,
    }
    const counted: typeof platform.db.hotWorkspace = (workspaceId, work) =>
      platform.db.hotWorkspace(workspaceId, (tx) => work(tx.withPlugin(counter)))
    const db = new Proxy(platform.db, {
      get: (target, name) => (name === "hotWorkspace" ? counted : Reflect.get(target, name).bind(target)),
    })
    await applyWebhooks({ ...platform, db }, [written(body)])
    return count
  }

  it("asks only for the words of the group where nobody says one, and no more for many than for one", async () => {
    const silent = await statements(() => "Good morning")
    const oneOfEach = await statements((index) =>
      index === 7 ? "STOP" : index === 8 ? "START" : "Good morning",
    )
    const many = await statements((index) => (index % 2 === 0 ? "STOP" : "START"))
    expect({ silent, oneOfEach, many }).toEqual({ silent: 6, oneOfEach: 13, many: 13 })
  })
})
