import { sql } from "../platform/database/index.ts"
import type { Kept, Platform } from "../platform/define-room.ts"
import { measureRows } from "../platform/retention/index.ts"

const mostAtOnce = 2_000

/** What members were told of, and who read it. What still lasts stays. */
export const notificationsKept = ({ db }: Pick<Platform, "db">): Kept => ({
  what: "notifications",
  description: "What members were told of; what still lasts stays",
  // A mail is sent within a day, and what begins again within an hour is the same.
  atLeastDays: 7,
  measure: (tx, before) => measureRows(tx, "notifications", old(before)),
  async deleteSome({ before }) {
    const { numAffectedRows } = await db.system((tx) =>
      sql`DELETE FROM notifications WHERE id = ANY(ARRAY(
        SELECT id FROM notifications WHERE ${old(before)} ORDER BY id LIMIT ${mostAtOnce}))`.execute(tx),
    )
    return Number(numAffectedRows ?? 0) === mostAtOnce
  },
})

const old = (before: Date) =>
  sql`id < uuidv7_floor(${before}) AND (condition IS NULL OR resolved_at < ${before}::timestamptz)`
