import { deleteTemplate as deleteAtMeta } from "@parley/whatsapp/graph"
import { findAccount, graphClient, refusedByMeta } from "../../connect/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import type { Room } from "../../platform/define-room.ts"
import { Problem } from "../../platform/errors.ts"
import type { Platform } from "../../platform/index.ts"
import { type ChangedTemplate, changedTemplate, tellOfTemplates } from "../sync/tell-changes.ts"
import { findTemplate } from "../template.ts"
import { readUses } from "../uses.ts"

/**
 * Deletes a template in its one language, at Meta and here. The row stays as DELETED, as past messages refer to it.
 * @throws Problem not_found, conflict while a launch or a waiting message needs it, meta_rejected, meta_unreachable
 */
export async function deleteTemplate(platform: Platform, workspaceId: string, id: string): Promise<void> {
  const { db, clock } = platform
  // Marked first: nothing starts to use the template while Meta is being asked.
  const { template, account } = await db.workspace(workspaceId, async (tx) => {
    const template = await findTemplate(tx, id)
    await refuseWhileNeeded(tx, platform.rooms, id)
    await setStatus(tx, id, template.meta_id === null ? "DELETED" : "PENDING_DELETION", clock.now())
    return { template, account: await findAccount(tx, template.business_account_id) }
  })
  if (template.meta_id === null || template.status === "DELETED") return
  const deleted = await deleteAtMeta(graphClient(platform, account), account.waba_id, {
    name: template.name,
    templateId: template.meta_id,
  })
  await db.workspace(workspaceId, (tx) =>
    setStatus(tx, id, deleted.ok ? "DELETED" : template.status, clock.now()),
  )
  if (!deleted.ok) throw refusedByMeta(deleted.error)
}

async function setStatus(tx: Tx, id: string, status: string, now: Date): Promise<void> {
  const { rows } = await sql<ChangedTemplate>`
    UPDATE templates SET status = ${status}, updated_at = ${now} WHERE id = ${id} RETURNING ${changedTemplate}`.execute(
    tx,
  )
  await tellOfTemplates(tx, rows, now)
}

async function refuseWhileNeeded(tx: Tx, rooms: readonly Room[], id: string): Promise<void> {
  const uses = await readUses(tx, rooms, id)
  if (uses.pending_launches > 0) {
    throw new Problem(
      "conflict",
      `The template is used by ${uses.pending_launches} launches that are still to be sent.`,
      { help: "Cancel the launches, or wait until they have been sent.", extra: { uses } },
    )
  }
  if (uses.messages_waiting) {
    throw new Problem("conflict", "Messages made from the template are still to be sent.", {
      help: "Wait until they have been sent, or cancel their launch.",
      extra: { uses },
    })
  }
}
