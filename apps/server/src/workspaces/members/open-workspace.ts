import type { Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import { createWorkspace, type Workspace } from "../workspace.ts"
import { workspacesOf } from "./memberships.ts"

/**
 * A further workspace; the person who creates it is its owner. Runs in the system's scope.
 * @throws Problem forbidden unless the member is an owner or admin somewhere
 */
export async function openWorkspace(tx: Tx, memberId: string, name: string, now: Date): Promise<Workspace> {
  const mine = await workspacesOf(tx, memberId)
  if (!mine.some(({ role }) => role === "owner" || role === "admin")) {
    throw new Problem("forbidden", "Only an owner or admin of a workspace can create another.")
  }
  const workspace = await createWorkspace(tx, name, now)
  await tx
    .insertInto("memberships")
    .values({ workspace_id: workspace.id, member_id: memberId, role: "owner", created_at: now })
    .execute()
  return workspace
}
