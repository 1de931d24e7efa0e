/** Judges contacts for live segments, keeps who is in which, and records who entered and who left. */
import {
  type FilteredContact,
  factsChanged,
  filterContext,
  type MessageFate,
  matches,
  nextTurn,
  type Occurrence,
} from "@parley/model"
import { contactTopic, record } from "../../events/index.ts"
import { rows, sql, type Tx } from "../../platform/database/index.ts"
import { partitionOf } from "../../platform/log/index.ts"
import { probeEach } from "../probe.ts"
import { type Needs, needsNothing, needsOf, needsOfAll } from "../probe-needs.ts"
import type { LiveSegment, SegmentIndex } from "./segment-index.ts"

/** A contact, and the segments for which it is judged beside those that are due. */
export interface Judged {
  workspaceId: string
  contactId: string
  segments: readonly LiveSegment[]
}

interface Kept {
  contact_id: string
  segments: readonly number[]
  turns: Readonly<Record<string, number>>
  /** The first of the turns. */
  due_at: Date | null
}

const isDue = ({ due_at }: Kept, now: Date): boolean => due_at !== null && due_at <= now

/**
 * Judges contacts, each once, in at most six statements for each of their workspaces; one more records what is told. Nobody else judges
 * them until the transaction ends, so what is written is never older than what is there.
 * @param indexes of the workspaces of the contacts
 */
export async function judge(
  tx: Tx,
  now: Date,
  indexes: ReadonlyMap<string, SegmentIndex>,
  judged: readonly Judged[],
): Promise<void> {
  const kept = await hold(
    tx,
    judged.map(({ contactId }) => contactId),
  )
  const changed: (Kept & { workspaceId: string })[] = []
  const told: Occurrence[] = []
  for (const [workspaceId, those] of Map.groupBy(judged, (each) => each.workspaceId)) {
    const index = indexes.get(workspaceId)
    if (index === undefined) continue
    const asked = those.map(({ contactId, segments }) => ({
      contactId,
      segments: withDue(segments, kept.get(contactId), index, now),
    }))
    const scope = { ...index.scope, context: filterContext({ ...index.scope.context, now }) }
    const contacts = await probe(tx, scope, asked)
    for (const { contactId, segments } of asked) {
      const contact = contacts.get(contactId)
      if (contact === undefined) continue
      const before = kept.get(contactId) ?? { contact_id: contactId, segments: [], turns: {}, due_at: null }
      const verdict = verdictOf({ before, contact, segments, index, scope, now })
      if (verdict === undefined) continue
      changed.push({ ...verdict.after, workspaceId })
      const of = { workspace_id: workspaceId, contact_id: contactId, at: now.toISOString() }
      for (const { segment_id, entered } of verdict.told)
        told.push({ kind: entered ? "segment_entered" : "segment_left", ...of, segment_id })
    }
  }
  await write(tx, changed)
  await record(tx, told)
}

/** Locks the partitions of contacts, in one order, and reads what is kept of them. */
async function hold(tx: Tx, contactIds: readonly string[]): Promise<Map<string, Kept>> {
  const partitions = [...new Set(contactIds.map((id) => partitionOf(contactTopic, id)))].toSorted(
    (a, b) => a - b,
  )
  const { rows: found } = await sql<Kept>`
    SELECT contact_id, segments, turns, due_at FROM hold_memberships(${partitions}::integer[], ${contactIds}::uuid[])`.execute(
    tx,
  )
  return new Map(found.map((each) => [each.contact_id, each]))
}

function withDue(
  segments: readonly LiveSegment[],
  kept: Kept | undefined,
  index: SegmentIndex,
  now: Date,
): readonly LiveSegment[] {
  if (kept === undefined || !isDue(kept, now)) return segments
  const due = Object.entries(kept.turns).flatMap(([number, at]) => {
    const segment = at <= now.getTime() ? index.byNumber.get(Number(number)) : undefined
    return segment === undefined || segments.includes(segment) ? [] : [segment]
  })
  return due.length === 0 ? segments : [...segments, ...due]
}

type Scope = SegmentIndex["scope"]

/** Reads of each contact what its segments need, no more; the needs of a segment are found once. */
function probe(
  tx: Tx,
  scope: Scope,
  asked: readonly { contactId: string; segments: readonly LiveSegment[] }[],
): Promise<Map<string, FilteredContact>> {
  const ofSegment = new Map<LiveSegment, Needs>()
  const ofSet = new Map<string, Needs>()
  const needsOfSegment = (segment: LiveSegment): Needs => {
    const known = ofSegment.get(segment) ?? needsOf(scope, segment.conditions, true)
    ofSegment.set(segment, known)
    return known
  }
  const needsOfSet = (segments: readonly LiveSegment[]): Needs => {
    const key = segments.map(({ number }) => number).join(" ")
    const known = ofSet.get(key) ?? needsOfAll([needsNothing, ...segments.map(needsOfSegment)])
    ofSet.set(key, known)
    return known
  }
  return probeEach(
    tx,
    scope.workspaceId,
    asked.map(({ contactId, segments }) => ({ contactId, needs: needsOfSet(segments) })),
  )
}

interface Verdict {
  after: Kept
  told: { segment_id: string; entered: boolean }[]
}

/** What is kept of a contact now; undefined where nothing of it has to be written. Pure. */
function verdictOf({
  before,
  contact,
  segments,
  index,
  scope,
  now,
}: {
  before: Kept
  contact: FilteredContact
  segments: readonly LiveSegment[]
  index: SegmentIndex
  scope: Scope
  now: Date
}): Verdict | undefined {
  const told: Verdict["told"] = []
  const membership = new Map<number, boolean>()
  const turns = new Map<number, number | undefined>()
  for (const segment of segments) {
    const { number, segmentId } = segment
    const isMember = matches(segment.filter, contact, scope.context)
    if (isMember !== before.segments.includes(number)) {
      membership.set(number, isMember)
      if (segment.isFilled) told.push({ segment_id: segmentId, entered: isMember })
    }
    // One that comes too early costs another look, and none is written for each event that moves it.
    const known = before.turns[number]
    const next = nextTurn(segment.conditions, contact, scope.context)
    const isGood = known !== undefined && known > now.getTime() && (next === undefined || known <= next)
    if (!isGood && known !== next) turns.set(number, next)
  }
  // What is over and of no segment any more is taken out.
  if (membership.size === 0 && turns.size === 0 && !isDue(before, now)) return undefined

  const newest = index.segments.at(-1)?.number ?? 0
  // What this index does not know yet is somebody else's; what it does not know any more is nobody's.
  const isKept = (number: number) => number > newest || index.byNumber.has(number)
  const members = new Set(before.segments.filter(isKept))
  for (const [number, isMember] of membership) {
    if (isMember) members.add(number)
    else members.delete(number)
  }
  const kept = new Map(
    Object.entries(before.turns)
      .map(([number, at]) => [Number(number), at] as const)
      // One that is over of a segment that is not live any more, were it the newest, would be due forever.
      .filter(([number, at]) => index.byNumber.has(number) || (isKept(number) && at > now.getTime())),
  )
  for (const [number, at] of turns) {
    if (at === undefined) kept.delete(number)
    else kept.set(number, at)
  }
  const first = Math.min(...kept.values())
  const after = {
    contact_id: before.contact_id,
    segments: [...members].toSorted((a, b) => a - b),
    turns: Object.fromEntries(kept),
    due_at: Number.isFinite(first) ? new Date(first) : null,
  }
  return { after, told }
}

async function write(tx: Tx, changed: readonly (Kept & { workspaceId: string })[]): Promise<void> {
  if (changed.length === 0) return
  const written = changed
    .toSorted((a, b) => (a.contact_id < b.contact_id ? -1 : 1)) // in one order everywhere
    .map(({ segments, ...rest }) => ({ ...rest, segments: `{${segments.join(",")}}` }))
  const columns = {
    contact_id: "uuid",
    workspaceId: "uuid",
    segments: "text",
    turns: "jsonb",
    due_at: "timestamptz",
  } as const
  await sql`
    INSERT INTO live_memberships (contact_id, workspace_id, segments, turns, due_at)
    SELECT t.contact_id, t.workspace_id, t.segments::integer[], t.turns, t.due_at FROM ${rows("t", written, columns)}
    JOIN contacts AS c ON c.workspace_id = t.workspace_id AND c.id = t.contact_id
    ORDER BY t.position
    ON CONFLICT (contact_id) DO UPDATE SET segments = excluded.segments, turns = excluded.turns, due_at = excluded.due_at`.execute(
    tx,
  )
}

/** Which segments what happened to a contact may concern. */
export function concerned(
  index: SegmentIndex,
  occurrences: readonly (Occurrence | MessageFate)[],
): readonly LiveSegment[] {
  const segments = new Set<LiveSegment>()
  for (const occurrence of occurrences) {
    const facts = factsChanged(occurrence)
    if (facts === "everything") return index.segments
    for (const fact of facts) for (const segment of index.byFact.get(fact) ?? []) segments.add(segment)
  }
  return [...segments]
}
