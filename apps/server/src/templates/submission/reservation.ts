/** The row of a template that is being submitted: there before Meta hears of it, gone again when Meta refuses. */
import type { SubmittedTemplate } from "@parley/whatsapp/graph"
import type { TemplateDefinition } from "@parley/whatsapp/templates"
import { jsonText, sql, type Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"

/** A template as Meta is sent it, and what its quick replies say that unsubscribe. */
interface Reserved {
  definition: TemplateDefinition
  optOutReplies: readonly string[]
}

/** Takes the name and language; those of a deleted template are free again. @throws Problem conflict */
export async function reserve(
  tx: Tx,
  account: { workspaceId: string; businessAccountId: string },
  { definition, optOutReplies }: Reserved,
  now: Date,
): Promise<string> {
  const { name, language, category, parameter_format, components, message_send_ttl_seconds } = definition
  const { rows } = await sql<{ id: string }>`
    INSERT INTO templates (workspace_id, business_account_id, name, language, category, parameter_format, components,
      opt_out_replies, message_send_ttl_seconds, status, created_at, updated_at)
    VALUES (${account.workspaceId}, ${account.businessAccountId}, ${name}, ${language}, ${category},
      ${parameter_format ?? "POSITIONAL"}, ${jsonText(components)}::jsonb, ${optOutReplies}::text[], ${message_send_ttl_seconds ?? null},
      'PENDING', ${now}, ${now})
    ON CONFLICT (business_account_id, name, language) DO UPDATE SET
      meta_id = NULL, category = EXCLUDED.category, parameter_format = EXCLUDED.parameter_format,
      components = EXCLUDED.components, opt_out_replies = EXCLUDED.opt_out_replies, sample_addresses = '{}',
      message_send_ttl_seconds = EXCLUDED.message_send_ttl_seconds, correct_category = NULL, category_changes_at = NULL,
      previous_category = NULL, library_template_name = NULL,
      status = EXCLUDED.status, revision = templates.revision + 1,
      edited_at = '{}', rejection_reason = NULL, status_detail = NULL,
      quality_score = NULL, event_times = '{}', created_at = EXCLUDED.created_at, updated_at = EXCLUDED.updated_at
    WHERE templates.status = 'DELETED'
    RETURNING id
  `.execute(tx)
  const row = rows[0]
  if (row) return row.id
  throw new Problem("conflict", `The template ${name} exists already in ${language}.`, {
    field: "name",
    help: "Choose another name, or delete that template first.",
  })
}

/** Undoes a reservation. A row of a later revision than the first was a deleted template before, and is one again. */
export async function release(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`DELETE FROM templates WHERE id = ${id} AND meta_id IS NULL AND revision = 1`.execute(tx)
  await sql`UPDATE templates SET status = 'DELETED', updated_at = ${now} WHERE id = ${id} AND meta_id IS NULL`.execute(
    tx,
  )
}

/** Keeps what Meta answered. A decision may have come by webhook before, and filled meta_id in: it is newer. */
export async function keepAnswer(
  tx: Tx,
  id: string,
  { id: metaId, status, category }: SubmittedTemplate,
  now: Date,
): Promise<void> {
  await sql`
    UPDATE templates SET meta_id = ${metaId}, category = coalesce(${category?.toUpperCase() ?? null}::text, category),
      status = CASE WHEN meta_id IS NULL THEN ${status.toUpperCase()} ELSE status END, updated_at = ${now}
    WHERE id = ${id}
  `.execute(tx)
}
