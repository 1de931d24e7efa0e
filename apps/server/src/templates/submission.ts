import { createTemplate, type TemplateDefinition, type TemplateIssue } from "@parley/whatsapp"
import { findAccount, graphClient, refusedByMeta } from "../connect/index.ts"
import { sql, type Tx } from "../platform/database/index.ts"
import { Problem } from "../platform/errors.ts"
import type { Platform } from "../platform/index.ts"
import { requireAcceptable } from "./acceptable.ts"
import { withFreshSamples } from "./samples.ts"
import { definitionOf, findTemplate, type TemplateRow } from "./template.ts"

/**
 * Submits a template to Meta for review.
 *
 * The row is there before Meta hears of it: its name is then taken, so that two who submit at once do not both ask
 * Meta, and a decision that arrives before Meta's answer to the submission finds it.
 * @returns the template, and what review may object to
 * @throws Problem invalid_request (with `rule` and every finding under `issues`), conflict (name and language exist),
 *   not_found (the account), meta_rejected, meta_unreachable
 */
export async function submitTemplate(
  platform: Platform,
  account: { workspaceId: string; businessAccountId: string },
  definition: TemplateDefinition,
): Promise<{ template: TemplateRow; warnings: TemplateIssue[] }> {
  const warnings = requireAcceptable(definition)
  const { db, clock } = platform
  const { access, id } = await db.workspace(account.workspaceId, async (tx) => ({
    access: await findAccount(tx, account.businessAccountId),
    id: await reserve(tx, account, definition, clock.now()),
  }))
  const giveUp = () => db.workspace(account.workspaceId, (tx) => release(tx, id, clock.now()))
  const components = await withFreshSamples(platform, access, definition.components).catch(
    async (failure) => {
      await giveUp()
      throw failure
    },
  )
  const submitted = await createTemplate(graphClient(platform, access), access.waba_id, {
    ...definition,
    components,
  })
  if (!submitted.ok) {
    await giveUp()
    const help =
      submitted.error.kind === "no_answer" ? "Sync the templates: that tells whether Meta has it." : undefined
    throw refusedByMeta(submitted.error, help)
  }
  const { id: metaId, status, category } = submitted.data
  const template = await db.workspace(account.workspaceId, async (tx) => {
    // A decision may have come by webhook in the meantime, and filled meta_id in: it is newer than this answer.
    await sql`
      UPDATE templates SET meta_id = ${metaId}, category = ${(category ?? definition.category).toUpperCase()},
        status = CASE WHEN meta_id IS NULL THEN ${status.toUpperCase()} ELSE status END, updated_at = ${clock.now()}
      WHERE id = ${id}
    `.execute(tx)
    return findTemplate(tx, id)
  })
  return { template, warnings }
}

/** Takes the name and language; those of a deleted template are free again. @throws Problem conflict */
async function reserve(
  tx: Tx,
  account: { workspaceId: string; businessAccountId: string },
  definition: TemplateDefinition,
  now: Date,
): Promise<string> {
  const { name, language, category, parameter_format, components } = definition
  const { rows } = await sql<{ id: string }>`
    INSERT INTO templates (workspace_id, business_account_id, name, language, category, parameter_format, components,
      status, created_at, updated_at)
    VALUES (${account.workspaceId}, ${account.businessAccountId}, ${name}, ${language}, ${category},
      ${parameter_format ?? "POSITIONAL"}, ${JSON.stringify(components)}::jsonb, 'PENDING', ${now}, ${now})
    ON CONFLICT (business_account_id, name, language) DO UPDATE SET
      meta_id = NULL, category = EXCLUDED.category, parameter_format = EXCLUDED.parameter_format,
      components = EXCLUDED.components, status = EXCLUDED.status, revision = templates.revision + 1,
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

/** Undoes a reservation. A row that contents refer to was a deleted template before, and is one again. */
async function release(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`
    DELETE FROM templates
    WHERE id = ${id} AND meta_id IS NULL AND NOT EXISTS (SELECT FROM contents WHERE template_id = templates.id)
  `.execute(tx)
  await sql`UPDATE templates SET status = 'DELETED', updated_at = ${now} WHERE id = ${id} AND meta_id IS NULL`.execute(
    tx,
  )
}

/**
 * Submits a copy of a template under another name or in another language.
 * @throws Problem as {@link submitTemplate} does
 */
export async function duplicateTemplate(
  platform: Platform,
  workspaceId: string,
  id: string,
  { name, language }: { name: string; language?: string | undefined },
): Promise<{ template: TemplateRow; warnings: TemplateIssue[] }> {
  const original = await platform.db.workspace(workspaceId, (tx) => findTemplate(tx, id))
  const account = { workspaceId, businessAccountId: original.business_account_id }
  return submitTemplate(platform, account, {
    ...definitionOf(original),
    name,
    language: language ?? original.language,
  })
}
