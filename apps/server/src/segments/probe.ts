/**
 * What is known of some contacts, as far as filters ask for it: for the pure function to judge them. At most four statements for one
 * contact or for a batch, however many filters there are.
 */
import {
  allConditions,
  type Done,
  dayText,
  type EventFacts,
  eachContactField,
  type Filter,
  type FilteredContact,
  type MessageFacts,
} from "@parley/model"
import { keepingPlans, rows, sql, type Tx } from "../platform/database/index.ts"
import type { FilterScope } from "./compile/filter-scope.ts"
import { type Needs, needsOf } from "./probe-needs.ts"

/** By their ids. A contact that there is not is not among them. */
export function probeContacts(
  tx: Tx,
  scope: FilterScope,
  filters: readonly Filter[],
  contactIds: readonly string[],
): Promise<Map<string, FilteredContact>> {
  const conditions = filters.flatMap((filter) => allConditions(filter, scope.context.segments))
  const needs = { ...needsOf(scope, conditions, false), columns: everyColumn }
  return probeEach(
    tx,
    scope,
    contactIds.map((contactId) => ({ contactId, needs })),
  )
}

interface Probed {
  contactId: string
  needs: Needs
  /** What it is known to have done of late: totals are read with the rest of the contact, and these are the events beside them. */
  done?: readonly Done[]
  /** Of `needs`, what of events and messages is still needed once the rest of the contact is known. Left out: all of it. */
  narrow?: (contact: FilteredContact) => Pick<Needs, "names" | "messages">
}

/**
 * Each contact once, with what is needed of it. Where that is no field of it, it has none; and it is not looked whether there is such
 * a contact.
 */
export async function probeEach(
  tx: Tx,
  { workspaceId, context }: FilterScope,
  probed: readonly Probed[],
): Promise<Map<string, FilteredContact>> {
  const idsOf = (which: (needs: Needs) => boolean) =>
    probed.flatMap(({ contactId, needs }) => (which(needs) ? [contactId] : []))
  const of = { tx, workspaceId }
  const contacts = await readContacts(of, probed)
  const { belongings, totals } = await readBelongings(of, {
    consent: idsOf(({ consent }) => consent),
    memberships: idsOf(({ memberships }) => memberships),
    totals: probed.filter(({ done }) => done !== undefined),
  })
  const found = probed.flatMap(({ contactId: id, needs, narrow }) => {
    const contact = needs.columns.size > 0 ? contacts.get(id) : { ...unread, id }
    if (contact === undefined) return []
    const events = totals.get(id) ?? new Map<string, EventFacts>()
    const known = { ...contact, ...(belongings.get(id) ?? none), events, messages: [] }
    return [{ known, needs: narrow?.(known) ?? needs }]
  })
  const happened = await readHappened({ ...of, now: context.now }, found)
  const messages = await readMessages(
    of,
    found.flatMap(({ known, needs }) => (needs.messages ? [known.id] : [])),
  )
  return new Map(
    found.map(({ known }) => [
      known.id,
      { ...known, events: happened.get(known.id) ?? new Map(), messages: messages.get(known.id) ?? [] },
    ]),
  )
}

interface Of {
  tx: Tx
  workspaceId: string
}

type Row = Omit<FilteredContact, keyof Belongings | "events" | "messages">
const unread: Omit<Row, "id"> = {
  ...eachContactField((): string | null => null),
  ...{ wa_id: null, bsuid: null, created_at: new Date(0), attributes: {} },
}
const everyColumn: ReadonlySet<string> = new Set(Object.keys(unread))

async function readContacts({ tx, workspaceId }: Of, probed: readonly Probed[]): Promise<Map<string, Row>> {
  const those = probed.filter(({ needs }) => needs.columns.size > 0)
  if (those.length === 0) return new Map()
  const columns = [...new Set(those.flatMap(({ needs }) => [...needs.columns]))].filter((name) =>
    everyColumn.has(name),
  )
  const { rows: found } = await sql<Partial<Row> & { id: string }>`
    SELECT ${sql.join(["id", ...columns].map((name) => sql.ref(name)))} FROM contacts
    WHERE workspace_id = ${workspaceId} AND id = ANY(${those.map(({ contactId }) => contactId)}::uuid[])`.execute(
    tx,
  )
  return new Map(found.map((row) => [row.id, { ...unread, ...row }]))
}

type Belongings = Pick<FilteredContact, "subscriptions" | "conversations" | "lists" | "tags">
const none: Belongings = { subscriptions: [], conversations: [], lists: [], tags: [] }

type TotalsOf = Pick<Probed, "contactId" | "needs" | "done">

interface BelongingRow {
  contact_id: string
  kind: "group" | "number" | "list" | "tag" | "total"
  id: string | null
  state: string | null
  at: Date | null
  last_at: Date | null
  name_id: number
  count: number
  total: number
}

/** One statement: what they said to groups, when they wrote to numbers, their lists and tags, and totals of what they did. */
async function readBelongings(
  { tx, workspaceId }: Of,
  asked: { consent: readonly string[]; memberships: readonly string[]; totals: readonly TotalsOf[] },
): Promise<{ belongings: Map<string, Belongings>; totals: Map<string, Map<string, EventFacts>> }> {
  const { consent, memberships } = asked
  const keyOf = new Map<number, string>()
  const named: { contactId: string; nameId: number }[] = []
  for (const { contactId, needs } of asked.totals)
    for (const { nameId, key } of needs.names.values()) {
      named.push({ contactId, nameId })
      keyOf.set(nameId, key)
    }
  const noTotal = sql`NULL::timestamptz AS last_at, 0 AS name_id, 0 AS count, 0::float8 AS total`
  const parts = [
    ...(named.length === 0
      ? []
      : [
          // Each by its key: the planner would rather read those of everybody.
          sql`SELECT named.contact_id, 'total' AS kind, NULL::uuid AS id, NULL AS state, first_at AS at, last_at, name_id, count, total
            FROM ${rows("named", named, { contactId: "uuid", nameId: "integer" })} CROSS JOIN LATERAL (
              SELECT first_at, last_at, count, total FROM contact_events AS e
              WHERE e.workspace_id = ${workspaceId} AND e.name_id = named.name_id AND e.contact_id = named.contact_id OFFSET 0
            ) AS of_name`,
        ]),
    ...(consent.length === 0
      ? []
      : [
          sql`SELECT contact_id, 'group' AS kind, subscription_group_id AS id, state, changed_at AS at, ${noTotal} FROM subscriptions
            WHERE workspace_id = ${workspaceId} AND contact_id = ANY(${consent}::uuid[])`,
          sql`SELECT contact_id, 'number', number_id, NULL, last_inbound_at, ${noTotal} FROM conversations
            WHERE workspace_id = ${workspaceId} AND contact_id = ANY(${consent}::uuid[])`,
        ]),
    ...(memberships.length === 0
      ? []
      : [
          sql`SELECT contact_id, 'list' AS kind, list_id AS id, NULL AS state, NULL::timestamptz AS at, ${noTotal} FROM list_members
            WHERE workspace_id = ${workspaceId} AND contact_id = ANY(${memberships}::uuid[])`,
          sql`SELECT contact_id, 'tag', tag_id, NULL, NULL, ${noTotal} FROM tagged_contacts
            WHERE workspace_id = ${workspaceId} AND contact_id = ANY(${memberships}::uuid[])`,
        ]),
  ]
  if (parts.length === 0) return { belongings: new Map(), totals: new Map() }
  const query = sql<BelongingRow>`${sql.join(parts, sql` UNION ALL `)}`
  const { rows: found } = await keepingPlans(() => query.execute(tx))
  const [counted, owned] = [found.filter(isTotal), found.filter((row) => !isTotal(row))]
  return { belongings: belongingsOf(owned), totals: totalsOf(counted, asked.totals, keyOf) }
}

const isTotal = ({ kind }: BelongingRow) => kind === "total"

/** With what is known to have been done of each name beside its total. */
function totalsOf(
  found: readonly BelongingRow[],
  asked: readonly TotalsOf[],
  keyOf: ReadonlyMap<number, string>,
): Map<string, Map<string, EventFacts>> {
  const doneBy = new Map(asked.map(({ contactId, done = [] }) => [contactId, done]))
  const totals = new Map<string, Map<string, EventFacts>>()
  for (const { contact_id, name_id, at, last_at, count, total } of found) {
    const key = keyOf.get(name_id)
    if (key === undefined || at === null || last_at === null) continue
    const own = totals.get(contact_id) ?? new Map<string, EventFacts>()
    totals.set(contact_id, own)
    const events = doneBy.get(contact_id)?.filter((one) => one.key === key) ?? []
    own.set(key, { first_at: at, last_at, count, total, days: [], events })
  }
  return totals
}

function belongingsOf(found: readonly BelongingRow[]): Map<string, Belongings> {
  return new Map(
    [...Map.groupBy(found, ({ contact_id }) => contact_id)].map(([contactId, all]) => {
      const ids = (of: string) => all.flatMap(({ kind, id }) => (kind === of && id !== null ? [id] : []))
      return [
        contactId,
        {
          subscriptions: all.flatMap(({ kind, id, state, at }) =>
            kind !== "group" || id === null || state === null || at === null
              ? []
              : [{ group_id: id, state, changed_at: at }],
          ),
          conversations: all.flatMap(({ kind, id, at }) =>
            kind === "number" && id !== null ? [{ number_id: id, last_inbound_at: at }] : [],
          ),
          lists: ids("list"),
          tags: ids("tag"),
        },
      ]
    }),
  )
}

async function readMessages(
  { tx, workspaceId }: Of,
  contactIds: readonly string[],
): Promise<Map<string, MessageFacts[]>> {
  if (contactIds.length === 0) return new Map()
  const { rows: found } = await sql<MessageFacts & { contact_id: string }>`
    SELECT contact_id, source_id, status::text, reason, decided_at, delivered_at, read_at, clicked_at, replied_at, failed_at FROM messages
    WHERE workspace_id = ${workspaceId} AND contact_id = ANY(${contactIds}::uuid[])`.execute(tx)
  return Map.groupBy(found, ({ contact_id }) => contact_id)
}

/** A roll-up, a day of it, or one event. */
interface Happened {
  contact_id: string
  name_id: number
  part: "all" | "day" | "event"
  at: Date | null
  last_at: Date | null
  count: number
  value: number | null
  day: string | null
  properties: unknown
}

/** One statement: the roll-ups, their days, and the events that are needed one by one, by the contact and the name of each. */
async function readHappened(
  { tx, workspaceId, now }: Of & { now: Date },
  probed: readonly { known: { id: string }; needs: Pick<Needs, "names"> }[],
): Promise<Map<string, Map<string, EventFacts>>> {
  const needed = probed.flatMap(({ known, needs }) =>
    [...needs.names.values()].map(({ readers, ...name }) => ({
      ...{ contactId: known.id, ...name },
      ...{ readBy: readers.nameId, times: readers.times },
    })),
  )
  if (needed.length === 0) return new Map()
  const ranges = needed.flatMap(({ ranges: of, ...one }) =>
    of.map(({ from, to }) => ({ ...one, from: instantOf(from), to: instantOf(to) })),
  )
  // Of all ranges together, for the planner to leave out other weeks. Nothing happened later than now, by any clock of ours.
  const earliest = ranges.some(({ from }) => from === null)
    ? null
    : new Date(ranges.reduce((ms, { from }) => Math.min(ms, from?.getTime() ?? ms), now.getTime()))
  const latest = new Date(now.getTime() + dayMs)
  const counted = needed.filter(({ days }) => days)
  const named = { contactId: "uuid", nameId: "integer" } as const
  const read = { ...named, readBy: "integer", times: "integer" } as const
  const readersOf = (list: "counted" | "ranged") => sql`JOIN contact_events AS reader
    ON reader.workspace_id = ${workspaceId} AND reader.name_id = ${sql.ref(`${list}.read_by`)}
    AND reader.contact_id = ${sql.ref(`${list}.contact_id`)} AND reader.count >= ${sql.ref(`${list}.times`)}`
  const { rows: found } = await sql<Happened>`
    SELECT e.contact_id, e.name_id, 'all' AS part, first_at AS at, last_at, count, total AS value, NULL::text AS day, NULL::jsonb AS properties
    FROM ${rows("needed", needed, named)} JOIN contact_events AS e
      ON e.workspace_id = ${workspaceId} AND e.name_id = needed.name_id AND e.contact_id = needed.contact_id
    ${
      counted.length === 0
        ? sql``
        : sql`UNION ALL SELECT d.contact_id, d.name_id, 'day', NULL, NULL, d.count, d.total, day::text, NULL
            FROM ${rows("counted", counted, read)} ${readersOf("counted")} JOIN contact_event_days AS d
              ON d.workspace_id = ${workspaceId} AND d.name_id = counted.name_id AND d.contact_id = counted.contact_id`
    }
    ${
      ranges.length === 0
        ? sql``
        : sql`UNION ALL SELECT e.contact_id, e.name_id, 'event', e.at, NULL, 1, e.value, NULL, e.properties
            FROM ${rows("ranged", ranges, { ...read, from: "timestamptz", to: "timestamptz" })} ${readersOf("ranged")}
            JOIN events AS e ON e.workspace_id = ${workspaceId} AND e.contact_id = ranged.contact_id AND e.name_id = ranged.name_id
              AND e.at >= coalesce(ranged.from, '-infinity') AND e.at < coalesce(ranged.to, 'infinity')
              AND e.at < ${latest} ${earliest === null ? sql`` : sql`AND e.at >= ${earliest}`}`
    }`.execute(tx)
  const keyOf = new Map(needed.map(({ key, nameId }) => [nameId, key]))
  const facts = new Map<string, Map<string, EventFacts>>()
  const partsOf = Map.groupBy(found, ({ contact_id, name_id }) => `${contact_id} ${name_id}`)
  for (const parts of partsOf.values()) {
    const all = parts.find(({ part }) => part === "all")
    if (all === undefined || all.at === null || all.last_at === null) continue
    const own = facts.get(all.contact_id) ?? new Map<string, EventFacts>()
    facts.set(all.contact_id, own)
    own.set(keyOf.get(all.name_id) ?? "", {
      first_at: all.at,
      last_at: all.last_at,
      count: all.count,
      total: all.value ?? 0,
      days: parts.flatMap(({ part, day, count, value }) =>
        part === "day" ? [{ day: day ?? dayText(0), count, total: value ?? 0 }] : [],
      ),
      events: parts.flatMap(({ part, at, value, properties }) =>
        part === "event" && at !== null ? [{ at, value, properties }] : [],
      ),
    })
  }
  return facts
}

const dayMs = 86_400_000

const instantOf = (ms: number): Date | null => (Number.isFinite(ms) ? new Date(ms) : null)
