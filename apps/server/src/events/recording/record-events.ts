import type { Occurrence } from "@parley/model"
import { rows, sql, type Tx } from "../../platform/database/index.ts"
import { record } from "../record.ts"
import { type EventFault, type GivenEvent, type ReadEvent, readEvent } from "./given-event.ts"
import { knowNames, knowProducts, mostEventNames, nameKey } from "./know-names.ts"

/** Why one event was not recorded. */
export interface EventError {
  /** Of the event, from 0. */
  index: number
  code: EventFault
  message: string
  /** Within the event, such as `properties.products.0.price`. */
  field?: string
}

/**
 * Records what contacts did: the events, their roll-ups, and occurrences of the kinds `custom_event` and `purchase`. What is wrong
 * is reported with its event, and the rest is recorded. The contacts exist, and are locked by who has to be sure of that.
 *
 * Some four statements however many there are. Contacts and keys are taken in one order, so that two batches never wait for each other.
 */
export async function recordEvents(
  tx: Tx,
  { workspaceId, now, importId = null }: { workspaceId: string; now: Date; importId?: string | null },
  given: readonly GivenEvent[],
): Promise<{ recorded: number; repeated: number; errors: EventError[] }> {
  const errors: EventError[] = []
  const wellFormed: { index: number; event: ReadEvent }[] = []
  const keys = new Set<string>()
  let repeated = 0
  for (const [index, each] of given.entries()) {
    const read = readEvent(each, now)
    if (!read.ok) errors.push({ index, ...read.fault })
    else if (read.event.key !== null && keys.has(read.event.key)) repeated += 1
    else {
      if (read.event.key !== null) keys.add(read.event.key)
      wellFormed.push({ index, event: read.event })
    }
  }
  if (wellFormed.length === 0) return { recorded: 0, repeated, errors }
  const scope = { workspaceId, now }
  const names = await knowNames(
    tx,
    scope,
    wellFormed.map(({ event }) => event),
  )
  const events: ReadEvent[] = []
  for (const { index, event } of wellFormed) {
    if (names.has(nameKey(event))) events.push(event)
    else errors.push({ index, ...tooManyNames })
  }
  if (events.length === 0) return { recorded: 0, repeated, errors }
  await knowProducts(tx, scope, events)
  const written = await write(tx, { ...scope, importId }, events, names, keys.size > 0)
  await record(
    tx,
    written.flatMap(({ id, position }) => {
      const event = events[position - 1]
      return event ? [occurrenceOf(scope, id, event)] : []
    }),
  )
  return {
    recorded: written.length,
    repeated: repeated + events.length - written.length,
    errors: errors.toSorted((one, other) => one.index - other.index),
  }
}

const tooManyNames = {
  code: "event_name_invalid",
  message: `There are ${mostEventNames.toLocaleString("en")} names of events already; use one of those.`,
  field: "name",
} as const

/** @returns those that were not recorded before under their keys, by their position among the events, from 1 */
async function write(
  tx: Tx,
  { workspaceId, now, importId }: { workspaceId: string; now: Date; importId: string | null },
  events: readonly ReadEvent[],
  names: ReadonlyMap<string, number>,
  hasKeys: boolean,
): Promise<{ id: string; position: number }[]> {
  const list = events.map(({ contactId, at, value, json, key, ...named }) => ({
    nameId: names.get(nameKey(named)),
    contactId,
    at,
    value,
    json,
    key,
  }))
  const given = rows("given", list, {
    nameId: "integer",
    contactId: "uuid",
    at: "timestamptz",
    value: "float8",
    json: "text",
    key: "text",
  })
  const fresh = sql`fresh AS (
      INSERT INTO event_keys (workspace_id, key, seen_at, import_id)
      SELECT ${workspaceId}, key, ${now}, ${importId}::uuid FROM given WHERE key IS NOT NULL ORDER BY key COLLATE "C"
      ON CONFLICT DO NOTHING RETURNING key
    ), `
  const isFresh = hasKeys ? sql`WHERE key IS NULL OR key IN (SELECT key FROM fresh)` : sql``
  const { rows: written } = await sql<{ id: string; position: number }>`
    WITH given AS MATERIALIZED (SELECT new_id() AS id, * FROM ${given}), ${hasKeys ? fresh : sql``}
    taken AS MATERIALIZED (SELECT * FROM given ${isFresh}),
    written AS (
      INSERT INTO events (id, workspace_id, name_id, contact_id, at, value, properties, import_id)
      SELECT id, ${workspaceId}, name_id, contact_id, at, value, json::jsonb, ${importId}::uuid FROM taken
    ), totals AS (
      INSERT INTO contact_events AS known (workspace_id, name_id, contact_id, first_at, last_at, count, total)
      SELECT ${workspaceId}, name_id, contact_id, min(at), max(at), count(*), coalesce(sum(value), 0) FROM taken
      GROUP BY contact_id, name_id ORDER BY contact_id, name_id
      ON CONFLICT (workspace_id, name_id, contact_id) DO UPDATE SET
        first_at = least(known.first_at, excluded.first_at), last_at = greatest(known.last_at, excluded.last_at),
        count = known.count + excluded.count, total = known.total + excluded.total
    ), days AS (
      INSERT INTO contact_event_days AS known (workspace_id, name_id, day, contact_id, count, total)
      SELECT ${workspaceId}, name_id, (at AT TIME ZONE 'UTC')::date, contact_id, count(*), coalesce(sum(value), 0) FROM taken
      GROUP BY 2, 3, 4 ORDER BY contact_id, 2, 3
      ON CONFLICT (workspace_id, name_id, day, contact_id) DO UPDATE SET
        count = known.count + excluded.count, total = known.total + excluded.total
    )
    SELECT id, position FROM taken ORDER BY position`.execute(tx)
  return written
}

function occurrenceOf(
  { workspaceId, now }: { workspaceId: string; now: Date },
  id: string,
  { kind, name, contactId, at, value, properties }: ReadEvent,
): Occurrence {
  const of = {
    workspace_id: workspaceId,
    contact_id: contactId,
    at: now.toISOString(),
    event_id: id,
    happened_at: at.toISOString(),
  }
  if (kind === "event") return { kind: "custom_event", ...of, name, value, properties }
  const { product_id, currency, price, quantity, ...own } = properties ?? {}
  return {
    kind: "purchase",
    ...of,
    product_id: String(product_id),
    currency: String(currency),
    price: Number(price),
    quantity: Number(quantity),
    properties: own,
  }
}
