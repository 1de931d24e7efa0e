/**
 * Moves runs on. One transaction takes up to a thousand that are due, works out where each comes to by the rules of packages/model, and
 * keeps that. Of several workers each takes others (SKIP LOCKED); what a worker that dies had in hand is due again.
 */
import { type CanvasStep, type Move, moveAt, stepAfter } from "@parley/model"
import { v7 } from "uuid"
import { enqueueNamed, lifetimeMs, withdrawMessages } from "../../messaging/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { type AtStep, type Facts, readFacts } from "./facts.ts"
import { keepRuns, type Run, type RunMove, runColumns } from "./runs.ts"
import { variablesOf } from "./variables.ts"
import { type CanvasVersion, type Versions, versionKey } from "./versions.ts"

const mostAtOnce = 1_000
/** Steps that one run passes in one transaction: more is a loop that the check did not see. */
const mostHops = 250
const secondMs = 1_000
const longestLookMs = 60_000

type Needs = Pick<Platform, "db" | "clock">

/** @returns whether there may be more */
export async function advanceDue({ db, clock }: Needs, versions: Versions): Promise<boolean> {
  const now = clock.now()
  return db.system(async (tx) => {
    const { rows: due } = await sql<Run & { isActive: boolean }>`
      SELECT ${runColumns}, c.state = 'active' AS "isActive"
      FROM canvas_runs AS r JOIN canvases AS c ON c.id = r.canvas_id
      WHERE r.wake_at <= ${now} ORDER BY r.wake_at LIMIT ${mostAtOnce} FOR UPDATE OF r SKIP LOCKED`.execute(
      tx,
    )
    if (due.length === 0) return false
    const known = await versions.read(tx, due)
    const journey = new Journey(tx, now)
    for (const [workspaceId, those] of Map.groupBy(due, (run) => run.workspaceId)) {
      const held = those.map(({ isActive, ...run }) => ({
        run,
        isActive,
        version: known.get(versionKey(run)),
      }))
      await journey.move(workspaceId, held)
    }
    await withdrawMessages(tx, journey.withdrawn, now)
    await keepRuns(tx, journey.runs, journey.moves, now)
    return due.length === mostAtOnce
  })
}

interface Held {
  run: Run
  isActive: boolean
  version: CanvasVersion | undefined
}

/** What becomes of a batch of runs, collected until it is kept. */
class Journey {
  readonly runs: Run[] = []
  readonly moves: RunMove[] = []
  /** Messages of people who left before these went. */
  readonly withdrawn: string[] = []
  readonly #tx: Tx
  readonly #now: Date

  constructor(tx: Tx, now: Date) {
    this.#tx = tx
    this.#now = now
  }

  /** Those of one workspace, step after step, until each rests. */
  async move(workspaceId: string, held: readonly Held[]): Promise<void> {
    let moving: AtStep[] = []
    for (const { run, isActive, version } of held) {
      this.runs.push(run)
      if (run.leaving !== null) this.#leave(run, run.leaving)
      else if (version === undefined || !isActive) this.#leave(run, "stopped")
      else moving.push(...this.#begin(run, version))
    }
    for (let hop = 0; moving.length > 0; hop++) {
      if (hop === mostHops) {
        for (const { run } of moving) this.#leave(run, "loop")
        return
      }
      const facts = await readFacts(this.#tx, workspaceId, moving, this.#now)
      const sending: (AtStep & { content: number })[] = []
      const next: AtStep[] = []
      for (const at of moving) {
        if (this.#meetsExit(at, facts)) continue
        const moved = this.#judge(at, facts)
        if (moved.kind === "send") sending.push({ ...at, content: moved.content })
        else if (moved.kind === "go") next.push(...this.#arrive(at.run, at.version, this.#goOn(at, moved)))
      }
      await this.#send(sending)
      moving = next
    }
  }

  #begin(run: Run, version: CanvasVersion): AtStep[] {
    if (run.step !== null) {
      const step = version.steps.get(run.step)
      if (step !== undefined) return [{ run, step, version }]
      this.#leave(run, "removed")
      return []
    }
    const first = version.definition.variants[run.variant]?.first
    return this.#arrive(run, version, first == null ? undefined : version.steps.get(first))
  }

  #meetsExit({ run, version }: AtStep, facts: Facts): boolean {
    const { filter } = version.definition.exits
    if (filter === null || !facts.passes(filter, run.contactId)) return false
    this.#leave(run, "exit_audience")
    return true
  }

  /** What the rule says; what rests is put to rest. */
  #judge(at: AtStep, facts: Facts): Move {
    const { run, step } = at
    const of = {
      id: run.id,
      arrivedAt: run.arrivedAt,
      enteredAt: run.enteredAt,
      context: run.context,
      heard: run.heard,
    }
    const move = moveAt(step, of, facts.of(at), this.#now)
    switch (move.kind) {
      case "wait":
        run.wakeAt = move.until ?? this.#nextLook(run)
        break
      case "perform":
        run.wakeAt = null
        run.taskDueAt = this.#now
        break
      case "exit":
        this.#leave(run, move.reason, move.saw)
        break
    }
    return move
  }

  /** Its message is looked at soon, and less often the longer it waits. */
  #nextLook({ messageId }: Run): Date {
    const sinceMs = messageId === null ? 0 : this.#now.getTime() - msOfId(messageId)
    return new Date(this.#now.getTime() + Math.min(Math.max(sinceMs / 4, secondMs), longestLookMs))
  }

  #goOn({ run, step, version }: AtStep, move: Move & { kind: "go" }): CanvasStep | undefined {
    run.seq += 1
    const next = stepAfter(version.steps, step, move.outlet)
    this.moves.push({
      run,
      seq: run.seq,
      step: step.id,
      outlet: move.outlet,
      reason: null,
      arrivedAt: run.arrivedAt,
      saw: move.saw ?? null,
    })
    return next
  }

  #arrive(run: Run, version: CanvasVersion, step: CanvasStep | undefined): AtStep[] {
    // What was heard at the step before does not count again at this one, though the clock may not have moved since.
    const heardMs = run.heardAt === null ? 0 : run.heardAt.getTime() + 1
    run.arrivedAt = new Date(Math.max(this.#now.getTime(), heardMs))
    run.heard = null
    run.heardAt = null
    run.messageId = null
    run.performed = null
    run.taskDueAt = null
    run.wakeAt = null
    if (step === undefined) {
      this.#end(run, "end")
      return []
    }
    run.step = step.id
    return [{ run, step, version }]
  }

  #leave(run: Run, reason: string, saw: unknown = null): void {
    run.seq += 1
    this.moves.push({
      run,
      seq: run.seq,
      step: run.step,
      outlet: null,
      reason,
      arrivedAt: run.arrivedAt,
      saw,
    })
    this.#end(run, reason)
  }

  #end(run: Run, reason: string): void {
    if (run.messageId !== null) this.withdrawn.push(run.messageId)
    run.wakeAt = null
    run.taskDueAt = null
    run.leaving = null
    run.leftAt = this.#now
    run.exitReason = reason
  }

  /** Brings their messages into the outbox: one statement for each source. */
  async #send(sending: readonly (AtStep & { content: number })[]): Promise<void> {
    const bySource = Map.groupBy(
      sending,
      ({ version, step, content }) => version.sources.get(step.id)?.[content] ?? "",
    )
    for (const [sourceId, those] of bySource) {
      const [first] = those
      if (first === undefined) continue
      const { workspaceId, numberId } = first.version
      const queued = await enqueueNamed(
        this.#tx,
        { id: sourceId, workspaceId, numberId },
        those.map(({ run, version }) => ({ contactId: run.contactId, variables: variablesOf(run, version) })),
        {
          sendAfter: this.#now,
          expiresAt: new Date(this.#now.getTime() + lifetimeMs.marketing),
          now: this.#now,
        },
      )
      const ids = new Map(queued.map(({ place, id }) => [place, id]))
      for (const [place, { run }] of those.entries()) {
        // A contact that is gone gets none: its run is taken up by what erased it.
        run.messageId = ids.get(place) ?? v7()
        run.lastMessage = run.messageId
        run.wakeAt = new Date(this.#now.getTime() + secondMs)
      }
    }
  }
}

/** The time in a uuidv7. */
const msOfId = (id: string): number => Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16)
