import { sql, type Tx } from "../../platform/database/index.ts"

/**
 * Claims nothing before `until` of sources that send a template which Meta refuses. They continue by themselves then, or with
 * another template as soon as someone gives them one. Where each contact's language chooses, the other languages continue.
 */
export async function holdTemplate(
  tx: Tx,
  templateId: string,
  { until, code }: { until: Date; code: number },
): Promise<void> {
  await sql`
    UPDATE sources AS s SET held_until = ${until}, hold_reason = ${String(code)}
    WHERE s.ended_at IS NULL AND s.kind IN ('launch', 'trigger', 'canvas_step')
      AND (s.held_until IS NULL OR s.held_until < ${until})
      AND EXISTS (
        SELECT FROM source_variants AS v JOIN contents ON contents.id = v.content_id
        WHERE v.source_id = s.id AND contents.template_id = ${templateId}
          AND body ->> 'language' IS DISTINCT FROM 'contact')
  `.execute(tx)
}
