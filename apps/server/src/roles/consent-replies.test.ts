import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { applyWebhooks } from "../connect/webhooks/apply-webhooks.ts"
import { startContacts } from "../contacts/testing/installation.ts"
import { steppedClock } from "../platform/clock.ts"
import { sql } from "../platform/database/index.ts"

const start = new Date("2026-11-22T12:00:00Z")
const clock = steppedClock(start)
let api: Awaited<ReturnType<typeof startContacts>>
beforeAll(async () => {
  api = await startContacts({ clock })
})
afterAll(() => api.close())

const inWorkspace: typeof api.platform.db.workspace = (id, work) => api.platform.db.workspace(id, work)
const query = <T>(statement: ReturnType<typeof sql<T>>) =>
  inWorkspace(api.platform.workspaceId, async (tx) => (await statement.execute(tx)).rows)

let serial = 0
let ana = ""
beforeEach(() => {
  serial += 1
  ana = String(4915140000000 + serial)
  clock.advance(60 * 60_000)
})

/** A `messages` webhook as Meta sends it. @param ago by Meta's clock, in seconds */
function webhook(message: object, { from = ana, ago = 0 } = {}): string {
  serial += 1
  const timestamp = String(Math.floor(clock.now().getTime() / 1000) - ago)
  const value = {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "15550783881", phone_number_id: "200" },
    contacts: [{ wa_id: from, profile: { name: "Ana" } }],
    messages: [{ from, id: `wamid.${serial}`, timestamp, ...message }],
  }
  return JSON.stringify({
    object: "whatsapp_business_account",
    entry: [{ id: "100", changes: [{ field: "messages", value }] }],
  })
}
const apply = (...webhooks: string[]) => applyWebhooks(api.platform, webhooks)
const text = (body: string) => ({ type: "text", text: { body } })
const write = (body: string, how = {}) => apply(webhook(text(body), how))
const tap = (id: string, title: string) =>
  apply(webhook({ type: "interactive", interactive: { type: "button_reply", button_reply: { id, title } } }))

interface Queued {
  text: string
  kind: string
  expires_at: Date
  button: string | null
}
/** What waits in the outbox for Ana. */
const queued = () =>
  query(sql<Queued>`
    SELECT coalesce(c.body #>> '{message,text,body}', c.body #>> '{message,interactive,body,text}') AS text, s.kind, o.expires_at,
      c.body #>> '{message,interactive,action,buttons,0,reply,title}' AS button
    FROM outbox o JOIN sources s ON s.id = o.source_id JOIN contents c ON c.id = o.content_id
      JOIN contacts k ON k.id = o.contact_id
    WHERE k.phone = ${`+${ana}`} ORDER BY o.id`)
const texts = async () => (await queued()).map((one) => one.text)
const records = () =>
  query(sql<{ state: string; previous_state: string | null; source: string; evidence: string }>`
    SELECT r.state, r.previous_state, r.source, r.evidence FROM consent_records r JOIN contacts k ON k.id = r.contact_id
    WHERE k.phone = ${`+${ana}`} ORDER BY r.id`)
const states = async () => (await records()).map(({ state }) => state)

const turnOn = async (occasion: string, replies: object[]) => {
  const path = `subscription-groups/${api.groupId}/replies/${occasion}`
  expect((await api.ask("PUT", path, { enabled: true, texts: replies })).status).toBe(200)
}
const contact = (body: object = {}) => api.ask("POST", "contacts", { phone: `+${ana}`, ...body })
const setGroup = (change: object) => api.ask("PATCH", `subscription-groups/${api.groupId}`, change)

beforeAll(async () => {
  await turnOn("goodbye", [
    { language: "en", text: "Goodbye" },
    { language: "es", text: "Adiós" },
    { language: "pt_BR", text: "Tchau" },
  ])
  await turnOn("welcome", [{ language: "en", text: "Welcome {{ contact.first_name }}" }])
  await turnOn("help", [{ language: "en", text: "Write STOP to stop." }])
  await turnOn("confirm", [{ language: "en", text: "Do you want our offers?", button: "Yes please" }])
})

describe("someone who writes STOP", () => {
  it("gets the goodbye once, in the transaction that unsubscribes them, for ten minutes", async () => {
    const stop = webhook(text("STOP"))
    await apply(stop, stop)
    await apply(stop)
    expect(await queued()).toEqual([
      {
        text: "Goodbye",
        kind: "consent_reply",
        button: null,
        expires_at: new Date(clock.now().getTime() + 10 * 60_000),
      },
    ])
    expect(await records()).toMatchObject([
      { state: "unsubscribed", previous_state: null, source: "keyword" },
    ])
  })

  it("gets none for saying again what they said", async () => {
    await write("STOP", { ago: 1200 })
    clock.advance(20 * 60_000)
    await write("Stop!!")
    expect(await states()).toEqual(["unsubscribed"])
    expect(await texts()).toEqual([])
  })

  it("gets none when the message comes more than ten minutes late", async () => {
    await write("STOP", { ago: 601 })
    expect(await states()).toEqual(["unsubscribed"])
    expect(await texts()).toEqual([])
  })

  it.each([
    ["es", "Adiós"],
    ["es_MX", "Adiós"],
    ["pt_PT", "Tchau"],
    ["fi", "Goodbye"],
  ])("gets it in their language: %s", async (language, expected) => {
    await contact({ language })
    await write("STOP")
    expect(await texts()).toEqual([expected])
  })

  it("gets no answer from an archived group, which hears them all the same", async () => {
    await setGroup({ archived: true })
    await write("STOP")
    await setGroup({ archived: false })
    expect(await states()).toEqual(["unsubscribed"])
    expect(await texts()).toEqual([])
  })
})

it("START is answered with the welcome, and says what the state was before", async () => {
  await write("STOP", { ago: 60 })
  await write("START")
  expect(await texts()).toEqual(["Goodbye", "Welcome {{ contact.first_name }}"])
  expect(await records()).toMatchObject([
    { state: "unsubscribed", previous_state: null },
    { state: "subscribed", previous_state: "unsubscribed" },
  ])
})

it("two machines that talk to each other get each answer once in ten minutes", async () => {
  for (let turn = 0; turn < 6; turn++) {
    clock.advance(1_000)
    await write(turn % 2 === 0 ? "START" : "STOP")
  }
  expect(await states()).toHaveLength(6)
  expect((await texts()).toSorted()).toEqual(["Goodbye", "Welcome {{ contact.first_name }}"])
})

it("STOP and START that are heard at the same time end with the later word, each recorded once", async () => {
  await contact()
  const both = [webhook(text("START"), { ago: 2 }), webhook(text("STOP"), { ago: 1 })]
  await Promise.all(both.map((one) => apply(one)))
  const [standing] = await query(sql<{ state: string }>`
    SELECT s.state FROM subscriptions s JOIN contacts k ON k.id = s.contact_id WHERE k.phone = ${`+${ana}`}`)
  expect(standing?.state).toBe("unsubscribed")
  expect((await states()).at(-1)).toBe("unsubscribed")
})

it("HELP is answered and changes nothing", async () => {
  await write("help")
  await write("Hilfe!")
  expect(await states()).toEqual([])
  expect(await texts()).toEqual(["Write STOP to stop."])
})

describe("a keyword of one's own", () => {
  const add = (word: string, meaning: string, more = {}) =>
    api.ask("POST", "consent-keywords", { word, meaning, ...more })

  it("counts as the whole message, in any case", async () => {
    expect((await add("Kein Bock", "stop", { subscription_group_id: api.groupId })).status).toBe(201)
    await write("kein BOCK!")
    expect(await records()).toMatchObject([{ state: "unsubscribed", source: "keyword" }])
  })

  it("takes the meaning of a word away", async () => {
    await add("Ende gut", "stop")
    await add("quit", "none")
    await write("quit")
    expect(await states()).toEqual([])
  })

  it("cannot take away the way out", async () => {
    expect(await add("Stop.", "none")).toMatchObject({ status: 422, body: { error: { field: "word" } } })
  })

  it.each(["🛑", ".*", "   "])("has a letter or a digit: “%s” is refused", async (word) => {
    expect(await add(word, "stop")).toMatchObject({ status: 422, body: { error: { field: "word" } } })
  })

  it("is no pattern, and no Liquid", async () => {
    expect((await add("(a+)+$ {{ x }} %_", "stop")).status).toBe(201)
    await write("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa x")
    expect(await states()).toEqual([])
    await write("a x %")
    expect(await states()).toEqual(["unsubscribed"])
  })

  it("is there once, whatever its spelling", async () => {
    await add("adieu", "stop")
    expect(await add("ADIEU!", "start")).toMatchObject({ status: 409, body: { error: { field: "word" } } })
  })

  it("is deleted, and says nothing any more", async () => {
    const { body } = await add("tschau", "stop")
    expect((await api.ask("DELETE", `consent-keywords/${body.id}`)).status).toBe(204)
    await write("tschau")
    expect(await states()).toEqual([])
  })
})

describe("an opt-in link", () => {
  const links = () => `subscription-groups/${api.groupId}/opt-in-links`
  const create = (name: string, message: string) => api.ask("POST", links(), { name, message })

  it("opens a chat with a message that subscribes, and counts who came by it", async () => {
    const { body: link } = await create("Shop window", "Send me offers – shop")
    expect(link).toMatchObject({
      url: "https://wa.me/15550783881?text=Send%20me%20offers%20%E2%80%93%20shop",
      people: 0,
    })
    await write("Send me offers – shop")
    expect(await records()).toMatchObject([
      {
        state: "subscribed",
        source: "opt_in_link",
        evidence: expect.stringContaining("“Send me offers – shop”"),
      },
    ])
    expect((await api.ask("GET", links())).body.data).toMatchObject([{ name: "Shop window", people: 1 }])
    const code = await api.ask("GET", `${links()}/${link.id}/qr-code`)
    expect(code.status).toBe(200)
  })

  it("subscribes nobody once it is archived", async () => {
    const { body: link } = await create("Flyer", "Flyer me")
    await api.ask("PATCH", `${links()}/${link.id}`, { archived: true })
    await write("Flyer me")
    expect(await states()).toEqual([])
  })

  it.each([
    ["STOP", 422],
    ["please stop texting me", 422],
    ["send me OFFERS shop", 409],
    ["!!!", 422],
  ])("is refused with the message “%s”", async (message, status) => {
    expect(await create("x", message)).toMatchObject({ status, body: { error: { field: "message" } } })
  })

  it("and a keyword never have one message: it would unsubscribe nobody", async () => {
    const keyword = (more = {}) =>
      api.ask("POST", "consent-keywords", { word: "Poster!", meaning: "stop", ...more })
    const { body: link } = await create("Wall", "poster")
    for (const more of [{}, { subscription_group_id: api.groupId }])
      expect(await keyword(more)).toMatchObject({ status: 409, body: { error: { field: "word" } } })

    await api.ask("PATCH", `${links()}/${link.id}`, { archived: true })
    expect((await keyword()).status).toBe(201)
    const restored = await api.ask("PATCH", `${links()}/${link.id}`, { archived: false })
    expect(restored).toMatchObject({ status: 409, body: { error: { field: "message" } } })
    await write("poster")
    expect(await states()).toEqual(["unsubscribed"])
  })
})

describe("a group that asks twice", () => {
  beforeAll(async () => {
    expect((await setGroup({ double_opt_in: true })).body).toMatchObject({ double_opt_in: true })
  })
  afterAll(() => setGroup({ double_opt_in: false }))

  it("notes the wish, asks with a button, and subscribes when they tap it", async () => {
    await write("START")
    expect(await states()).toEqual(["pending"])
    expect(await queued()).toMatchObject([{ text: "Do you want our offers?", button: "Yes please" }])
    clock.advance(60_000)
    await tap("parley:confirm-opt-in", "Yes please")
    expect(await records()).toMatchObject([
      { state: "pending", source: "keyword" },
      {
        state: "subscribed",
        source: "double_opt_in",
        evidence: expect.stringMatching(/Asked by keyword: “START”.*Confirmed: “Yes please”/),
      },
    ])
    expect((await texts()).at(-1)).toMatch(/Welcome/)
  })

  it("hears a yes that is written", async () => {
    await write("START")
    clock.advance(60_000)
    await write("Sí!")
    expect(await states()).toEqual(["pending", "subscribed"])
  })

  it("hears no yes that nobody asked for, and none on another button", async () => {
    await write("yes")
    await write("START")
    clock.advance(60_000)
    await tap("order-1", "Yes")
    expect(await states()).toEqual(["pending"])
  })

  it("hears no yes after a day, nor after a stop", async () => {
    await write("START")
    clock.advance(60_000)
    await write("STOP")
    clock.advance(60_000)
    await write("yes")
    expect(await states()).toEqual(["pending", "unsubscribed"])
    await write("START")
    clock.advance(25 * 3_600_000)
    await write("yes")
    expect(await states()).toEqual(["pending", "unsubscribed", "pending"])
  })

  it("cannot lose its question", async () => {
    const path = `subscription-groups/${api.groupId}/replies/confirm`
    expect((await api.ask("PUT", path, { enabled: false, texts: [] })).status).toBe(409)
  })
})

describe("a message that may ask to be left alone", () => {
  const flagged = () =>
    query(sql<{ consent_word: string | null; flagged: boolean }>`
      SELECT m.consent_word, v.maybe_stop_at IS NOT NULL AS flagged FROM inbound_messages m
        JOIN conversations v ON v.id = m.conversation_id JOIN contacts k ON k.id = v.contact_id
      WHERE k.phone = ${`+${ana}`} ORDER BY m.id`)

  it("is marked for a person to read, and changes nothing", async () => {
    await write("please stop texting me")
    expect(await flagged()).toEqual([{ consent_word: "maybe_stop", flagged: true }])
    expect(await states()).toEqual([])
    const told = await query(
      sql`SELECT FROM notifications WHERE kind = 'stop_requests' AND resolved_at IS NULL`,
    )
    expect(told).toHaveLength(1)
  })

  it("is settled by the word itself", async () => {
    await write("please stop texting me", { ago: 5 })
    await write("STOP")
    expect(await flagged()).toEqual([
      { consent_word: "maybe_stop", flagged: false },
      { consent_word: "stop", flagged: false },
    ])
  })
})

it("a reply is refused with Liquid that is none, twice in a language, or without a text", async () => {
  const put = (body: object) => api.ask("PUT", `subscription-groups/${api.groupId}/replies/help`, body)
  const refused = (field: string) => ({ status: 422, body: { error: { field } } })
  const en = (text: string) => ({ language: "en", text })
  expect(await put({ enabled: true, texts: [en("{{ contact.")] })).toMatchObject(refused("texts.0.text"))
  expect(await put({ enabled: true, texts: [] })).toMatchObject(refused("texts"))
  expect(await put({ enabled: true, texts: [en("a"), { language: "EN", text: "b" }] })).toMatchObject(
    refused("texts.1.language"),
  )
})
