import { sql, type Tx } from "../platform/database/index.ts"
import { found, Problem, requireRevision } from "../platform/errors.ts"
import { workspacesOf } from "./members/memberships.ts"

export interface Workspace {
  id: string
  name: string
  /** IANA, of members who chose none; null: their browser's. */
  time_zone: string | null
  /** BCP 47, likewise. */
  locale: string | null
  /** ISO 4217; null: not chosen. */
  currency: string | null
  revision: number
}

const columns = ["id", "name", "time_zone", "locale", "currency", "revision"] as const

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

/** The zone that the days of a transaction's workspace begin and end by: its own, or else UTC. */
export const workspaceZone = sql<string>`(SELECT coalesce(time_zone, 'UTC') FROM workspaces WHERE id = current_workspace())`

/** What of a workspace its members decide; what is absent stays. */
interface WorkspaceChange {
  name?: string | undefined
  time_zone?: string | null | undefined
  locale?: string | null | undefined
  currency?: string | null | undefined
}

/** @throws Problem conflict when `revision` is given and someone else has changed it since; invalid_request */
export async function changeWorkspace(
  tx: Tx,
  id: string,
  { revision, ...change }: WorkspaceChange & { revision?: number | undefined },
): Promise<Workspace> {
  const row = tx.selectFrom("workspaces").select(columns).where("id", "=", id).forUpdate()
  const known = found(await row.executeTakeFirst(), "workspace")
  requireRevision(known, revision, "workspace")
  if (change.time_zone) await requireZone(tx, change.time_zone)
  if (Object.values(change).every((value) => value === undefined)) return known
  return tx
    .updateTable("workspaces")
    .set(change)
    .where("id", "=", id)
    .returning(columns)
    .executeTakeFirstOrThrow()
}

/** Days are counted by the database, which may know fewer zones than this program. @throws Problem invalid_request */
async function requireZone(tx: Tx, zone: string): Promise<void> {
  const { rows } = await sql`SELECT FROM pg_timezone_names WHERE name = ${zone}`.execute(tx)
  if (rows.length > 0) return
  throw new Problem("invalid_request", `The database does not know the time zone ${zone}.`, {
    field: "time_zone",
  })
}
