import { type Database, type RawBuilder, sql } from "../../platform/database/index.ts"
import type { Room } from "../../platform/define-room.ts"
import { inDoubt, settleWhere, waits } from "./settle.ts"

/** Rows that one transaction takes out. */
const mostAtOnce = 5_000

/**
 * Takes out what is not to be sent any more: rows of canceled sources, and rows whose time is over. What a lane has claimed is
 * left to it; what is in doubt ends as failed, until a status says otherwise.
 * @param rooms who may want to hear of it
 * @returns whether there may be more
 */
export async function clearOutbox(db: Database, now: Date, rooms: readonly Room[] = []): Promise<boolean> {
  const ended = await db.system(async (tx) => {
    // Sources whose messages end together have none to end before.
    const open = sql`SELECT id FROM sources WHERE ended_at IS NULL AND (expires_at IS NULL OR expires_at <= ${now})`
    const canceled = sql`SELECT id FROM sources WHERE ended_at IS NULL AND state = 'canceled'`
    const some = (of: RawBuilder<unknown>, still: RawBuilder<unknown>) => ({
      which: sql`SELECT id FROM outbox WHERE source_id = ANY(ARRAY(${of})) AND ${still} LIMIT ${mostAtOnce}`,
      still,
    })
    const expired = sql`expires_at <= ${now}`
    return [
      await settleWhere(tx, some(canceled, waits), { status: "dropped", reason: "canceled", now, rooms }),
      await settleWhere(tx, some(canceled, inDoubt), {
        status: "dropped",
        reason: "canceled_in_doubt",
        now,
        rooms,
      }),
      await settleWhere(tx, some(open, sql`${waits} AND ${expired}`), {
        status: "dropped",
        reason: "expired",
        now,
        rooms,
      }),
      await settleWhere(tx, some(open, sql`${inDoubt} AND ${expired}`), {
        status: "failed",
        reason: "no_answer",
        now,
        rooms,
      }),
    ]
  })
  return ended.some((rows) => rows === mostAtOnce)
}
