/** What was approved is what goes, also while it is going: its texts are read as its messages are composed. */
import { type RawBuilder, sql, type Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"

/** @throws Problem approval_required where something under way was approved with this text of a content block */
export const refuseBlockEdit = (tx: Tx, name: string): Promise<void> =>
  refuseEdit(
    tx,
    "content block",
    sql`contents.named_blocks && ARRAY(
      WITH RECURSIVE above (name) AS (
        SELECT ${name}::text UNION SELECT b.name FROM above JOIN content_blocks AS b ON b.named_blocks @> ARRAY[above.name]
      ) SELECT name FROM above)`,
  )

/** @throws Problem approval_required where something under way was approved with this template, or another language of it */
export const refuseTemplateEdit = (tx: Tx, templateId: string): Promise<void> =>
  refuseEdit(
    tx,
    "template",
    sql`contents.template_id IN (
      SELECT other.id FROM templates AS one JOIN templates AS other USING (business_account_id, name) WHERE one.id = ${templateId})`,
  )

async function refuseEdit(tx: Tx, what: string, uses: RawBuilder<unknown>): Promise<void> {
  const { rows } = await sql<{ campaign: string }>`
    SELECT c.name AS campaign FROM campaign_approvals AS a
    JOIN (
      SELECT id AS source_id, campaign_id, version FROM launches
      UNION ALL SELECT source_id, campaign_id, version FROM campaign_triggers
    ) AS sent ON sent.campaign_id = a.campaign_id AND (sent.version = a.version OR sent.source_id = a.launch_id)
    JOIN sources AS s ON s.id = sent.source_id AND s.ended_at IS NULL AND s.state <> 'canceled'
    JOIN source_variants AS v ON v.source_id = s.id
    JOIN contents ON contents.id = v.content_id AND ${uses}
    JOIN campaigns AS c ON c.id = a.campaign_id
    WHERE a.state = 'approved' AND a.used_at IS NOT NULL
      AND EXISTS (SELECT FROM workspaces WHERE id = current_workspace() AND approval_above IS NOT NULL)
    LIMIT 1`.execute(tx)
  const [first] = rows
  if (first === undefined) return
  throw new Problem(
    "approval_required",
    `The campaign "${first.campaign}" was approved with this ${what} as it is, and is still being sent.`,
    {
      help: `Make another ${what}, or stop the campaign and cancel its launches first. Then have the campaign approved again.`,
    },
  )
}
