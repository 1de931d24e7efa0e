/** What clicks come to: rows, counts and occurrences, in the transaction that counts them. */
import type { Occurrence } from "@parley/model"
import { record } from "../../events/index.ts"
import { rows, sql, type Tx } from "../../platform/database/index.ts"
import type { Room } from "../../platform/define-room.ts"
import type { Platform } from "../../platform/index.ts"
import type { Consumer } from "../../platform/log/index.ts"
import { type Click, entryOf, readEntry } from "./topic.ts"

/** The message of a link: between these is no other. */
export interface ClickedMessageRef {
  from: string
  to: string
}

/** A message of a contact who is there. */
export interface ClickedMessage {
  /** Of the ref. */
  from: string
  messageId: string
  workspaceId: string
  contactId: string
  numberId: string
  /** That it counts for: a wave's messages count for what the wave repeats. */
  sourceId: string
  variant: number
}

declare module "../../platform/define-room.ts" {
  interface Room {
    /** What links asks of messages. */
    clickedMessages?: {
      /** The messages to contacts among these; a test is for nobody. */
      find(tx: Tx, refs: readonly ClickedMessageRef[]): Promise<ClickedMessage[]>
      /** Says of messages that somebody tapped one of their links. @returns those whose outcome is written, whether or not it was said before */
      mark(tx: Tx, clicked: readonly { messageId: string; at: Date }[]): Promise<string[]>
    }
    /** Which campaigns sources are of. */
    campaignsOfSources?(tx: Tx, sourceIds: readonly string[]): Promise<Map<string, string>>
  }
}

/** Taps in quick succession are one occurrence: all count, the first is told. */
const quietSeconds = 60
const mostUncounted = 1_000

export const applyClicks = (platform: Platform): Consumer => ({
  apply: (payloads) => platform.db.system((tx) => writeClicks(tx, platform.rooms, payloads.map(readEntry))),
  halve(payload) {
    const { id, clicks } = readEntry(payload)
    const middle = clicks.length >> 1
    // The same entry is halved alike each time: the halves are known again by ids that follow from its own.
    const half = (digit: string) => `${id.slice(0, -1)}${digit}`
    return middle === 0
      ? undefined
      : [entryOf(half("0"), clicks.slice(0, middle)), entryOf(half("1"), clicks.slice(middle))]
  },
})

interface Tally {
  linkId: number
  from: string
  to: string
  firstAt: Date
  lastAt: Date
  clicks: number
  previews: number
}

/** Entries that were applied before, as the log repeats what it does not know to be applied, change nothing. */
async function writeClicks(
  tx: Tx,
  rooms: readonly Room[],
  entries: readonly { id: string; clicks: Click[] }[],
): Promise<void> {
  const { rows: fresh } = await sql<{ id: string }>`
    INSERT INTO link_batches (id) SELECT DISTINCT id FROM ${rows("entry", entries, { id: "uuid" })} ORDER BY id
    ON CONFLICT DO NOTHING RETURNING id`.execute(tx)
  const ids = new Set(fresh.map(({ id }) => id))
  const tallies = tally(entries.flatMap(({ id, clicks }) => (ids.has(id) ? clicks : [])))
  if (tallies.length === 0) return
  const messages = (
    await Promise.all(rooms.map(({ clickedMessages }) => clickedMessages?.find(tx, tallies) ?? []))
  ).flat()
  const links = await readLinks(
    tx,
    tallies.map(({ linkId }) => linkId),
  )
  const byRef = new Map(messages.map((message) => [message.from, message]))
  const clicked = tallies.flatMap((one) => {
    const message = byRef.get(one.from)
    const link = links.get(one.linkId)
    const isOurs = message !== undefined && link !== undefined && link.workspaceId === message.workspaceId
    return isOurs ? [{ ...one, ...message, url: link.url, place: link.place }] : []
  })
  if (clicked.length === 0) return
  const told = await keepClicks(tx, clicked)
  await countUncounted(
    tx,
    rooms,
    clicked.map(({ messageId }) => messageId),
  )
  const occurrences = clicked.flatMap((one) => {
    const at = told.get(keyOf(one))
    return at === undefined ? [] : [{ ...one, at }]
  })
  if (occurrences.length === 0) return
  const campaigns = await campaignsOf(tx, rooms, occurrences)
  await record(
    tx,
    occurrences.map(
      (one): Occurrence => ({
        kind: "clicked",
        workspace_id: one.workspaceId,
        contact_id: one.contactId,
        at: one.at.toISOString(),
        message_id: one.messageId,
        number_id: one.numberId,
        campaign_id: campaigns.get(one.sourceId) ?? null,
        source_id: one.sourceId,
        variant: one.variant,
        place: one.place,
        url: one.url,
      }),
    ),
  )
}

const keyOf = ({ messageId, linkId }: { messageId: string; linkId: number }) => `${messageId} ${linkId}`

/** Of each link of each message, in the order in which all write them. Pure. */
function tally(clicks: readonly Click[]): Tally[] {
  const tallies = new Map<string, Tally>()
  for (const { link, from, to, at, isProgram } of clicks) {
    const key = `${from} ${link}`
    const known = tallies.get(key) ?? { linkId: link, from, to, ...nobody }
    const when = new Date(at)
    tallies.set(
      key,
      isProgram
        ? { ...known, previews: known.previews + 1 }
        : {
            ...known,
            clicks: known.clicks + 1,
            firstAt: when < known.firstAt ? when : known.firstAt,
            lastAt: when > known.lastAt ? when : known.lastAt,
          },
    )
  }
  return [...tallies.values()].toSorted((a, b) =>
    a.from < b.from ? -1 : a.from > b.from ? 1 : a.linkId - b.linkId,
  )
}

const nobody = { firstAt: new Date(8.64e15), lastAt: new Date(0), clicks: 0, previews: 0 }

async function readLinks(
  tx: Tx,
  ids: readonly number[],
): Promise<Map<number, { workspaceId: string; url: string; place: string }>> {
  const links = await tx
    .selectFrom("links")
    .select(["id", "workspace_id as workspaceId", "url", "place"])
    .where("id", "in", [...new Set(ids)])
    .execute()
  return new Map(links.map((link) => [link.id, link]))
}

/** @returns when, of those that are told */
async function keepClicks(tx: Tx, clicked: readonly (Tally & ClickedMessage)[]): Promise<Map<string, Date>> {
  const said = rows("said", clicked, {
    messageId: "uuid",
    linkId: "integer",
    workspaceId: "uuid",
    contactId: "uuid",
    sourceId: "uuid",
    variant: "smallint",
    firstAt: "timestamptz",
    lastAt: "timestamptz",
    clicks: "integer",
    previews: "integer",
  })
  const { rows: told } = await sql<{ message_id: string; link_id: number; told_at: Date }>`
    WITH said AS MATERIALIZED (SELECT * FROM ${said}), kept AS (
      INSERT INTO link_clicks (message_id, link_id, workspace_id, contact_id, first_at, last_at, told_at, clicks, is_counted)
      SELECT message_id, link_id, workspace_id, contact_id, first_at, last_at, first_at, clicks, false FROM said
      WHERE clicks > 0 ORDER BY message_id, link_id
      ON CONFLICT (message_id, link_id) DO UPDATE SET clicks = link_clicks.clicks + excluded.clicks,
        first_at = least(link_clicks.first_at, excluded.first_at), last_at = greatest(link_clicks.last_at, excluded.last_at),
        told_at = CASE WHEN excluded.first_at > link_clicks.told_at + make_interval(secs => ${quietSeconds})
          THEN excluded.first_at ELSE link_clicks.told_at END
      RETURNING message_id, link_id, old.message_id IS NULL AS is_new, new.told_at,
        old.told_at IS DISTINCT FROM new.told_at AS is_told
    ), counts AS (
      INSERT INTO link_counts (source_id, link_id, variant, workspace_id, people, clicks, previews)
      SELECT source_id, link_id, variant, said.workspace_id, count(*) FILTER (WHERE kept.is_new), sum(said.clicks), sum(previews)
      FROM said LEFT JOIN kept USING (message_id, link_id)
      GROUP BY source_id, link_id, variant, said.workspace_id ORDER BY source_id, link_id, variant
      ON CONFLICT (source_id, link_id, variant) DO UPDATE SET people = link_counts.people + excluded.people,
        clicks = link_counts.clicks + excluded.clicks, previews = link_counts.previews + excluded.previews
    )
    SELECT message_id, link_id, told_at FROM kept WHERE is_told`.execute(tx)
  return new Map(told.map((row) => [keyOf({ messageId: row.message_id, linkId: row.link_id }), row.told_at]))
}

/**
 * Says of messages that they were clicked. A tap may come before the outcome of its message is written: it is said when that is.
 * @param messageIds undefined: all that wait for it
 * @returns how many there were
 */
export async function countUncounted(
  tx: Tx,
  rooms: readonly Room[],
  messageIds?: readonly string[],
): Promise<number> {
  const { rows: waiting } = await sql<{ message_id: string; at: Date }>`
    SELECT message_id, min(first_at) AS at FROM link_clicks
    WHERE NOT is_counted AND ${messageIds === undefined ? sql`true` : sql`message_id = ANY(${messageIds}::uuid[])`}
    GROUP BY message_id ORDER BY message_id LIMIT ${mostUncounted}`.execute(tx)
  if (waiting.length === 0) return 0
  const clicked = waiting.map(({ message_id: messageId, at }) => ({ messageId, at }))
  const marked = (
    await Promise.all(rooms.map(({ clickedMessages }) => clickedMessages?.mark(tx, clicked) ?? []))
  ).flat()
  if (marked.length > 0) {
    await sql`UPDATE link_clicks SET is_counted = true WHERE NOT is_counted AND message_id = ANY(${marked}::uuid[])`.execute(
      tx,
    )
  }
  return marked.length
}

async function campaignsOf(
  tx: Tx,
  rooms: readonly Room[],
  clicked: readonly { sourceId: string }[],
): Promise<Map<string, string>> {
  const ids = [...new Set(clicked.map(({ sourceId }) => sourceId))]
  const all = await Promise.all(rooms.map(({ campaignsOfSources }) => campaignsOfSources?.(tx, ids)))
  return new Map(all.flatMap((some) => [...(some ?? [])]))
}
