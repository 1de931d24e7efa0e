import type { Tx } from "../../platform/database/index.ts"
import type { Room } from "../../platform/define-room.ts"
import { identifiersOf } from "./identifiers.ts"
import "./room-hooks.ts"

/** Everything that all rooms keep about one person. */
export async function exportContact(
  tx: Tx,
  { workspaceId, rooms }: { workspaceId: string; rooms: readonly Room[] },
  contactId: string,
): Promise<Record<string, unknown>> {
  const kept: Record<string, unknown> = {}
  const identifiers = await identifiersOf(tx, [contactId])
  for (const room of rooms)
    Object.assign(kept, await room.exportContact?.(tx, workspaceId, contactId, { identifiers }))
  return kept
}
