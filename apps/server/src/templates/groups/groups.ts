import { z } from "zod"
import { type RawBuilder, sql, type Tx } from "../../platform/database/index.ts"
import { found, Problem } from "../../platform/errors.ts"
import { defineSorting, fields } from "../../platform/http/index.ts"
import { categoryChange, explainCategoryChange, explained, explanation } from "../explanation.ts"

const member = z
  .object({
    id: fields.id,
    language: z.string(),
    category: z.string(),
    category_change: categoryChange.nullable().describe("A change of the category that Meta has announced"),
    status: z.string(),
    explanation,
    quality_score: z.string().nullable(),
    body: z.string().nullable(),
    updated_at: fields.timestamp,
  })
  .meta({ id: "TemplateLanguage" })

/** The languages of one name. */
export const templateGroup = z
  .object({
    id: fields.id,
    business_account_id: fields.id,
    name: z.string(),
    fallback_language: z
      .string()
      .nullable()
      .describe("The language for contacts whose own has no template; null: the oldest language"),
    templates: z.array(member).describe("Oldest first"),
    created_at: fields.timestamp,
  })
  .meta({ id: "TemplateGroup" })

export interface GroupFilter {
  search?: string | undefined
  status?: string | undefined
  category?: string | undefined
  business_account_id?: string | undefined
}

/** There are some thousands at most: to sort all of them by name takes a few milliseconds, without an index. */
export const sorting = defineSorting({
  keys: {
    created: { column: "id", kind: "id" },
    name: { column: "name", kind: "text" },
    changed: { column: "changed_at", kind: "instant" },
  },
  usual: { sort: "created", order: "desc" },
})

interface MemberRow {
  id: string
  language: string
  category: string
  correct_category: string | null
  category_changes_at: string | null
  status: string
  rejection_reason: string | null
  quality_score: string | null
  body: string | null
  updated_at: string
}

interface GroupRow {
  id: string
  business_account_id: string
  name: string
  fallback_language: string | null
  created_at: Date
  templates: MemberRow[]
}

/**
 * The groups that a filter finds. A group whose templates are all deleted is not listed. A search reads the text of every
 * template, which takes about 60 ms with 2,000 of them: it needs no index.
 */
export function selectGroups(filter: GroupFilter): RawBuilder<GroupRow> {
  const { search, status, category, business_account_id: account } = filter
  const pattern = search === undefined ? null : `%${search.replaceAll(/[\\%_]/g, "\\$&")}%`
  return sql<GroupRow>`
    SELECT g.id, g.business_account_id, g.name, g.fallback_language, g.created_at, ${members},
      (SELECT max(updated_at) FROM templates
        WHERE (business_account_id, name) = (g.business_account_id, g.name) AND status <> 'DELETED') AS changed_at
    FROM template_groups AS g
    WHERE (${account ?? null}::uuid IS NULL OR g.business_account_id = ${account ?? null}::uuid)
      AND EXISTS (SELECT FROM templates AS t
        WHERE (t.business_account_id, t.name) = (g.business_account_id, g.name) AND t.status <> 'DELETED'
          AND (${status ?? null}::text IS NULL OR t.status = ${status ?? null})
          AND (${category ?? null}::text IS NULL OR t.category = ${category ?? null})
          AND (${pattern}::text IS NULL OR t.name ILIKE ${pattern} OR t.components::text ILIKE ${pattern}))`
}

/** @throws Problem not_found */
export async function findGroup(tx: Tx, id: string): Promise<z.input<typeof templateGroup>> {
  const { rows } = await sql<GroupRow>`
    SELECT g.id, g.business_account_id, g.name, g.fallback_language, g.created_at, ${members}
    FROM template_groups AS g WHERE g.id = ${id}
  `.execute(tx)
  return asGroup(found(rows[0], "template group"))
}

const members = sql`(
  SELECT coalesce(jsonb_agg(to_jsonb(t) ORDER BY t.id), '[]') FROM (
    SELECT id, language, category, correct_category, category_changes_at, status, rejection_reason, quality_score, updated_at,
      jsonb_path_query_first(components, '$[*] ? (@.type == "BODY").text') #>> '{}' AS body
    FROM templates WHERE (business_account_id, name) = (g.business_account_id, g.name) AND status <> 'DELETED'
  ) AS t) AS templates`

export function asGroup(row: GroupRow): z.input<typeof templateGroup> {
  return { ...row, templates: row.templates.map(asMember) }
}

function asMember({
  rejection_reason,
  updated_at,
  correct_category,
  category_changes_at: changesAt,
  ...row
}: MemberRow): z.input<typeof member> {
  return {
    ...row,
    category_change: explainCategoryChange({
      category: row.category,
      correctCategory: correct_category,
      at: changesAt === null ? null : new Date(changesAt),
    }),
    explanation: explained(row.status, rejection_reason),
    updated_at: new Date(updated_at),
  }
}

/**
 * Declares which language contacts get who speak none of the group's; null: the oldest one.
 * @throws Problem not_found, invalid_request when the group has no such language
 */
export async function declareFallback(tx: Tx, id: string, language: string | null): Promise<void> {
  const group = await findGroup(tx, id)
  if (language !== null && !group.templates.some((one) => one.language === language)) {
    throw new Problem("invalid_request", `The template ${group.name} does not exist in ${language}.`, {
      field: "fallback_language",
      help: `Choose one of ${group.templates.map((one) => one.language).join(", ")}.`,
    })
  }
  await tx.updateTable("template_groups").set({ fallback_language: language }).where("id", "=", id).execute()
}
