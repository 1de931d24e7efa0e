import { rows, sql, type Tx } from "../../platform/database/index.ts"
import type { RunningWork } from "../../platform/define-room.ts"
import type { Platform } from "../../platform/index.ts"
import { startLeasedWork } from "../../platform/leased-work/index.ts"
import { syncTemplates } from "./sync.ts"

/** Meta tells of a new template in several webhooks, and of many templates one after the other: they are read together. */
const collectMs = 2_000
/** What Meta tells of a template that it does not list, such as a deleted one, must not read all of them again and again. */
const restMs = 60_000
/** After that the hourly sync of all accounts has to do. */
const mostTries = 5

/** A template that Meta named. */
export interface NamedTemplate {
  wabaId: string
  templateId: string
}

/** Has the templates of those accounts synced that have a template we do not know. Asked for again and again, it is done once. */
export async function requestSyncs(tx: Tx, named: readonly NamedTemplate[], now: Date): Promise<void> {
  await sql`
    INSERT INTO template_syncs AS known (business_account_id, workspace_id, due_at)
    SELECT DISTINCT account.id, account.workspace_id, ${new Date(now.getTime() + collectMs)}::timestamptz
    FROM ${rows("news", named, { wabaId: "text", templateId: "text" })}
    JOIN business_accounts AS account ON account.waba_id = news.waba_id AND account.disconnected_at IS NULL
    WHERE NOT EXISTS (SELECT FROM templates
      WHERE templates.business_account_id = account.id AND templates.meta_id = news.template_id)
    ORDER BY account.id
    ON CONFLICT (business_account_id) DO UPDATE SET due_at =
      least(known.due_at, greatest(EXCLUDED.due_at, known.asked_at + make_interval(secs => ${restMs / 1000})))
  `.execute(tx)
}

interface DueSync {
  id: string
  workspaceId: string
}

/** Does the syncs that webhooks have asked for. One that fails is tried again after a minute, then two, four and so on. */
export function startRequestedSyncs(platform: Platform): RunningWork {
  const { db, clock, logger } = platform
  return startLeasedWork<DueSync>(platform, {
    name: "template sync",
    pollMs: 1_000,
    async due() {
      const { rows: due } = await db.system((tx) =>
        sql<DueSync>`SELECT business_account_id AS id, workspace_id AS "workspaceId" FROM template_syncs
          WHERE least(due_at, retry_at) <= ${clock.now()} ORDER BY least(due_at, retry_at)`.execute(tx),
      )
      return due
    },
    async run({ id, workspaceId }) {
      await db.system((tx) => beginSync(tx, id, clock.now()))
      try {
        await syncTemplates(platform, workspaceId, id)
      } catch (error) {
        logger.warn({ err: error, id }, "the templates of which Meta told could not be synced")
        return
      }
      await db.system((tx) =>
        sql`UPDATE template_syncs SET retry_at = NULL, tries = 0 WHERE business_account_id = ${id}`.execute(
          tx,
        ),
      )
    },
  })
}

/** What is asked for from now on is done after this sync, which may not see it any more. */
async function beginSync(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`
    UPDATE template_syncs SET asked_at = ${now}, due_at = NULL, tries = tries + 1,
      retry_at = CASE WHEN tries + 1 < ${mostTries}
        THEN ${now}::timestamptz + make_interval(secs => ${restMs / 1000}) * 2 ^ tries END
    WHERE business_account_id = ${id}`.execute(tx)
}
