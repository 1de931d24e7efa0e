import type { Tx } from "../../platform/database/index.ts"
import { isRole, type Role } from "../permissions.ts"
import { type Workspace, workspaceColumns } from "../workspace.ts"

/** The member's role in a workspace; undefined when they may not enter it. */
export async function roleIn(tx: Tx, workspaceId: string, memberId: string): Promise<Role | undefined> {
  const row = await tx
    .selectFrom("memberships")
    .select("role")
    .where("workspace_id", "=", workspaceId)
    .where("member_id", "=", memberId)
    .executeTakeFirst()
  return row && isRole(row.role) ? row.role : undefined
}

/** The workspaces a member may enter, by name. Runs in the system's scope. */
export async function workspacesOf(tx: Tx, memberId: string): Promise<(Workspace & { role: Role })[]> {
  const rows = await tx
    .selectFrom("memberships")
    .innerJoin("workspaces", "workspaces.id", "memberships.workspace_id")
    .select([...workspaceColumns, "memberships.role"])
    .where("memberships.member_id", "=", memberId)
    .orderBy("workspaces.name")
    .orderBy("workspaces.id")
    .execute()
  return rows.flatMap(({ role, ...workspace }) => (isRole(role) ? [{ ...workspace, role }] : []))
}
