import { filterSchema } from "@parley/model"
import { priorities, wakeLane } from "../messaging/index.ts"
import { patiently, sql, type Tx } from "../platform/database/index.ts"
import type { Platform } from "../platform/index.ts"
import { startLoop } from "../platform/loop.ts"
import { filterSql } from "../segments/index.ts"
import { isHeldByGroup } from "./group-hold.ts"
import { launchesChannel } from "./launches.ts"
import { isHeldByTemplate } from "./template-hold.ts"

/** Contacts that one statement brings into the outbox. */
const chunk = 10_000
/** A launch has at most so many messages in the outbox: it stays small, however large the audience is. */
const mostQueued = 50_000

interface DueLaunch {
  id: string
  workspace_id: string
}

/**
 * Brings due launches into the outbox, chunk by chunk. A chunk is one statement that also moves the launch's bookmark,
 * so a crash between chunks neither skips nor repeats anyone, and no contact passes through this process.
 */
export function startLaunchExpansion(platform: Platform): { stop(): Promise<void> } {
  const loop = startLoop({
    everyMs: 500,
    round: () => expandDue(platform),
    broke: (error) => platform.logger.warn({ err: error }, "cannot expand launches; retrying"),
  })
  const unheard = platform.wakes.hear(launchesChannel, () => loop.wake())
  return {
    async stop() {
      unheard()
      await loop.stop()
    },
  }
}

/** Brings the next chunk of every due launch into the outbox. @returns whether anything was brought in */
export async function expandDue({ db, clock, logger }: Platform): Promise<boolean> {
  const now = clock.now()
  const { rows: due } = await db.system((tx) =>
    sql<DueLaunch>`
      SELECT id, workspace_id FROM launches
      WHERE state IN ('scheduled', 'expanding') AND scheduled_at <= ${now}
        AND audience_size - coalesce((SELECT sum(count) FROM launch_counts
          WHERE launch_id = launches.id AND stage = 'decided'), 0) < ${mostQueued}
        AND NOT ${isHeldByTemplate} AND NOT ${isHeldByGroup}
      ORDER BY scheduled_at LIMIT 50
    `.execute(tx),
  )
  const added = await Promise.all(
    due.map((launch) =>
      // An audience of a million may be walked through for the last few of it.
      patiently(() => db.workspace(launch.workspace_id, (tx) => expandChunk(tx, launch.id, now))).catch(
        (error) => {
          logger.error({ err: error, launch: launch.id }, "cannot expand a launch")
          return 0
        },
      ),
    ),
  )
  return added.some((count) => count > 0)
}

/** Brings the next contacts of one launch into the outbox. @returns how many; 0 when the audience is exhausted */
async function expandChunk(tx: Tx, launchId: string, now: Date): Promise<number> {
  const launch = await tx
    .selectFrom("launches")
    .selectAll()
    .where("id", "=", launchId)
    .where("state", "in", ["scheduled", "expanding"])
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!launch) return 0
  const after = launch.after_contact === null ? sql`true` : sql`contacts.id > ${launch.after_contact}`
  const { rows } = await sql<{ last: string; added: number }>`
    WITH chunk AS MATERIALIZED (
      SELECT contacts.id FROM contacts
      WHERE contacts.workspace_id = ${launch.workspace_id} AND ${after} AND contacts.id <> ALL(${launch.reached}::uuid[])
        AND ${filterSql(filterSchema.parse(launch.audience))}
      ORDER BY contacts.id LIMIT ${chunk}
    ), queued AS (
      INSERT INTO outbox (workspace_id, number_id, contact_id, content_id, launch_id, priority, send_after)
      SELECT ${launch.workspace_id}::uuid, ${launch.number_id}::uuid, id, ${launch.content_id}::uuid, ${launch.id}::uuid,
        ${priorities.campaign}::smallint, ${now}::timestamptz
      FROM chunk
    )
    SELECT id AS last, count(*) OVER () AS added FROM chunk ORDER BY id DESC LIMIT 1
  `.execute(tx)
  const [result] = rows
  const added = result?.added ?? 0
  await tx
    .updateTable("launches")
    .set((eb) => ({
      state: added < chunk ? "sending" : "expanding",
      after_contact: result?.last ?? launch.after_contact,
      audience_size: eb("audience_size", "+", added),
    }))
    .where("id", "=", launch.id)
    .execute()
  if (added > 0) wakeLane(launch.number_id)
  return added
}
