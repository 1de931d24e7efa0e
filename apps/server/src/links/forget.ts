import { type Database, sql, type Tx } from "../platform/database/index.ts"
import { usualLastingDays } from "./settings/settings.ts"

const mostAtOnce = 5_000

/** Personal targets of links that lead nowhere any more, the oldest first. */
export async function forgetTargets(db: Pick<Database, "system">, now: Date): Promise<void> {
  for (;;) {
    const { numAffectedRows } = await db.system((tx) =>
      sql`
        DELETE FROM link_targets WHERE (message_id, link_id, nth) IN (
          SELECT message_id, link_id, nth FROM link_targets AS t
          WHERE t.message_id < uuidv7_floor(${now}::timestamptz - make_interval(days => coalesce(
            (SELECT lasting_days FROM link_settings AS s WHERE s.workspace_id = t.workspace_id), ${usualLastingDays}::integer)))
          -- For the index: nothing younger has expired anywhere.
          AND t.message_id < uuidv7_floor(${now}::timestamptz - make_interval(days => least(${usualLastingDays}::integer,
            (SELECT min(lasting_days) FROM link_settings))))
          ORDER BY message_id LIMIT ${mostAtOnce})`.execute(tx),
    )
    if (Number(numAffectedRows ?? 0) < mostAtOnce) return
  }
}

/** The log repeats an entry within minutes, or not at all. */
export async function forgetBatches(tx: Tx): Promise<void> {
  await sql`DELETE FROM link_batches WHERE applied_at < now() - interval '7 days'`.execute(tx)
}
