/** A world of contacts that did things at the edges of days and windows, in memory and in the database alike. */
import {
  dayText,
  type EventFacts,
  eachContactField,
  eventKey,
  type FilteredContact,
  type MessageFacts,
} from "@parley/model"
import fc from "fast-check"
import { rows, sql, type Tx } from "../../platform/database/index.ts"

/** In the night in which clocks in Europe are put back, and near a midnight in UTC. */
export const now = new Date("2026-10-25T00:30:00Z")
export const words = ["", "a", "A", "gold", "gold ", "Göld", "日本", "%", "_", "x'); --", "5", "true", "null"]
export const patterns = [
  ...[
    "a",
    "(?i)GOLD",
    "^gold$",
    "^$",
    "g.l",
    "[^a-z]",
    "(?:a|gold)\\s",
    "\\d+",
    "^(g|a)(o|l)*d?",
    "日.{1}",
    "[%_]",
    "\\W",
  ],
  ...["(?i)gÖld", "(?i)GÖLD", "(a*)*$", "o{0,2}l", "'\\);"],
]
const times = [
  ...[
    "2026-01-31",
    "2026-02-31",
    "2026-01-31T00:00:00Z",
    "2026-01-31T01:00:00+01:00",
    "2026-10-25",
    "2026-10-24",
  ],
  ...["2026-01-30T23:59:59.999999Z", "2026-01-31T00:00:00.0004Z", "2026-01-31 00:00:00", "now", "infinity"],
  ...["2026-01-31T24:00:00Z", "0000-01-01", "2026-10-24T22:00:00Z", "2026-10-25T01:00:00+02:00"],
]
export const numbers = [0, -1, 1, 1.5, 0.1, 5, 1e21, 1e-7, 9_007_199_254_740_991]
const zones = ["Europe/Berlin", "America/Sao_Paulo", "Asia/Kolkata", "Pacific/Kiritimati", "Mars/Base", null]
/** Days around now, in leap years and others, and what is none. */
const births = [
  ...[
    "2008-10-24",
    "2008-10-25",
    "2008-10-26",
    "2009-10-25",
    "1990-10-31",
    "2026-10-25",
    "2026-10-26",
    "2008-02-29",
  ],
  ...["1990-02-28", "1990-13-41", "25.10.2008", "", null],
]
export const eventNames = ["opened", "paid", "left"] as const

const hourMs = 3_600_000
const near = [0, 1, -1, hourMs, -hourMs]
/** Now, midnights in several zones, and days before: each to the millisecond and beside it. */
export const instants: readonly Date[] = [0, 1, 2, 3, 7, 30, 400].flatMap((days) =>
  [
    now.getTime(),
    Date.parse("2026-10-25T00:00:00Z"),
    Date.parse("2026-10-24T22:00:00Z"),
    Date.parse("2026-10-24T18:30:00Z"),
  ].flatMap((base) => near.map((beside) => new Date(base - days * 24 * hourMs + beside))),
)
const past = instants.filter((at) => at <= now)

export const ids = {
  groups: [] as string[],
  numbers: [] as string[],
  sources: ["0199d1de-0000-7000-8000-0000000000a1", "0199d1de-0000-7000-8000-0000000000a2"],
  campaign: "0199d1de-0000-7000-8000-0000000000c1",
  lists: [] as string[],
  tags: [] as string[],
}

interface GeneratedEvent {
  on: "event" | "purchase"
  name: string
  at: Date
  value: number | null
  properties: Record<string, unknown> | null
}

export interface GeneratedContact {
  facts: FilteredContact
  events: GeneratedEvent[]
}

const word = fc.option(fc.constantFrom(...words), { nil: null })
const earlier = fc.constantFrom(...past)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })

const value = fc.constantFrom<unknown>(
  ...[...words, ...times, ...numbers, true, false, null, ["a"], [1, "gold"], { a: 1 }, 1e308],
)
const member = fc.dictionary(fc.constantFrom("sku", "n"), value, { maxKeys: 2 })

const event: fc.Arbitrary<GeneratedEvent> = fc.oneof(
  fc.record({
    on: fc.constant("event" as const),
    name: fc.constantFrom(...eventNames),
    at: earlier,
    value: fc.constant(null),
    properties: maybe(
      fc.dictionary(fc.constantFrom("plan", "n", "in"), fc.oneof(value, fc.constant({ to: "a" })), {
        maxKeys: 3,
      }),
    ),
  }),
  fc.record({
    on: fc.constant("purchase" as const),
    name: fc.constant("purchase"),
    at: earlier,
    value: fc.constantFrom(1, 2.5, 10),
    properties: fc.record({ product_id: fc.constantFrom("a", "gold"), n: fc.constantFrom(1, 2) }),
  }),
)

const message: fc.Arbitrary<MessageFacts> = fc.record({
  source_id: fc.constantFrom(...ids.sources),
  status: fc.constantFrom("dropped", "accepted", "sent", "delivered", "read", "failed"),
  reason: maybe(fc.constantFrom("131026", "unsubscribed")),
  decided_at: earlier,
  delivered_at: maybe(earlier),
  read_at: maybe(earlier),
  clicked_at: maybe(earlier),
  replied_at: maybe(earlier),
  failed_at: maybe(earlier),
})

const phone = fc.constantFrom("+4915123456789", "+16505551234", "+14165550123", "+18095550123", null)

/** Of ids that are made beforehand. */
const contact = (id: string, index: number): fc.Arbitrary<GeneratedContact> =>
  fc
    .record({
      texts: fc.record(eachContactField(() => word)),
      time_zone: fc.constantFrom(...zones),
      date_of_birth: fc.constantFrom(...births),
      isAmerican: phone,
      wa_id: fc.constantFrom("16505551234", "491512345", null),
      bsuid: fc.constantFrom("US.1", "DE.1", null),
      created_at: fc.constantFrom(...instants),
      attributes: fc.record(
        {
          plan: value,
          größe: value,
          constructor: value,
          address: fc.record({ city: value }),
          orders: fc.array(member, { maxLength: 3 }),
        },
        { requiredKeys: [] },
      ),
      subscriptions: fc.tuple(
        ...[0, 1].map(() =>
          maybe(fc.record({ state: fc.constantFrom("subscribed", "unsubscribed"), changed_at: earlier })),
        ),
      ),
      conversations: fc.tuple(...[0, 1].map(() => maybe(fc.record({ last_inbound_at: maybe(earlier) })))),
      events: fc.array(event, { maxLength: 8 }),
      messages: fc.array(message, { maxLength: 3 }),
      lists: fc.subarray(ids.lists),
      tags: fc.subarray(ids.tags),
    })
    .map(
      ({
        texts,
        time_zone,
        date_of_birth,
        isAmerican,
        wa_id,
        bsuid,
        subscriptions,
        conversations,
        events,
        ...rest
      }) => ({
        events,
        facts: {
          ...texts,
          id,
          time_zone,
          date_of_birth,
          external_id: null,
          // Each is of one contact only: so many digits more.
          phone: isAmerican === null ? null : `${isAmerican}${index}`,
          wa_id: wa_id === null ? null : `${wa_id}${index}`,
          bsuid: bsuid === null ? null : `${bsuid}${index}`,
          ...rest,
          subscriptions: subscriptions.flatMap((said, of) =>
            said === null ? [] : [{ group_id: ids.groups[of] ?? "", ...said }],
          ),
          conversations: conversations.flatMap((one, of) =>
            one === null ? [] : [{ number_id: ids.numbers[of] ?? "", ...one }],
          ),
          events: factsOf(events),
        },
      }),
    )

export const sampleContacts = (contactIds: readonly string[], seed: number): GeneratedContact[] =>
  contactIds.flatMap((id, index) => fc.sample(contact(id, index), { numRuns: 1, seed: seed + index }))

/** What a contact did, as a probe would find all of it. */
function factsOf(events: readonly GeneratedEvent[]): Map<string, EventFacts> {
  const byKey = Map.groupBy(events, (each) =>
    eventKey(each.on === "event" ? { on: "event", name: each.name } : { on: "purchase" }),
  )
  return new Map(
    [...byKey].map(([key, all]) => {
      const at = all.map((each) => each.at.getTime())
      const days = Map.groupBy(all, (each) =>
        dayText(Math.floor(each.at.getTime() / 86_400_000) * 86_400_000),
      )
      const totalOf = (list: readonly GeneratedEvent[]) =>
        list.reduce((sum, each) => sum + (each.value ?? 0), 0)
      return [
        key,
        {
          first_at: new Date(Math.min(...at)),
          last_at: new Date(Math.max(...at)),
          count: all.length,
          total: totalOf(all),
          days: [...days].map(([day, list]) => ({ day, count: list.length, total: totalOf(list) })),
          events: all,
        },
      ]
    }),
  )
}

/** Writes the world, with the roll-ups of its events, as of a workspace. */
export async function writeWorld(
  tx: Tx,
  { workspaceId, contentId, numberId }: { workspaceId: string; contentId: string; numberId: string },
  world: readonly GeneratedContact[],
): Promise<void> {
  const contacts = world.map(({ facts }) => facts)
  const columns = eachContactField(() => "text" as const)
  await sql`
    INSERT INTO contacts (workspace_id, id, wa_id, bsuid, ${sql.join(Object.keys(columns).map((name) => sql.id(name)))}, created_at, updated_at, attributes)
    SELECT ${workspaceId}, t.id, t.wa_id, t.bsuid, ${sql.join(Object.keys(columns).map((name) => sql.ref(`t.${name}`)))}, t.created_at, t.created_at, t.attributes
    FROM ${rows(
      "t",
      contacts.map((each) => ({ ...each, createdAt: each.created_at, waId: each.wa_id })),
      { ...columns, id: "uuid", waId: "text", bsuid: "text", createdAt: "timestamptz", attributes: "jsonb" },
    )}`.execute(tx)
  const all = <T>(of: (facts: FilteredContact) => readonly T[]) =>
    contacts.flatMap((facts) => of(facts).map((each) => ({ ...each, contactId: facts.id })))
  await sql`
    INSERT INTO subscriptions (workspace_id, contact_id, subscription_group_id, state, changed_at)
    SELECT ${workspaceId}, contact_id, group_id, state, changed_at FROM ${rows(
      "t",
      all((f) => f.subscriptions),
      { contactId: "uuid", group_id: "uuid", state: "text", changed_at: "timestamptz" },
    )}`.execute(tx)
  await sql`
    INSERT INTO conversations (workspace_id, contact_id, number_id, last_inbound_at, created_at)
    SELECT ${workspaceId}, contact_id, number_id, last_inbound_at, ${now}::timestamptz FROM ${rows(
      "t",
      all((f) => f.conversations),
      { contactId: "uuid", number_id: "uuid", last_inbound_at: "timestamptz" },
    )}`.execute(tx)
  await sql`
    INSERT INTO messages (id, workspace_id, number_id, contact_id, content_id, variant, source_id, status, reason, decided_at, delivered_at, read_at, clicked_at, replied_at, failed_at)
    SELECT new_id(), ${workspaceId}, ${numberId}, contact_id, ${contentId}, 0, source_id, status, reason, decided_at, delivered_at, read_at, clicked_at, replied_at, failed_at
    FROM ${rows(
      "t",
      all((f) => f.messages),
      {
        ...{ contactId: "uuid", source_id: "uuid", status: "message_status", reason: "text" },
        ...{
          decided_at: "timestamptz",
          delivered_at: "timestamptz",
          read_at: "timestamptz",
          clicked_at: "timestamptz",
          replied_at: "timestamptz",
          failed_at: "timestamptz",
        },
      } as const,
    )}`.execute(tx)
  const lists = contacts.flatMap(({ id, lists: of }) => of.map((listId) => ({ id, listId })))
  await sql`INSERT INTO list_members (workspace_id, list_id, contact_id, added_at)
    SELECT ${workspaceId}, list_id, id, ${now}::timestamptz FROM ${rows("t", lists, { id: "uuid", listId: "uuid" })}`.execute(
    tx,
  )
  const tags = contacts.flatMap(({ id, tags: of }) => of.map((tagId) => ({ id, tagId })))
  await sql`INSERT INTO tagged_contacts (workspace_id, tag_id, contact_id, tagged_at)
    SELECT ${workspaceId}, tag_id, id, ${now}::timestamptz FROM ${rows("t", tags, { id: "uuid", tagId: "uuid" })}`.execute(
    tx,
  )
  await writeEvents(tx, workspaceId, world)
}

async function writeEvents(tx: Tx, workspaceId: string, world: readonly GeneratedContact[]): Promise<void> {
  const events = world.flatMap(({ facts, events: of }) =>
    of.map((each) => ({ ...each, kind: each.on, contactId: facts.id })),
  )
  await sql`INSERT INTO event_names (workspace_id, kind, name, created_at)
    SELECT DISTINCT ${workspaceId}::uuid, kind, name, ${now}::timestamptz FROM ${rows("t", events, { kind: "text", name: "text" })}`.execute(
    tx,
  )
  await sql`INSERT INTO events (id, workspace_id, name_id, contact_id, at, value, properties)
    SELECT new_id(), ${workspaceId}, n.id, t.contact_id, t.at, t.value, t.properties
    FROM ${rows("t", events, { kind: "text", name: "text", contactId: "uuid", at: "timestamptz", value: "float8", properties: "jsonb" })}
    JOIN event_names AS n ON n.workspace_id = ${workspaceId} AND n.kind = t.kind AND n.name = t.name`.execute(
    tx,
  )
  await sql`INSERT INTO contact_events (workspace_id, name_id, contact_id, first_at, last_at, count, total)
    SELECT workspace_id, name_id, contact_id, min(at), max(at), count(*), coalesce(sum(value), 0) FROM events
    WHERE workspace_id = ${workspaceId} GROUP BY 1, 2, 3`.execute(tx)
  await sql`INSERT INTO contact_event_days (workspace_id, name_id, day, contact_id, count, total)
    SELECT workspace_id, name_id, (at AT TIME ZONE 'UTC')::date, contact_id, count(*), coalesce(sum(value), 0) FROM events
    WHERE workspace_id = ${workspaceId} GROUP BY 1, 2, 3, 4`.execute(tx)
}
