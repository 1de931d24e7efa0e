import { classOfCampaign } from "../../campaigns/index.ts"
import { classes, type Intent } from "../../messaging/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"

/**
 * Where campaigns need the approval of a second member, a canvas that sends marketing is published by another member than the one who
 * edited it last: nobody knows beforehand how many people it will reach, so the workspace's number does not matter.
 * @throws Problem approval_required
 */
export async function requireSecondMember(
  tx: Tx,
  { workspaceId, canvasId }: { workspaceId: string; canvasId: string },
  intents: readonly Intent[],
): Promise<void> {
  if (intents.length === 0 || classOfCampaign(intents) !== classes.marketing) return
  const { rows } = await sql<{ is_alone: boolean }>`
    SELECT c.edited_by IS NOT DISTINCT FROM nullif(current_setting('parley.actor', true), '') AS is_alone
    FROM canvases AS c JOIN workspaces AS w ON w.id = c.workspace_id
    WHERE c.id = ${canvasId} AND w.id = ${workspaceId} AND w.approval_above IS NOT NULL`.execute(tx)
  if (rows[0]?.is_alone !== true) return
  throw new Problem("approval_required", "Another member has to publish the canvas, as you edited it last.", {
    help: "The workspace has what is sent approved by a second member: Settings → Workspace.",
  })
}
