import { unpauseTemplate } from "@parley/whatsapp/graph"
import { mayUnpause } from "@parley/whatsapp/templates"
import { answered, findAccount, graphClient } from "../../connect/index.ts"
import { sql } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import type { Platform } from "../../platform/index.ts"
import { findTemplate, type TemplateRow } from "../template.ts"

/**
 * Asks Meta to end a pause that came of pacing.
 * @throws Problem not_found, conflict when there is no pause that can be ended, meta_rejected (in the first five minutes),
 *   meta_unreachable
 */
export async function endPause(platform: Platform, workspaceId: string, id: string): Promise<TemplateRow> {
  const { db, clock } = platform
  const { template, account } = await db.workspace(workspaceId, async (tx) => {
    const template = await findTemplate(tx, id)
    return { template, account: await findAccount(tx, template.business_account_id) }
  })
  if (template.meta_id === null || !mayUnpause(template.status, template.status_detail)) {
    throw new Problem("conflict", "There is no pause of this template that can be ended by hand.", {
      help: "A pause for bad quality ends by itself, after 3 hours the first time and 6 the second.",
    })
  }
  answered(
    await unpauseTemplate(graphClient(platform, account), template.meta_id),
    "Meta ends a pause five minutes after it began at the earliest. Wait, then try again.",
  )
  return db.workspace(workspaceId, async (tx) => {
    // Meta's webhook may have come first; what it said stays.
    await sql`
      UPDATE templates SET status = 'APPROVED', status_detail = NULL, updated_at = ${clock.now()}
      WHERE id = ${id} AND status = 'PAUSED'
    `.execute(tx)
    return findTemplate(tx, id)
  })
}
