import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { applyWebhooks } from "../connect/webhooks/apply-webhooks.ts"
import { queueMessage } from "../messaging/testing/queue-message.ts"
import { changeSubscriptions, type SubscriptionState } from "../subscriptions/index.ts"
import { testPlatform } from "../testing/platform.ts"
import { seedNumber } from "../testing/seed.ts"

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

/** What Meta sends when someone stops or resumes marketing. */
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

/** How many contacts have this phone, the state of the last of them, and all their records. */
async function standing(waId: string) {
  return platform.db.workspace(platform.workspaceId, async (tx) => {
    const contacts = await tx.selectFrom("contacts").select("id").where("wa_id", "=", waId).execute()
    const id = contacts.at(-1)?.id ?? null
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

const contact = (waId: string) =>
  platform.db.workspace(platform.workspaceId, (tx) =>
    tx
      .insertInto("contacts")
      .values({
        workspace_id: platform.workspaceId,
        phone: `+${waId}`,
        wa_id: waId,
        created_at: at(0),
        updated_at: at(0),
      })
      .execute(),
  )

let phones = 4915120000000
/** A contact who subscribed at 8 o'clock. */
async function subscriber(): Promise<string> {
  phones += 1
  await contact(String(phones))
  await says(String(phones), "subscribed", 8)
  return String(phones)
}

describe("a person who stops marketing in WhatsApp", () => {
  it("is unsubscribed, with a record of Meta's words, once however often it is told", async () => {
    const ana = await subscriber()
    await apply(chooses(ana, "stop", 9))
    await apply(chooses(ana, "stop", 9), chooses(ana, "stop", 9))
    const { contacts, state, changed_at, records } = await standing(ana)
    expect({ contacts, state, changed_at }).toEqual({ contacts: 1, state: "unsubscribed", changed_at: at(9) })
    expect(records.slice(1)).toEqual([
      {
        state: "unsubscribed",
        source: "whatsapp",
        evidence: `User requested to stop marketing messages (+${ana})`,
        actor: "contact",
        given_at: at(9),
      },
    ])
  })

  it("has their subscription back when they resume it there, with a record of that", async () => {
    const ana = await subscriber()
    await apply(chooses(ana, "stop", 9))
    await apply(chooses(ana, "resume", 10))
    await apply(chooses(ana, "resume", 10), chooses(ana, "stop", 9))
    const { state, records } = await standing(ana)
    expect(state).toBe("subscribed")
    expect(records.slice(2)).toEqual([
      {
        state: "subscribed",
        source: "whatsapp",
        evidence: `User requested to resume marketing messages (+${ana})`,
        actor: "contact",
        given_at: at(10),
      },
    ])
  })

  it("becomes an unsubscribed contact when nobody knew them, and resuming does not subscribe them", async () => {
    await apply(chooses("4915129999999", "stop", 9))
    expect(await standing("4915129999999")).toMatchObject({ contacts: 1, state: "unsubscribed" })
    await apply(chooses("4915129999999", "resume", 10))
    expect(await standing("4915129999999")).toMatchObject({
      contacts: 1,
      state: "unsubscribed",
      records: [{ state: "unsubscribed" }],
    })
  })

  it("and resumes is not subscribed if the stop was never heard of", async () => {
    await apply(chooses("4915127777777", "resume", 10))
    const { contacts, state, records } = await standing("4915127777777")
    expect({ contacts, state, records }).toEqual({ contacts: 1, state: undefined, records: [] })
  })

  it("is not subscribed by consent of which nobody knows how old it is", async () => {
    await apply(chooses("4915128888888", "stop", 9))
    await says("4915128888888", "subscribed", undefined)
    expect(await standing("4915128888888")).toMatchObject({ state: "unsubscribed" })
    const ana = await subscriber()
    await apply(chooses(ana, "stop", 9))
    await says(ana, "subscribed", undefined)
    expect(await standing(ana)).toMatchObject({ state: "unsubscribed" })
  })

  it("is subscribed by consent that they give later", async () => {
    const ana = await subscriber()
    await apply(chooses(ana, "stop", 9))
    await says(ana, "subscribed", 10)
    expect(await standing(ana)).toMatchObject({ state: "subscribed", changed_at: at(10) })
    expect(
      (await standing(ana)).records.map((record) => [record.state, record.given_at.getUTCHours()]),
    ).toEqual([
      ["subscribed", 8],
      ["unsubscribed", 9],
      ["subscribed", 10],
    ])
  })

  const finalObjections: [name: string, objectedAt: number, stoppedAt: number][] = [
    ["before the stop", 9, 10],
    ["after the stop", 10, 9],
  ]
  it.each(finalObjections)("and had unsubscribed %s stays so when they resume", async (_, said, stopped) => {
    const [first, second] = [await subscriber(), await subscriber()]
    await says(first, "unsubscribed", said)
    await apply(chooses(first, "stop", stopped), chooses(first, "resume", 11))
    await apply(chooses(second, "stop", stopped))
    await says(second, "unsubscribed", said)
    await apply(chooses(second, "resume", 11))
    expect([(await standing(first)).state, (await standing(second)).state]).toEqual([
      "unsubscribed",
      "unsubscribed",
    ])
  })
})

describe("a person who became two contacts by an import", () => {
  it.each([
    ["Argentina", "5491155556666", "541155556666"],
    ["Brazil", "5561989998888", "556189998888"],
    ["Mexico", "525512345678", "5215512345678"],
    ["Benin", "2290197123457", "22997123457"],
    ["Ivory Coast", "2250707123456", "22507123456"],
  ])("is one from then on who stops, and is unsubscribed until they resume (%s)", async (_, one, other) => {
    for (const phone of [one, other]) {
      await contact(phone)
      await says(phone, "subscribed", 8)
    }
    const states = async () => [(await standing(one)).state, (await standing(other)).state]
    await apply(chooses(one, "stop", 9))
    expect(await states()).toEqual(["unsubscribed", undefined])
    expect((await standing(one)).records.at(-1)).toMatchObject({
      source: "whatsapp",
      evidence: `User requested to stop marketing messages (+${one})`,
    })
    await apply(chooses(one, "resume", 10))
    expect(await states()).toEqual(["subscribed", undefined])
  })
})

describe("webhooks that come late or in another order", () => {
  const orders: [name: string, steps: [value: string, hour: number][], expected: SubscriptionState][] = [
    [
      "a stop before the resume",
      [
        ["resume", 10],
        ["stop", 9],
      ],
      "subscribed",
    ],
    [
      "a resume before the stop",
      [
        ["stop", 10],
        ["resume", 9],
      ],
      "unsubscribed",
    ],
    [
      "both of one second, the stop first",
      [
        ["stop", 9],
        ["resume", 9],
      ],
      "unsubscribed",
    ],
    [
      "both of one second, the resume first",
      [
        ["resume", 9],
        ["stop", 9],
      ],
      "unsubscribed",
    ],
    ["a stop from before they subscribed", [["stop", 7]], "subscribed"],
    [
      "a stop again, between which a resume comes late",
      [
        ["stop", 9],
        ["stop", 11],
        ["resume", 10],
      ],
      "unsubscribed",
    ],
    [
      "a stop again after the resume, and the end of it",
      [
        ["stop", 9],
        ["stop", 11],
        ["resume", 12],
      ],
      "subscribed",
    ],
    ["something that Meta does not document", [["snooze", 9]], "subscribed"],
    ["a value that every object has", [["toString", 9]], "subscribed"],
  ]
  it.each(orders)("%s", async (_, steps, expected) => {
    const ana = await subscriber()
    for (const [value, hour] of steps) await apply(chooses(ana, value, hour))
    expect(await standing(ana)).toMatchObject({ state: expected })
  })
  it.each(orders)("%s, also in one batch", async (_, steps, expected) => {
    const ana = await subscriber()
    await apply(...steps.map(([value, hour]) => chooses(ana, value, hour)))
    expect(await standing(ana)).toMatchObject({ state: expected })
  })

  it("a stop from before they subscribed once more, although that changed nothing", async () => {
    const ana = await subscriber()
    await says(ana, "subscribed", 10)
    await apply(chooses(ana, "stop", 9))
    expect(await standing(ana)).toMatchObject({ state: "subscribed" })
  })

  it("another category than marketing", async () => {
    const ana = await subscriber()
    await apply(chooses(ana, "stop", 9, "calls"))
    expect(await standing(ana)).toMatchObject({ state: "subscribed" })
  })

  it("two contacts who prove to be one: the newer word", async () => {
    const ana = await subscriber()
    const withoutId = (payload: string) => payload.replace(`,"user_id":"DE.${ana}"`, "")
    const withoutPhone = (payload: string) => payload.replaceAll(`"wa_id":"${ana}",`, "")
    await apply(withoutPhone(chooses(ana, "stop", 9)))
    await apply(withoutId(chooses(ana, "stop", 8)))
    expect(await standing(ana)).toMatchObject({ contacts: 1, state: "unsubscribed", changed_at: at(8) })
    await apply(chooses(ana, "stop", 7))
    expect(await standing(ana)).toMatchObject({ contacts: 1, state: "unsubscribed", changed_at: at(9) })
    await apply(chooses(ana, "resume", 10))
    expect(await standing(ana)).toMatchObject({ contacts: 1, state: "unsubscribed" })
  })
})

describe("marketing that Meta refuses as the person has stopped it", () => {
  /** A message to the contact, and the status by which Meta refuses it at that hour. */
  async function refuses(contactId: string, hour: number): Promise<string> {
    const { workspaceId } = platform
    const message = { workspaceId, numberId, contactId, contentId, sendAfter: at(0) }
    const id = await platform.db.workspace(workspaceId, (tx) => queueMessage(tx, message))
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
    const { state, records } = await standing(ana)
    expect(state).toBe("unsubscribed")
    expect(records.slice(1)).toMatchObject([
      {
        state: "unsubscribed",
        source: "whatsapp",
        evidence: expect.stringMatching(/^Meta refused wamid\..* with 131050: The user has stopped it\.$/),
        given_at: at(9),
      },
    ])
    await apply(chooses(ana, "resume", 10))
    await apply(refusal)
    expect((await standing(ana)).state).toBe("subscribed")
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
