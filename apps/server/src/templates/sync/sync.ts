import { listTemplates, type RemoteTemplate } from "@parley/whatsapp/graph"
import { answered, findAccount, graphClient } from "../../connect/index.ts"
import { columnsOf, rows, sql, type Tx } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { reportedSamples } from "../media/samples.ts"
import { type ChangedTemplate, changedTemplate, tellOfTemplates } from "./tell-changes.ts"

/** What a sync changed here. */
export interface SyncResult {
  created: number
  updated: number
  /** Gone at Meta. */
  deleted: number
}

/** A submission that is not answered after this long will not be: the process that made it is gone. */
const submissionMs = 10 * 60 * 1000

/** Business accounts that are asked at once when all are. */
const accountsAtOnce = 4

/** How often Meta's pages are read when webhooks keep changing templates meanwhile; the next sync finds the rest. */
const mostReads = 3

/**
 * Makes the templates of one business account what they are at Meta. What changes here while Meta's pages are being
 * read is newer than the pages, and stays; as it may be newer in part only, the pages are read again.
 * @throws Problem not_found, meta_rejected, meta_unreachable
 */
export async function syncTemplates(
  platform: Platform,
  workspaceId: string,
  businessAccountId: string,
): Promise<SyncResult> {
  const { db, clock } = platform
  const account = await db.workspace(workspaceId, (tx) => findAccount(tx, businessAccountId))
  const result: SyncResult = { created: 0, updated: 0, deleted: 0 }
  for (let read = 1; read <= mostReads; read++) {
    const startedAt = clock.now()
    const remote = answered(await listTemplates(graphClient(platform, account), account.waba_id))
    const stored = await db.workspace(workspaceId, (tx) =>
      storeTemplates(tx, account, remote, { startedAt, now: clock.now() }),
    )
    result.created += stored.created
    result.updated += stored.updated
    result.deleted += stored.deleted
    if (!stored.changedMeanwhile) break
  }
  return result
}

/** Syncs every connected business account of the installation; failures are logged and concern that account alone. */
export async function syncEveryAccount(platform: Platform): Promise<void> {
  const accounts = await platform.db.system((tx) =>
    tx
      .selectFrom("business_accounts")
      .select(["id", "workspace_id", "waba_id"])
      .where("disconnected_at", "is", null)
      .orderBy("id")
      .execute(),
  )
  const waiting = accounts.values()
  const syncRest = async () => {
    for (const { id, workspace_id, waba_id } of waiting) {
      await syncTemplates(platform, workspace_id, id).catch((error: unknown) =>
        platform.logger.warn(
          { err: error, waba_id },
          "the templates of a business account could not be synced",
        ),
      )
    }
  }
  await Promise.all(Array.from({ length: accountsAtOnce }, syncRest))
}

async function storeTemplates(
  tx: Tx,
  account: { id: string; workspace_id: string },
  listed: readonly RemoteTemplate[],
  { startedAt, now }: { startedAt: Date; now: Date },
): Promise<SyncResult & { changedMeanwhile: boolean }> {
  const { rows: newer } = await sql`
    SELECT FROM templates WHERE business_account_id = ${account.id} AND updated_at > ${startedAt} LIMIT 1
  `.execute(tx)
  // Meta lists a name twice while it deletes the old one.
  const remote = [...new Map(listed.map((one) => [`${one.name} ${one.language}`, one])).values()]
  // Rows that say the same already are left alone: what is compiled from a template is cached by its updated_at.
  const { rows: written } = await sql<ChangedTemplate>`
    INSERT INTO templates AS known (workspace_id, business_account_id, sample_addresses, created_at, updated_at,
      ${columnsOf(remoteColumns)})
    SELECT ${account.workspace_id}, ${account.id}, ARRAY(SELECT jsonb_array_elements_text(samples)), ${now}, ${now},
      ${columnsOf(remoteColumns)}
    FROM ${rows("meta", remote.map(asColumns), { ...remoteColumns, samples: "jsonb" })}
    ORDER BY name, language
    ON CONFLICT (business_account_id, name, language) DO UPDATE SET
      meta_id = EXCLUDED.meta_id, category = EXCLUDED.category,
      previous_category = coalesce(EXCLUDED.previous_category, known.previous_category),
      correct_category = EXCLUDED.correct_category,
      category_changes_at = CASE WHEN known.correct_category = EXCLUDED.correct_category THEN known.category_changes_at END,
      library_template_name = EXCLUDED.library_template_name,
      message_send_ttl_seconds = EXCLUDED.message_send_ttl_seconds, parameter_format = EXCLUDED.parameter_format,
      components = EXCLUDED.components, sample_addresses = EXCLUDED.sample_addresses, status = EXCLUDED.status,
      rejection_reason = EXCLUDED.rejection_reason,
      status_detail = CASE WHEN known.status = EXCLUDED.status THEN known.status_detail END,
      quality_score = coalesce(EXCLUDED.quality_score, known.quality_score), updated_at = EXCLUDED.updated_at
    WHERE known.updated_at <= ${startedAt}
      AND (known.meta_id, known.category, known.previous_category, known.correct_category, known.library_template_name,
          known.message_send_ttl_seconds, known.parameter_format, known.components, known.sample_addresses, known.status,
          known.rejection_reason, known.quality_score)
        IS DISTINCT FROM (EXCLUDED.meta_id, EXCLUDED.category, coalesce(EXCLUDED.previous_category, known.previous_category),
          EXCLUDED.correct_category, EXCLUDED.library_template_name, EXCLUDED.message_send_ttl_seconds,
          EXCLUDED.parameter_format, EXCLUDED.components, EXCLUDED.sample_addresses, EXCLUDED.status,
          EXCLUDED.rejection_reason, coalesce(EXCLUDED.quality_score, known.quality_score))
    RETURNING ${changedTemplate}
  `.execute(tx)

  const { rows: deleted } = await sql<ChangedTemplate>`
    UPDATE templates SET status = 'DELETED', updated_at = ${now}
    WHERE business_account_id = ${account.id} AND status <> 'DELETED'
      AND updated_at < CASE WHEN meta_id IS NULL THEN ${new Date(startedAt.getTime() - submissionMs)}::timestamptz
        ELSE ${startedAt}::timestamptz END
      AND (name, language) NOT IN (
        SELECT name, language FROM ${rows("listed", remote, { name: "text", language: "text" })})
    RETURNING ${changedTemplate}
  `.execute(tx)
  await tellOfTemplates(tx, [...written, ...deleted], now)
  const created = written.filter((row) => row.status_before === null).length
  return {
    created,
    updated: written.length - created,
    deleted: deleted.length,
    changedMeanwhile: newer.length > 0,
  }
}

/** What Meta says about a template, by the columns it goes to. */
function asColumns(remote: RemoteTemplate) {
  return {
    metaId: remote.id,
    name: remote.name,
    language: remote.language,
    category: remote.category,
    previousCategory: remote.previousCategory,
    correctCategory: announcedCategory(remote),
    libraryTemplateName: remote.libraryTemplateName,
    messageSendTtlSeconds: remote.messageSendTtlSeconds,
    parameterFormat: remote.parameterFormat,
    components: [...remote.components, ...remote.unreadableComponents],
    status: remote.status,
    rejectionReason: reasonOf(remote),
    qualityScore: remote.quality,
    samples: reportedSamples(remote),
  }
}

const remoteColumns = {
  metaId: "text",
  name: "text",
  language: "text",
  category: "text",
  previousCategory: "text",
  correctCategory: "text",
  libraryTemplateName: "text",
  messageSendTtlSeconds: "integer",
  parameterFormat: "text",
  components: "jsonb",
  status: "text",
  rejectionReason: "text",
  qualityScore: "text",
} as const

function reasonOf({ rejectedReason }: RemoteTemplate): string | null {
  return rejectedReason === undefined || rejectedReason === "NONE" ? null : rejectedReason
}

/** Where Meta will file it; null while it is filed there already. */
function announcedCategory({ category, correctCategory }: RemoteTemplate): string | null {
  return correctCategory === undefined || correctCategory === category ? null : correctCategory
}
