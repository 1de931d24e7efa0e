import { z } from "zod"
import { sql, type Tx } from "../platform/database/index.ts"
import { fields } from "../platform/http/index.ts"

/** What uses a template. */
export const templateUses = z
  .object({
    campaigns: z
      .array(z.object({ id: fields.id, name: z.string() }))
      .describe("Newest first, at most a hundred; each would need another template"),
    launches_to_go: z
      .number()
      .int()
      .describe("Scheduled or on their way; they keep the template from being deleted"),
    messages_waiting: z.boolean().describe("Messages made from it are in the outbox; they do as well"),
  })
  .meta({ id: "TemplateUses" })

export async function readUses(tx: Tx, templateId: string): Promise<z.output<typeof templateUses>> {
  // The outbox has no index for this; it is small, and templates are deleted rarely.
  const { rows } = await sql<z.output<typeof templateUses>>`
    WITH content AS (SELECT id FROM contents WHERE template_id = ${templateId})
    SELECT
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', id, 'name', name) ORDER BY id DESC) FROM (
        SELECT id, name FROM campaigns WHERE content_id IN (SELECT id FROM content) ORDER BY id DESC LIMIT 100
      ) AS newest), '[]') AS campaigns,
      (SELECT count(*)::int FROM launches
        WHERE state IN ('scheduled', 'expanding') AND content_id IN (SELECT id FROM content)) AS launches_to_go,
      EXISTS (SELECT FROM outbox WHERE content_id IN (SELECT id FROM content)) AS messages_waiting
  `.execute(tx)
  return rows[0] ?? { campaigns: [], launches_to_go: 0, messages_waiting: false }
}
