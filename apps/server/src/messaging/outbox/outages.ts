import { type Database, sql } from "../../platform/database/index.ts"
import type { Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { startLoop } from "../../platform/loop.ts"

const everyMs = 5_000
/** Without a sign for so long, webhooks were not taken. In seconds. */
export const silenceSeconds = 20
/** Meta repeats a webhook for seven days at most: an older outage tells nothing about a message. */
const keptDays = 15

/**
 * Says that webhooks can be taken, as of now. After a silence it is kept how long that was: until twice that time has passed
 * since it began, Meta may still tell what happened during it.
 */
export async function keepPresence(db: Database, now: Date): Promise<void> {
  await db.system((tx) =>
    sql`
      WITH seen AS (
        INSERT INTO intake_presence (seen_at) VALUES (${now})
        ON CONFLICT (is_only) DO UPDATE SET seen_at = greatest(intake_presence.seen_at, excluded.seen_at)
        RETURNING old.seen_at AS since, new.seen_at AS until
      ), forgotten AS (
        DELETE FROM intake_outages WHERE until < ${now}::timestamptz - make_interval(days => ${keptDays})
      )
      INSERT INTO intake_outages (since, until)
      SELECT since, until FROM seen WHERE until - since > make_interval(secs => ${silenceSeconds})
      ON CONFLICT DO NOTHING
    `.execute(tx),
  )
}

/** Keeps saying so for as long as this process takes webhooks; it has no address of its own. */
export const intakePresence =
  ({ db, clock, logger }: Platform): Routes =>
  async (app) => {
    const saying = startLoop({
      everyMs,
      round: async () => {
        await keepPresence(db, clock.now())
        return false
      },
      broke: (error) => logger.warn({ err: error }, "cannot say that webhooks are taken; retrying"),
    })
    app.addHook("onClose", () => saying.stop())
  }
