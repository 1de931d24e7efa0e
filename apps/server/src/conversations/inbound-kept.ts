import { sql } from "../platform/database/index.ts"
import type { Kept, Platform } from "../platform/define-room.ts"
import { measureRows } from "../platform/retention/index.ts"

const mostAtOnce = 2_000

/** What contacts wrote. Their conversations stay, and with them whether their windows are open. */
export const inboundKept = ({ db }: Platform): Kept => ({
  what: "inbound_messages",
  description: "What contacts wrote, with its files",
  atLeastDays: 30,
  measure: (tx, before) => measureRows(tx, "inbound_messages", sql`id < uuidv7_floor(${before})`),
  async deleteSome({ before }) {
    const { numAffectedRows } = await db.system((tx) =>
      sql`DELETE FROM inbound_messages WHERE id = ANY(ARRAY(
        SELECT id FROM inbound_messages WHERE id < uuidv7_floor(${before}) ORDER BY id LIMIT ${mostAtOnce}))`.execute(
        tx,
      ),
    )
    return Number(numAffectedRows ?? 0) === mostAtOnce
  },
})
