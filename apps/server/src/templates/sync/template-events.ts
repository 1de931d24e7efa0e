import type { TemplateComponentsEvent, WebhookEvent } from "@parley/whatsapp/webhooks"
import { installationWebhooks } from "../../connect/index.ts"
import { applyFacts, type FactTable, rows, sql, type Tx } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { rawComponents, type TemplateRow } from "../template.ts"
import { requestSyncs } from "./due-syncs.ts"
import { type ChangedTemplate, changedTemplate, tellOfTemplates } from "./tell-changes.ts"
import { originOf, type TemplateChange, templateChanges, withNewTexts } from "./template-change.ts"

/** What Meta says about templates. */
export const templateWebhooks = installationWebhooks(
  ["template_status", "template_quality", "template_category", "template_components"],
  applyTemplateEvents,
)

/**
 * Applies what webhooks say about templates: a statement or two for each fact, however many events. Events of unknown
 * accounts change nothing, and so do events that come again or come late. One of a template that is not known has its account
 * synced: it was made elsewhere.
 */
export async function applyTemplateEvents(
  platform: Platform,
  events: readonly WebhookEvent[],
): Promise<void> {
  const now = platform.clock.now()
  const byFact = Map.groupBy(templateChanges(events, now), (change) => change.fact)
  const edits = events.filter((event) => event.kind === "template_components")
  if (byFact.size === 0 && edits.length === 0) return
  await platform.db.system(async (tx) => {
    for (const [fact, changes] of byFact)
      await tellOfTemplates(tx, await applyFacts(tx, ofTemplate, fact, changes, now), now)
    if (edits.length > 0) await applyEdits(tx, edits, now)
    await requestSyncs(tx, [...byFact.values(), edits].flat(), now)
  })
}

const originColumns = { wabaId: "text", templateId: "text", name: "text", language: "text" } as const

/** Which row `news` is about: by Meta's id or, while a submission is not answered yet, by name and language. */
const concerned = sql`
  JOIN business_accounts USING (waba_id)
  JOIN templates AS known ON known.business_account_id = business_accounts.id AND business_accounts.disconnected_at IS NULL
    AND (known.meta_id = news.template_id
      OR known.meta_id IS NULL AND (known.name, known.language) = (news.name, news.language))`

const ofTemplate: FactTable<TemplateChange, ChangedTemplate> = {
  table: "templates",
  columns: {
    ...originColumns,
    fact: "text",
    status: "text",
    rejection_reason: "text",
    status_detail: "text",
    quality_score: "text",
    category: "text",
    previous_category: "text",
    correct_category: "text",
    category_changes_at: "timestamptz",
  },
  concerned,
  set: sql`
    meta_id = change.template_id,
    -- What was deleted here is deleted, however long Meta takes over it.
    status = CASE WHEN known.status = 'DELETED' AND change.status = 'PENDING_DELETION' THEN known.status
      ELSE coalesce(change.status, known.status) END,
    rejection_reason = CASE WHEN change.status IS NULL THEN known.rejection_reason ELSE change.rejection_reason END,
    status_detail = CASE WHEN fact = 'status' THEN change.status_detail ELSE known.status_detail END,
    quality_score = coalesce(change.quality_score, known.quality_score),
    category = coalesce(change.category, known.category),
    previous_category = coalesce(change.previous_category, known.previous_category),
    correct_category = CASE WHEN fact = 'category' THEN change.correct_category ELSE known.correct_category END,
    category_changes_at = CASE WHEN fact = 'category' THEN change.category_changes_at ELSE known.category_changes_at END`,
  returning: changedTemplate,
}

interface EditedRow extends Pick<TemplateRow, "id" | "components"> {
  /** Which of the events, from 1. */
  position: number
}

/** Puts the texts of edits made elsewhere into the components. */
async function applyEdits(tx: Tx, edits: readonly TemplateComponentsEvent[], now: Date): Promise<void> {
  const origins = edits.map((edit) => originOf(edit, now))
  const { rows: found } = await sql<EditedRow>`
    SELECT known.id, known.components, news.position
    FROM ${rows("news", origins, { ...originColumns, at: "timestamptz" })}
    ${concerned}
    WHERE coalesce((known.event_times ->> 'components')::timestamptz <= news.at, true)
    ORDER BY news.at, news.position
    FOR UPDATE OF known
  `.execute(tx)
  const newest = new Map<string, { id: string; components: unknown[]; at: Date }>()
  for (const row of found) {
    const edit = edits[row.position - 1]
    const at = origins[row.position - 1]?.at
    if (edit && at) newest.set(row.id, { id: row.id, components: withNewTexts(rawComponents(row), edit), at })
  }
  await sql`
    UPDATE templates SET components = edited.components,
      event_times = event_times || jsonb_build_object('components', edited.at), updated_at = ${now}
    FROM ${rows("edited", [...newest.values()], { id: "uuid", components: "jsonb", at: "timestamptz" })}
    WHERE templates.id = edited.id
  `.execute(tx)
}
