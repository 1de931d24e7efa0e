/** Canvases that their audience enters at a time, once or again and again. */
import {
  type CanvasDefinition,
  filterSchema,
  type RecurringDelivery,
  readCanvasDefinition,
  shownAt,
  whenShown,
} from "@parley/model"
import { filterAudience, nextOccurrence, zoneOf } from "../../campaigns/index.ts"
import { sql, type Tx, wakeAfterCommit } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { canvasChannel } from "../channel.ts"
import { narrowed } from "./by-api.ts"
import { enter, type OpenCanvas } from "./enter.ts"

/** Contacts that one transaction brings in. */
const chunk = 5_000

interface Planned {
  canvasId: string
  workspaceId: string
  definition: CanvasDefinition
  now: Date
}

/**
 * Plans when the audience enters next; what was planned before is not any more.
 * @param isNew whether it was published now: one that is entered once is so once for each time
 */
export async function planEntries(
  tx: Tx,
  { isNew, ...planned }: Planned & { isNew: boolean },
): Promise<void> {
  const { canvasId, definition, now } = planned
  const { entry } = definition
  if (entry.kind !== "once" || isNew)
    await sql`
      DELETE FROM canvas_entries
      WHERE canvas_id = ${canvasId} AND broadcast_id IS NULL AND ended_at IS NULL AND after_contact IS NULL`.execute(
      tx,
    )
  if (entry.kind === "once" && isNew) {
    const at = entry.at === null ? now : new Date(Math.max(Date.parse(entry.at), now.getTime()))
    await insertEntry(tx, planned, at, null)
  }
  if (entry.kind === "recurring") {
    const zone = await zoneOf(tx, planned.workspaceId)
    await planNext(tx, planned, entry, zone, localOf(now.getTime(), zone))
  }
}

const localOf = (ms: number, zone: string): string => new Date(shownAt(zone, ms)).toISOString().slice(0, 16)

async function planNext(
  tx: Tx,
  planned: Planned,
  entry: RecurringDelivery,
  zone: string,
  after: string,
): Promise<void> {
  const local = nextOccurrence(entry, after)
  if (local === null) return
  await insertEntry(tx, planned, new Date(whenShown(Date.parse(`${local}Z`), zone)), local)
}

async function insertEntry(
  tx: Tx,
  { canvasId, workspaceId }: Planned,
  dueAt: Date,
  local: string | null,
): Promise<void> {
  await sql`
    INSERT INTO canvas_entries (canvas_id, due_at, workspace_id, local) VALUES (${canvasId}, ${dueAt}, ${workspaceId}, ${local})
    ON CONFLICT DO NOTHING`.execute(tx)
}

interface DueEntry {
  id: string
  canvas_id: string
  broadcast_id: string | null
  audience: unknown
  context: Record<string, unknown>
  zones: string[]
  is_of_others: boolean
  workspace_id: string
  due_at: Date
  local: string | null
  after_contact: string | null
  version: number
  definition: unknown
}

/** Brings the next part of each audience in whose time has come. @returns whether there may be more */
export async function enterDue({ db, clock }: Pick<Platform, "db" | "clock">): Promise<boolean> {
  const now = clock.now()
  return db.system(async (tx) => {
    const { rows } = await sql<DueEntry>`
      SELECT e.*, c.version, v.definition
      FROM canvas_entries AS e JOIN canvases AS c ON c.id = e.canvas_id AND c.state = 'active'
      JOIN canvas_versions AS v ON v.canvas_id = c.id AND v.version = c.version
      WHERE e.ended_at IS NULL AND e.due_at <= ${now} ORDER BY e.due_at LIMIT 1 FOR UPDATE OF e SKIP LOCKED`.execute(
      tx,
    )
    const [due] = rows
    if (due === undefined) return false
    const definition = readCanvasDefinition(due.definition)
    const whole = { id: due.canvas_id, workspaceId: due.workspace_id, version: due.version, definition }
    const canvas = due.audience === null ? whole : narrowed(whole, filterSchema.parse(due.audience))
    const people = await nextPeople(tx, canvas, due, now)
    const key =
      due.broadcast_id === null
        ? Buffer.from(due.due_at.toISOString())
        : Buffer.from(due.broadcast_id.replaceAll("-", ""), "hex")
    await enter(
      tx,
      canvas,
      people.map((contactId) => ({ contactId, key, context: due.context })),
      { isForced: true, now },
    )
    const last = people.at(-1)
    const isOver = people.length < chunk
    await sql`
      UPDATE canvas_entries SET after_contact = coalesce(${last ?? null}, after_contact), ended_at = ${isOver ? now : null}
      WHERE id = ${due.id}`.execute(tx)
    const { entry } = definition
    if (isOver && entry.kind === "recurring" && due.local !== null) {
      const { rows: zones } = await sql<{ time_zone: string | null }>`
        SELECT time_zone FROM workspaces WHERE id = ${canvas.workspaceId}`.execute(tx)
      const zone = zones[0]?.time_zone ?? "UTC"
      const planned = { canvasId: canvas.id, workspaceId: canvas.workspaceId, definition, now }
      // What was missed while nothing ran is not made up for: the next one is the first that lies ahead.
      const after = [due.local, localOf(now.getTime(), zone)].toSorted().at(-1) ?? due.local
      await planNext(tx, planned, entry, zone, after)
    }
    wakeAfterCommit(canvasChannel, "")
    return true
  })
}

async function nextPeople(
  tx: Tx,
  { workspaceId, definition }: OpenCanvas,
  { after_contact: after, zones, is_of_others }: DueEntry,
  now: Date,
): Promise<string[]> {
  const { joins, condition } = await filterAudience(tx, { workspaceId, now }, definition.audience)
  const { rows } = await sql<{ id: string }>`
    SELECT contacts.id FROM contacts ${joins}
    WHERE contacts.workspace_id = ${workspaceId} AND ${after === null ? sql`true` : sql`contacts.id > ${after}`} AND ${condition}
      AND ${is_of_others && zones.length === 0 ? sql`true` : sql`coalesce(contacts.time_zone = ANY(${zones}::text[]), false) <> ${is_of_others}`}
    ORDER BY contacts.id LIMIT ${chunk}`.execute(tx)
  return rows.map(({ id }) => id)
}
