import { sql, type Tx } from "../../platform/database/index.ts"
import { readPeriod, timeOf } from "../events/read-period.ts"
import type { Endpoint } from "../frame/endpoint.ts"
import { Fatal } from "../frame/fatal.ts"
import { readPage } from "../frame/lists.ts"

const segmentsOfOnePage = 100
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** @throws Fatal 400 */
export function readSegmentId(value: unknown): string {
  if (typeof value === "string" && uuid.test(value)) return value.toLowerCase()
  throw new Fatal("segment_id must be a string of the Segment api identifier")
}

interface SegmentRow {
  id: string
  name: string
  description: string | null
  tags: string[]
  filter: unknown
  created_at: Date
  updated_at: Date
}

/** A segment that is not in the archive. @throws Fatal 400 */
export async function findSegment(tx: Tx, workspaceId: string, id: string): Promise<SegmentRow> {
  const { rows } = await sql<SegmentRow>`
    SELECT id, name, description, tags, filter, created_at, updated_at FROM segments
    WHERE id = ${id} AND workspace_id = ${workspaceId} AND archived_at IS NULL`.execute(tx)
  if (!rows[0]) throw new Fatal("Invalid Segment ID")
  return rows[0]
}

const listSegments: Endpoint = {
  method: "GET",
  path: "/segments/list",
  permission: "segments:read",
  limit: "usual",
  answer: async ({ platform, caller: { workspaceId }, input }) => {
    const { sort_direction: direction = "asc" } = input
    if (direction !== "asc" && direction !== "desc")
      throw new Fatal("'sort_direction' must be 'asc' or 'desc'")
    const offset = readPage(input.page) * segmentsOfOnePage
    const { rows } = await platform.db.workspace(workspaceId, (tx) =>
      sql<{ id: string; name: string; tags: string[] }>`
        SELECT id, name, tags FROM segments WHERE workspace_id = ${workspaceId} AND archived_at IS NULL
        ORDER BY id ${sql.raw(direction)} LIMIT ${segmentsOfOnePage} OFFSET ${offset}`.execute(tx),
    )
    const segments = rows.map(({ id, name, tags }) => ({ id, name, analytics_tracking_enabled: true, tags }))
    return { body: { segments, message: "success" } }
  },
}

const segmentDetails: Endpoint = {
  method: "GET",
  path: "/segments/details",
  permission: "segments:read",
  limit: "usual",
  answer: async ({ platform, caller: { workspaceId }, input }) => {
    const id = readSegmentId(input.segment_id)
    const segment = await platform.db.workspace(workspaceId, (tx) => findSegment(tx, workspaceId, id))
    return {
      body: {
        created_at: segment.created_at.toISOString(),
        updated_at: segment.updated_at.toISOString(),
        name: segment.name,
        description: JSON.stringify(segment.filter),
        text_description: segment.description ?? "",
        tags: segment.tags,
        teams: [],
        message: "success",
      },
    }
  },
}

/** How large a segment was each day, where it was counted; a day that it was not has the size of the day before. */
const segmentSeries: Endpoint = {
  method: "GET",
  path: "/segments/data_series",
  permission: "segments:read",
  limit: "usual",
  answer: async ({ platform, caller: { workspaceId }, input, now }) => {
    const id = readSegmentId(input.segment_id)
    const { starts, end } = readPeriod({ ...input, unit: "day" }, now)
    const rows = await platform.db.workspace(workspaceId, async (tx) => {
      await findSegment(tx, workspaceId, id)
      const { rows } = await sql<{ day: string; people: number }>`
        SELECT day::text, people::float8 AS people FROM segment_counts
        WHERE segment_id = ${id} AND workspace_id = ${workspaceId} AND day < ${end}::timestamptz::date
        ORDER BY segment_counts.day`.execute(tx)
      return rows
    })
    const data = starts.flatMap((start) => {
      const time = timeOf(start, "day")
      const counted = rows.findLast(({ day }) => day <= time)
      return counted ? [{ time, size: counted.people }] : []
    })
    return { body: { data, message: "success" } }
  },
}

export const segmentEndpoints: readonly Endpoint[] = [listSegments, segmentDetails, segmentSeries]
