import type { Occurrence, OccurrenceKind } from "@parley/model"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { applyWebhooks } from "../connect/webhooks/apply-webhooks.ts"
import { startContacts } from "../contacts/testing/installation.ts"
import { contactTopic } from "../events/index.ts"
import { steppedClock } from "../platform/clock.ts"
import { sql } from "../platform/database/index.ts"
import { unpack } from "../platform/log/packing.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let api: Awaited<ReturnType<typeof startContacts>>
/** Two contacts of one person. */
const twins: string[] = []
beforeAll(async () => {
  api = await startContacts({ clock })
  for (const twin of [{ external_id: "twin-1", phone: "+4915120007001" }, { external_id: "twin-2" }])
    twins.push((await api.ask("POST", "contacts", twin)).body.id)
})
afterAll(() => api.close())

/** Columns of a contact that follow from others, or say when and how often it was written. */
const derived = new Set([
  "name_folded",
  "last_name_folded",
  "email_folded",
  "phone_share",
  "created_at",
  "updated_at",
  "revision",
])

type Row = Record<string, unknown>

/** What the three tables hold: contacts with their tags by id, subscriptions by contact and group, inbound messages by id. */
async function state() {
  const read = (table: string, key: string) =>
    api.platform.db.statement(
      sql<{ key: string; row: Row }>`
        SELECT ${sql.raw(key)} AS key, to_jsonb(t) AS row FROM ${sql.raw(table)} AS t ORDER BY key`,
    )
  const byKey = (found: { key: string; row: Row }[]) => new Map(found.map(({ key, row }) => [key, row]))
  return {
    contacts: byKey(
      await read(
        "(SELECT *, ARRAY(SELECT tag_id FROM tagged_contacts WHERE contact_id = id ORDER BY tag_id) AS tags FROM contacts)",
        "id::text",
      ),
    ),
    subscriptions: byKey(await read("subscriptions", "contact_id || ' to ' || subscription_group_id")),
    messages: byKey(
      await read(
        "(SELECT m.*, contact_id FROM inbound_messages m JOIN conversations c ON c.id = conversation_id)",
        "id::text",
      ),
    ),
  }
}
type State = Awaited<ReturnType<typeof state>>

/** What stands in the log's topic of contacts, in its order for each contact. */
async function recorded(): Promise<Occurrence[]> {
  const entries = await api.platform.db.statement(
    sql<{ payload: Buffer }>`
      SELECT payload FROM log_entries WHERE topic = ${contactTopic.name} ORDER BY position`,
  )
  return entries.flatMap(({ payload }): Occurrence[] => JSON.parse(unpack(payload)))
}

const differing = (before: Row, after: Row) =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  )
const attributesOf = ({ attributes }: Row): Row => z.record(z.string(), z.unknown()).parse(attributes)
const change = (id: string, names: readonly string[]) =>
  names.length === 0 ? [] : [`contact ${id} has other ${names.toSorted().join(", ")}`]

/**
 * What became other in the tables, a sentence for each. What goes along with a contact who is gone, and what comes from one
 * to the contact who took over, is no news of its own.
 */
function changesIn(before: State, after: State): string[] {
  const gone = [...before.contacts.keys()].filter((id) => !after.contacts.has(id))
  const contacts = [...after.contacts].flatMap(([id, row]) => {
    const known = before.contacts.get(id)
    if (known === undefined) return [`contact ${id} is new`]
    const columns = differing(known, row).filter((name) => name !== "attributes" && !derived.has(name))
    const attributes = differing(attributesOf(known), attributesOf(row)).map((name) => `attribute ${name}`)
    return change(id, [...columns, ...attributes])
  })
  const ofGone = [...before.subscriptions.values()].filter((row) => gone.includes(String(row.contact_id)))
  const subscriptions = [...after.subscriptions].flatMap(([key, row]) => {
    const known = before.subscriptions.get(key)
    if (known && differing(known, row).length === 0) return []
    const isTakenOver = ofGone.some(
      (one) => one.subscription_group_id === row.subscription_group_id && one.changed_at === row.changed_at,
    )
    return isTakenOver ? [] : [`subscription of ${key} from ${known?.state ?? "nothing"} to ${row.state}`]
  })
  const messages = [...after.messages].flatMap(([id, row]) =>
    before.messages.has(id) ? [] : [`message ${id} of ${row.contact_id}, a ${row.type}`],
  )
  return [...gone.map((id) => `contact ${id} is gone`), ...contacts, ...subscriptions, ...messages].toSorted()
}

/** The same sentences, as the log tells them. */
function changesTold(occurrences: readonly Occurrence[]): string[] {
  const created = occurrences
    .filter(({ kind }) => kind === "contact_created")
    .map(({ contact_id }) => contact_id)
  const changed = occurrences.flatMap((said) =>
    (said.kind === "contact_changed" || said.kind === "contacts_merged") && !created.includes(said.contact_id)
      ? [...said.fields, ...said.attributes.map((name) => `attribute ${name}`)].map((name) => ({
          ...said,
          name,
        }))
      : [],
  )
  const byContact = Map.groupBy(changed, ({ contact_id }) => contact_id)
  const others = [...byContact].flatMap(([id, all]) => change(id, [...new Set(all.map(({ name }) => name))]))
  return [...occurrences.flatMap(newsIn), ...others].toSorted()
}

function newsIn(said: Occurrence): string[] {
  const id = said.contact_id
  switch (said.kind) {
    case "contact_created":
      return [`contact ${id} is new`]
    case "contact_deleted":
      return [`contact ${id} is gone`]
    case "contact_changed":
    case "contacts_merged":
    case "identity_changed":
      return []
    case "custom_event":
    case "purchase":
    case "events_removed":
    case "segment_entered":
    case "segment_left":
    case "clicked":
      // Changes none of the three tables.
      return []
    case "subscription_changed": {
      const { subscription_group_id, before, state } = said
      return [`subscription of ${id} to ${subscription_group_id} from ${before ?? "nothing"} to ${state}`]
    }
    case "inbound_message":
      return [`message ${said.inbound_message_id} of ${id}, a ${said.type}`]
  }
}

const minute = () => String(Math.floor(clock.now().getTime() / 1000))
let messageCount = 0

/** Webhooks about one number, as Meta sends them; `who` is digits, an id of Meta's, or both. */
interface Who {
  wa_id?: string
  user_id?: string
}
const told = (field: string, value: object) =>
  applyWebhooks(api.platform, [
    JSON.stringify({
      object: "whatsapp_business_account",
      entry: [
        {
          id: "100",
          changes: [
            {
              field,
              value: {
                messaging_product: "whatsapp",
                metadata: { display_phone_number: "15550783881", phone_number_id: "200" },
                ...value,
              },
            },
          ],
        },
      ],
    }),
  ])
const writes = ({ wa_id, user_id }: Who, body = "Hello", id = `wamid.${++messageCount}`) =>
  told("messages", {
    contacts: [{ profile: { name: "Ana" }, wa_id, user_id }],
    messages: [{ from: wa_id, from_user_id: user_id, id, timestamp: minute(), type: "text", text: { body } }],
  })
const changesIdentity = (from: Who, system: object) =>
  told("messages", {
    messages: [
      {
        from: from.wa_id,
        from_user_id: from.user_id,
        id: `wamid.${++messageCount}`,
        timestamp: minute(),
        type: "system",
        system: { body: "User changed", ...system },
      },
    ],
  })
const chooses = (wa_id: string, value: "stop" | "resume") =>
  told("user_preferences", {
    contacts: [{ profile: { name: "Ana" }, wa_id }],
    user_preferences: [
      { wa_id, category: "marketing_messages", value, detail: value, timestamp: Number(minute()) },
    ],
  })

const known = async (field: string, value: string): Promise<string> => {
  const { body } = await api.ask("GET", `contacts?${field}=${encodeURIComponent(value)}`)
  return String(body.data[0].id)
}
const ana = () => known("external_id", "ana")
const says = async (state: string, more: object = {}) =>
  api.ask("PUT", `contacts/${await ana()}/subscriptions/${api.groupId}`, { state, source: "form", ...more })

/** A tag of contacts. */
let tag: string
/** The import that waits to be started. */
let started: string
const reaches = (state: string) =>
  expect
    .poll(async () => (await api.ask("GET", `imports/${started}`)).body.state, { timeout: 60_000 })
    .toBe(state)

type Operation = [name: string, act: () => Promise<unknown>, kinds: OccurrenceKind[]]

/** Everything that changes contacts, what they agreed to and what they wrote, one after the other. */
const operations: Operation[] = [
  [
    "POST /v1/contacts of somebody new",
    () =>
      api.ask("POST", "contacts", {
        external_id: "ana",
        phone: "+4915112345678",
        attributes: { city: "Lima", plan: 1 },
      }),
    ["contact_created"],
  ],
  [
    "POST /v1/contacts of somebody known",
    () =>
      api.ask("POST", "contacts", {
        external_id: "ana",
        first_name: "Ana",
        attributes: { city: null, plan: 2 },
      }),
    ["contact_changed"],
  ],
  [
    "POST /v1/contacts that is refused",
    async () => {
      await api.ask("POST", "contacts", { external_id: "ana", phone: "no phone" })
      await api.ask("POST", "contacts", { first_name: "Nobody" })
    },
    [],
  ],
  [
    "PATCH /v1/contacts/{id}",
    async () => api.ask("PATCH", `contacts/${await ana()}`, { last_name: "Ruiz", time_zone: "America/Lima" }),
    ["contact_changed"],
  ],
  [
    "PATCH /v1/contacts/{id} to what it is",
    async () => api.ask("PATCH", `contacts/${await ana()}`, { last_name: "Ruiz", attributes: { plan: 2 } }),
    [],
  ],
  [
    "PUT /v1/contacts/{id}/subscriptions/{group_id}",
    () => says("subscribed", { given_at: "2026-11-20T12:00:00Z" }),
    ["subscription_changed"],
  ],
  [
    "PUT /v1/contacts/{id}/subscriptions/{group_id}, said again later",
    () => says("subscribed", { given_at: "2026-11-21T12:00:00Z" }),
    ["subscription_changed"],
  ],
  [
    "PUT /v1/contacts/{id}/subscriptions/{group_id} that comes too late",
    () => says("unsubscribed", { given_at: "2026-11-19T12:00:00Z" }),
    [],
  ],
  [
    "PUT /v1/imports/{id}/file of new, changed and unchanged rows, and one that is refused",
    () =>
      api.importFile(
        [
          "external_id,phone,first_name,city,subscription_state,consent_at",
          "ana,+4915112345678,Ana,Cusco,subscribed,2026-11-21T13:00:00Z",
          "ben,+4915112345679,Ben,Bonn,subscribed,2026-11-21T13:00:00Z",
          "cem,+4915112345680,Cem,Köln,unsubscribed,2026-11-21T13:00:00Z",
          "dan,no phone,Dan,Bonn,subscribed,2026-11-21T13:00:00Z",
        ].join("\n"),
        { consent_source: "form" },
      ),
    ["contact_changed", "contact_created", "subscription_changed"],
  ],
  [
    "PUT /v1/imports/{id}/file of what is known",
    () =>
      api.importFile(
        "external_id,phone,first_name,city,subscription_state,consent_at\n" +
          "ben,+4915112345679,Ben,Bonn,subscribed,2026-11-21T13:00:00Z\n",
        { consent_source: "form" },
      ),
    [],
  ],
  [
    "a message of a stranger",
    () => writes({ wa_id: "16505550001", user_id: "US.1" }, "Hello", "wamid.first"),
    ["contact_created", "inbound_message"],
  ],
  [
    "a message that comes again",
    () => writes({ wa_id: "16505550001", user_id: "US.1" }, "Hello", "wamid.first"),
    [],
  ],
  [
    "a message of somebody known, under an id that is new",
    () => writes({ wa_id: "4915112345678", user_id: "DE.1" }),
    ["contact_changed", "inbound_message"],
  ],
  ["STOP", () => writes({ wa_id: "4915112345678" }, "STOP"), ["inbound_message", "subscription_changed"]],
  ["START", () => writes({ wa_id: "4915112345678" }, "START"), ["inbound_message", "subscription_changed"]],
  [
    "marketing stopped in WhatsApp, whose id for them is new",
    () => chooses("4915112345679", "stop"),
    ["contact_changed", "subscription_changed"],
  ],
  ["marketing resumed in WhatsApp", () => chooses("4915112345679", "resume"), ["subscription_changed"]],
  [
    "marketing stopped in WhatsApp by a stranger",
    () => chooses("16505550002", "stop"),
    ["contact_created", "subscription_changed"],
  ],
  [
    "STOP without a phone, of somebody who proves to be known by one afterwards",
    () => writes({ user_id: "US.2" }, "STOP"),
    ["contact_created", "inbound_message", "subscription_changed"],
  ],
  [
    "a message by which two contacts prove to be one",
    () => writes({ wa_id: "16505550002", user_id: "US.2" }),
    ["contact_deleted", "contacts_merged", "inbound_message"],
  ],
  [
    "another phone number",
    () =>
      changesIdentity(
        { wa_id: "4915112345679", user_id: "DE.2" },
        { type: "user_changed_number", wa_id: "4915112345690", user_id: "DE.3" },
      ),
    ["contact_changed", "identity_changed"],
  ],
  [
    "another id of Meta's",
    () => changesIdentity({ user_id: "US.1" }, { type: "user_changed_user_id", user_id: "US.9" }),
    ["contact_changed", "identity_changed"],
  ],
  [
    "a phone number that somebody has already",
    () =>
      changesIdentity(
        { wa_id: "4915112345680" },
        { type: "user_changed_number", wa_id: "16505550001", user_id: "US.9" },
      ),
    ["contact_changed", "contact_deleted", "contacts_merged", "identity_changed"],
  ],
  [
    "POST /v1/contact-events of somebody known and of somebody new",
    () =>
      api.ask("POST", "contact-events", {
        events: [
          { external_id: "ana", name: "opened" },
          { external_id: "eve", product_id: "hat", currency: "EUR", price: 5 },
        ],
      }),
    ["contact_created", "custom_event", "purchase"],
  ],
  ["DELETE /v1/contacts/{id}", async () => api.ask("DELETE", `contacts/${await ana()}`), ["contact_deleted"]],
  [
    "POST /v1/contacts/merge",
    () => api.ask("POST", "contacts/merge", { from: twins[0], into: twins[1] }),
    ["contact_deleted", "contacts_merged"],
  ],
  [
    "POST /v1/imports/{id}/start",
    async () => {
      started = (await api.ask("POST", "imports", { file_name: "people.csv", starts_itself: false })).body.id
      await api.upload(
        started,
        "external_id,phone,first_name\nfay,+4915112345691,Fay\ngus,+4915112345692,Gus\n",
      )
      await api.ask("POST", `imports/${started}/start`, {})
      await reaches("completed")
    },
    ["contact_created"],
  ],
  [
    "POST /v1/imports/{id}/undo",
    async () => {
      await api.ask("PATCH", `contacts/${await known("external_id", "gus")}`, { last_name: "Gray" })
      await api.ask("POST", `imports/${started}/undo`)
      await reaches("undone")
    },
    ["contact_changed", "contact_deleted"],
  ],
  [
    "POST /v1/imports/{id}/start of events, with a tag",
    async () => {
      const { body: fair } = await api.ask("POST", "contact-tags", { name: "Fair" })
      const file = "external_id,event_name,event_at\ngus,visited,2026-11-20\nhal,visited,2026-11-20\n"
      const events = { kind: "events", subscription_group_id: null, tag_ids: [fair.id] }
      started = (await api.importFile(file, events)).id
    },
    ["contact_changed", "contact_created", "custom_event"],
  ],
  [
    "POST /v1/imports/{id}/undo of events, with a tag",
    async () => {
      await api.ask("POST", `imports/${started}/undo`)
      await reaches("undone")
    },
    ["contact_changed", "contact_deleted", "events_removed"],
  ],
  [
    "PATCH /v1/contacts/{id}/tags",
    async () => {
      tag = (await api.ask("POST", "contact-tags", { name: "VIP" })).body.id
      await api.ask("PATCH", `contacts/${await known("external_id", "gus")}/tags`, { add: [tag] })
    },
    ["contact_changed"],
  ],
  [
    "POST /v1/contacts/bulk/tags",
    () => api.ask("POST", "contacts/bulk/tags", { matching: {}, add: [tag] }),
    ["contact_changed"],
  ],
  ["DELETE /v1/contact-tags/{id}", () => api.ask("DELETE", `contact-tags/${tag}`), ["contact_changed"]],
  [
    "POST /v1/contacts/bulk/subscriptions",
    () =>
      api.ask("POST", "contacts/bulk/subscriptions", {
        matching: {},
        subscription_group_id: api.groupId,
        state: "subscribed",
        source: "form",
      }),
    ["subscription_changed"],
  ],
  [
    "POST /v1/contacts/bulk/delete",
    () => api.ask("POST", "contacts/bulk/delete", { matching: {} }),
    ["contact_deleted"],
  ],
  ["DELETE /v1/contacts/{id} of nobody", () => api.ask("DELETE", `contacts/${crypto.randomUUID()}`), []],
]

/** Routes of these rooms that change none of the three tables. */
const besides = [
  "POST /v1/contact-tags",
  "POST /v1/contacts/bulk/lists",
  "POST /v1/lists",
  "PATCH /v1/lists/{id}",
  "DELETE /v1/lists/{id}",
  "POST /v1/lists/{id}/members",
  "PATCH /v1/contact-tags/{id}",
  "POST /v1/contacts/{id}/aliases",
  "DELETE /v1/contacts/{id}/aliases",
  "PATCH /v1/attribute-definitions/{id}",
  "PATCH /v1/event-names/{id}",
  "POST /v1/imports",
  "POST /v1/imports/{id}/preview",
  "POST /v1/imports/{id}/pause",
  "POST /v1/imports/{id}/resume",
  "POST /v1/imports/{id}/cancel",
  "POST /v1/imports/preview",
  "POST /v1/subscription-groups",
  "PATCH /v1/subscription-groups/{id}",
  "PUT /v1/subscription-groups/{id}/replies/{occasion}",
  "POST /v1/subscription-groups/{id}/opt-in-links",
  "PATCH /v1/subscription-groups/{id}/opt-in-links/{link_id}",
  "POST /v1/consent-keywords",
  "DELETE /v1/consent-keywords/{id}",
]

describe("what changes contacts, subscriptions and inbound messages is in the log, and nothing else is", () => {
  it.each(operations)("%s", async (_name, act, kinds) => {
    clock.advance(60_000)
    await api.platform.db.statement(sql`DELETE FROM log_entries`)
    const before = await state()
    await act()
    const [after, occurrences] = [await state(), await recorded()]
    expect(changesTold(occurrences)).toEqual(changesIn(before, after))
    expect([...new Set(occurrences.map(({ kind }) => kind))].toSorted()).toEqual(kinds)
  })

  it("by every route of these rooms that writes", async () => {
    const answer = await fetch(`${api.address}/openapi.json`)
    const { paths } = z
      .object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
      .parse(await answer.json())
    const writing = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods)
        .filter((method) => method !== "get")
        .map((method) => `${method.toUpperCase()} ${path}`),
    )
    const tried = writing.filter((route) => operations.some(([name]) => `${name} `.startsWith(`${route} `)))
    expect(writing.filter((route) => !tried.includes(route)).toSorted()).toEqual(besides.toSorted())
  })
})
