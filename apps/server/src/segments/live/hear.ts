import type { FactKey, MessageFate, Occurrence } from "@parley/model"
import { sql, type Tx } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { concerned, type Judged, judge } from "./judge.ts"
import { readLiveWorkspaces, type SegmentIndex, SegmentIndexes } from "./segment-index.ts"

/** Contacts times segments that are judged in one transaction: some tens of milliseconds. */
const mostAtOnce = 20_000

/** Judges contacts when something happened to them, for the live segments that it concerns. */
export function hearForMembership({ db, clock, rooms }: Pick<Platform, "db" | "clock" | "rooms">) {
  const indexes = new SegmentIndexes(rooms)

  return async (occurrences: readonly (Occurrence | MessageFate)[]): Promise<void> => {
    if (occurrences.length === 0) return
    const now = clock.now()
    const known = new Map<string, SegmentIndex>()
    const gone = new Set(
      occurrences.flatMap(({ kind, contact_id }) => (kind === "contact_deleted" ? [contact_id] : [])),
    )
    await db.system(async (tx) => {
      const workspaces = await readLiveWorkspaces(tx)
      indexes.keepOnly(workspaces)
      const byWorkspace = Map.groupBy(occurrences, ({ workspace_id }) => workspace_id)
      for (const workspace of workspaces) {
        const heard = byWorkspace.get(workspace.workspaceId)
        if (heard === undefined) continue
        const happened = new Set(heard.flatMap(keyOf))
        known.set(workspace.workspaceId, await indexes.of(tx, workspace, now, happened))
      }
      if (known.size > 0) await forgetMemberships(tx, [...gone])
    })
    if (known.size === 0) return
    const byContact = Map.groupBy(occurrences, ({ contact_id }) => contact_id)
    const judged = [...byContact].flatMap(([contactId, those]): Judged[] => {
      const workspaceId = those[0]?.workspace_id ?? ""
      const index = known.get(workspaceId)
      if (index === undefined || gone.has(contactId)) return []
      const { segments, done } = concerned(index, those)
      return segments.length + done.length === 0 ? [] : [{ workspaceId, contactId, segments, done }]
    })
    for (const part of partsOf(judged, known)) await db.system((tx) => judge(tx, now, known, part))
  }
}

function keyOf(occurrence: Occurrence | MessageFate): FactKey[] {
  if (occurrence.kind === "purchase") return ["purchase"]
  return occurrence.kind === "custom_event" ? [`event:${occurrence.name}`] : []
}

/** Parts that are small enough for a transaction each. */
function partsOf(judged: readonly Judged[], known: ReadonlyMap<string, SegmentIndex>): Judged[][] {
  const parts: Judged[][] = []
  let room = 0
  for (const each of judged) {
    const askers = known.get(each.workspaceId)?.askers
    const asked = each.done?.map(({ key }) => askers?.get(key)?.length ?? 0) ?? []
    const size = asked.reduce((sum, count) => sum + count, each.segments.length)
    room -= size
    if (room < 0) {
      parts.push([])
      room = mostAtOnce - size
    }
    parts.at(-1)?.push(each)
  }
  return parts
}

export async function forgetMemberships(tx: Tx, contactIds: readonly string[]): Promise<void> {
  if (contactIds.length === 0) return
  await sql`DELETE FROM live_memberships WHERE contact_id = ANY(${contactIds}::uuid[])`.execute(tx)
}
