import type { Tx } from "../platform/database/index.ts"
import { found, Problem, requireRevision } from "../platform/errors.ts"
import { workspacesOf } from "./members/memberships.ts"

interface Workspace {
  id: string
  name: string
  revision: number
}

const columns = ["id", "name", "revision"] as const

export function createWorkspace(tx: Tx, name: string, now: Date): Promise<Workspace> {
  return tx
    .insertInto("workspaces")
    .values({ name, created_at: now })
    .returning(columns)
    .executeTakeFirstOrThrow()
}

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

/** @throws Problem conflict when `revision` is given and someone else has renamed it since */
export async function renameWorkspace(
  tx: Tx,
  id: string,
  change: { name: string; revision?: number | undefined },
): Promise<Workspace> {
  const row = tx.selectFrom("workspaces").select(columns).where("id", "=", id).forUpdate()
  requireRevision(found(await row.executeTakeFirst(), "workspace"), change.revision, "workspace")
  return tx
    .updateTable("workspaces")
    .set({ name: change.name })
    .where("id", "=", id)
    .returning(columns)
    .executeTakeFirstOrThrow()
}
