import type { MessageFate, Occurrence } from "@parley/model"
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
    const workspaces = await db.system(readLiveWorkspaces)
    indexes.keepOnly(workspaces)
    const live = new Set(workspaces.map(({ workspaceId }) => workspaceId))
    const heard = occurrences.filter(({ workspace_id }) => live.has(workspace_id))
    if (heard.length === 0) return
    const now = clock.now()
    const known = new Map<string, SegmentIndex>()
    const gone = new Set(
      heard.flatMap(({ kind, contact_id }) => (kind === "contact_deleted" ? [contact_id] : [])),
    )
    const byContact = Map.groupBy(heard, ({ contact_id }) => contact_id)
    const heardOf = new Set(heard.map(({ workspace_id }) => workspace_id))
    await db.system(async (tx) => {
      for (const workspace of workspaces)
        if (heardOf.has(workspace.workspaceId))
          known.set(workspace.workspaceId, await indexes.of(tx, workspace, now))
      await forgetMemberships(tx, [...gone])
    })
    const judged = [...byContact].flatMap(([contactId, those]): Judged[] => {
      const workspaceId = those[0]?.workspace_id ?? ""
      const index = known.get(workspaceId)
      const segments = index === undefined || gone.has(contactId) ? [] : concerned(index, those)
      return segments.length === 0 ? [] : [{ workspaceId, contactId, segments }]
    })
    for (const part of partsOf(judged)) await db.system((tx) => judge(tx, now, known, part))
  }
}

/** Parts that are small enough for a transaction each. */
function partsOf(judged: readonly Judged[]): Judged[][] {
  const parts: Judged[][] = []
  let room = 0
  for (const each of judged) {
    room -= each.segments.length
    if (room < 0) {
      parts.push([])
      room = mostAtOnce - each.segments.length
    }
    parts.at(-1)?.push(each)
  }
  return parts
}

export async function forgetMemberships(tx: Tx, contactIds: readonly string[]): Promise<void> {
  if (contactIds.length === 0) return
  await sql`DELETE FROM live_memberships WHERE contact_id = ANY(${contactIds}::uuid[])`.execute(tx)
}
