/** In which languages a template can be sent: one answer for what is sent, what is previewed and what is held. */
import { sendableStatuses } from "@parley/whatsapp/templates"
import { sql, type Tx } from "../platform/database/index.ts"

/** One language of a template: the template itself, or one of the same name. */
export interface TemplateLanguage {
  id: string
  /** Whether it is the template that was asked for. */
  isOwn: boolean
  /** Meta's code, such as pt_BR. */
  language: string
  status: string
  category: string
  updatedAt: Date
  /** Whether its status lets it be sent. */
  isSendable: boolean
}

/** What a content's template can be sent as. */
interface TemplateLanguages {
  /** Oldest first; those that are deleted at Meta are left out, except the template itself. */
  all: TemplateLanguage[]
  /** What contacts get who speak none of the languages: the declared one, else the oldest. */
  fallback: string | null
}

/** Each template with its languages, as a relation: what can be sent is `is_sendable`. */
export const templateLanguages = sql`
  SELECT own.id AS template_id, one.id, one.id = own.id AS is_own, one.language, one.status, one.category, one.updated_at,
    one.status = ANY(${sendableStatuses}::text[]) AS is_sendable, one.business_account_id, one.name
  FROM templates AS own JOIN templates AS one USING (business_account_id, name)
  WHERE one.id = own.id OR one.status <> 'DELETED'`

/** By template id, of those that exist; one statement whatever their number. */
export async function languagesOf(
  tx: Tx,
  templateIds: readonly string[],
): Promise<Map<string, TemplateLanguages>> {
  if (templateIds.length === 0) return new Map()
  const { rows } = await sql<TemplateLanguage & { templateId: string; declared: string | null }>`
    SELECT template_id AS "templateId", languages.id, is_own AS "isOwn", language, status, category, updated_at AS "updatedAt",
      is_sendable AS "isSendable", fallback_language AS declared
    FROM (${templateLanguages}) AS languages LEFT JOIN template_groups USING (business_account_id, name)
    WHERE template_id = ANY(${[...new Set(templateIds)]}::uuid[])
    ORDER BY template_id, languages.id
  `.execute(tx)
  return new Map(
    [...Map.groupBy(rows, ({ templateId }) => templateId)].map(([templateId, found]) => {
      const oldest = found.find(({ status }) => status !== "DELETED")
      const all = found.map(({ templateId: _, declared: __, ...language }) => language)
      return [templateId, { all, fallback: found[0]?.declared ?? oldest?.language ?? null }]
    }),
  )
}
