import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { enqueue } from "../messaging/index.ts"
import { changeSubscriptions, type SubscriptionState } from "../subscriptions/index.ts"
import { testPlatform } from "../testing/platform.ts"
import { seedNumber } from "../testing/seed.ts"
import { applyWebhooks } from "./apply-webhooks.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
let groupId: string
let numberId: string
let contentId: string
beforeAll(async () => {
  platform = await testPlatform()
  ;({ groupId, numberId, contentId } = await seedNumber(platform))
})
afterAll(() => platform.close())

const at = (hour: number) => new Date(Date.UTC(2026, 9, 1, hour))

/** What Meta sends when somebody stops or resumes marketing. */
function chooses(waId: string, value: string, hour: number, category = "marketing_messages"): string {
  const detail = `User requested to ${value} marketing messages`
  const timestamp = at(hour).getTime() / 1000
  return JSON.stringify({
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
              contacts: [{ profile: { name: "Ana Ruiz" }, wa_id: waId, user_id: `DE.${waId}` }],
              user_preferences: [{ wa_id: waId, detail, category, value, timestamp }],
            },
          },
        ],
      },
    ],
  })
}

const apply = (...payloads: string[]) => applyWebhooks(platform, payloads)

/** How many contacts have this phone, where the last of them stands, and every record of theirs. */
async function standing(waId: string) {
  return platform.db.workspace(platform.workspaceId, async (tx) => {
    const contacts = await tx.selectFrom("contacts").select("id").where("wa_id", "=", waId).execute()
    const id = contacts.at(-1)?.id ?? null
    const subscription = await tx
      .selectFrom("subscriptions")
      .select(["state", "marketing", "marketing_at"])
      .where("contact_id", "=", id)
      .executeTakeFirst()
    const records = await tx
      .selectFrom("consent_records")
      .select(["state", "source", "evidence", "actor", "given_at"])
      .where("contact_id", "=", id)
      .orderBy("id")
      .execute()
    return { contacts: contacts.length, id: id ?? "", ...subscription, records }
  })
}

async function says(waId: string, state: SubscriptionState, hour: number | undefined) {
  const { id: contactId } = await standing(waId)
  const givenAt = hour === undefined ? undefined : at(hour)
  const change = { contactId, state, source: "web_form", evidence: null, givenAt }
  await platform.db.workspace(platform.workspaceId, (tx) =>
    changeSubscriptions(tx, {
      workspaceId: platform.workspaceId,
      groupId,
      changes: [change],
      actor: "system",
      now: platform.clock.now(),
    }),
  )
}

let phones = 4915120000000
/** A contact who subscribed at 8 o'clock. */
async function subscriber(): Promise<string> {
  phones += 1
  await platform.db.workspace(platform.workspaceId, (tx) =>
    tx
      .insertInto("contacts")
      .values({
        workspace_id: platform.workspaceId,
        phone: `+${phones}`,
        wa_id: String(phones),
        created_at: at(0),
        updated_at: at(0),
      })
      .execute(),
  )
  await says(String(phones), "subscribed", 8)
  return String(phones)
}

describe("a person who stops marketing in WhatsApp", () => {
  it("stays subscribed, with a record of Meta's words, once however often it is told", async () => {
    const ana = await subscriber()
    await apply(chooses(ana, "stop", 9))
    await apply(chooses(ana, "stop", 9), chooses(ana, "stop", 9))
    const { contacts, state, marketing, marketing_at, records } = await standing(ana)
    expect({ contacts, state, marketing, marketing_at }).toEqual({
      contacts: 1,
      state: "subscribed",
      marketing: "stopped",
      marketing_at: at(9),
    })
    expect(records.slice(1)).toEqual([
      {
        state: "marketing_stopped",
        source: "whatsapp",
        evidence: `User requested to stop marketing messages (+${ana})`,
        actor: "contact",
        given_at: at(9),
      },
    ])
  })

  it("becomes a contact when nobody knew them, without a subscription, and none comes of resuming", async () => {
    await apply(chooses("4915129999999", "stop", 9))
    expect(await standing("4915129999999")).toMatchObject({ contacts: 1, state: null, marketing: "stopped" })
    await apply(chooses("4915129999999", "resume", 10))
    expect(await standing("4915129999999")).toMatchObject({
      contacts: 1,
      state: null,
      marketing: "resumed",
      records: [{ state: "marketing_stopped" }, { state: "marketing_resumed" }],
    })
  })

  it("is not resumed by consent of which nobody knows how old it is", async () => {
    await apply(chooses("4915128888888", "stop", 9))
    await says("4915128888888", "subscribed", undefined)
    expect(await standing("4915128888888")).toMatchObject({ state: "subscribed", marketing: "stopped" })
    const ana = await subscriber()
    await apply(chooses(ana, "stop", 9))
    await says(ana, "subscribed", undefined)
    expect(await standing(ana)).toMatchObject({ state: "subscribed", marketing: "stopped" })
  })

  it("resumes by subscribing anew later, which is recorded", async () => {
    const ana = await subscriber()
    await apply(chooses(ana, "stop", 9))
    await says(ana, "subscribed", 10)
    expect(await standing(ana)).toMatchObject({
      state: "subscribed",
      marketing: "resumed",
      marketing_at: at(10),
    })
    expect(
      (await standing(ana)).records.map((record) => [record.state, record.given_at.getUTCHours()]),
    ).toEqual([
      ["subscribed", 8],
      ["marketing_stopped", 9],
      ["subscribed", 10],
    ])
  })

  it("stays unsubscribed when they had objected to everything", async () => {
    const ana = await subscriber()
    await says(ana, "unsubscribed", 9)
    await apply(chooses(ana, "stop", 10), chooses(ana, "resume", 11))
    expect(await standing(ana)).toMatchObject({ state: "unsubscribed", marketing: "resumed" })
  })
})

describe("webhooks that come late or in another order", () => {
  const orders: [name: string, steps: [value: string, hour: number][], expected: string | null][] = [
    [
      "a stop before the resume",
      [
        ["resume", 10],
        ["stop", 9],
      ],
      "resumed",
    ],
    [
      "a resume before the stop",
      [
        ["stop", 10],
        ["resume", 9],
      ],
      "stopped",
    ],
    [
      "both of one second, the stop first",
      [
        ["stop", 9],
        ["resume", 9],
      ],
      "stopped",
    ],
    [
      "both of one second, the resume first",
      [
        ["resume", 9],
        ["stop", 9],
      ],
      "stopped",
    ],
    ["a stop from before they subscribed", [["stop", 7]], null],
    [
      "a stop again, between which a resume comes late",
      [
        ["stop", 9],
        ["stop", 11],
        ["resume", 10],
      ],
      "stopped",
    ],
    ["something that Meta does not document", [["snooze", 9]], null],
  ]
  it.each(orders)("%s", async (_, steps, expected) => {
    const ana = await subscriber()
    for (const [value, hour] of steps) await apply(chooses(ana, value, hour))
    expect(await standing(ana)).toMatchObject({ state: "subscribed", marketing: expected })
  })
  it.each(orders)("%s, also in one batch", async (_, steps, expected) => {
    const ana = await subscriber()
    await apply(...steps.map(([value, hour]) => chooses(ana, value, hour)))
    expect(await standing(ana)).toMatchObject({ state: "subscribed", marketing: expected })
  })

  it("a stop from before they subscribed once more, although that changed nothing", async () => {
    const ana = await subscriber()
    await says(ana, "subscribed", 10)
    await apply(chooses(ana, "stop", 9))
    expect(await standing(ana)).toMatchObject({ state: "subscribed", marketing: null })
  })

  it("another category than marketing", async () => {
    const ana = await subscriber()
    await apply(chooses(ana, "stop", 9, "calls"))
    expect(await standing(ana)).toMatchObject({ marketing: null })
  })

  it("two contacts who prove to be one: the newer choice", async () => {
    const ana = await subscriber()
    const withoutId = (payload: string) => payload.replace(`,"user_id":"DE.${ana}"`, "")
    const withoutPhone = (payload: string) => payload.replaceAll(`"wa_id":"${ana}",`, "")
    await apply(withoutId(chooses(ana, "stop", 9)))
    await apply(withoutPhone(chooses(ana, "resume", 10)))
    expect(await standing(ana)).toMatchObject({ contacts: 1, marketing: "stopped", state: "subscribed" })
    await apply(chooses(ana, "stop", 8))
    expect(await standing(ana)).toMatchObject({ contacts: 1, marketing: "resumed", state: "subscribed" })
  })
})

describe("marketing that Meta refuses as the person has stopped it", () => {
  /** A message to the contact, and the status by which Meta refuses it at that hour. */
  async function refuses(contactId: string, hour: number): Promise<string> {
    const { workspaceId } = platform
    const message = { workspaceId, numberId, contactId, contentId, priority: 10, sendAfter: at(0) }
    const id = await platform.db.workspace(workspaceId, (tx) => enqueue(tx, message))
    const status = {
      id: `wamid.${id}`,
      status: "failed",
      timestamp: String(at(hour).getTime() / 1000),
      recipient_id: "4915100000000",
      biz_opaque_callback_data: id,
      errors: [{ code: 131050, title: "The user has stopped it.", message: "The user has stopped it." }],
    }
    const value = {
      messaging_product: "whatsapp",
      metadata: { display_phone_number: "15550783881", phone_number_id: "200" },
      statuses: [status],
    }
    return JSON.stringify({
      object: "whatsapp_business_account",
      entry: [{ id: "100", changes: [{ field: "messages", value }] }],
    })
  }

  it("tells of a stop that nobody was told of, until a newer word", async () => {
    const ana = await subscriber()
    const refusal = await refuses((await standing(ana)).id, 9)
    await apply(refusal)
    await apply(refusal)
    const { marketing, records } = await standing(ana)
    expect(marketing).toBe("stopped")
    expect(records.slice(1)).toMatchObject([
      {
        state: "marketing_stopped",
        source: "whatsapp",
        evidence: expect.stringMatching(/^Meta refused wamid\..* with 131050: The user has stopped it\.$/),
        given_at: at(9),
      },
    ])
    await apply(chooses(ana, "resume", 10))
    await apply(refusal)
    expect((await standing(ana)).marketing).toBe("resumed")
  })

  it("tells nothing of a contact who is gone", async () => {
    const ana = await subscriber()
    const { id } = await standing(ana)
    const refusal = await refuses(id, 9)
    await platform.db.workspace(platform.workspaceId, (tx) =>
      tx.deleteFrom("contacts").where("id", "=", id).execute(),
    )
    await apply(refusal)
    expect((await standing(ana)).contacts).toBe(0)
  })
})
