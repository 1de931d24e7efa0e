import { randomUUID } from "node:crypto"
import type { Tx } from "../../platform/database/index.ts"
import { classes, standingSource } from "../sources/sources.ts"

/** A message that Meta took, as it is in history. @returns its wamid */
export async function insertSentMessage(
  tx: Tx,
  message: {
    workspaceId: string
    numberId: string
    contactId: string
    contentId: string
    decidedAt: Date
    /** When the row was made, which its id tells. Default: as it was decided */
    madeAt?: Date
  },
): Promise<string> {
  const { workspaceId, numberId, decidedAt: now } = message
  const sourceId = await standingSource(tx, {
    workspaceId,
    numberId,
    kind: "api",
    class: classes.utility,
    now,
  })
  const wamid = `wamid.${randomUUID()}`
  await tx
    .insertInto("messages")
    .values({
      id: idOf(message.madeAt ?? message.decidedAt),
      workspace_id: message.workspaceId,
      number_id: message.numberId,
      contact_id: message.contactId,
      content_id: message.contentId,
      source_id: sourceId,
      variant: 0,
      status: "accepted",
      wamid,
      decided_at: message.decidedAt,
    })
    .execute()
  return wamid
}

/** A uuidv7 of that instant. */
function idOf(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, "0")
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}
