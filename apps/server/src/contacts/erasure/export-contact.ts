import type { Tx } from "../../platform/database/index.ts"
import type { Room } from "../../platform/define-room.ts"
import type { Permission } from "../../workspaces/index.ts"
import { identifiersOf } from "./identifiers.ts"
import "./room-hooks.ts"

/**
 * Everything that all rooms keep about one person, as far as the caller may read it elsewhere.
 * @returns with `missing_permissions`: those without which a part was left out
 */
export async function exportContact(
  tx: Tx,
  {
    workspaceId,
    rooms,
    permissions,
  }: { workspaceId: string; rooms: readonly Room[]; permissions: ReadonlySet<Permission> },
  contactId: string,
): Promise<{ missing_permissions: Permission[] } & Record<string, unknown>> {
  const kept: Record<string, unknown> = {}
  const missing = new Set<Permission>()
  const identifiers = await identifiersOf(tx, [contactId])
  for (const { exportContact: read, exportNeeds = [] } of rooms) {
    if (!read) continue
    const lacking = exportNeeds.filter((permission) => !permissions.has(permission))
    if (lacking.length === 0) Object.assign(kept, await read(tx, workspaceId, contactId, { identifiers }))
    for (const permission of lacking) missing.add(permission)
  }
  return { ...kept, missing_permissions: [...missing].sort() }
}
