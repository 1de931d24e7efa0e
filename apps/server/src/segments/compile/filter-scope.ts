/** What a filter needs to know beside contacts, read before it is compiled or judged. */
import {
  conditionsOf,
  eventKey,
  type Filter,
  type FilterContext,
  filterContext,
  savedFilterSchema,
} from "@parley/model"
import { rows, sql, type Tx } from "../../platform/database/index.ts"
import type { Room } from "../../platform/define-room.ts"

declare module "../../platform/define-room.ts" {
  interface Room {
    /**
     * The sources of what a condition on messages may name, such as the launches of a campaign.
     * @returns by the id of the campaign, or by `tagKey` of its tag
     */
    sourcesNamed?(
      tx: Tx,
      workspaceId: string,
      ids: readonly string[],
      tags: readonly string[],
    ): Promise<readonly { id: string; source_id: string }[]>
    /** Which of these ids are campaigns of the workspace. */
    campaignsAmong?(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<readonly string[]>
  }
}

export interface FilterScope {
  workspaceId: string
  context: FilterContext & { segments: ReadonlyMap<string, Filter> }
  /** Ids of the names of events, by `eventKey`. What is missing never happened. */
  nameIds: ReadonlyMap<string, number>
}

/** How deep segments may name each other; who saves one is refused more. */
export const deepestSegments = 5

/** At most three statements, whatever the filters are. */
export async function readFilterScope(
  tx: Tx,
  {
    workspaceId,
    rooms,
    now,
  }: { workspaceId: string; rooms: readonly Pick<Room, "sourcesNamed">[]; now: Date },
  filters: readonly Filter[],
): Promise<FilterScope> {
  const named = filters.flatMap(namedBy)
  const segments = await readSegments(
    tx,
    workspaceId,
    named.flatMap(({ segments: ids }) => ids),
  )
  const all = [...filters, ...segments.values()].map(namedBy)
  const events = [
    ...new Map(all.flatMap(({ names }) => names).map((name) => [eventKey(name), name])).values(),
  ]
  const { timeZone, nameIds } = await readNames(tx, workspaceId, events)
  const sourcesOf = await readSources(
    tx,
    workspaceId,
    rooms,
    all.flatMap(({ campaigns }) => campaigns),
    all.flatMap(({ campaignTags }) => campaignTags),
  )
  return { workspaceId, context: filterContext({ now, timeZone, segments, sourcesOf }), nameIds }
}

type EventName = { on: "event"; name: string } | { on: "purchase" }

/** What a filter names. */
export function namedBy(filter: Filter) {
  const conditions = conditionsOf(filter).map(({ condition }) => condition)
  return {
    segments: conditions.flatMap((each) => (each.on === "segment" ? [each.segment_id] : [])),
    lists: conditions.flatMap((each) => (each.on === "list" ? [each.list_id] : [])),
    tags: conditions.flatMap((each) => (each.on === "tag" ? [each.tag_id] : [])),
    groups: conditions.flatMap((each) => (each.on === "subscription" ? [each.group_id] : [])),
    numbers: conditions.flatMap((each) =>
      each.on === "window" && each.number_id !== undefined ? [each.number_id] : [],
    ),
    sources: conditions.flatMap((each) =>
      each.on === "message" && each.source_id !== undefined ? [each.source_id] : [],
    ),
    campaigns: conditions.flatMap((each) =>
      each.on === "message" && each.campaign_id !== undefined ? [each.campaign_id] : [],
    ),
    campaignTags: conditions.flatMap((each) =>
      each.on === "message" && each.campaign_tag !== undefined ? [each.campaign_tag] : [],
    ),
    names: conditions.flatMap((each): EventName[] => {
      if (each.on !== "event" && each.on !== "purchase") return []
      const own: EventName = each.on === "event" ? { on: "event", name: each.name } : { on: "purchase" }
      return "by" in each ? [own, { on: "event", name: each.by.name }] : [own]
    }),
  }
}

/** These segments and all that they name, one deeper than those may name each other. */
export async function readSegments(
  tx: Tx,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, Filter>> {
  if (ids.length === 0) return new Map()
  const { rows: found } = await sql<{ id: string; filter: unknown }>`
    WITH RECURSIVE named AS (
      SELECT id, filter, named_segments, 1 AS depth FROM segments
      WHERE workspace_id = ${workspaceId} AND id = ANY(${ids}::uuid[])
      UNION
      SELECT s.id, s.filter, s.named_segments, depth + 1 FROM named
      JOIN segments AS s ON s.workspace_id = ${workspaceId} AND s.id = ANY(named.named_segments)
      WHERE depth <= ${deepestSegments}
    )
    SELECT DISTINCT ON (id) id, filter FROM named`.execute(tx)
  return new Map(found.map(({ id, filter }) => [id, savedFilterSchema.parse(filter)]))
}

/** One statement: the workspace's zone on each row, and the names that there are. */
async function readNames(tx: Tx, workspaceId: string, events: readonly EventName[]) {
  const wanted = events.map((each) => ({
    kind: each.on,
    name: each.on === "event" ? each.name : "purchase",
  }))
  const { rows: found } = await sql<{
    time_zone: string | null
    kind: "event" | "purchase"
    name: string
    id: number | null
  }>`
    SELECT w.time_zone, n.kind, n.name, n.id FROM workspaces AS w
    LEFT JOIN (
      SELECT e.kind, e.name, e.id FROM event_names AS e
      JOIN ${rows("wanted", wanted, { kind: "text", name: "text" })} ON wanted.kind = e.kind AND wanted.name = e.name
      WHERE e.workspace_id = ${workspaceId}
    ) AS n ON true
    WHERE w.id = ${workspaceId}`.execute(tx)
  return {
    timeZone: found[0]?.time_zone ?? "UTC",
    nameIds: new Map(
      found.flatMap(({ kind, name, id }): [string, number][] =>
        id === null ? [] : [[eventKey(kind === "purchase" ? { on: kind } : { on: kind, name }), id]],
      ),
    ),
  }
}

async function readSources(
  tx: Tx,
  workspaceId: string,
  rooms: readonly Pick<Room, "sourcesNamed">[],
  ids: readonly string[],
  tags: readonly string[],
): Promise<Map<string, string[]>> {
  const sourcesOf = new Map<string, string[]>()
  if (ids.length + tags.length === 0) return sourcesOf
  for (const room of rooms) {
    for (const { id, source_id } of (await room.sourcesNamed?.(tx, workspaceId, ids, tags)) ?? [])
      sourcesOf.set(id, [...(sourcesOf.get(id) ?? []), source_id])
  }
  return sourcesOf
}
