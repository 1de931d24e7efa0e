/**
 * Frequency caps for a whole claim: what each person got, or is about to get, is counted from history and the outbox, so that nothing
 * is kept twice. A reservation is the claim itself, written on the row (`outbox.reserved`): it counts while that claim lasts, or
 * while the message may have arrived, and from then on as the message that it became.
 */
import { capSince, type FrequencyCap } from "@parley/model"
import { rows, sql, type Tx } from "../../platform/database/index.ts"
import type { Caps } from "../../workspaces/index.ts"
import { classes } from "../sources/sources.ts"
import { type Capable, judgeCaps } from "./judge.ts"

export interface Reservation {
  /** Of every one of the messages. */
  claim: string
  caps: Caps
  messages: readonly Capable[]
  now: Date
}

export interface Reserved {
  /** The rule in words, by the id of the message that it stops. */
  capped: ReadonlyMap<string, string>
  /** Ids of messages that this claim has no more: they are not to go. */
  lost: ReadonlySet<string>
}

/**
 * Judges the messages of a claim in their order, and reserves for those that go. Claims of a workspace are judged one at a time, so
 * that two of them never count the same place as free.
 */
export async function reserveCaps(
  tx: Tx,
  workspaceId: string,
  { claim, caps, messages, now }: Reservation,
): Promise<Reserved> {
  if (messages.length === 0) return { capped: new Map(), lost: new Set() }
  // By a statement of its own: what others reserved before is seen by those after it.
  await sql`SELECT pg_advisory_xact_lock(hashtext('frequency caps'), hashtext(${workspaceId}))`.execute(tx)
  const counts = await countSends(tx, { caps, messages, now })
  const { capped, reserved } = judgeCaps(caps.rules, messages, counts)
  const { rows: held } = await sql<{ id: string }>`
    WITH locked AS MATERIALIZED (
      SELECT ctid FROM outbox WHERE id = ANY(${reserved}::uuid[]) AND claim = ${claim} ORDER BY id FOR UPDATE
    )
    UPDATE outbox SET reserved = claim FROM locked WHERE outbox.ctid = locked.ctid RETURNING outbox.id
  `.execute(tx)
  const own = new Set(held.map(({ id }) => id))
  return { capped, lost: new Set(reserved.filter((id) => !own.has(id))) }
}

/** Ids say when messages were queued: those that waited longer than this before they were sent are not found. */
const longestWaitMs = 60 * 86_400_000
/** The months to come have partitions, which nobody has a message in: by the clock that the database makes ids from. */
const fromNowOn = sql`uuidv7_floor((SELECT platform_now()) + interval '1 day')`

/** How many messages count for each rule, by contact. */
async function countSends(
  tx: Tx,
  { caps, messages, now }: Pick<Reservation, "caps" | "messages" | "now">,
): Promise<Map<string, number[]>> {
  const zones = new Map(messages.map(({ contactId, zone }) => [contactId, zone]))
  // By zone: a midnight costs more to find, and to write, than a person does.
  const clocks = [...new Set(zones.values())].map((contact, zone) => {
    const sinces = caps.rules.map((rule) => capSince(rule, now, { contact, workspace: caps.zone }))
    return { contact, zone, sinces }
  })
  const zoneOf = new Map(clocks.map(({ contact, zone }) => [contact, zone]))
  const people = [...zones].map(([contactId, contact]) => ({ contactId, zone: zoneOf.get(contact) ?? 0 }))
  const sinceOf = caps.rules.map((_, place) => `since${place}`)
  const ofClock = {
    zone: "integer",
    ...Object.fromEntries(sinceOf.map((name) => [name, "timestamptz"])),
  } as const
  const inColumns = clocks.map(({ zone, sinces }) => ({
    zone,
    ...Object.fromEntries(sinces.map((since, place) => [`since${place}`, since])),
  }))
  const earliest = new Date(Math.min(...clocks.flatMap(({ sinces }) => sinces).map(Number)))
  const oldestId = new Date(earliest.getTime() - longestWaitMs)
  const since = sinceOf.map((name) => sql.ref(`clock.${name}`))
  const counted = caps.rules.map(
    (rule, place) => sql`count(*) FILTER (WHERE sends.at >= ${since[place]} AND ${concernsSql(rule)})`,
  )
  const { rows: found } = await sql<{ contact_id: string; counts: number[] }>`
    SELECT person.contact_id, ARRAY[${sql.join(counted)}]::integer[] AS counts
    FROM ${rows("person", people, { contactId: "uuid", zone: "integer" })}
    JOIN ${rows("clock", inColumns, ofClock)} ON clock.zone = person.zone
    CROSS JOIN LATERAL (
      SELECT m.source_id, m.decided_at AS at FROM messages AS m
      WHERE m.contact_id = person.contact_id AND m.status NOT IN ('dropped', 'failed')
        AND m.id >= uuidv7_floor(${oldestId}) AND m.id < ${fromNowOn} AND m.decided_at >= ${earliest}
      UNION ALL
      SELECT o.source_id, coalesce(o.posted_at, ${now}::timestamptz) FROM outbox AS o
      WHERE o.contact_id = person.contact_id AND (o.state = 'in_doubt' OR o.reserved = o.claim)
    ) AS sends
    JOIN sources AS s ON s.id = sends.source_id
    WHERE s.class = ${classes.marketing} AND s.kind IN ('launch', 'trigger', 'canvas_step', 'api')
      AND coalesce(s.policy ->> 'caps', '') <> 'ignore'
    GROUP BY person.contact_id`.execute(tx)
  return new Map(found.map(({ contact_id, counts }) => [contact_id, counts]))
}

/** Of a source `s`, as `capConcerns` says. */
function concernsSql({ of, tag }: FrequencyCap) {
  const kinds = {
    campaigns: sql`s.kind IN ('launch', 'trigger')`,
    journeys: sql`s.kind = 'canvas_step'`,
    all: sql`true`,
  }
  return sql`${kinds[of]} AND ${tag === null ? sql`true` : sql`s.policy -> 'tags' ? ${tag}`}`
}
