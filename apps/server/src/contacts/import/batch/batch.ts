import type { Leader } from "../file/duplicate-rows.ts"
import type { ContactRow, RefusedRow } from "../file/row.ts"

/** What a batch of rows is written to. */
export interface BatchTarget {
  importId: string
  workspaceId: string
  subscriptionGroupId: string | null
  tagIds: readonly string[]
  listIds: readonly string[]
  /** Everything is taken back again. */
  isDryRun: boolean
  actor: string
  now: Date
}

/** What a batch came to, in rows; the first four add up to its size. */
export interface BatchCounts {
  created: number
  updated: number
  unchanged: number
  refused: number
  cellsDropped: number
  eventsRecorded: number
  subscriptionsChanged: number
  objectionsKept: number
}

export interface WrittenBatch {
  counts: BatchCounts
  refused: RefusedRow[]
  /** The rows that were taken. */
  settledRows: ContactRow[]
  /** What a dry run has to remember of it when it has taken back the rest. */
  keepTrial(): Promise<void>
}

export interface Settled {
  leader: Leader
  contactId: string
}

/** Which line of a file named somebody, and what it said. */
export interface Mark {
  line: number
  digest: string
}
