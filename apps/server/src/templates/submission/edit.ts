import { editTemplate as editAtMeta, getTemplate, type RemoteTemplate } from "@parley/whatsapp/graph"
import {
  mayEdit,
  readComponents,
  type TemplateCategory,
  type TemplateDefinition,
  type TemplateIssue,
  takeOptOuts,
} from "@parley/whatsapp/templates"
import { findAccount, graphClient, refusedByMeta } from "../../connect/index.ts"
import { jsonText, sql, type Tx } from "../../platform/database/index.ts"
import { Problem, requireRevision } from "../../platform/errors.ts"
import type { Platform } from "../../platform/index.ts"
import { dropDraft } from "../drafts/drafts.ts"
import { reportedSamples, withFreshSamples } from "../media/samples.ts"
import { resolveStopped } from "../sync/tell-changes.ts"
import { definitionOf, findTemplate, type TemplateRow } from "../template.ts"
import { requireAcceptable } from "./findings.ts"

/** What an edit changes; what is absent stays. */
export interface TemplateChanges {
  /** The revision the editor has before them. */
  revision: number
  category?: TemplateCategory | undefined
  /** All of them, as Meta defines them, with our marks on quick replies that unsubscribe. */
  components?: readonly unknown[] | undefined
  message_send_ttl_seconds?: number | undefined
  /** The draft it was written in, which goes once Meta has the edit. */
  draft_id?: string | undefined
}

/**
 * Edits a template in its one language; Meta reviews it again.
 *
 * The row is claimed before Meta hears of it, by its revision: of two edits of the same one, the second is refused.
 * @returns the template, and what review may object to
 * @throws Problem conflict (edited by someone else, or Meta allows no edit now), invalid_request, not_found,
 *   approval_required, meta_rejected, meta_unreachable
 */
export async function editTemplate(
  platform: Platform,
  workspaceId: string,
  id: string,
  changes: TemplateChanges,
): Promise<{ template: TemplateRow; warnings: TemplateIssue[] }> {
  const { db, clock } = platform
  const claimedAt = clock.now()
  const { row, account, metaId, definition, optOutReplies, warnings } = await db.workspace(
    workspaceId,
    async (tx) => {
      const row = await findTemplate(tx, id)
      const metaId = requireEditable(row, changes, claimedAt)
      for (const room of platform.rooms) await room.refuseTemplateEdit?.(tx, id)
      const marked = changedDefinition(row, changes)
      const warnings = requireAcceptable(marked)
      const { components, optOutReplies: given } = takeOptOuts(marked.components)
      const optOutReplies = changes.components === undefined ? row.opt_out_replies : given
      await claim(tx, row, optOutReplies, claimedAt)
      const account = await findAccount(tx, row.business_account_id)
      return { row, metaId, definition: { ...marked, components }, optOutReplies, warnings, account }
    },
  )
  const giveUp = (isUnknown = false) =>
    db.workspace(workspaceId, (tx) => release(tx, row, claimedAt, isUnknown))
  const graph = graphClient(platform, account)
  const components = await withFreshSamples(platform, account, definition.components).catch(
    async (failure) => {
      await giveUp()
      throw failure
    },
  )
  const edited = await editAtMeta(graph, metaId, {
    components,
    ...(definition.category === row.category ? {} : { category: definition.category }),
    ...(definition.message_send_ttl_seconds === undefined
      ? {}
      : { message_send_ttl_seconds: definition.message_send_ttl_seconds }),
  })
  if (!edited.ok) {
    await giveUp(edited.error.kind === "no_answer")
    throw refusedByMeta(
      edited.error,
      edited.error.kind === "no_answer"
        ? "Sync the templates: that tells whether Meta has the edit."
        : undefined,
    )
  }
  const now = await getTemplate(graph, metaId)
  const template = await db.workspace(workspaceId, async (tx) => {
    await store(
      tx,
      { id, optOutReplies, claimedAt, now: clock.now() },
      definition,
      now.ok ? now.data : undefined,
    )
    await dropDraft(tx, changes.draft_id)
    return findTemplate(tx, id)
  })
  return { template, warnings }
}

/** @returns the template's id at Meta */
function requireEditable(row: TemplateRow, changes: TemplateChanges, now: Date): string {
  requireRevision(row, changes.revision, `template ${row.name} (${row.language})`)
  const permission = mayEdit({ status: row.status, editedAt: row.edited_at }, now)
  if (!permission.allowed || row.meta_id === null) {
    const { reason, allowedAt } = permission.allowed
      ? { reason: "Meta does not have the template yet.", allowedAt: null }
      : permission
    throw new Problem("conflict", reason, {
      help: allowedAt
        ? `It can be edited again from ${allowedAt.toISOString()}. Until then, submit a copy under another name.`
        : "Submit a copy under another name.",
      extra: { allowed_at: allowedAt },
    })
  }
  if (changes.category !== undefined && changes.category !== row.category && row.status === "APPROVED") {
    throw new Problem("invalid_request", "The category of an approved template cannot be changed.", {
      field: "category",
      help: "Submit a copy in the other category, or ask Meta for a review of the category in WhatsApp Manager.",
    })
  }
  return row.meta_id
}

function changedDefinition(row: TemplateRow, changes: TemplateChanges): TemplateDefinition {
  const definition = definitionOf(row)
  const ttl = changes.message_send_ttl_seconds
  const changed = {
    ...definition,
    category: changes.category ?? definition.category,
    ...(ttl === undefined ? {} : { message_send_ttl_seconds: ttl }),
  }
  if (changes.components === undefined) return changed
  const { components, unreadable } = readComponents(changes.components)
  if (unreadable.length === 0) return { ...changed, components }
  throw new Problem(
    "invalid_request",
    "The components hold something that is not a component of a template.",
    {
      field: "components",
    },
  )
}

/**
 * The new replies that unsubscribe count beside the old ones from here on: Meta may take the edit without our hearing of it.
 * @throws Problem conflict when someone else was quicker
 */
async function claim(tx: Tx, row: TemplateRow, optOutReplies: readonly string[], now: Date): Promise<void> {
  const claimed = await tx
    .updateTable("templates")
    .set((eb) => ({
      revision: eb("revision", "+", 1),
      status: "PENDING",
      rejection_reason: null,
      status_detail: null,
      opt_out_replies: [...new Set([...row.opt_out_replies, ...optOutReplies])],
      updated_at: now,
    }))
    .where("id", "=", row.id)
    .where("revision", "=", row.revision)
    .executeTakeFirst()
  if (claimed.numUpdatedRows === 0n) {
    throw new Problem("conflict", `Someone else is editing ${row.name} (${row.language}) at this moment.`, {
      help: "Reload the template, then make your change again.",
    })
  }
}

/**
 * Undoes a claim. What a webhook said meanwhile is newer, and stays; so do the new replies that unsubscribe where Meta may
 * have taken the edit.
 */
async function release(tx: Tx, row: TemplateRow, claimedAt: Date, isUnknown: boolean): Promise<void> {
  await sql`
    UPDATE templates SET revision = revision - 1,
      opt_out_replies = CASE WHEN ${isUnknown} THEN opt_out_replies ELSE ${row.opt_out_replies}::text[] END,
      status = CASE WHEN updated_at = ${claimedAt} THEN ${row.status} ELSE status END,
      rejection_reason = CASE WHEN updated_at = ${claimedAt} THEN ${row.rejection_reason} ELSE rejection_reason END,
      status_detail = CASE WHEN updated_at = ${claimedAt} THEN ${row.status_detail} ELSE status_detail END
    WHERE id = ${row.id} AND revision = ${row.revision + 1}
  `.execute(tx)
}

/**
 * Stores an edit that Meta took. Its decision may have come by webhook before we could ask: then that stays, as the
 * claim has made the status PENDING and only a webhook can have changed it since.
 */
async function store(
  tx: Tx,
  { id, optOutReplies, claimedAt, now }: { id: string; optOutReplies: string[]; claimedAt: Date; now: Date },
  definition: TemplateDefinition,
  remote: RemoteTemplate | undefined,
): Promise<void> {
  const components = remote ? [...remote.components, ...remote.unreadableComponents] : definition.components
  const { rows } = await sql<{ id: string; workspace_id: string; status: string }>`
    UPDATE templates SET components = ${jsonText(components)}::jsonb,
      opt_out_replies = ${optOutReplies}::text[],
      sample_addresses = coalesce(${remote ? reportedSamples(remote) : null}::text[], sample_addresses),
      category = ${remote?.category ?? definition.category},
      message_send_ttl_seconds = ${definition.message_send_ttl_seconds ?? null},
      edited_at = array_append(edited_at, ${now}::timestamptz),
      status = CASE WHEN updated_at = ${claimedAt} THEN ${remote?.status ?? "PENDING"} ELSE status END,
      updated_at = ${now}
    WHERE id = ${id} RETURNING id, workspace_id, status
  `.execute(tx)
  await resolveStopped(tx, rows, now)
}
