/**
 * A launch whose template cannot be sent waits as a whole: no contact enters the outbox, and those that are in it wait
 * there. Dropping an audience because Meta paused a template for three hours would lose it.
 */
import { explainStatus } from "@parley/whatsapp/templates"
import { z } from "zod"
import { sql, type Tx } from "../../platform/database/index.ts"
import { fields } from "../../platform/http/index.ts"
import { templateLanguages } from "../../templates/index.ts"

export const launchHold = z
  .object({
    code: z
      .string()
      .describe(
        "subscription_group_archived, number_disconnected, template_ and Meta's status, such as template_paused, " +
          "quiet_hours, messaging_limit, or Meta's error code",
      ),
    title: z.string(),
    advice: z.string().nullable(),
    until: fields.timestamp
      .nullable()
      .describe("When it is tried again; null where something has to change first"),
    template: z
      .object({ id: fields.id, name: z.string(), language: z.string(), status: z.string() })
      .nullable()
      .describe("Where it is the template that holds it"),
  })
  .meta({ id: "LaunchHold" })

/** Whether the template of the content of `sources`, in any language it may be sent in, cannot be sent now. */
export const isHeldByTemplate = sql<boolean>`EXISTS (
  SELECT FROM source_variants JOIN contents ON contents.id = content_id
  WHERE source_id = sources.id AND contents.template_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM (${templateLanguages}) AS languages
      WHERE languages.template_id = contents.template_id AND is_sendable
        AND (is_own OR contents.body ->> 'language' = 'contact')))`

/** Why a launch waits, and what to do; null when nothing of its template holds it. */
export async function readTemplateHold(
  tx: Tx,
  launchId: string,
): Promise<z.output<typeof launchHold> | null> {
  const { rows } = await sql<{ id: string; name: string; language: string; status: string }>`
    SELECT templates.id, templates.name, templates.language, templates.status
    FROM sources JOIN source_variants ON source_id = sources.id JOIN contents ON contents.id = content_id
      JOIN templates ON templates.id = contents.template_id
    WHERE sources.id = ${launchId} AND ${isHeldByTemplate}
  `.execute(tx)
  const template = rows[0]
  if (template === undefined) return null
  const { title, meaning, advice } = explainStatus(template.status)
  return {
    code: `template_${template.status.toLowerCase()}`,
    title: `The template ${template.name} (${template.language}) is ${title.toLowerCase()}. ${meaning}`,
    advice,
    until: null,
    template,
  }
}
