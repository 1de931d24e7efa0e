/**
 * What happens to people has runs go on, leave, or begin. A run is only marked here, beneath its lock; what moves runs does the rest. So
 * nothing is heard twice, and nothing is missed between a move and what happens meanwhile: both wait for the same row.
 */
import { createHash } from "node:crypto"
import {
  type CanvasStep,
  isTriggered,
  occurrenceKeys,
  outletHeard,
  type TriggerOccurrence,
  variablesOfOccurrence,
} from "@parley/model"
import { readSaid, type Said } from "../../campaigns/index.ts"
import { claimInbound, type InboundClaim, inboundClaims } from "../../conversations/index.ts"
import { rows, sql, type Tx, wakeAfterCommit } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { canvasChannel } from "../channel.ts"
import { type Entrant, enter } from "../entry/enter.ts"
import { CanvasListeners, type EntryListener, keyIn, type Listening } from "./listeners.ts"
import { type Run, runColumns } from "./runs.ts"
import { type CanvasVersion, Versions, versionKey } from "./versions.ts"

export function hearForCanvases({ db, clock }: Pick<Platform, "db" | "clock">) {
  const versions = new Versions()
  const listeners = new CanvasListeners(versions)
  return async (occurrences: readonly TriggerOccurrence[]): Promise<void> => {
    if (occurrences.length === 0) return
    await db.system(async (tx) => {
      const listening = await listeners.read(tx)
      const those = occurrences.filter(({ workspace_id }) => listening.workspaces.has(workspace_id))
      if (those.length === 0) return
      const now = clock.now()
      const runs = await lockRuns(tx, those)
      const known = await versions.read(tx, runs)
      const inbound = those.flatMap((each) =>
        each.kind === "inbound_message" ? [each.inbound_message_id] : [],
      )
      const saidOf = await readSaid(tx, inbound)
      const answered = new Set((await inboundClaims(tx, inbound)).keys())
      const heard = new Heard(runs, known, { saidOf, answered, now })
      for (const occurrence of those) heard.hear(occurrence)
      await mark(tx, heard.marked)
      await claimInbound(tx, heard.claims, now)
      for (const { inboundMessageId } of heard.claims) answered.add(inboundMessageId)
      await letEnter(tx, listening, those, { saidOf, answered, now })
      if (heard.marked.length > 0) wakeAfterCommit(canvasChannel, "")
    })
  }
}

/** Those of the people concerned, which wait for nobody but who moves them just now. */
async function lockRuns(tx: Tx, occurrences: readonly TriggerOccurrence[]): Promise<Run[]> {
  const people = [...new Set(occurrences.map(({ contact_id }) => contact_id))]
  const { rows: found } = await sql<Run>`
    SELECT ${runColumns} FROM canvas_runs AS r WHERE r.contact_id = ANY(${people}::uuid[]) AND r.left_at IS NULL
    ORDER BY r.id FOR UPDATE`.execute(tx)
  return found
}

interface Marked {
  id: string
  heard: string | null
  heardAt: Date | null
  heardBy: string | null
  leaving: string | null
  context: Record<string, unknown>
  wakeAt: Date
}

/** What some occurrences do to some runs. Pure. */
class Heard {
  readonly #runs: ReadonlyMap<string, readonly Run[]>
  readonly #versions: ReadonlyMap<string, CanvasVersion>
  readonly #saidOf: ReadonlyMap<string, Said>
  /** Inbound messages that something answers already: heard of again they answer nobody else. */
  readonly #answered: ReadonlySet<string>
  readonly #now: Date
  readonly #marked = new Map<string, Marked>()
  readonly claims: InboundClaim[] = []

  constructor(
    runs: readonly Run[],
    versions: ReadonlyMap<string, CanvasVersion>,
    {
      saidOf,
      answered,
      now,
    }: { saidOf: ReadonlyMap<string, Said>; answered: ReadonlySet<string>; now: Date },
  ) {
    this.#runs = Map.groupBy(runs, ({ contactId }) => contactId)
    this.#versions = versions
    this.#saidOf = saidOf
    this.#answered = answered
    this.#now = now
  }

  get marked(): Marked[] {
    return [...this.#marked.values()]
  }

  hear(occurrence: TriggerOccurrence): void {
    const runs = this.#runs.get(occurrence.contact_id) ?? []
    const at = new Date(occurrence.at)
    const answering: { run: Run; outlet: string }[] = []
    for (const run of runs) {
      const version = this.#versions.get(versionKey(run))
      if (version === undefined || run.leaving !== null) continue
      const { exits } = version.definition
      if (
        at >= run.enteredAt &&
        exits.triggers.some((trigger) => this.#isTriggered(trigger, occurrence, version))
      ) {
        run.leaving = "exit_event"
        this.#mark(run)
        continue
      }
      const step = run.step === null ? undefined : version.steps.get(run.step)
      if (exits.filter !== null || (step !== undefined && isMovedBy(step, occurrence))) this.#mark(run)
      if (step === undefined || at < run.arrivedAt || this.#isAnswered(occurrence)) continue
      const hasAsked = run.messageId !== null
      const outlet = outletHeard(step, { heard: run.heard, hasAsked }, (trigger) =>
        this.#isTriggered(trigger, occurrence, version),
      )
      if (outlet !== undefined) answering.push({ run, outlet })
    }
    // One answer to a message: by the run that wrote to this person last.
    const isMessage = occurrence.kind === "inbound_message"
    for (const { run, outlet } of isMessage ? lastWriter(answering) : answering) {
      run.heard = outlet
      run.heardAt = at
      run.context = { ...run.context, ...variablesOfOccurrence(occurrence, this.#said(occurrence)) }
      const heardBy = isMessage ? occurrence.inbound_message_id : null
      this.#mark(run, heardBy)
      if (isMessage)
        this.claims.push({
          inboundMessageId: occurrence.inbound_message_id,
          workspaceId: occurrence.workspace_id,
          by: `canvas_run:${run.id}`,
        })
    }
  }

  #isTriggered(
    trigger: Parameters<typeof isTriggered>[0],
    occurrence: TriggerOccurrence,
    version: CanvasVersion,
  ): boolean {
    return isTriggered(trigger, occurrence, {
      numberId: version.numberId,
      said: this.#said(occurrence),
      now: this.#now,
      timeZone: version.timeZone,
    })
  }

  #isAnswered(occurrence: TriggerOccurrence): boolean {
    return occurrence.kind === "inbound_message" && this.#answered.has(occurrence.inbound_message_id)
  }

  #said(occurrence: TriggerOccurrence): Said | undefined {
    return occurrence.kind === "inbound_message" ? this.#saidOf.get(occurrence.inbound_message_id) : undefined
  }

  #mark(run: Run, heardBy: string | null = null): void {
    const { id, heard, heardAt, leaving, context } = run
    this.#marked.set(id, { id, heard, heardAt, heardBy, leaving, context, wakeAt: this.#now })
  }
}

const lastWriter = <T extends { run: Run }>(answering: readonly T[]): T[] =>
  answering.toSorted((a, b) => (keyOfRun(a.run) < keyOfRun(b.run) ? 1 : -1)).slice(0, 1)
const keyOfRun = ({ lastMessage, id }: Run): string => `${lastMessage ?? ""} ${id}`

/** Whether what a step waits for may be another date now. */
const isMovedBy = (step: CanvasStep, occurrence: TriggerOccurrence): boolean =>
  step.kind === "delay" && (occurrence.kind === "contact_changed" || occurrence.kind === "contacts_merged")

async function mark(tx: Tx, marked: readonly Marked[]): Promise<void> {
  if (marked.length === 0) return
  const columns = {
    id: "uuid",
    heard: "text",
    heardAt: "timestamptz",
    heardBy: "uuid",
    leaving: "text",
    context: "jsonb",
    wakeAt: "timestamptz",
  } as const
  // What a worker has in hand for a step goes on: its run leaves, or hears, when that is done.
  await sql`
    UPDATE canvas_runs AS r SET heard = t.heard, heard_at = t.heard_at, heard_by = coalesce(t.heard_by, r.heard_by), leaving = t.leaving,
      context = t.context,
      wake_at = CASE WHEN r.task_due_at IS NULL OR t.leaving IS NOT NULL THEN t.wake_at ELSE r.wake_at END
    FROM ${rows("t", marked, columns)} WHERE r.id = t.id`.execute(tx)
}

/** Has people enter, canvas by canvas: by what one is entered alone, nothing after it is. */
async function letEnter(
  tx: Tx,
  { entries }: Listening,
  occurrences: readonly TriggerOccurrence[],
  { saidOf, answered, now }: { saidOf: ReadonlyMap<string, Said>; answered: Set<string>; now: Date },
): Promise<void> {
  const wanted = new Map<string, { listener: EntryListener; occurrences: TriggerOccurrence[] }>()
  for (const occurrence of occurrences) {
    const said = occurrence.kind === "inbound_message" ? saidOf.get(occurrence.inbound_message_id) : undefined
    const keys = occurrenceKeys(occurrence).map((key) => keyIn(occurrence.workspace_id, key))
    for (const listener of keys.flatMap((key) => entries.get(key) ?? [])) {
      const { version, entry, triggers, since } = listener
      const happens = { numberId: version.numberId, said, now, timeZone: version.timeZone }
      if (!isWithin(entry, occurrence, since)) continue
      if (!triggers.some((trigger) => isTriggered(trigger, occurrence, happens))) continue
      const of = wanted.get(version.canvasId) ?? { listener, occurrences: [] }
      of.occurrences.push(occurrence)
      wanted.set(version.canvasId, of)
    }
  }
  const inOrder = [...wanted.values()].toSorted(
    (a, b) =>
      b.listener.entry.priority - a.listener.entry.priority ||
      (a.listener.version.canvasId < b.listener.version.canvasId ? -1 : 1),
  )
  for (const { listener, occurrences: those } of inOrder) {
    const { version, entry } = listener
    const open = those.filter(
      (each) => each.kind !== "inbound_message" || !answered.has(each.inbound_message_id),
    )
    const people = open.map((each): Entrant => {
      const said = each.kind === "inbound_message" ? saidOf.get(each.inbound_message_id) : undefined
      return { contactId: each.contact_id, key: keyOf(each), context: variablesOfOccurrence(each, said) }
    })
    const { canvasId: id, workspaceId, version: number, definition } = version
    const entered = await enter(tx, { id, workspaceId, version: number, definition }, people, { now })
    if (!entry.answers_alone) continue
    const taken = entered.flatMap((place) => {
      const each = open[place]
      return each?.kind === "inbound_message" ? [each.inbound_message_id] : []
    })
    for (const inboundMessageId of taken) answered.add(inboundMessageId)
    await claimInbound(
      tx,
      taken.map((inboundMessageId) => ({ inboundMessageId, workspaceId, by: `canvas:${id}` })),
      now,
    )
  }
}

const keyOf = (occurrence: TriggerOccurrence): Buffer =>
  createHash("sha256").update(JSON.stringify(occurrence)).digest()

/** What happened before a canvas was started, or outside of the time in which it is entered, does not count. */
function isWithin(
  { from, until }: EntryListener["entry"],
  occurrence: TriggerOccurrence,
  since: Date,
): boolean {
  const learned = Date.parse(occurrence.at)
  const ms = "happened_at" in occurrence ? Math.min(Date.parse(occurrence.happened_at), learned) : learned
  return (
    ms >= since.getTime() &&
    (from === null || ms >= Date.parse(from)) &&
    (until === null || ms < Date.parse(until))
  )
}
