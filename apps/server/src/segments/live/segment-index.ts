/** Which live segments of a workspace a change of a contact concerns, kept in memory for as long as they are the same. */
import {
  allConditions,
  asksForEvents,
  type Condition,
  type FactKey,
  type Filter,
  factsRead,
  type Placed,
  placedConditions,
  savedFilterSchema,
} from "@parley/model"
import { sql, type Tx } from "../../platform/database/index.ts"
import type { Room } from "../../platform/define-room.ts"
import { type FilterScope, readFilterScope } from "../compile/filter-scope.ts"

export interface LiveSegment {
  /** Of `live_segments`. */
  number: number
  segmentId: string
  filter: Filter
  /** With those of the segments that it names. */
  conditions: readonly Condition[]
  /** Of these, those that ask for no events. */
  lasting: readonly Condition[]
  /** Everybody has been judged: from now on entering and leaving is told. */
  isFilled: boolean
}

interface Asker {
  segment: LiveSegment
  placed: readonly Placed[]
}

export interface SegmentIndex {
  segments: readonly LiveSegment[]
  byFact: ReadonlyMap<FactKey, readonly LiveSegment[]>
  /** What of them asks for events, by the keys of these. */
  askers: ReadonlyMap<FactKey, readonly Asker[]>
  byNumber: ReadonlyMap<number, LiveSegment>
  /** As of when it was read; only its time moves. */
  scope: FilterScope
}

/** What the index of a workspace was made of: another one where this differs. */
export interface LiveWorkspace {
  workspaceId: string
  mark: string
}

export async function readLiveWorkspaces(tx: Tx): Promise<LiveWorkspace[]> {
  const { rows } = await sql<LiveWorkspace>`
    SELECT workspace_id AS "workspaceId", count(*) || ' ' || sum(id) || ' ' || count(filled_at) AS mark
    FROM live_segments GROUP BY workspace_id`.execute(tx)
  return rows
}

/** So long an index is good that may know too little: of events that never happened, or of launches that are new. */
const unsureMs = 5_000

interface Kept {
  mark: string
  index: SegmentIndex
  /** Monotonic. */
  goodUntilMs: number
}

export class SegmentIndexes {
  readonly #rooms: readonly Room[]
  readonly #kept = new Map<string, Kept>()

  constructor(rooms: readonly Room[]) {
    this.#rooms = rooms
  }

  /** @param happened keys of events: an index that took one of them for what never happened is no good */
  async of(
    tx: Tx,
    { workspaceId, mark }: LiveWorkspace,
    now: Date,
    happened: Iterable<FactKey> = [],
  ): Promise<SegmentIndex> {
    const kept = this.#kept.get(workspaceId)
    if (kept?.mark === mark && performance.now() < kept.goodUntilMs && knowsAll(kept.index, happened))
      return kept.index
    const index = await readIndex(tx, { workspaceId, rooms: this.#rooms, now })
    const goodUntilMs = isSure(index) ? Number.POSITIVE_INFINITY : performance.now() + unsureMs
    this.#kept.set(workspaceId, { mark, index, goodUntilMs })
    return index
  }

  /** Keeps those of workspaces that have live segments. */
  keepOnly(workspaces: readonly LiveWorkspace[]): void {
    const live = new Set(workspaces.map(({ workspaceId }) => workspaceId))
    for (const id of this.#kept.keys()) if (!live.has(id)) this.#kept.delete(id)
  }
}

function knowsAll({ askers, scope }: SegmentIndex, keys: Iterable<FactKey>): boolean {
  for (const key of keys) if (askers.has(key) && !scope.nameIds.has(key)) return false
  return true
}

async function readIndex(
  tx: Tx,
  reader: { workspaceId: string; rooms: readonly Room[]; now: Date },
): Promise<SegmentIndex> {
  const { rows } = await sql<{ number: number; segmentId: string; isFilled: boolean; filter: unknown }>`
    SELECT l.id AS number, l.segment_id AS "segmentId", l.filled_at IS NOT NULL AS "isFilled", s.filter
    FROM live_segments AS l JOIN segments AS s ON s.id = l.segment_id
    WHERE l.workspace_id = ${reader.workspaceId} ORDER BY l.id`.execute(tx)
  const read = rows.map((row) => ({ ...row, filter: savedFilterSchema.parse(row.filter) }))
  const scope = await readFilterScope(
    tx,
    reader,
    read.map(({ filter }) => filter),
  )
  const segments = read.map((row) => {
    const conditions = allConditions(row.filter, scope.context.segments)
    return { ...row, conditions, lasting: conditions.filter((each) => !asksForEvents(each)) }
  })
  const byFact = new Map<FactKey, LiveSegment[]>()
  for (const segment of segments)
    for (const fact of factsRead(segment.conditions)) byFact.set(fact, [...(byFact.get(fact) ?? []), segment])
  const byNumber = new Map(segments.map((each) => [each.number, each]))
  return { segments, byFact, askers: askersOf(segments, scope), byNumber, scope }
}

function askersOf(segments: readonly LiveSegment[], { context }: FilterScope): SegmentIndex["askers"] {
  const askers = new Map<FactKey, Asker[]>()
  for (const segment of segments) {
    const asking = placedConditions(segment.filter, context.segments).filter(
      ({ condition: { on } }) => on === "event" || on === "purchase",
    )
    const keys = new Set(asking.flatMap(({ condition }) => factsRead([condition]).filter(isOfEvents)))
    for (const key of keys) {
      const placed = asking.filter(({ condition }) => factsRead([condition]).includes(key))
      askers.set(key, [...(askers.get(key) ?? []), { segment, placed }])
    }
  }
  return askers
}

const isOfEvents = (fact: FactKey): boolean => fact === "purchase" || fact.startsWith("event:")

const isSure = ({ segments, byFact, scope }: SegmentIndex): boolean =>
  [...byFact.keys()].every((fact) => !isOfEvents(fact) || scope.nameIds.has(fact)) &&
  !segments.some(({ conditions }) =>
    conditions.some((each) => "campaign_id" in each || "campaign_tag" in each),
  )
