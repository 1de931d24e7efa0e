import { sql, type Tx } from "../platform/database/index.ts"
import type { TemplateUses } from "../templates/index.ts"

/** Whether a single message made from a template waits in the outbox; launches are told by the campaigns. */
export async function messagesOfTemplate(tx: Tx, templateId: string): Promise<Partial<TemplateUses>> {
  const { rows } = await sql`
    SELECT FROM outbox JOIN contents ON contents.id = outbox.content_id
    WHERE contents.template_id = ${templateId} AND source_id = ANY(ARRAY(SELECT id FROM sources WHERE kind <> 'launch' AND ended_at IS NULL))
    LIMIT 1
  `.execute(tx)
  return { messages_waiting: rows.length > 0 }
}
