/** How many members segments have over time: each is counted once a day. */
import { savedFilterSchema } from "@parley/model"
import { z } from "zod"
import { patiently, sql, type Tx } from "../platform/database/index.ts"
import type { Platform } from "../platform/index.ts"
import { readFilterScope } from "./compile/filter-scope.ts"
import { countMembers } from "./members.ts"

export const segmentHistory = z
  .object({
    data: z.array(z.object({ day: z.string().describe("In UTC"), people: z.int() })),
  })
  .meta({ id: "SegmentHistory" })

/** Counts every segment that was not counted today, one statement a segment. Those that fail do not keep others from it. */
export async function countSegments({ db, clock, rooms, logger }: Platform): Promise<void> {
  const now = clock.now()
  const day = now.toISOString().slice(0, 10)
  const due = await db.system(async (tx) => {
    const { rows } = await sql<{ id: string; workspace_id: string; filter: unknown }>`
      SELECT s.id, s.workspace_id, s.filter FROM segments AS s
      LEFT JOIN segment_counts AS c ON c.segment_id = s.id AND c.day = ${day}::date
      WHERE s.archived_at IS NULL AND c.day IS NULL ORDER BY s.id LIMIT 500`.execute(tx)
    return rows
  })
  for (const { id, workspace_id: workspaceId, filter } of due) {
    try {
      await patiently(() => countOne({ db, rooms }, { id, workspaceId, filter, day, now }))
    } catch (err) {
      logger.warn({ err, segment: id }, "cannot count a segment")
    }
  }
}

async function countOne(
  { db, rooms }: Pick<Platform, "db" | "rooms">,
  {
    id,
    workspaceId,
    filter,
    day,
    now,
  }: { id: string; workspaceId: string; filter: unknown; day: string; now: Date },
): Promise<void> {
  const read = savedFilterSchema.parse(filter)
  const people = await db.reading(async (tx) =>
    countMembers(tx, await readFilterScope(tx, { workspaceId, rooms, now }, [read]), read),
  )
  await db.workspace(workspaceId, (tx) =>
    sql`INSERT INTO segment_counts (segment_id, day, workspace_id, people)
      SELECT id, ${day}::date, workspace_id, ${people} FROM segments WHERE id = ${id}
      ON CONFLICT (segment_id, day) DO UPDATE SET people = excluded.people`.execute(tx),
  )
}

/** The last days on which it was counted, the oldest first. */
export async function readHistory(
  tx: Tx,
  segmentId: string,
  days: number,
): Promise<z.output<typeof segmentHistory>> {
  const { rows } = await sql<{ day: string; people: number }>`
    SELECT day::text, people FROM (
      SELECT day, people FROM segment_counts WHERE segment_id = ${segmentId} ORDER BY day DESC LIMIT ${days}
    ) AS newest ORDER BY day`.execute(tx)
  return { data: rows }
}
