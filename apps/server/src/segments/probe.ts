/**
 * What is known of some contacts, as far as filters ask for it: for the pure function to judge them. At most six statements for one
 * contact or for a batch, however many filters there are.
 */
import {
  conditionsOf,
  dayText,
  type EventFacts,
  eachContactField,
  eventKey,
  type Filter,
  type FilteredContact,
  type MessageFacts,
  type ResolvedWindow,
  wholeDays,
} from "@parley/model"
import { rows, sql, type Tx } from "../platform/database/index.ts"
import type { FilterScope } from "./compile/filter-scope.ts"
import { windowBounds } from "./compile/window-sql.ts"

/** By their ids. A contact that there is not is not among them. */
export async function probeContacts(
  tx: Tx,
  scope: FilterScope,
  filters: readonly Filter[],
  contactIds: readonly string[],
): Promise<Map<string, FilteredContact>> {
  const needs = needsOf(scope, filters)
  const of = { tx, workspaceId: scope.workspaceId, contactIds }
  const contacts = await readContacts(of)
  const consent = needs.consent ? await readConsent(of) : undefined
  const happened = needs.names.length > 0 ? await readHappened(of, needs) : undefined
  const messages = needs.messages ? await readMessages(of) : undefined
  const memberships = needs.memberships ? await readMemberships(of) : undefined
  return new Map(
    contacts.map(({ id, ...contact }) => [
      id,
      {
        id,
        ...contact,
        subscriptions: consent?.get(id)?.subscriptions ?? [],
        conversations: consent?.get(id)?.conversations ?? [],
        events: happened?.get(id) ?? new Map(),
        messages: messages?.get(id) ?? [],
        lists: memberships?.get(id)?.lists ?? [],
        tags: memberships?.get(id)?.tags ?? [],
      },
    ]),
  )
}

interface Of {
  tx: Tx
  workspaceId: string
  contactIds: readonly string[]
}

interface Range {
  nameId: number
  from: Date | null
  to: Date | null
}

interface Needs {
  consent: boolean
  messages: boolean
  memberships: boolean
  names: { key: string; nameId: number }[]
  /** Events one by one. */
  ranges: Range[]
  /** Whether any window is counted by days. */
  days: boolean
}

function needsOf(scope: FilterScope, filters: readonly Filter[]): Needs {
  const { context, nameIds } = scope
  const conditions = [...filters, ...context.segments.values()].flatMap((filter) =>
    conditionsOf(filter).map(({ condition }) => condition),
  )
  const has = (...kinds: string[]) => conditions.some(({ on }) => kinds.includes(on))
  const names = new Map<string, number>()
  const ranges: Range[] = []
  let days = false
  const add = (key: string, window: ResolvedWindow | undefined) => {
    const nameId = nameIds.get(key)
    if (nameId === undefined) return
    names.set(key, nameId)
    if (window !== undefined && window.from < window.to)
      ranges.push({
        nameId,
        from: window.from === Number.NEGATIVE_INFINITY ? null : new Date(window.from),
        to: window.to === Number.POSITIVE_INFINITY ? null : new Date(window.to),
      })
  }
  for (const condition of conditions) {
    if (condition.on !== "event" && condition.on !== "purchase") continue
    const key = eventKey(condition)
    const { inner, outer } = windowBounds(condition.within, context)
    const readsEvents =
      (condition.where?.length ?? 0) > 0 ||
      "by" in condition ||
      ("property" in condition && condition.property !== undefined) ||
      (condition.on === "purchase" && condition.product_id !== undefined)
    if ("by" in condition)
      add(eventKey({ on: "event", name: condition.by.name }), {
        from: outer.from,
        to: Number.POSITIVE_INFINITY,
      })
    if (readsEvents && (condition.op === "first" || condition.op === "last"))
      add(key, { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY })
    else if (readsEvents) add(key, outer)
    else if (condition.op === "first" || condition.op === "last" || condition.within === undefined)
      add(key, undefined)
    else {
      days = true
      const whole = wholeDays(inner)
      if (whole.first >= whole.end) add(key, outer)
      else {
        add(key, { from: outer.from, to: whole.first })
        add(key, { from: whole.end, to: outer.to })
      }
    }
  }
  return {
    consent: has("subscription", "window"),
    messages: has("message"),
    memberships: has("list", "tag"),
    names: [...names].map(([key, nameId]) => ({ key, nameId })),
    ranges,
    days,
  }
}

const fields = Object.keys(eachContactField(() => null))

async function readContacts({ tx, workspaceId, contactIds }: Of) {
  const { rows: found } = await sql<
    Pick<
      FilteredContact,
      "id" | "wa_id" | "bsuid" | "created_at" | "attributes" | keyof ReturnType<typeof eachText>
    >
  >`
    SELECT id, wa_id, bsuid, created_at, attributes, ${sql.join(fields.map((field) => sql.ref(field)))}
    FROM contacts WHERE workspace_id = ${workspaceId} AND id = ANY(${contactIds}::uuid[])`.execute(tx)
  return found
}
const eachText = () => eachContactField((): string | null => null)

type Consent = Pick<FilteredContact, "subscriptions" | "conversations">

async function readConsent({ tx, workspaceId, contactIds }: Of): Promise<Map<string, Consent>> {
  const { rows: found } = await sql<{
    contact_id: string
    group_id: string | null
    number_id: string | null
    state: string | null
    at: Date | null
  }>`
    SELECT contact_id, subscription_group_id AS group_id, NULL::uuid AS number_id, state, changed_at AS at FROM subscriptions
    WHERE workspace_id = ${workspaceId} AND contact_id = ANY(${contactIds}::uuid[])
    UNION ALL
    SELECT contact_id, NULL, number_id, NULL, last_inbound_at FROM conversations
    WHERE workspace_id = ${workspaceId} AND contact_id = ANY(${contactIds}::uuid[])`.execute(tx)
  return new Map(
    [...Map.groupBy(found, ({ contact_id }) => contact_id)].map(([id, all]) => [
      id,
      {
        subscriptions: all.flatMap(({ group_id, state, at }) =>
          group_id === null || state === null || at === null ? [] : [{ group_id, state, changed_at: at }],
        ),
        conversations: all.flatMap(({ number_id, at }) =>
          number_id === null ? [] : [{ number_id, last_inbound_at: at }],
        ),
      },
    ]),
  )
}

async function readMessages({ tx, workspaceId, contactIds }: Of): Promise<Map<string, MessageFacts[]>> {
  const { rows: found } = await sql<MessageFacts & { contact_id: string }>`
    SELECT contact_id, source_id, status::text, reason, decided_at, delivered_at, read_at, replied_at, failed_at FROM messages
    WHERE workspace_id = ${workspaceId} AND contact_id = ANY(${contactIds}::uuid[])`.execute(tx)
  return Map.groupBy(found, ({ contact_id }) => contact_id)
}

async function readMemberships({ tx, workspaceId, contactIds }: Of) {
  const { rows: found } = await sql<{ contact_id: string; list: string | null; tag: string | null }>`
    SELECT contact_id, list_id::text AS list, NULL AS tag FROM list_members
    WHERE workspace_id = ${workspaceId} AND contact_id = ANY(${contactIds}::uuid[])
    UNION ALL
    SELECT contact_id, NULL, tag_id::text FROM tagged_contacts
    WHERE workspace_id = ${workspaceId} AND contact_id = ANY(${contactIds}::uuid[])`.execute(tx)
  return new Map(
    [...Map.groupBy(found, ({ contact_id }) => contact_id)].map(([id, all]) => [
      id,
      {
        lists: all.flatMap(({ list }) => (list === null ? [] : [list])),
        tags: all.flatMap(({ tag }) => (tag === null ? [] : [tag])),
      },
    ]),
  )
}

interface RollUp {
  contact_id: string
  name_id: number
  first_at: Date
  last_at: Date
  count: number
  total: number
  day: string | null
}

/** Two statements: the roll-ups, and the events that are asked for one by one. */
async function readHappened(
  { tx, workspaceId, contactIds }: Of,
  { names, ranges, days }: Needs,
): Promise<Map<string, Map<string, EventFacts>>> {
  const nameIds = names.map(({ nameId }) => nameId)
  const ofThem = sql`workspace_id = ${workspaceId} AND name_id = ANY(${nameIds}::integer[]) AND contact_id = ANY(${contactIds}::uuid[])`
  const { rows: rolledUp } = await sql<RollUp>`
    SELECT contact_id, name_id, first_at, last_at, count, total, NULL::text AS day FROM contact_events WHERE ${ofThem}
    ${
      days
        ? sql`UNION ALL SELECT contact_id, name_id, NULL, NULL, count, total, day::text FROM contact_event_days WHERE ${ofThem}`
        : sql``
    }`.execute(tx)
  const { rows: events } =
    ranges.length === 0
      ? { rows: [] }
      : await sql<{
          contact_id: string
          name_id: number
          at: Date
          value: number | null
          properties: unknown
        }>`
          SELECT DISTINCT ON (e.id) e.contact_id, e.name_id, e.at, e.value, e.properties
          FROM events AS e JOIN ${rows("needed", ranges, { nameId: "integer", from: "timestamptz", to: "timestamptz" })}
            ON needed.name_id = e.name_id AND (needed.from IS NULL OR e.at >= needed.from) AND (needed.to IS NULL OR e.at < needed.to)
          WHERE e.workspace_id = ${workspaceId} AND e.contact_id = ANY(${contactIds}::uuid[])`.execute(tx)
  const keyOf = new Map(names.map(({ key, nameId }) => [nameId, key]))
  const eventsOf = Map.groupBy(events, ({ contact_id, name_id }) => `${contact_id} ${name_id}`)
  const daysOf = Map.groupBy(
    rolledUp.filter(({ day }) => day !== null),
    ({ contact_id, name_id }) => `${contact_id} ${name_id}`,
  )
  const facts = new Map<string, Map<string, EventFacts>>()
  for (const { contact_id, name_id, first_at, last_at, count, total, day } of rolledUp) {
    if (day !== null) continue
    const of = `${contact_id} ${name_id}`
    const own = facts.get(contact_id) ?? new Map<string, EventFacts>()
    facts.set(contact_id, own)
    own.set(keyOf.get(name_id) ?? "", {
      ...{ first_at, last_at, count, total },
      days: (daysOf.get(of) ?? []).map((each) => ({
        day: each.day ?? dayText(0),
        count: each.count,
        total: each.total,
      })),
      events: eventsOf.get(of) ?? [],
    })
  }
  return facts
}
