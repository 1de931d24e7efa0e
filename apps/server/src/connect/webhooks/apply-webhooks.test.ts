import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { steppedClock } from "../../platform/clock.ts"
import type { Tx } from "../../platform/database/index.ts"
import { defineRoom } from "../../platform/define-room.ts"
import { testPlatform } from "../../testing/platform.ts"
import { seedNumber } from "../../testing/seed.ts"
import { applyWebhooks, numberWebhooksOf, webhookConsumer } from "./apply-webhooks.ts"
import { type NumberWebhooks, numberWebhooks } from "./consumer.ts"
import { webhookTopic } from "./intake.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let platform: Awaited<ReturnType<typeof testPlatform>>

beforeAll(async () => {
  platform = await testPlatform({ clock })
  await seedNumber(platform)
})
afterAll(() => platform.close())

const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) => platform.db.workspace(platform.workspaceId, work)
const secondsAgo = (seconds: number) => String(Math.floor(clock.now().getTime() / 1000) - seconds)

interface Writer {
  wa_id?: string
  user_id?: string
  name?: string
}

/** A `messages` webhook as Meta sends it. */
function webhook(
  wamid: string,
  from: Writer,
  body: string,
  timestamp = secondsAgo(0),
  phoneNumberId = "200",
): string {
  return JSON.stringify({
    object: "whatsapp_business_account",
    entry: [
      {
        id: "100",
        changes: [
          {
            field: "messages",
            value: {
              messaging_product: "whatsapp",
              metadata: { display_phone_number: "15550783881", phone_number_id: phoneNumberId },
              contacts: [{ profile: { name: from.name ?? "Ana" }, wa_id: from.wa_id, user_id: from.user_id }],
              messages: [
                {
                  from: from.wa_id,
                  from_user_id: from.user_id,
                  id: wamid,
                  timestamp,
                  type: "text",
                  text: { body },
                },
              ],
            },
          },
        ],
      },
    ],
  })
}

const inbound = () =>
  inWorkspace((tx) => tx.selectFrom("inbound_messages").selectAll().orderBy("sent_at").execute())
const contacts = () => inWorkspace((tx) => tx.selectFrom("contacts").selectAll().orderBy("id").execute())
const windowOf = (contactId: string) =>
  inWorkspace(async (tx) => {
    const row = await tx
      .selectFrom("conversations")
      .select("last_inbound_at")
      .where("contact_id", "=", contactId)
      .executeTakeFirstOrThrow()
    return row.last_inbound_at
  })

describe("an inbound message", () => {
  it("makes its writer a contact, is stored, and opens the window from Meta's timestamp", async () => {
    await applyWebhooks(platform, [
      webhook("wamid.1", { wa_id: "16505551234", user_id: "US.1" }, "Hello", secondsAgo(60)),
    ])
    const [ana] = await contacts()
    expect(ana).toMatchObject({ phone: "+16505551234", wa_id: "16505551234", bsuid: "US.1" })
    expect(await inbound()).toMatchObject([{ wamid: "wamid.1", type: "text" }])
    expect(await windowOf(ana?.id ?? "")).toEqual(new Date("2026-11-22T11:59:00Z"))
  })

  it("is stored once, however often its webhook comes", async () => {
    const again = webhook("wamid.1", { wa_id: "16505551234", user_id: "US.1" }, "Hello", secondsAgo(60))
    await applyWebhooks(platform, [again, again])
    await applyWebhooks(platform, [again])
    expect(await inbound()).toHaveLength(1)
    expect(await contacts()).toHaveLength(1)
  })

  it("that comes late does not shorten the window", async () => {
    const [ana] = await contacts()
    await applyWebhooks(platform, [
      webhook("wamid.2", { wa_id: "16505551234" }, "earlier", secondsAgo(3_600)),
    ])
    expect(await windowOf(ana?.id ?? "")).toEqual(new Date("2026-11-22T11:59:00Z"))
    expect(await inbound()).toHaveLength(2)
  })

  it("from someone who hides the number is kept under the business-scoped id", async () => {
    await applyWebhooks(platform, [webhook("wamid.3", { user_id: "BR.77", name: "Bia" }, "Oi")])
    const bia = (await contacts()).find((contact) => contact.bsuid === "BR.77")
    expect(bia).toMatchObject({ phone: null, wa_id: null })
  })

  it("from the same person, seen first by id and then with a number, is the same contact", async () => {
    await applyWebhooks(platform, [
      webhook("wamid.4", { user_id: "BR.77", wa_id: "5511987654321" }, "Oi de novo"),
    ])
    const known = (await contacts()).filter((contact) => contact.bsuid === "BR.77")
    expect(known).toMatchObject([{ wa_id: "5511987654321" }])
  })

  it("to a number that no workspace has changes nothing", async () => {
    await applyWebhooks(platform, [webhook("wamid.5", { wa_id: "16505559999" }, "Hi", secondsAgo(0), "999")])
    expect((await inbound()).map((row) => row.wamid)).not.toContain("wamid.5")
  })
})

describe("what a phone may send and a database may not like", () => {
  it.each([
    ["a NUL character", "a\u0000b", "a\ufffdb"],
    ["half an emoji", "cut \ud83d", "cut \ufffd"],
    ["right-to-left text with marks", "\u202bשלום\u202c", "\u202bשלום\u202c"],
    ["64 KB", "x".repeat(65_536), "x".repeat(65_536)],
  ])("(%s) is stored", async (_what, sent, stored) => {
    const id = `wamid.odd-${sent.length}-${stored.codePointAt(1)}`
    await applyWebhooks(platform, [webhook(id, { wa_id: "16505557777", name: sent.slice(0, 20) }, sent)])
    const row = (await inbound()).find((message) => message.wamid === id)
    expect(row?.content).toMatchObject({ type: "text", body: stored })
  })
})

describe("a webhook of another shape", () => {
  it.each([
    [
      "an unknown field",
      {
        object: "whatsapp_business_account",
        entry: [{ id: "100", changes: [{ field: "moon_phase", value: { full: true } }] }],
      },
    ],
    ["no entries", { object: "whatsapp_business_account" }],
    ["a bare string", "hello"],
    ["null", null],
    ["an array", [1, 2]],
    [
      "a number without metadata",
      {
        object: "whatsapp_business_account",
        entry: [{ id: "100", changes: [{ field: "messages", value: {} }] }],
      },
    ],
  ])("(%s) is passed over", async (_what, body) => {
    const before = await inbound()
    await applyWebhooks(platform, [JSON.stringify(body)])
    expect(await inbound()).toEqual(before)
  })
})

describe("webhooks about a number", () => {
  const inRoom = (name: string, ...webhooks: NumberWebhooks[]) => defineRoom({ name, tables: [], webhooks })
  const nothing = async () => {}

  it("are applied in the order of the rooms and of each one's list, and what is last after that", () => {
    const [statuses, messages, preferences] = [
      numberWebhooks(["status"], nothing),
      numberWebhooks(["message"], nothing),
      numberWebhooks(["user_preference"], nothing),
    ]
    const identities = numberWebhooks(["number_changed"], nothing, { isLast: true })
    const [above, below] = [inRoom("above", identities, preferences), inRoom("below", statuses, messages)]
    expect(numberWebhooksOf([above, below])).toEqual([preferences, statuses, messages, identities])
    expect(numberWebhooksOf([below, above])).toEqual([statuses, messages, preferences, identities])
  })
})

it("a webhook nested too deeply to be written again is set aside, and what comes after it is applied", async () => {
  const plain = webhook("wamid.deep", { wa_id: "16505551234" }, "Hello")
  const nested = `${"[".repeat(100_000)}${"]".repeat(100_000)}`
  const [message] = /\{"from":.*?"text":\{.*?\}\}/.exec(plain) ?? [""]
  const deep = plain.replace(message, `${message},{"id":"wamid.d2","type":"hologram","hologram":${nested}}`)
  expect(JSON.parse(deep)).toBeTruthy()
  const consumer = platform.log.consume(webhookTopic, webhookConsumer(platform))
  await platform.log.append(webhookTopic, "200", deep)
  await platform.log.append(webhookTopic, "200", webhook("wamid.after", { wa_id: "16505551234" }, "Hello?"))
  await expect.poll(async () => (await inbound()).map(({ wamid }) => wamid)).toContain("wamid.after")
  await consumer.stop()
})

it("what is not understood is counted, by what it is", async () => {
  const counted = async () => {
    const { values } = await platform.metrics.unknown.get()
    return Object.fromEntries(values.map(({ labels, value }) => [labels.what, value]))
  }
  const before = await counted()
  const unheardOf = webhook("wamid.aura", { wa_id: "491701000009" }, "").replace('"text"', '"aura"')
  await applyWebhooks(platform, [unheardOf, webhook("wamid.text", { wa_id: "491701000009" }, "Hi")])
  expect(await counted()).toEqual({ ...before, "messages/aura": 1 })
})
