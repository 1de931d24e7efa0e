import { sql, type Tx } from "../../platform/database/index.ts"
import { found, Problem } from "../../platform/errors.ts"
import type { Caller } from "../caller.ts"
import { roleIn } from "../members/memberships.ts"
import type { Permissions } from "../permissions.ts"
import { grantedTo } from "./api-keys.ts"

interface Change {
  name?: string | undefined
  owner_id?: string | undefined
  expires_at?: Date | null | undefined
}

/**
 * Changes a key that is not revoked. Its owner's role bounds what it can do, so who gives it to somebody else must have all
 * that it was given: nobody makes a key mightier by that than they could make one.
 * @throws Problem not_found, conflict, forbidden, invalid_request
 */
export async function changeKey(
  tx: Tx,
  {
    caller,
    id,
    change,
    permissions,
  }: { caller: Caller; id: string; change: Change; permissions: Permissions },
): Promise<void> {
  const row = await tx
    .selectFrom("api_keys")
    .select(["name", "permissions", "made_by", "revoked_at"])
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst()
  const key = found(row, "API key")
  if (key.revoked_at !== null)
    throw new Problem("conflict", "This API key was revoked.", { help: "Create a new one." })
  const { name, owner_id: ownerId, expires_at } = change
  const isGiven = ownerId !== undefined && ownerId !== key.made_by
  if (isGiven) {
    const role = await roleIn(tx, caller.workspaceId, ownerId)
    if (role === undefined)
      throw new Problem("invalid_request", "There is no such member in this workspace.", {
        field: "owner_id",
        help: "Choose a member of this workspace.",
      })
    const given = grantedTo({ permissions: key.permissions, made_by: null, makers_role: null }, permissions)
    const beyond = given.filter((permission) => !caller.permissions.has(permission))
    if (beyond.length > 0)
      throw new Problem("forbidden", `You cannot give what you do not have: ${beyond.join(", ")}.`, {
        field: "owner_id",
      })
  }
  const set = {
    ...(name !== undefined && { name }),
    ...(isGiven && { made_by: ownerId }),
    ...(expires_at !== undefined && { expires_at }),
  }
  if (Object.keys(set).length === 0) return
  await tx.updateTable("api_keys").set(set).where("id", "=", id).execute()
  if (isGiven)
    await sql`SELECT record_action(${caller.workspaceId}, 'api_key.owner_changed', 'api_key', ${id}::text,
      ${name ?? key.name})`.execute(tx)
}
