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
  const ended = await db.hotSystem(async (tx) => {
    // Sources whose messages end together have none to end before.
    const { rows: over } = await sql<{ id: string; is_canceled: boolean }>`
      SELECT id, state = 'canceled' AS is_canceled FROM sources
      WHERE ended_at IS NULL AND (state = 'canceled' OR expires_at IS NULL OR expires_at <= ${now})`.execute(
      tx,
    )
    const idsOf = (which: (source: { is_canceled: boolean }) => boolean) =>
      over.filter(which).map(({ id }) => id)
    const [canceled, open] = [idsOf(({ is_canceled }) => is_canceled), idsOf(() => true)]
    const end = async (
      sourceIds: readonly string[],
      still: RawBuilder<unknown>,
      how: { status: "dropped" | "failed"; reason: string },
    ) => {
      if (sourceIds.length === 0) return 0
      const which = sql`SELECT id FROM outbox WHERE source_id = ANY(${sourceIds}::uuid[]) AND ${still} LIMIT ${mostAtOnce}`
      return settleWhere(tx, { which, still }, { ...how, now, rooms })
    }
    const expired = sql`expires_at <= ${now}`
    return [
      await end(canceled, waits, { status: "dropped", reason: "canceled" }),
      await end(canceled, inDoubt, { status: "dropped", reason: "canceled_in_doubt" }),
      await end(open, sql`${waits} AND ${expired}`, { status: "dropped", reason: "expired" }),
      await end(open, sql`${inDoubt} AND ${expired}`, { status: "failed", reason: "no_answer" }),
    ]
  })
  return ended.some((rows) => rows === mostAtOnce)
}
