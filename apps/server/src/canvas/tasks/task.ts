import type { CanvasContext, CanvasStep, Performed, StepKindName } from "@parley/model"
import type { Tx } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import type { Run } from "../engine/runs.ts"
import type { CanvasVersion } from "../engine/versions.ts"

/** Runs at one step of one version, whose work a worker has in hand. */
export interface Task<K extends StepKindName = StepKindName> {
  step: CanvasStep<K>
  version: CanvasVersion
  runs: readonly Run[]
}

/** What came of it for each run. */
export interface TaskDone {
  run: Run
  performed: Performed
  /** Of the run, where it is another. */
  context?: CanvasContext
}

/** What a kind of step does: outside of a transaction what takes time, and then what is kept, in the one that has the run go on. */
export interface Performing<K extends StepKindName> {
  /** What is written in the transaction that has the runs go on is written once, or not at all. */
  perform(
    platform: Platform,
    task: Task<K>,
  ): Promise<(tx: Tx, now: Date, runs: readonly Run[]) => Promise<readonly TaskDone[]>>
}

/** The work cannot be done now; it is due again later. */
export class TryAgain extends Error {
  readonly afterMs: number
  constructor(afterMs: number) {
    super(`again in ${afterMs} ms`)
    this.afterMs = afterMs
  }
}

export const failed = (run: Run, reason: string): TaskDone => ({ run, performed: { ok: false, reason } })
export const done = (run: Run): TaskDone => ({ run, performed: { ok: true } })
