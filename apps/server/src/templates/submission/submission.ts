import { createTemplate } from "@parley/whatsapp/graph"
import { type TemplateDefinition, type TemplateIssue, takeOptOuts } from "@parley/whatsapp/templates"
import { findAccount, graphClient, refusedByMeta } from "../../connect/index.ts"
import type { Platform } from "../../platform/index.ts"
import { dropDraft } from "../drafts/drafts.ts"
import { withFreshSamples } from "../media/samples.ts"
import { definitionOf, findTemplate, type TemplateRow } from "../template.ts"
import { requireAcceptable } from "./findings.ts"
import { keepAnswer, release, reserve } from "./reservation.ts"

/**
 * Submits a template to Meta for review.
 *
 * The row is there before Meta hears of it: its name is then taken, so that two who submit at once do not both ask
 * Meta, and a decision that arrives before Meta's answer to the submission finds it.
 * @param draftId the draft it was written in, which goes once Meta has it
 * @returns the template, and what review may object to
 * @throws Problem invalid_request (with `rule` and every finding under `issues`), conflict (name and language exist),
 *   not_found (the account), meta_rejected, meta_unreachable
 */
export async function submitTemplate(
  platform: Platform,
  account: { workspaceId: string; businessAccountId: string },
  definition: TemplateDefinition,
  draftId?: string,
): Promise<{ template: TemplateRow; warnings: TemplateIssue[] }> {
  const warnings = requireAcceptable(definition)
  const { db, clock } = platform
  const { components: bare, optOutReplies } = takeOptOuts(definition.components)
  const forMeta = { ...definition, components: bare }
  const { access, id } = await db.workspace(account.workspaceId, async (tx) => ({
    access: await findAccount(tx, account.businessAccountId),
    id: await reserve(tx, account, { definition: forMeta, optOutReplies }, clock.now()),
  }))
  const giveUp = () => db.workspace(account.workspaceId, (tx) => release(tx, id, clock.now()))
  const components = await withFreshSamples(platform, access, bare).catch(async (failure) => {
    await giveUp()
    throw failure
  })
  const submitted = await createTemplate(graphClient(platform, access), access.waba_id, {
    ...forMeta,
    components,
  })
  if (!submitted.ok) {
    await giveUp()
    const help =
      submitted.error.kind === "no_answer" ? "Sync the templates: that tells whether Meta has it." : undefined
    throw refusedByMeta(submitted.error, help)
  }
  const template = await db.workspace(account.workspaceId, async (tx) => {
    await keepAnswer(tx, id, submitted.data, clock.now())
    await dropDraft(tx, draftId)
    return findTemplate(tx, id)
  })
  return { template, warnings }
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
