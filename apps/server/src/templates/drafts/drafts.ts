/** What members are still writing: kept as they type, on the server, so that any browser continues where another one stopped. */
import { type TemplateDefinition, templateCategories } from "@parley/whatsapp/templates"
import { z } from "zod"
import { jsonText, sql, type Tx } from "../../platform/database/index.ts"
import { found, Problem } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"
import { templateDefinition, writtenDefinition } from "../definition.ts"
import { findTemplate } from "../template.ts"

/** In characters of JSON. The longest carousel that Meta takes has about 60,000. */
const mostCharacters = 120_000
/** Of a workspace. */
const mostDrafts = 500

const summaryShape = {
  id: fields.id,
  business_account_id: fields.id,
  template_id: fields.id.nullable().describe("The template that is edited; null: a new one"),
  template_group_id: fields.id.nullable().describe("The group of that template"),
  name: z.string().describe("May be empty, as anything of a draft"),
  language: z.string(),
  category: z.enum(templateCategories),
  body: z.string().nullable(),
  revision: fields.revision,
  changed_by_name: z.string().nullable().describe("The member who changed it last; null: an API key"),
  created_at: fields.timestamp,
  updated_at: fields.timestamp,
}

export const draftSummary = z.object(summaryShape).meta({ id: "TemplateDraftSummary" })

/** A draft as the API shows it. */
export const draft = z
  .object({
    ...summaryShape,
    editor: z.string().nullable().describe("The `editor` of the last change"),
    template_revision: z
      .int()
      .nullable()
      .describe("The revision of the template that the draft started from"),
    definition: templateDefinition,
  })
  .meta({ id: "TemplateDraft" })

export const draftWritten = z
  .object({
    business_account_id: fields.id,
    template_id: fields.id.optional().describe("The template that is edited; it has one draft"),
    template_revision: z.int32().optional().describe("The `revision` of it that you have read"),
    definition: writtenDefinition.describe("What was written so far; its parts may be empty"),
    revision: z
      .int32()
      .optional()
      .describe(
        "The `revision` of the draft that you have read. Answers 409 when another editor has changed it since, and 404 " +
          "when it was submitted or discarded; when absent, neither is checked",
      ),
    editor: z
      .string()
      .min(1)
      .max(64)
      .optional()
      .describe(
        "The same for all changes of one page: it may save again before it knows the revision it made",
      ),
  })
  .meta({ id: "TemplateDraftChange" })

/** Who writes, where and when. */
interface Writer {
  workspaceId: string
  memberId: string | undefined
  now: Date
}

interface DraftRow extends Omit<z.input<typeof draft>, "definition" | "name" | "language" | "category"> {
  definition: TemplateDefinition
}

const columns = sql`
  d.id, d.business_account_id, d.template_id, g.id AS template_group_id,
  jsonb_path_query_first(d.definition -> 'components', '$[*] ? (@.type == "BODY").text') #>> '{}' AS body,
  d.revision, m.name AS changed_by_name, d.created_at, d.updated_at, d.editor, d.template_revision`

const sources = sql`
  template_drafts AS d LEFT JOIN members AS m ON m.id = d.changed_by
  LEFT JOIN templates AS t ON t.id = d.template_id
  LEFT JOIN template_groups AS g ON (g.business_account_id, g.name) = (t.business_account_id, t.name)`

/** A page of drafts, the newest first, one more than asked for where there is one; without those of deleted templates. */
export async function listDrafts(
  tx: Tx,
  filter: { template_id?: string | undefined; after?: string | undefined; limit: number },
): Promise<z.input<typeof draftSummary>[]> {
  const { template_id: templateId = null, after = null, limit } = filter
  const { rows } = await sql<z.input<typeof draftSummary>>`
    SELECT ${columns}, d.definition ->> 'name' AS name, d.definition ->> 'language' AS language,
      d.definition ->> 'category' AS category
    FROM ${sources}
    WHERE (${after}::uuid IS NULL OR d.id < ${after}::uuid) AND t.status IS DISTINCT FROM 'DELETED'
      AND (${templateId}::uuid IS NULL OR d.template_id = ${templateId}::uuid)
    ORDER BY d.id DESC LIMIT ${limit + 1}
  `.execute(tx)
  return rows
}

/** @throws Problem not_found */
export async function findDraft(tx: Tx, id: string): Promise<z.input<typeof draft>> {
  const row = found(await readDraft(tx, id), "template draft")
  const { name, language, category } = row.definition
  return { ...row, name, language, category }
}

async function readDraft(tx: Tx, id: string): Promise<DraftRow | undefined> {
  const { rows } = await sql<DraftRow>`
    SELECT ${columns}, d.definition FROM ${sources} WHERE d.id = ${id}`.execute(tx)
  return rows[0]
}

/**
 * Saves a draft under the id that its writer chose; the first time makes it. The same again changes nothing but its time.
 * @throws Problem conflict (another editor has changed it, or the template has another draft), not_found (it was submitted
 *   or discarded, or there is no such account or template), too_large, limit_reached
 */
export async function saveDraft(
  tx: Tx,
  id: string,
  written: z.output<typeof draftWritten>,
  writer: Writer,
): Promise<z.input<typeof draft>> {
  const definition = jsonText(written.definition)
  if (definition.length > mostCharacters)
    throw new Problem("too_large", `A draft has at most ${mostCharacters.toLocaleString("en")} characters.`)
  const { revision = null, editor = null } = written
  // One that is disconnected may be connected again, and a draft can wait.
  const account = found(
    await tx
      .selectFrom("business_accounts")
      .select("id")
      .where("id", "=", written.business_account_id)
      .executeTakeFirst(),
    "business account",
  )
  if (written.template_id !== undefined) await refuseSecond(tx, id, written.template_id)
  const { rows } = await sql`
    INSERT INTO template_drafts AS d (workspace_id, id, business_account_id, template_id, template_revision, definition,
      editor, changed_by, created_at, updated_at)
    SELECT ${writer.workspaceId}::uuid, ${id}::uuid, ${account.id}::uuid, ${written.template_id ?? null}::uuid,
      ${written.template_revision ?? null}::integer, ${definition}::jsonb, ${editor}::text, ${writer.memberId ?? null}::uuid,
      ${writer.now}::timestamptz, ${writer.now}::timestamptz
    WHERE EXISTS (SELECT FROM template_drafts WHERE id = ${id}::uuid)
      OR (${revision}::integer IS NULL AND (SELECT count(*) FROM template_drafts) < ${mostDrafts})
    ON CONFLICT (workspace_id, id) DO UPDATE SET
      business_account_id = EXCLUDED.business_account_id, template_revision = EXCLUDED.template_revision,
      definition = EXCLUDED.definition, editor = EXCLUDED.editor, changed_by = EXCLUDED.changed_by,
      updated_at = EXCLUDED.updated_at
    WHERE ${revision}::integer IS NULL OR d.revision = ${revision} OR d.editor = EXCLUDED.editor
    RETURNING d.id
  `.execute(tx)
  if (rows.length > 0) return findDraft(tx, id)
  throw await whyUnsaved(tx, id, revision)
}

async function whyUnsaved(tx: Tx, id: string, given: number | null): Promise<Problem> {
  const row = await readDraft(tx, id)
  if (row !== undefined) {
    const message =
      row.changed_by_name === null
        ? "The draft was changed somewhere else in the meantime."
        : `${row.changed_by_name} changed the draft in another window.`
    const help = "Load the newer version, or replace it with yours."
    return new Problem("conflict", message, { help, extra: { revision: row.revision } })
  }
  if (given !== null)
    return new Problem("not_found", "The draft was submitted or discarded somewhere else.", {
      help: "Save it without `revision` to keep it as a new draft.",
    })
  return new Problem("limit_reached", `A workspace has at most ${mostDrafts} drafts of templates.`, {
    extra: { limit: mostDrafts },
  })
}

/** A template is edited in one draft, by all who may. @throws Problem conflict with its id as `draft_id` */
async function refuseSecond(tx: Tx, id: string, templateId: string): Promise<void> {
  const template = await findTemplate(tx, templateId)
  // Two who start at once: the second sees the draft of the first.
  await sql`SELECT FROM templates WHERE id = ${templateId} FOR NO KEY UPDATE`.execute(tx)
  const [other] = await listDrafts(tx, { template_id: templateId, limit: 1 })
  if (other === undefined || other.id === id) return
  throw new Problem("conflict", `The template ${template.name} has another draft already.`, {
    help: "Continue that draft, or discard it first.",
    extra: { draft_id: other.id },
  })
}

/** Takes a draft away, as when it was submitted; nothing where there is none. */
export async function dropDraft(tx: Tx, id: string | undefined): Promise<boolean> {
  if (id === undefined) return false
  const { numDeletedRows } = await tx
    .deleteFrom("template_drafts")
    .where("id", "=", id)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}
