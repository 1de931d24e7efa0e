/** What of events is kept for a time: the roll-ups, by which segments know how often somebody did something, stay. */
import { sql, type Tx } from "../../platform/database/index.ts"
import type { Kept, Platform } from "../../platform/define-room.ts"
import { measureRows } from "../../platform/retention/index.ts"
import { dropOldestEvents } from "./partitions.ts"

const mostAtOnce = 5_000
const keyDays = 7
const dayMs = 24 * 60 * 60_000

declare module "../../platform/define-room.ts" {
  interface Room {
    /** Some events are not kept any longer, of any workspace: what was found out by reading them may not be so now. */
    eventsLost?(tx: Tx, now: Date): Promise<void>
  }
}

export const eventsKept = ({ db, databaseUrl, logger, rooms, clock }: Platform): Kept => {
  const tellLost = async (tx: Tx) => {
    for (const { eventsLost } of rooms) await eventsLost?.(tx, clock.now())
  }
  return {
    what: "events",
    description: "Events and purchases of contacts with their properties; how often each did what stays",
    atLeastDays: 30,
    measure: (tx, before) => measureRows(tx, "events", sql`at < ${before}`),
    async deleteSome({ before }) {
      const dropped = await dropOldestEvents(databaseUrl, before)
      if (dropped === "waiting") return false
      if (dropped !== undefined) {
        await db.system(tellLost)
        logger.info({ partition: dropped.name }, "events that are kept no longer were dropped")
        return true
      }
      return db.system(async (tx) => {
        const { numAffectedRows } = await sql`
        DELETE FROM events WHERE at < ${before} AND (tableoid, ctid) IN (
          SELECT tableoid, ctid FROM events WHERE at < ${before} LIMIT ${mostAtOnce})`.execute(tx)
        const deleted = Number(numAffectedRows ?? 0)
        if (deleted > 0) await tellLost(tx)
        return deleted === mostAtOnce
      })
    },
  }
}

/** Forgets keys of events that came more than a week ago. */
export async function forgetKeys({ db, clock }: Pick<Platform, "db" | "clock">): Promise<void> {
  const before = new Date(clock.now().getTime() - keyDays * dayMs)
  const forgetSome = () =>
    db.system(async (tx) => {
      const { numAffectedRows } = await sql`
        DELETE FROM event_keys WHERE ctid = ANY(ARRAY(
          SELECT ctid FROM event_keys WHERE seen_at < ${before} LIMIT ${mostAtOnce}))`.execute(tx)
      return Number(numAffectedRows ?? 0) === mostAtOnce
    })
  while (await forgetSome());
}
