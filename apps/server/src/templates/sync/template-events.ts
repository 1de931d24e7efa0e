import type { TemplateComponentsEvent, WebhookEvent } from "@parley/whatsapp/webhooks"
import type { InstallationWebhooks } from "../../connect/index.ts"
import { jsonText, sql, type Tx } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { rawComponents, type TemplateRow } from "../template.ts"
import { originOf, type TemplateChange, templateChanges, withNewTexts } from "./template-change.ts"

/** What Meta says about templates. */
export const templateWebhooks: InstallationWebhooks = {
  takes: ({ kind }) => kind.startsWith("template_"),
  apply: applyTemplateEvents,
}

/**
 * Applies what webhooks say about templates: a statement or two for each fact, however many events. Events of unknown
 * accounts and templates change nothing (a template made elsewhere comes with the next sync), and so do events that
 * come again or come late.
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
    for (const [fact, changes] of byFact) await applyFact(tx, fact, changes, now)
    if (edits.length > 0) await applyEdits(tx, edits, now)
  })
}

async function applyFact(
  tx: Tx,
  fact: TemplateChange["fact"],
  changes: readonly TemplateChange[],
  now: Date,
): Promise<void> {
  // Of several changes to one template the newest is taken; when two are of the same second, the one that came last.
  await sql`
    UPDATE templates SET
      meta_id = change.template_id,
      status = coalesce(change.status, templates.status),
      rejection_reason = CASE WHEN change.status IS NULL THEN templates.rejection_reason ELSE change.rejection_reason END,
      status_detail = CASE WHEN ${fact}::text = 'status' THEN change.status_detail ELSE templates.status_detail END,
      quality_score = coalesce(change.quality_score, templates.quality_score),
      category = coalesce(change.category, templates.category),
      previous_category = coalesce(change.previous_category, templates.previous_category),
      correct_category = CASE WHEN ${fact}::text = 'category' THEN change.correct_category ELSE templates.correct_category END,
      category_changes_at =
        CASE WHEN ${fact}::text = 'category' THEN change.category_changes_at ELSE templates.category_changes_at END,
      event_times = templates.event_times || jsonb_build_object(${fact}::text, change.at),
      updated_at = ${now}
    FROM (
      SELECT DISTINCT ON (known.id) known.id, news.*
      FROM unnest(${changes.map((change) => change.wabaId)}::text[], ${changes.map((change) => change.templateId)}::text[],
        ${changes.map((change) => change.name)}::text[], ${changes.map((change) => change.language)}::text[],
        ${changes.map((change) => change.at)}::timestamptz[], ${changes.map((change) => change.status ?? null)}::text[],
        ${changes.map((change) => change.rejection_reason ?? null)}::text[],
        ${changes.map((change) => change.status_detail ?? null)}::text[],
        ${changes.map((change) => change.quality_score ?? null)}::text[],
        ${changes.map((change) => change.category ?? null)}::text[],
        ${changes.map((change) => change.previous_category ?? null)}::text[],
        ${changes.map((change) => change.correct_category ?? null)}::text[],
        ${changes.map((change) => change.category_changes_at ?? null)}::timestamptz[]
      ) WITH ORDINALITY AS news (waba_id, template_id, name, language, at, status, rejection_reason, status_detail,
        quality_score, category, previous_category, correct_category, category_changes_at, arrival)
      ${concerned}
      ORDER BY known.id, news.at DESC, news.arrival DESC
    ) AS change
    WHERE templates.id = change.id
      AND coalesce((templates.event_times ->> ${fact}::text)::timestamptz <= change.at, true)
  `.execute(tx)
}

/** Which row `news` is about: by Meta's id or, while a submission is not answered yet, by name and language. */
const concerned = sql`
  JOIN business_accounts USING (waba_id)
  JOIN templates AS known ON known.business_account_id = business_accounts.id AND business_accounts.disconnected_at IS NULL
    AND (known.meta_id = news.template_id
      OR known.meta_id IS NULL AND (known.name, known.language) = (news.name, news.language))`

interface EditedRow extends Pick<TemplateRow, "id" | "components"> {
  /** Which of the events, from 1. */
  arrival: number
}

/** Puts the texts of edits made elsewhere into the components. */
async function applyEdits(tx: Tx, edits: readonly TemplateComponentsEvent[], now: Date): Promise<void> {
  const origins = edits.map((edit) => originOf(edit, now))
  const { rows } = await sql<EditedRow>`
    SELECT known.id, known.components, news.arrival
    FROM unnest(${origins.map((origin) => origin.wabaId)}::text[], ${origins.map((origin) => origin.templateId)}::text[],
      ${origins.map((origin) => origin.name)}::text[], ${origins.map((origin) => origin.language)}::text[],
      ${origins.map((origin) => origin.at)}::timestamptz[]
    ) WITH ORDINALITY AS news (waba_id, template_id, name, language, at, arrival)
    ${concerned}
    WHERE coalesce((known.event_times ->> 'components')::timestamptz <= news.at, true)
    ORDER BY news.at, news.arrival
    FOR UPDATE OF known
  `.execute(tx)
  const newest = new Map<string, { components: unknown[]; at: Date }>()
  for (const row of rows) {
    const edit = edits[row.arrival - 1]
    const at = origins[row.arrival - 1]?.at
    if (edit && at) newest.set(row.id, { components: withNewTexts(rawComponents(row), edit), at })
  }
  await sql`
    UPDATE templates SET components = edited.components::jsonb,
      event_times = event_times || jsonb_build_object('components', edited.at), updated_at = ${now}
    FROM unnest(${[...newest.keys()]}::uuid[], ${[...newest.values()].map((one) => jsonText(one.components))}::text[],
      ${[...newest.values()].map((one) => one.at)}::timestamptz[]) AS edited (id, components, at)
    WHERE templates.id = edited.id
  `.execute(tx)
}
