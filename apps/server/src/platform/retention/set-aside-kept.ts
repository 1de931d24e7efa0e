import { sql } from "../database/index.ts"
import type { Kept, Platform } from "../define-room.ts"
import { measureRows } from "./measure-rows.ts"

const mostAtOnce = 500

/** Entries that were set aside, since when they were. */
export const setAsideKept = ({ db }: Platform): Kept => ({
  what: "set_aside",
  description: "Webhooks that could not be applied and were set aside",
  atLeastDays: 7,
  measure: (tx, before) => measureRows(tx, "log_set_aside", sql`set_aside_at < ${before}`),
  async deleteSome({ before }) {
    const { numAffectedRows } = await db.system((tx) =>
      sql`DELETE FROM log_set_aside WHERE id = ANY(ARRAY(
        SELECT id FROM log_set_aside WHERE set_aside_at < ${before} ORDER BY id LIMIT ${mostAtOnce}))`.execute(
        tx,
      ),
    )
    return Number(numAffectedRows ?? 0) === mostAtOnce
  },
})
