import { createHash } from "node:crypto"
import { messageKinds } from "@parley/model"
import type { Room } from "../platform/define-room.ts"
import { queue, readListeners, wantsOf } from "./hear.ts"

/**
 * Queues what became of messages in the transaction that writes it: so nothing is lost or told twice, and where no endpoint wants
 * it, it costs one short query for a batch.
 */
export const messageEvents: NonNullable<Room["messageEvents"]> = {
  async wanted(tx) {
    const listeners = await readListeners(tx)
    const hasAny = listeners.some(
      ({ kinds }) => kinds === null || messageKinds.some((kind) => kinds.includes(kind)),
    )
    return hasAny ? wantsOf(listeners) : undefined
  },
  tell: (tx, events, now) =>
    queue(
      tx,
      events.map(({ workspaceId, kind, contactId, data }) => ({
        workspaceId,
        // A message reaches a stage once.
        key: createHash("sha256").update(`${kind} ${data.message_id}`).digest(),
        kind,
        contactId,
        at: now,
        data: { workspace_id: workspaceId, contact_id: contactId, ...data },
      })),
      now,
    ),
}
