import type { Tx } from "../platform/database/index.ts"
import { found, requireRevision } from "../platform/errors.ts"

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

/** @throws Problem conflict when `revision` is given and somebody else has renamed it since */
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
