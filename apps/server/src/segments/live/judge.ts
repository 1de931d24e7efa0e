/** Judges contacts for live segments, keeps who is in which, and records who entered and who left. */
import {
  answerByTotals,
  answerWithoutEvents,
  type Done,
  doneOf,
  type FilteredContact,
  factsChanged,
  filterContext,
  type MessageFate,
  matches,
  mayChange,
  nextTurn,
  type Occurrence,
  type Sure,
} from "@parley/model"
import { record } from "../../events/index.ts"
import type { Tx } from "../../platform/database/index.ts"
import { probeEach } from "../probe.ts"
import { type Needs, needsNothing, needsOf, needsOfAll } from "../probe-needs.ts"
import { type Changed, hold, type Known, write } from "./known.ts"
import type { LiveSegment, SegmentIndex } from "./segment-index.ts"

/** A contact, and what it is judged for beside what is due. */
export interface Judged {
  workspaceId: string
  contactId: string
  segments: readonly LiveSegment[]
  /** What it did: it is judged for the segments where that may make a difference. */
  done?: readonly Done[]
}

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
  const knownOf = await hold(
    tx,
    judged.map(({ contactId }) => contactId),
  )
  const changed: Changed[] = []
  const told: Occurrence[] = []
  for (const [workspaceId, those] of Map.groupBy(judged, (each) => each.workspaceId)) {
    const index = indexes.get(workspaceId)
    if (index === undefined) continue
    const scope = { ...index.scope, context: filterContext({ ...index.scope.context, now }) }
    const asked = those.flatMap(({ contactId, segments, done }): Asked[] => {
      const known = knownOf(contactId)
      const all = new Set(segments)
      for (const one of done ?? []) addChanging(all, { index, known, done: one, scope })
      const byEvents = new Set([...all].slice(segments.length))
      addDue(all, { index, known, now })
      if (all.size === 0 && !known.isDue(now)) return []
      return [{ contactId, known, segments: inOrder(all), byEvents, done: done ?? [] }]
    })
    const contacts = await probe(tx, scope, asked)
    for (const { contactId, known, segments } of asked) {
      const found = contacts.get(contactId)
      if (found === undefined) continue
      const verdict = verdictOf({ ...found, known, segments, index, scope, now })
      if (verdict === undefined) continue
      changed.push({ ...verdict.after, contactId, workspaceId })
      const of = { workspace_id: workspaceId, contact_id: contactId, at: now.toISOString() }
      for (const { segment_id, entered } of verdict.told)
        told.push({ kind: entered ? "segment_entered" : "segment_left", ...of, segment_id })
    }
  }
  await write(tx, changed)
  await record(tx, told)
}

type Scope = SegmentIndex["scope"]

interface Asked {
  contactId: string
  known: Known
  segments: readonly LiveSegment[]
  /** Of these, those for which nothing but what it did may have changed anything. */
  byEvents: ReadonlySet<LiveSegment>
  done: readonly Done[]
}

const inOrder = (segments: ReadonlySet<LiveSegment>): readonly LiveSegment[] =>
  [...segments].sort((a, b) => a.number - b.number)

/** The segments for which something done may change the answer. */
function addChanging(
  segments: Set<LiveSegment>,
  { index, known, done, scope }: { index: SegmentIndex; known: Known; done: Done; scope: Scope },
): void {
  for (const { segment, placed } of index.askers.get(done.key) ?? []) {
    const { number } = segment
    if (segments.has(segment) || known.isSettled(number)) continue
    const before = { isMember: known.isMember(number), turn: () => known.turn(number) }
    if (mayChange(placed, done, before, scope.context)) segments.add(segment)
  }
}

/** Those for which time may have changed it. */
function addDue(
  segments: Set<LiveSegment>,
  { index, known, now }: { index: SegmentIndex; known: Known; now: Date },
): void {
  if (!known.isDue(now)) return
  for (const [number, at] of Object.entries(known.turns)) {
    const segment = at <= now.getTime() ? index.byNumber.get(Number(number)) : undefined
    if (segment !== undefined) segments.add(segment)
  }
}

const mostNarrowed = 30

interface Probed {
  contact: FilteredContact
  /** By numbers of segments, where what the contact did makes no difference. */
  settled: ReadonlyMap<number, boolean>
  /** Where totals of what it did say enough. */
  sure: ReadonlyMap<number, Sure>
}

/** Reads of each contact what its segments need, no more; the needs of a segment are found once. */
async function probe(tx: Tx, scope: Scope, asked: readonly Asked[]): Promise<Map<string, Probed>> {
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
  const answers = new Map(asked.map(({ contactId }) => [contactId, noAnswers()]))
  const contacts = await probeEach(
    tx,
    scope,
    asked.map(({ contactId, known, segments, byEvents, done }) => {
      const needs = needsOfSet(segments)
      const { settled, sure } = answers.get(contactId) ?? noAnswers()
      const narrow = (contact: FilteredContact) => {
        const open = segments.filter((segment) => {
          const { number, filter, conditions, lasting } = segment
          const isMixed = lasting.length > 0 && lasting.length < conditions.length
          const answer = isMixed ? answerWithoutEvents(filter, contact, scope.context) : undefined
          if (answer !== undefined) settled.set(number, answer)
          if (answer !== undefined || !byEvents.has(segment)) return answer === undefined
          const byTotals = answerByTotals(filter, known.isMember(number), contact, scope.context)
          if (byTotals !== undefined) sure.set(number, byTotals)
          return byTotals === undefined
        })
        // Of many segments few less read nothing less; and each set of them would be added up for itself.
        return open.length === segments.length || open.length > mostNarrowed ? needs : needsOfSet(open)
      }
      return { contactId, needs, narrow, ...(byEvents.size > 0 && { done }) }
    }),
  )
  return new Map([...contacts].map(([id, contact]) => [id, { contact, ...(answers.get(id) ?? noAnswers()) }]))
}

const noAnswers = () => ({ settled: new Map<number, boolean>(), sure: new Map<number, Sure>() })

interface Verdict {
  after: Omit<Changed, "contactId" | "workspaceId">
  told: { segment_id: string; entered: boolean }[]
}

/** What is known of a contact now; undefined where nothing of it has to be written. Pure. */
function verdictOf({
  known,
  contact,
  settled,
  sure,
  segments,
  index,
  scope,
  now,
}: Probed & {
  known: Known
  segments: readonly LiveSegment[]
  index: SegmentIndex
  scope: Scope
  now: Date
}): Verdict | undefined {
  const told: Verdict["told"] = []
  const membership = new Map<number, boolean>()
  const settling = new Map<number, boolean>()
  const turns = new Map<number, number | undefined>()
  for (const { number, segmentId, filter, conditions, lasting, isFilled } of segments) {
    const answer = settled.get(number)
    const isSettled = answer !== undefined
    const byTotals = sure.get(number)
    const isMember = answer ?? byTotals?.answer ?? matches(filter, contact, scope.context)
    if (isMember !== known.isMember(number)) {
      membership.set(number, isMember)
      if (isFilled) told.push({ segment_id: segmentId, entered: isMember })
    }
    if (isSettled !== known.isSettled(number)) settling.set(number, isSettled)
    // One that comes too early costs another look, and none is written for each event that moves it.
    const turn = known.turn(number)
    const next = byTotals ? byTotals.turn : nextTurn(isSettled ? lasting : conditions, contact, scope.context)
    const isGood = turn !== undefined && turn > now.getTime() && (next === undefined || turn <= next)
    if (!isGood && turn !== next) turns.set(number, next)
  }
  // What is over and of no segment any more is taken out.
  if (membership.size + settling.size + turns.size === 0 && !known.isDue(now)) return undefined

  const newest = index.segments.at(-1)?.number ?? 0
  // What this index does not know yet is somebody else's; what it does not know any more is nobody's.
  const isKept = (number: number) => number > newest || index.byNumber.has(number)
  const kept = known.turns
  for (const [name, at] of Object.entries(kept)) {
    const number = Number(name)
    // One that is over of a segment that is not live any more, were it the newest, would be due forever.
    if (!index.byNumber.has(number) && !(isKept(number) && at > now.getTime())) delete kept[name]
  }
  for (const [number, at] of turns) {
    if (at === undefined) delete kept[number]
    else kept[number] = at
  }
  return {
    after: {
      members: changedList(known.members.filter(isKept), membership),
      settled: changedList(known.settled.filter(isKept), settling),
      turns: kept,
    },
    told,
  }
}

/** @param changes whether numbers are in the list from now on */
function changedList(before: readonly number[], changes: ReadonlyMap<number, boolean>): readonly number[] {
  if (changes.size === 0) return before
  const numbers = before.filter((number) => !changes.has(number))
  for (const [number, isIn] of changes) if (isIn) numbers.push(number)
  return numbers.sort((a, b) => a - b)
}

/** Which segments what happened to a contact may concern, and what it did that some of them ask for. */
export function concerned(
  index: SegmentIndex,
  occurrences: readonly (Occurrence | MessageFate)[],
): Pick<Judged, "segments"> & { done: readonly Done[] } {
  const segments = new Set<LiveSegment>()
  const done: Done[] = []
  for (const occurrence of occurrences) {
    const one = doneOf(occurrence)
    if (one !== undefined) {
      if (index.askers.has(one.key)) done.push(one)
      continue
    }
    const facts = factsChanged(occurrence)
    if (facts === "everything") return { segments: index.segments, done: [] }
    for (const fact of facts) for (const segment of index.byFact.get(fact) ?? []) segments.add(segment)
  }
  return { segments: [...segments], done }
}
