import { z } from "zod"
import { sql, type Tx } from "../platform/database/index.ts"
import { fields } from "../platform/http/index.ts"
import { isHeldByTemplate } from "./languages.ts"

/** What uses a template. */
export const templateUses = z
  .object({
    campaigns: z
      .array(z.object({ id: fields.id, name: z.string() }))
      .describe("Newest first, at most a hundred; each would need another template"),
    launches: z
      .array(
        z.object({
          id: fields.id,
          campaign_id: fields.id,
          campaign: z.string().describe("The campaign's name"),
          state: z.string(),
          scheduled_at: fields.timestamp,
          held: z.boolean().describe("It waits because of the template"),
        }),
      )
      .describe("Not over yet; newest first, at most a hundred"),
    launches_to_go: z
      .number()
      .int()
      .describe("Scheduled or on their way; they keep the template from being deleted"),
    messages_waiting: z.boolean().describe("Messages made from it are in the outbox; they do as well"),
  })
  .meta({ id: "TemplateUses" })

interface Uses extends Omit<z.output<typeof templateUses>, "launches"> {
  /** Instants as JSON has them. */
  launches: (Omit<z.output<typeof templateUses>["launches"][number], "scheduled_at"> & {
    scheduled_at: string
  })[]
}

export async function readUses(tx: Tx, templateId: string): Promise<z.input<typeof templateUses>> {
  // The outbox has no index for this; it is small, and templates are deleted rarely.
  const { rows } = await sql<Uses>`
    WITH content AS (SELECT id FROM contents WHERE template_id = ${templateId}),
    unfinished AS (
      SELECT launches.id, campaign_id, campaigns.name AS campaign, state, scheduled_at, ${isHeldByTemplate} AS held
      FROM launches JOIN campaigns ON campaigns.id = launches.campaign_id
      WHERE launches.content_id IN (SELECT id FROM content) AND (state IN ('scheduled', 'expanding') OR state = 'sending'
        AND audience_size > coalesce((SELECT sum(count) FROM launch_counts
          WHERE launch_id = launches.id AND stage = 'decided'), 0))
      ORDER BY launches.id DESC LIMIT 100
    )
    SELECT
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', id, 'name', name) ORDER BY id DESC) FROM (
        SELECT id, name FROM campaigns WHERE content_id IN (SELECT id FROM content) ORDER BY id DESC LIMIT 100
      ) AS newest), '[]') AS campaigns,
      coalesce((SELECT jsonb_agg(to_jsonb(unfinished) ORDER BY id DESC) FROM unfinished), '[]') AS launches,
      (SELECT count(*)::int FROM launches
        WHERE state IN ('scheduled', 'expanding') AND content_id IN (SELECT id FROM content)) AS launches_to_go,
      EXISTS (SELECT FROM outbox WHERE content_id IN (SELECT id FROM content)) AS messages_waiting
  `.execute(tx)
  const [uses] = rows
  if (uses === undefined) return { campaigns: [], launches: [], launches_to_go: 0, messages_waiting: false }
  const launches = uses.launches.map((one) => ({ ...one, scheduled_at: new Date(one.scheduled_at) }))
  return { ...uses, launches }
}
