import type { FrequencyCap, WorkspaceControl } from "@parley/model"
import { jsonText, sql, type Tx } from "../platform/database/index.ts"
import { found, Problem, requireRevision } from "../platform/errors.ts"
import { controlGroupColumn, frequencyCapsColumn } from "./caps.ts"
import { type QuietHours, quietHoursColumn } from "./quiet-hours.ts"

export interface Workspace {
  id: string
  name: string
  /** IANA, of members who chose none; null: their browser's. */
  time_zone: string | null
  /** BCP 47, likewise. */
  locale: string | null
  /** ISO 4217; null: not chosen. */
  currency: string | null
  /** By the clock of the time zone, which there is then; null: it is never quiet. */
  quiet_hours: QuietHours | null
  /** All of them have to let a message through. */
  frequency_caps: FrequencyCap[]
  /** null: there is none. */
  control_group: WorkspaceControl | null
  revision: number
}

/** A workspace, of `workspaces`. */
export const workspaceColumns = [
  "workspaces.id",
  "workspaces.name",
  "workspaces.time_zone",
  "workspaces.locale",
  "workspaces.currency",
  quietHoursColumn.as("quiet_hours"),
  frequencyCapsColumn.as("frequency_caps"),
  controlGroupColumn.as("control_group"),
  "workspaces.revision",
] as const

export function createWorkspace(tx: Tx, name: string, now: Date): Promise<Workspace> {
  return tx
    .insertInto("workspaces")
    .values({ name, created_at: now })
    .returning(workspaceColumns)
    .executeTakeFirstOrThrow()
}

/** The zone that the days of a transaction's workspace begin and end by: its own, or else UTC. */
export const workspaceZone = sql<string>`(SELECT coalesce(time_zone, 'UTC') FROM workspaces WHERE id = current_workspace())`

/** What of a workspace its members decide; what is absent stays. */
interface WorkspaceChange {
  name?: string | undefined
  time_zone?: string | null | undefined
  locale?: string | null | undefined
  currency?: string | null | undefined
  quiet_hours?: QuietHours | null | undefined
  frequency_caps?: FrequencyCap[] | undefined
  control_group?: WorkspaceControl | null | undefined
}

/** @throws Problem not_found */
export async function readWorkspace(tx: Tx, id: string): Promise<Workspace> {
  const row = tx.selectFrom("workspaces").select(workspaceColumns).where("id", "=", id)
  return found(await row.executeTakeFirst(), "workspace")
}

/** @throws Problem conflict when `revision` is given and someone else has changed it since; invalid_request */
export async function changeWorkspace(
  tx: Tx,
  id: string,
  {
    revision,
    quiet_hours,
    frequency_caps,
    control_group,
    ...change
  }: WorkspaceChange & { revision?: number | undefined },
): Promise<Workspace> {
  const row = tx.selectFrom("workspaces").select(workspaceColumns).where("id", "=", id).forUpdate()
  const known = found(await row.executeTakeFirst(), "workspace")
  requireRevision(known, revision, "workspace")
  if (change.time_zone) await requireZone(tx, change.time_zone)
  const { time_zone = known.time_zone } = change
  if (time_zone === null && (quiet_hours === undefined ? known.quiet_hours : quiet_hours) !== null) {
    throw new Problem("invalid_request", "Quiet hours need a time zone: they follow its clock.", {
      field: "time_zone",
      help: "Choose the workspace's time zone, or turn the quiet hours off.",
    })
  }
  const values = {
    ...change,
    ...(quiet_hours !== undefined && quietColumns(quiet_hours)),
    ...(frequency_caps && { frequency_caps: jsonText(frequency_caps) }),
    ...(control_group !== undefined && { control_group: control_group && jsonText(control_group) }),
  }
  if (Object.values(values).every((value) => value === undefined)) return known
  return tx
    .updateTable("workspaces")
    .set(values)
    .where("id", "=", id)
    .returning(workspaceColumns)
    .executeTakeFirstOrThrow()
}

const quietColumns = (hours: QuietHours | null) => ({
  quiet_from: hours?.from ?? null,
  quiet_until: hours?.until ?? null,
})

/** Those that the database was found to know: to ask it takes as long as to read all of them. */
const knownZones = new Set<string>()

/**
 * Days are counted by the database, which may know fewer zones than this program.
 * @param zone of a request, as `fields.timeZone` lets it pass
 * @throws Problem invalid_request
 */
export async function requireZone(tx: Tx, zone: string): Promise<void> {
  if (knownZones.has(zone)) return
  const { rows } = await sql`SELECT FROM pg_timezone_names WHERE name = ${zone}`.execute(tx)
  if (rows.length > 0) {
    knownZones.add(zone)
    return
  }
  throw new Problem("invalid_request", `The database does not know the time zone ${zone}.`, {
    field: "time_zone",
  })
}
