/** Segments: filters with a name. */
import { type Filter, filterSchema, savedFilterSchema } from "@parley/model"
import { z } from "zod"
import { isRace, jsonText, type RawBuilder, sql, type Tx } from "../platform/database/index.ts"
import type { Room } from "../platform/define-room.ts"
import { found, Problem, requireRevision } from "../platform/errors.ts"
import { fields } from "../platform/http/index.ts"
import { refuseOvergrown, refuseUnknown } from "./check-filter.ts"
import { namedBy } from "./compile/filter-scope.ts"
import { forgetJudged, refuseTooManyLive, reviseLive } from "./live/live-segments.ts"

declare module "../platform/define-room.ts" {
  interface Room {
    /** What uses a segment: by what blocks, it is neither deleted nor archived meanwhile. */
    usesOfSegment?(tx: Tx, segmentId: string): Promise<readonly UseOfRoom[]>
  }
}

export const segmentUse = z
  .object({
    kind: z.string().describe("segment, launch or campaign"),
    id: fields.id,
    name: z.string(),
    is_blocking: z
      .boolean()
      .describe(
        "The segment can be neither archived nor deleted meanwhile. A campaign that aims at it does not block",
      ),
    launch_id: fields.id.nullable().describe("The last launch of a campaign"),
  })
  .meta({ id: "SegmentUse" })
type SegmentUse = z.output<typeof segmentUse>
/** Blocks unless it says otherwise. */
type UseOfRoom = Pick<SegmentUse, "kind" | "id" | "name"> & Partial<SegmentUse>

const tags = z
  .array(z.string().trim().min(1).max(50), "a list of tags")
  .max(20, "at most 20 tags")
  .transform((list) => [...new Set(list)])
const description = z.string().trim().max(1000, "at most 1000 characters").nullable()

export const segment = z
  .object({
    id: fields.id,
    name: z.string(),
    description: z.string().nullable(),
    tags: z.array(z.string()),
    filter: savedFilterSchema,
    schema: z.int().describe("Version of the language of the filter"),
    is_suppression: z.boolean().describe("Its members get no marketing"),
    allowed_tags: z
      .array(z.string())
      .describe("Of a suppression list: what has one of these tags goes to its members all the same"),
    is_live: z
      .boolean()
      .describe("Who is in it is known at all times, and `segment_entered` and `segment_left` tell of it"),
    people: z.int().nullable().describe("How many members it had when it was last counted; null: not yet"),
    archived_at: fields.timestamp.nullable(),
    created_at: fields.timestamp,
    updated_at: fields.timestamp,
    revision: fields.revision,
  })
  .meta({ id: "Segment" })
export type Segment = z.output<typeof segment>

export const newSegment = z
  .strictObject({
    name: fields.name,
    description: description.default(null),
    tags: tags.default([]),
    filter: filterSchema,
    is_suppression: z.boolean().default(false),
    allowed_tags: tags.default([]),
    is_live: z.boolean().default(false),
  })
  .meta({ id: "NewSegment" })

export const segmentChange = z
  .strictObject({
    name: fields.name.optional(),
    description: description.optional(),
    tags: tags.optional(),
    filter: filterSchema.optional(),
    is_suppression: z.boolean().optional(),
    allowed_tags: tags.optional(),
    is_live: z.boolean().optional(),
    archived: z.boolean().optional(),
    revision: fields.revisionRead,
  })
  .meta({ id: "SegmentChange" })

/** All segments of the workspace. */
export const selectSegments = (which: {
  archived: boolean
  is_suppression?: boolean | undefined
  search?: string | undefined
}): RawBuilder<Segment> => sql<Segment>`
  SELECT s.id, s.name, s.description, s.tags, s.filter, s.schema, s.is_suppression, s.allowed_tags, s.is_live, c.people, s.archived_at,
    s.created_at, s.updated_at, s.revision
  FROM segments AS s
  LEFT JOIN (
    SELECT DISTINCT ON (segment_id) segment_id, people FROM segment_counts ORDER BY segment_id, day DESC
  ) AS c ON c.segment_id = s.id
  WHERE (s.archived_at IS NOT NULL) = ${which.archived}
    AND ${which.is_suppression === undefined ? sql`true` : sql`s.is_suppression = ${which.is_suppression}`}
    AND ${which.search === undefined ? sql`true` : sql`strpos(lower(s.name || ' ' || array_to_string(s.tags, ' ')), lower(${which.search}::text)) > 0`}`

export const asSegment = (row: Omit<Segment, "filter"> & { filter: unknown }): Segment => ({
  ...row,
  filter: savedFilterSchema.parse(row.filter),
})

/** @throws Problem not_found */
export async function getSegment(tx: Tx, id: string): Promise<Segment> {
  const { rows } = await sql<Segment>`
    SELECT s.id, s.name, s.description, s.tags, s.filter, s.schema, s.is_suppression, s.allowed_tags, s.is_live,
      (SELECT people FROM segment_counts AS c WHERE c.segment_id = s.id ORDER BY day DESC LIMIT 1) AS people,
      s.archived_at, s.created_at, s.updated_at, s.revision
    FROM segments AS s WHERE s.id = ${id}`.execute(tx)
  return asSegment(found(rows[0], "segment"))
}

interface Scope {
  workspaceId: string
  rooms: readonly Room[]
  now: Date
}

/** @throws Problem invalid_request naming what the filter names and there is not; conflict when the name is taken */
export async function createSegment(
  tx: Tx,
  { workspaceId, rooms, now }: Scope,
  draft: z.output<typeof newSegment>,
): Promise<Segment> {
  await lockSegments(tx, workspaceId)
  if (draft.is_live) await refuseTooManyLive(tx, workspaceId)
  await refuseUnknown(tx, { workspaceId, rooms }, draft.filter)
  const { filter, ...rest } = draft
  const { id } = await uniquely(draft.name, () =>
    tx
      .insertInto("segments")
      .values({
        workspace_id: workspaceId,
        ...rest,
        ...written(filter),
        created_at: now,
        updated_at: now,
      })
      .returning("id")
      .executeTakeFirstOrThrow(),
  )
  await refuseOvergrown(tx, workspaceId, id)
  if (draft.is_live) await reviseLive(tx, rooms)
  return getSegment(tx, id)
}

const written = (filter: Filter) => {
  const { segments, lists } = namedBy(filter)
  return {
    filter: jsonText(filter),
    named_segments: [...new Set(segments)],
    named_lists: [...new Set(lists)],
  }
}

/**
 * @throws Problem not_found; invalid_request naming what the filter names and there is not, or that it would name itself; conflict
 * when the name is taken, someone else changed it, or it is to be archived while something uses it
 */
export async function changeSegment(
  tx: Tx,
  { workspaceId, rooms, now, id }: Scope & { id: string },
  { revision, archived, filter, ...change }: z.output<typeof segmentChange>,
): Promise<Segment> {
  await lockSegments(tx, workspaceId)
  const row = tx
    .selectFrom("segments")
    .select(["name", "revision", "archived_at", "is_live"])
    .where("id", "=", id)
    .forUpdate()
  const known = found(await row.executeTakeFirst(), "segment")
  requireRevision(known, revision, "segment")
  if (filter !== undefined) await refuseUnknown(tx, { workspaceId, rooms }, filter, id)
  if (archived === true && known.archived_at === null) await refuseUsed(tx, rooms, id)
  const archivedAt = archived === undefined ? known.archived_at : archived ? (known.archived_at ?? now) : null
  if (change.is_live === true && !known.is_live) await refuseTooManyLive(tx, workspaceId)
  const values = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  await uniquely(change.name ?? known.name, () =>
    tx
      .updateTable("segments")
      .set({
        ...values,
        ...(filter === undefined ? {} : written(filter)),
        archived_at: archivedAt,
        updated_at: now,
      })
      .where("id", "=", id)
      .execute(),
  )
  if (filter !== undefined) await refuseOvergrown(tx, workspaceId, id)
  if (filter !== undefined) await forgetJudged(tx, workspaceId, id)
  if (filter !== undefined || archived !== undefined || change.is_live !== undefined)
    await reviseLive(tx, rooms)
  return getSegment(tx, id)
}

/** @throws Problem not_found; conflict while something uses it */
export async function deleteSegment(
  tx: Tx,
  rooms: readonly Room[],
  { workspaceId, id }: { workspaceId: string; id: string },
): Promise<void> {
  await lockSegments(tx, workspaceId)
  // Locked before it is asked what uses it: a launch that begins meanwhile holds it.
  const row = tx.selectFrom("segments").select("id").where("id", "=", id).forUpdate()
  found(await row.executeTakeFirst(), "segment")
  await refuseUsed(tx, rooms, id)
  await tx.deleteFrom("segments").where("id", "=", id).execute()
}

/** What uses a segment: other segments, and what the rooms above say. @throws Problem not_found */
export async function usesOfSegment(tx: Tx, rooms: readonly Room[], id: string): Promise<SegmentUse[]> {
  found(await tx.selectFrom("segments").select("id").where("id", "=", id).executeTakeFirst(), "segment")
  const uses: SegmentUse[] = []
  for (const room of rooms) {
    const those = (await room.usesOfSegment?.(tx, id)) ?? []
    uses.push(...those.map((use) => ({ is_blocking: true, launch_id: null, ...use })))
  }
  return uses
}

/** The segments that name another one. */
export async function segmentsThatName(
  tx: Tx,
  what: "named_segments" | "named_lists",
  id: string,
): Promise<UseOfRoom[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT id, name FROM segments WHERE ${sql.ref(what)} @> ARRAY[${id}]::uuid[] ORDER BY name LIMIT 100`.execute(
    tx,
  )
  return rows.map((row) => ({ kind: "segment", ...row }))
}

/** The segments whose conditions name a tag of contacts. */
export async function segmentsWithTag(tx: Tx, tagId: string): Promise<UseOfRoom[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT id, name FROM segments
    WHERE jsonb_path_exists(filter, '$.**.tag_id ? (@ == $id)', jsonb_build_object('id', ${tagId}::text))
    ORDER BY name LIMIT 100`.execute(tx)
  return rows.map((row) => ({ kind: "segment", ...row }))
}

async function refuseUsed(tx: Tx, rooms: readonly Room[], id: string): Promise<void> {
  const uses = (await usesOfSegment(tx, rooms, id)).filter(({ is_blocking }) => is_blocking)
  const [use] = uses
  if (use === undefined) return
  throw new Problem("conflict", `The ${use.kind} "${use.name}" uses this segment.`, {
    help: "Change or delete what `uses` names first.",
    extra: { uses },
  })
}

/** One change at a time in a workspace, so that two of them cannot make segments name each other in a circle. */
const lockSegments = (tx: Tx, workspaceId: string) =>
  sql`SELECT pg_advisory_xact_lock(hashtext('segments'), hashtext(${workspaceId}))`.execute(tx)

async function uniquely<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!isRace(error)) throw error
    throw new Problem("conflict", `There is a segment called "${name}" already.`, {
      field: "name",
      help: "Choose another name.",
    })
  }
}
